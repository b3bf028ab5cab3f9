/** Which earlier finding a new one repeats (重复问题). */

import { USUAL, daysBetween } from "./deadlines.js"

/**
 * @param {any} finding @param {any[]} others @param {typeof USUAL} [settings]
 * @returns {string|null} the newest earlier finding it repeats: same item, and the same unit or the same place not long ago
 */
export function repeatOf(finding, others, settings = USUAL) {
  const earlier = others.filter((other) => repeats(finding, other, settings))
  return earlier.sort((a, b) => compare(foundAt(b), foundAt(a)))[0]?.id ?? null
}

/** @param {any} finding @param {any} other @param {typeof USUAL} settings */
function repeats(finding, other, settings) {
  if (!finding.item || other.item !== finding.item || other.id === finding.id) return false
  if (["rejected", "merged"].includes(other.state) || compare(foundAt(other), foundAt(finding)) > 0) return false
  const gap = daysBetween(other.day, finding.day)
  const sameUnit = finding.unit !== null && other.unit === finding.unit
  return (sameUnit && gap <= settings.repeat_days_unit) || (other.place === finding.place && gap <= settings.repeat_days_place)
}

/** @param {any} finding */
const foundAt = (finding) => `${finding.day} ${finding.filed_at ?? ""} ${finding.id}`
/** @param {string} a @param {string} b */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
