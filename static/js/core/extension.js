/** Later deadlines a unit may ask for: the usual ones, its own, and how often. */

import { instantOn } from "./clock.js"
import { local, shifted } from "./days.js"
import { EXTENSIONS_MAX } from "./moves.js"

/**
 * @param {any} finding @param {Date} at @param {string} zone @param {string} ends when a day's work ends, such as 18:00
 * @returns {{id: "tomorrow"|"after"|"three", due: Date}[]} only those later than now and than the deadline in force
 */
export function laterDues(finding, at, zone, ends) {
  const today = local(at, zone).day, current = inForce(finding)
  const from = current > at.getTime() ? local(new Date(current), zone).day : today
  const days = /** @type {const} */ ([["tomorrow", shifted(today, 1)], ["after", shifted(today, 2)], ["three", shifted(from, 3)]])
  return days.map(([id, day]) => ({ id, due: instantOn(day, ends, zone) })).filter(({ due }) => isLater(finding, due, at))
}

/** @param {any} finding @param {Date|null} due @param {Date} at @returns {boolean} whether it is later than now and than the deadline in force */
export const isLater = (finding, due, at) => due !== null && due.getTime() > Math.max(at.getTime(), inForce(finding))

/** @param {string} typed as a field of the browser gives it, such as 2023-06-16T18:00 @param {string} zone @returns {Date|null} that time where the project is */
export const typedInstant = (typed, zone) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(typed) ? instantOn(typed.slice(0, 10), typed.slice(11, 16), zone) : null)

/** @param {any} finding @param {number} [max] @returns {number} how many more may be granted */
export const extensionsLeft = (finding, max = EXTENSIONS_MAX) => Math.max(0, max - (finding.extension?.n ?? 0))

/** @param {any} finding @returns {boolean} asked, and not answered yet */
export const isAsked = (finding) => Boolean(finding.extension?.asked) && (finding.extension.granted ?? null) === null

/** @param {any} finding @returns {number} */
const inForce = (finding) => Date.parse(finding.deadlines?.fix_by ?? "") || 0
