/** By when: the deadlines a move will set, what is overdue at an instant, who keeps whom waiting. */

import { instantOn } from "./clock.js"
import { local, shifted } from "./days.js"

const HOUR_MS = 3_600_000
/** @type {Record<string, number>} calendar days until the repair; NOW is made safe first and repaired by the next evening */
const DUE_DAYS = { D0: 0, D1: 1, D3: 3, D7: 7, NOW: 1 }
/** @type {Record<string, string[]>} for a finding without a catalogue item, by severity */
const DUE_USUAL = { safety: ["D0", "D0", "NOW"], quality: ["D3", "D1", "NOW"], coordination: ["D7", "D7", "D7"] }

/** @type {{work_ends_at: string, short_notice_hours: number, short_notice_until: string, control_hours: number,
 *   reinspect_hours: Record<string, number>, repeat_days_unit: number, repeat_days_place: number}} */
export const USUAL = {
  work_ends_at: "18:00", short_notice_hours: 3, short_notice_until: "10:00", control_hours: 2,
  reinspect_hours: { 1: 24, 2: 24, 3: 4 }, repeat_days_unit: 14, repeat_days_place: 30,
}

/** @param {Map<string, any>} settings of the project @returns {typeof USUAL} its own rules where it has some */
export const rulesFrom = (settings) => /** @type {typeof USUAL} */ (Object.fromEntries(
  Object.entries(USUAL).map(([id, usual]) => [id, settings.get(id)?.value ?? usual])))

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

/**
 * @param {any} finding @param {Date} failed @param {string} zone @param {typeof USUAL} [settings] @param {string|null} [due]
 * @returns {Date} after 复查不合格: what the reviewer says, else next day 18:00, severity 3 as the first time
 */
export function returnedFixBy(finding, failed, zone, settings = USUAL, due = null) {
  if (due) return fixByOf(due, failed, zone, settings)
  const first = finding.severity === 3 && finding.due in DUE_DAYS ? finding.due : "D1"
  return fixByOf(first, failed, zone, settings)
}

/** @param {any} finding @returns {{which: "control"|"fix", due: string}|null} the first deadline it still has to keep: a danger is made safe before it is repaired */
export function dueNext({ deadlines: set, control }) {
  if (set?.control_by && !control) return { which: "control", due: set.control_by }
  return set?.fix_by ? { which: "fix", due: set.fix_by } : null
}

/**
 * @param {any} finding @param {Date} at @param {string} zone
 * @returns {{which: "control"|"fix", since: string, days: number}|null} days are at least 1
 */
export function overdue(finding, at, zone) {
  const { control_by, fix_by } = finding.deadlines ?? {}
  const withUnit = finding.state === "issued" || finding.state === "returned"
  const alarmed = finding.state === "submitted" && finding.urgent && !finding.disputed
  if ((withUnit || alarmed) && !finding.control && isPast(control_by, at)) return late("control", control_by, at, zone)
  return withUnit && isPast(fix_by, at) ? late("fix", fix_by, at, zone) : null
}

/**
 * @param {any} finding @param {Date} at @param {typeof USUAL} [settings]
 * @returns {{for: "review"|"reinspect", since: string, hours: number, limit: number, late: boolean}|null}
 */
export function waiting(finding, at, settings = USUAL) {
  const since = waitingSince(finding)
  if (!since) return null
  const waited = at.getTime() - Date.parse(since)
  const limit = settings.reinspect_hours[finding.severity] ?? 24
  const purpose = finding.state === "submitted" ? "review" : "reinspect"
  return { for: purpose, since, hours: Math.max(0, Math.floor(waited / HOUR_MS)), limit, late: waited > limit * HOUR_MS }
}

/** @param {number} ms @returns {{unit: "minutes"|"hours"|"days", n: number, rest: number}} how long, in the two units people would name */
export function lasting(ms) {
  const minutes = Math.max(0, Math.floor(ms / 60_000)), hours = Math.floor(minutes / 60)
  if (hours < 1) return { unit: "minutes", n: minutes, rest: 0 }
  return hours < 24 ? { unit: "hours", n: hours, rest: minutes % 60 } : { unit: "days", n: Math.floor(hours / 24), rest: hours % 24 }
}

/** @param {any} finding @returns {string|null} */
function waitingSince(finding) {
  if (finding.state === "replied") return finding.replied?.at ?? null
  if (finding.state !== "submitted") return null
  const disputes = (finding.timeline ?? []).filter((/** @type {any} */ row) => row.move === "dispute")
  const last = finding.disputed ? disputes.map((/** @type {any} */ row) => row.at).sort().pop() : null
  return last ?? finding.filed_at ?? null
}

/** @param {"control"|"fix"} which @param {string} since @param {Date} at @param {string} zone */
const late = (which, since, at, zone) =>
  ({ which, since, days: Math.max(1, daysBetween(dayAfter(new Date(since), zone, 0), dayAfter(at, zone, 0))) })

/** @param {string|undefined} limit @param {Date} at */
const isPast = (limit, at) => limit !== undefined && limit !== null && Date.parse(limit) < at.getTime()
/** @param {Date} instant @param {string} zone @param {number} days */
const dayAfter = (instant, zone, days) => shifted(local(instant, zone).day, days)
/** @param {string} earlier @param {string} later */
export const daysBetween = (earlier, later) => Math.round((Date.parse(later) - Date.parse(earlier)) / (24 * HOUR_MS))
