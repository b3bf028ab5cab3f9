/** What the firms filed, which dangerous works they announced for a day, and who stood by them. */

import { shifted } from "./days.js"

/** By then the contractor files its day. */
export const FILED_UNTIL = "16:00"

/** @typedef {{filing: string, index: number, work: string, count: number, place: string|null, text: string, org: string, attended: any[]}} KeyWork */

/** @param {any[]} filings @param {string|null} org @returns {any|null} its newest word */
export const latest = (filings, org) => filings.filter((filing) => filing.org === org && !filing.replaced_by)
  .reduce((found, one) => (found === null || one.day > found.day || (one.day === found.day && (one.at ?? "") > (found.at ?? "")) ? one : found), null)

/** @param {any[]} filings @param {string|null} org @param {string} day @returns {any|null} what it filed for that day */
export const filedOn = (filings, org, day) => latest(filings.filter((filing) => filing.day === day), org)

/**
 * What the sheet of the day before announced: each firm's last filing of that day, the general contractor's first.
 * @param {any[]} filings @param {string} day @param {Map<string, any>} orgs
 * @returns {KeyWork[]|null} `index` is the place in its filing, by which it is ticked; null: nobody filed
 */
export function worksOf(filings, day, orgs) {
  const eve = shifted(day, -1)
  const general = (/** @type {any} */ filing) => orgs.get(filing.org)?.kind === "general_contractor"
  const told = filings.filter((filing) => filing.day === eve && !filing.replaced_by)
    .sort((a, b) => Number(general(b)) - Number(general(a)) || compare(a.org ?? "", b.org ?? "") || compare(a.id, b.id))
  return told.length === 0 ? null : told.flatMap(listed)
}

/** @param {any} filing @returns {KeyWork[]} */
const listed = (filing) => (filing.tomorrow ?? []).map((/** @type {any} */ one, /** @type {number} */ index) => ({
  filing: filing.id, index, work: one.work, count: one.count ?? 0, place: one.place ?? null, text: one.text ?? "", org: filing.org,
  attended: (filing.attended ?? []).filter((/** @type {any} */ entry) => entry.work === index),
})).filter((/** @type {KeyWork} */ one) => one.count > 0)

/** @param {string} a @param {string} b */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
