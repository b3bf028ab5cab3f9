/** A review being written: what is filled in beforehand, and the body that leaves the phone: corrections only where something was changed. */

import { DUE_DAYS, USUAL, controlByOf, fixByOf, usualDue } from "./deadlines.js"

/**
 * @typedef {{item: string|null, kind: string, severity: number, urgent: boolean, place: string, position: string, text: string,
 *   requirement: string, unit: string|null, due: string}} Review
 */

const EDITED = /** @type {const} */ (["item", "kind", "severity", "urgent", "place", "position", "text", "requirement"])

/**
 * @param {any} finding @param {any} item of the catalogue, if any @param {string|null} unit usual here, when nobody named one
 * @returns {Review}
 */
export const prefilled = (finding, item, unit) => ({
  item: finding.item ?? null, kind: finding.kind, severity: finding.severity, urgent: Boolean(finding.urgent), place: finding.place,
  position: finding.position ?? "", text: finding.text || item?.zh || "", requirement: finding.requirement || requirementOf(item),
  unit: finding.unit ?? unit, due: finding.due ?? item?.due ?? usualDue(finding.kind, finding.severity),
})

/** @param {any} item @returns {string} kept in Chinese: the sheet is Chinese whoever reviews */
const requirementOf = (item) => item?.requirement?.zh ?? ""

/** @param {Review} review @param {any} item the reviewer chose @param {number} [least] the lowest grade he may give @returns {Review} with what that item brings */
export const reclassified = (review, item, least = 1) => ({
  ...review, item: item.id, kind: item.cat === "Q" ? "quality" : "safety", severity: Math.max(item.severity, least), due: item.due,
  urgent: review.urgent || item.due === "NOW", text: review.text || item.zh, requirement: requirementOf(item) || review.requirement,
})

/** @param {Review} before as filled in @param {Review} after as it stands @returns {Record<string, any>|null} what was corrected */
export function editsOf(before, after) {
  const changed = EDITED.filter((key) => after[key] !== before[key] && after[key] !== null)
  return changed.length ? Object.fromEntries(changed.map((key) => [key, after[key]])) : null
}

/**
 * @param {any} finding @param {Review} review of it @param {Date} at @param {typeof import("./deadlines.js").USUAL} [rules]
 * @returns {string|null} the instant by which its danger must be under control if it is issued now; null: no danger, or none any more
 */
export function controlBy(finding, review, at, rules) {
  if (review.kind === "coordination" || finding.control || !(review.urgent || review.due === "NOW")) return null
  return finding.deadlines?.control_by ?? controlByOf(at, null, rules).toISOString()
}

/** @param {Review} before @param {Review} after @returns {any} what `issue` is given */
export function issued(before, after) {
  const edits = editsOf(before, after)
  return { unit: after.unit, due: after.due, ...(edits ? { edits } : {}) }
}

/**
 * @param {any} finding @param {Date} failed @param {string} zone @param {typeof USUAL} [settings] @param {string|null} [due]
 * @returns {Date} after 复查不合格: what the reviewer says, else next day 18:00, severity 3 as the first time
 */
export function returnedFixBy(finding, failed, zone, settings = USUAL, due = null) {
  if (due) return fixByOf(due, failed, zone, settings)
  const first = finding.severity === 3 && finding.due in DUE_DAYS ? finding.due : "D1"
  return fixByOf(first, failed, zone, settings)
}

/** @param {number} ms @returns {{unit: "minutes"|"hours"|"days", n: number, rest: number}} how long, in the two units people would name */
export function lasting(ms) {
  const minutes = Math.max(0, Math.floor(ms / 60_000)), hours = Math.floor(minutes / 60)
  if (hours < 1) return { unit: "minutes", n: minutes, rest: 0 }
  return hours < 24 ? { unit: "hours", n: hours, rest: minutes % 60 } : { unit: "days", n: Math.floor(hours / 24), rest: hours % 24 }
}
