/** 盯靠人: who stands by a building, as the server's `domain/watchers` decides; by default 代建's lead. */

/** Who can be set: the office and the patrols, not those who are watched. */
const WATCHING = ["inspector", "assistant", "specialist", "chief", "pm", "hq"]

/** @param {any} one @returns {boolean} a member still */
const here = (one) => one.active !== false

/**
 * @param {string} building @param {Record<string, string>} chosen person by building @param {any[]} people
 * @param {Map<string, any>} orgs @returns {any|null} the person set while he is a member, else 代建's lead
 */
export function watcher(building, chosen, people, orgs) {
  const set = people.find((one) => one.id === chosen[building])
  if (set && here(set) && WATCHING.includes(set.role)) return set
  return people.filter((one) => one.role === "pm" && here(one)).sort((a, b) => (
    outside(a, orgs) - outside(b, orgs) || Number(!a.title) - Number(!b.title) || (a.id < b.id ? -1 : 1)))[0] ?? null
}

/** @param {any} one @param {Map<string, any>} orgs @returns {number} 0 of the project company, 1 of another firm */
const outside = (one, orgs) => Number(orgs.get(one.org ?? "")?.kind !== "pm_company")
