/** The closed denominator: every entrance in exactly one state per day, and building parts with work besides. */

import { STATES } from "./at_work.js"
import { doorRanges, inOrder } from "./places.js"

export { STATES, activeBuildings, newestFaces } from "./at_work.js"

const PART_KINDS = ["facade_side", "roof", "part", "zone"]
/** @type {Record<string, string[]>} where the work of an item is looked at; others: on every part of the building */
const PARTS_OF_ITEM = {
  facade: ["facade_side"], balcony: ["facade_side"], rainwater_pipe: ["facade_side"], roof_waterproof: ["roof"],
  apron: ["part"], elevator: ["part"], fire: ["part"],
}

/**
 * @typedef {{state: string, active: boolean, visits: string[], reason?: any}} Door
 * @typedef {[string, any]} Noted  outcome and visit
 */

/**
 * @param {any[]} entrances @param {any[]} visits of the day @param {string[]} onPhone places known from check-ins and held visits
 * @param {string[]|null} activeBuildings null: all @param {string} [policy] active | all
 * @returns {Record<string, Door>}
 */
export function coverage(entrances, visits, onPhone, activeBuildings, policy = "active") {
  const noted = notedOf(visits)
  return Object.fromEntries(entrances.map(({ id, building }) => {
    const active = policy === "all" || activeBuildings === null || activeBuildings.includes(building)
    const looks = (noted.get(building) ?? []).filter(([outcome]) => outcome === "building_looked")
    const rows = [...(noted.get(id) ?? []), ...(active ? [] : looks)]
    return [id, door(rows, active, onPhone.includes(id) || (!active && onPhone.includes(building)))]
  }))
}

/**
 * @param {any[]} places @param {any[]} visits @param {string[]} onPhone @param {any[]|null} faces null: nobody filed yet, all
 * @returns {Record<string, Door>} parts and zones with work
 */
export function partsCoverage(places, visits, onPhone, faces) {
  const noted = notedOf(visits)
  const working = places.filter((place) => PART_KINDS.includes(place.kind) && works(place, faces))
  return Object.fromEntries(working.map(({ id }) => [id, door(noted.get(id) ?? [], true, onPhone.includes(id))]))
}

/** @param {Record<string, Door>} covered @returns {Record<string, number>} every state, summing to the number of entrances */
export function tally(covered) {
  const found = Object.fromEntries(STATES.map((state) => [state, 0]))
  for (const { state } of Object.values(covered)) found[state] = (found[state] ?? 0) + 1
  return found
}

/**
 * @param {Record<string, Door>} covered @param {any[]} entrances
 * @returns {any} {total, checked, [state]: {count, doors: [{building, label, places, reason?}]}}
 */
export function coverageSentence(covered, entrances) {
  const doors = inOrder(entrances.filter(({ id }) => id in covered))
  const numbers = tally(covered)
  const said = STATES.map((state) => {
    const here = doors.filter(({ id }) => covered[id]?.state === state)
    return [state, { count: numbers[state], doors: ranges(here, covered) }]
  })
  return { total: Object.keys(covered).length, checked: (numbers.findings ?? 0) + (numbers.clean ?? 0), ...Object.fromEntries(said) }
}

/** @param {any[]} doors @param {Record<string, Door>} covered neighbours with the same reason drawn together */
function ranges(doors, covered) {
  const groups = new Map()
  for (const one of doors) {
    const reason = covered[one.id]?.reason ?? null
    const key = JSON.stringify([reason?.code, reason?.text])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  const order = doors.map(({ id }) => id)
  return [...groups.values()]
    .flatMap((members) => doorRanges(members).map((span) => withReason(span, covered[members[0].id]?.reason)))
    .sort((a, b) => order.indexOf(a.places[0]) - order.indexOf(b.places[0]))
}

/** @param {any} span @param {any} reason */
const withReason = (span, reason) => (reason ? { ...span, reason } : span)

/** @param {any[]} visits @returns {Map<string, Noted[]>} */
function notedOf(visits) {
  const noted = new Map()
  for (const visit of visits.filter((one) => !one.withdrawn)) {
    for (const [place, outcome] of outcomes(visit)) noted.set(place, [...(noted.get(place) ?? []), [outcome, visit]])
  }
  return noted
}

/** @param {any} visit @returns {[string, string][]} */
function outcomes(visit) {
  if (visit.outcome === "building_looked") {
    const doors = visit.doors?.length ? visit.doors : [visit.place]
    return doors.map((/** @type {string} */ place) => [place, "building_looked"])
  }
  const elsewhere = (visit.places ?? []).filter((/** @type {any} */ row) => row?.outcome)
    .filter((/** @type {any} */ row) => row.place !== visit.place || row.outcome !== visit.outcome)
  return [[visit.place, visit.outcome], ...elsewhere.map((/** @type {any} */ row) => [row.place, row.outcome])]
}

/** @param {Noted[]} rows @param {boolean} active @param {boolean} waits @returns {Door} */
function door(rows, active, waits) {
  const counted = rows.filter(([outcome]) => outcome !== "building_looked" || !active)
  const found = new Set([...counted.map(([outcome]) => outcome), ...(waits ? ["on_phone"] : []), "no_record"])
  const state = STATES.find((one) => found.has(one)) ?? "no_record"
  const here = { state, active, visits: counted.map(([, visit]) => visit.id) }
  if (state !== "no_access") return here
  const refused = counted.filter(([outcome]) => outcome === state).map(([, visit]) => visit)
  return { ...here, reason: refused.reduce((last, one) => ((one.at ?? "") > (last.at ?? "") ? one : last)).reason ?? null }
}

/** @param {any} place @param {any[]|null} faces */
function works(place, faces) {
  if (place.active === false) return false
  return faces === null || faces.some(({ building, item }) => building === place.id ||
    (building === place.building && (PARTS_OF_ITEM[item] ?? PART_KINDS).includes(place.kind)))
}
