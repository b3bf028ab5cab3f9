/** The warning before the meeting: the server's `domain/cutoff.py`, held to the same examples. */

import { dayOf, instantOn } from "./clock.js"

const MINUTE_MS = 60_000
const USUAL = { cutoff: "17:00", warnings: [30, 10] }

/**
 * @param {Date} now @param {string} zone @param {Map<string, any>} settings of the project
 * @returns {{cutoff: Date, minutes: number, nr: number, of: number}|null} minutes left, and which of the warnings; null before the first and after the cutoff
 */
export function warning(now, zone, settings) {
  const leads = settings.get("cutoff_warnings")?.value ?? USUAL.warnings, day = dayOf(now, zone, settings.get("day_starts_at")?.value)
  const cutoff = instantOn(day, settings.get("meeting")?.value?.cutoff ?? USUAL.cutoff, zone), left = cutoff.getTime() - now.getTime()
  const nr = leads.filter((/** @type {number} */ lead) => left <= lead * MINUTE_MS).length
  return nr && left > 0 ? { cutoff, minutes: Math.ceil(left / MINUTE_MS), nr, of: leads.length } : null
}
