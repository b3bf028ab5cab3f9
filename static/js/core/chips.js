/** The first chips of a finding: which eight of the 192 check items a person most likely means here. */

/** @typedef {import("./catalogue.js").Item} Item */

const USUAL = ["GON-04", "SCF-03", "TEMP-08", "HOT-01", "FALL-01", "LANE-01", "CIVIL-01", "ROOF-01"]

/** Check items of the works of the plan; those of scaffolds and gondolas go with the facade. @type {Record<string, string[]>} */
const TRADES = {
  balcony: ["BAL"], facade: ["GON", "SCF", "FAC"], path: ["PATH"], wall: ["WALL"], drainage: ["CONF", "DRN"], roof_waterproof: ["ROOF", "HOT"],
  rainwater_pipe: ["RWP"], elevator: ["SHAFT", "ELV"], fire: ["FIRE"], street_lamp: ["LAMP"],
}

/**
 * The trades at work, each by the item most used of it: by this person, on sites, or the first of the catalogue.
 * @param {Item[]} items @param {string[]} works of the plan, at work in a building @param {string[]} own codes @returns {string[]}
 */
export function tradesOf(items, works, own) {
  const order = [...own, ...USUAL, ...items.map((item) => item.id)], known = new Map(items.map((item) => [item.id, item.group]))
  return [...new Set(works.flatMap((work) => TRADES[work] ?? []))].flatMap((group) => order.find((code) => known.get(code) === group) ?? [])
}

/**
 * The first chips: what is open at this building, then what this person uses most, then what is usual on sites.
 * @param {Item[]} items @param {{building: string[], own: string[]}} used codes, most recent first @param {number} count
 * @returns {Item[]} each once
 */
export function chips(items, used, count = 8) {
  const byCode = new Map(items.map((item) => [item.id, item]))
  const times = (/** @type {string} */ code) => used.own.filter((one) => one === code).length
  const frequent = [...new Set(used.own)].sort((a, b) => times(b) - times(a))
  const wanted = new Set([...used.building.slice(0, count / 2), ...frequent, ...USUAL, ...byCode.keys()])
  return [...wanted].flatMap((code) => byCode.get(code) ?? []).slice(0, count)
}
