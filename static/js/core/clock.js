/** Whose day is it: the business day of a record, as the server will decide it. */

import { local, shifted } from "./days.js"

const TOLERANCE_MS = 5 * 60_000

/**
 * @param {Date} at @param {number|null} offset_ms server minus phone, when known @param {Date} received_at
 * @param {string} zone @param {string} [startsAt] the hours before it belong to yesterday
 * @returns {{day: string, flags: string[]}} flags: `clock_off`, `day_clamped`
 */
export function businessDay(at, offset_ms, received_at, zone, startsAt = "05:00") {
  const flags = []
  const instant = corrected(at, offset_ms)
  if (isOff(offset_ms) || instant.getTime() - received_at.getTime() > TOLERANCE_MS) flags.push("clock_off")
  const day = dayOf(instant, zone, startsAt)
  const latest = dayOf(received_at, zone, startsAt)
  if (day <= latest) return { day, flags }
  return { day: latest, flags: [...flags, "day_clamped"] }
}

/** @param {Date} at @param {number|null} offset_ms @returns {Date} moved by the offset if that is more than five minutes, and not beyond the calendar */
export function corrected(at, offset_ms) {
  const moved = new Date(at.getTime() + (isOff(offset_ms) ? Number(offset_ms) : 0))
  return Number.isNaN(moved.getTime()) ? at : moved
}

/** @param {{at: string, skew_ms?: number|null}} envelope @returns {Date} when it was made, by the office's clock as far as known */
export const instantOf = ({ at, skew_ms = null }) => corrected(new Date(at), skew_ms)

/** @param {number|null} offset_ms @returns {boolean} */
export const isOff = (offset_ms) => offset_ms !== null && Math.abs(offset_ms) > TOLERANCE_MS

/** @param {Date} instant known to be right @param {string} zone @param {string} [startsAt] @returns {string} */
export function dayOf(instant, zone, startsAt = "05:00") {
  const { day, time } = local(instant, zone)
  if (day.length !== 10) return instant.toISOString().slice(0, 10) // past the year 9999
  return time < startsAt ? shifted(day, -1) : day
}

/** @param {Date} instant @param {string} zone @param {string} [startsAt] @returns {"am"|"pm"} the night is yesterday's `pm` */
export function halfDay(instant, zone, startsAt = "05:00") {
  const { time } = local(instant, zone)
  return startsAt <= time && time < "12:00" ? "am" : "pm"
}

/** @param {string} day @param {string} clock such as 18:00 @param {string} zone @returns {Date} when its clocks show that */
export function instantOn(day, clock, zone) {
  const wall = Date.parse(`${day}T${clock}:00Z`)
  const guess = wall - ahead(wall, zone)
  return new Date(wall - ahead(guess, zone))
}

/** @param {number} instant @param {string} zone @returns {number} milliseconds the zone is ahead of UTC then */
function ahead(instant, zone) {
  const { day, time } = local(new Date(instant), zone)
  return Date.parse(`${day}T${time}:00Z`) - Math.floor(instant / 60_000) * 60_000
}
