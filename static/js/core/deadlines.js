/** By when: the deadlines a move will set, and how many days one has passed. */

import { instantOn } from "./clock.js"
import { local, shifted } from "./days.js"

const HOUR_MS = 3_600_000
/** @type {Record<string, number>} calendar days until the repair; NOW is made safe first and repaired by the next evening */
export const DUE_DAYS = { D0: 0, D1: 1, D3: 3, D7: 7, NOW: 1 }
/** @type {Record<string, string[]>} for a finding without a catalogue item, by severity */
const DUE_USUAL = { safety: ["D0", "D0", "NOW"], quality: ["D3", "D1", "NOW"], coordination: ["D7", "D7", "D7"] }

/** @type {{work_ends_at: string, short_notice_hours: number, short_notice_until: string, control_hours: number,
 *   reinspect_hours: Record<string, number>, repeat_days_unit: number, repeat_days_place: number, extension_hours: number,
 *   escalation: {street_days: number, street_returns: number, street_repeats: number, district_days: number}}} */
export const USUAL = {
  work_ends_at: "18:00", short_notice_hours: 3, short_notice_until: "10:00", control_hours: 2,
  reinspect_hours: { 1: 24, 2: 24, 3: 4 }, repeat_days_unit: 14, repeat_days_place: 30, extension_hours: 24,
  escalation: { street_days: 3, street_returns: 2, street_repeats: 3, district_days: 7 },
}

/** @param {Map<string, any>} settings of the project @returns {typeof USUAL} its own rules where it has some */
export const rulesFrom = (settings) => /** @type {typeof USUAL} */ (Object.fromEntries(
  Object.entries(USUAL).map(([id, usual]) => [id, merged(usual, settings.get(id)?.value)])))

/** @param {any} usual @param {any} own @returns {any} of several values in one setting, those it leaves out stay as usual */
const merged = (usual, own) => (typeof usual === "object" ? { ...usual, ...own } : own ?? usual)

/** @param {string} kind @param {number} severity @returns {string} the due code when nobody chose one */
export const usualDue = (kind, severity) => DUE_USUAL[kind]?.[severity - 1] ?? "D1"

/**
 * @param {string} due NOW, D0, D1, D3, D7 or an instant @param {Date} issued @param {string} zone
 * @param {typeof USUAL} [settings] @param {string|null} [control_by] the one an urgent finding already has
 * @returns {{fix_by: string, original: string, control_by?: string}}
 */
export function deadlines(due, issued, zone, settings = USUAL, control_by = null) {
  const fix_by = fixByOf(due, issued, zone, settings).toISOString()
  const found = { fix_by, original: fix_by }
  if (control_by === null && due !== "NOW") return found
  return { ...found, control_by: control_by ?? controlByOf(issued, null, settings).toISOString() }
}

/** @param {string} due @param {Date} issued @param {string} zone @param {typeof USUAL} [settings] @returns {Date} */
export function fixByOf(due, issued, zone, settings = USUAL) {
  const days = DUE_DAYS[due]
  const fixBy = days === undefined ? new Date(due) : instantOn(dayAfter(issued, zone, days), settings.work_ends_at, zone)
  if (fixBy.getTime() - issued.getTime() >= settings.short_notice_hours * HOUR_MS) return fixBy
  return instantOn(dayAfter(issued, zone, 1), settings.short_notice_until, zone)
}

/** @param {Date} received @param {Date|null} reached the call that reached the unit @param {typeof USUAL} [settings] @returns {Date} */
export const controlByOf = (received, reached = null, settings = USUAL) =>
  new Date((reached ?? received).getTime() + settings.control_hours * HOUR_MS)

/** @param {any} finding @returns {{which: "control"|"fix", due: string}|null} the first deadline it still has to keep: a danger is made safe before it is repaired */
export function dueNext({ deadlines: set, control }) {
  if (set?.control_by && !control) return { which: "control", due: set.control_by }
  return set?.fix_by ? { which: "fix", due: set.fix_by } : null
}

/** @param {string} since @param {Date} at @returns {number} spans of 24 hours begun since a deadline has passed */
export const daysPast = (since, at) => Math.ceil((at.getTime() - Date.parse(since)) / (24 * HOUR_MS))

/** @param {Date} instant @param {string} zone @param {number} days */
const dayAfter = (instant, zone, days) => shifted(local(instant, zone).day, days)
/** @param {string} earlier @param {string} later */
export const daysBetween = (earlier, later) => Math.round((Date.parse(later) - Date.parse(earlier)) / (24 * HOUR_MS))
