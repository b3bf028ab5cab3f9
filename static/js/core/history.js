/** What else is known where a finding lies: the same thing before, and which other finding it may be one with. */

import { OPEN } from "./moves.js"

const SHOWN_MAX = 6

/** @param {any} a @param {any} b newest first */
const newest = (a, b) => String(b.filed_at).localeCompare(String(a.filed_at))

/**
 * @param {any} finding @param {Iterable<any>} every
 * @returns {any[]} what it repeats, then the same item here, then whatever else is open here; ended without repair does not count
 */
export function hereBefore(finding, every) {
  const weight = (/** @type {any} */ other) => {
    if (other.id === finding.repeat_of) return 0
    return sameItem(finding, other) ? 1 : 2
  }
  return [...every].filter((other) => other.id !== finding.id && (other.id === finding.repeat_of ||
    (other.place === finding.place && (OPEN.includes(other.state) || (other.state === "closed" && sameItem(finding, other))))))
    .sort((a, b) => weight(a) - weight(b) || newest(a, b)).slice(0, SHOWN_MAX)
}

/**
 * @param {any} finding @param {any[]} findings open ones @param {(place: string) => string} buildingOf
 * @returns {any[]} living ones of the same building it may be merged into: what its filer named, same item, same place, then the newest
 */
export function mergeTargets(finding, findings, buildingOf) {
  const weight = (/** @type {any} */ other) => {
    if (other.id === finding.same_as) return 0
    return (sameItem(finding, other) ? 0 : 2) + (other.place === finding.place ? 1 : 2)
  }
  const building = buildingOf(finding.place)
  return findings.filter((other) => other.id !== finding.id && !other.here && OPEN.includes(other.state) && buildingOf(other.place) === building)
    .sort((a, b) => weight(a) - weight(b) || newest(a, b))
}

/** @param {any} finding @param {any} other */
const sameItem = (finding, other) => Boolean(finding.item) && other.item === finding.item

/**
 * @param {string} place @param {any[]} orders @param {Map<string, any>} places
 * @returns {any|null} the stop order (工程暂停令) in whose scope it lies: itself, its building, or the whole compound
 */
export function stoppedAt(place, orders, places) {
  const around = (/** @type {string} */ id) => id === place || id === places.get(place)?.building || places.get(id)?.kind === "compound"
  return orders.find((order) => order.kind === "stop" && order.status === "open" && (order.scope ?? []).some(around)) ?? null
}
