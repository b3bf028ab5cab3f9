/** Days and deadlines as people say them, in the project's own time. */

const ZONE = "Asia/Shanghai"

/** @param {Date} date @param {string} zone @returns {{day: string, time: string}} such as 2023-06-14 and 09:12 */
export function local(date, zone = ZONE) {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(date)
  const part = (/** @type {string} */ type) => parts.find((one) => one.type === type)?.value ?? ""
  return { day: `${part("year")}-${part("month")}-${part("day")}`, time: `${part("hour")}:${part("minute")}` }
}

/** @param {string} day @param {number} days @returns {string} */
export const shifted = (day, days) => new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/**
 * @param {Date} date @param {string} [zone] @param {string} [startsAt] the shift before it belongs to yesterday
 * @returns {string} the business day
 */
export function dayAt(date, zone = ZONE, startsAt = "05:00") {
  const { day, time } = local(date, zone)
  return time < startsAt ? shifted(day, -1) : day
}

/**
 * @param {Date} due @param {Date} now @param {string} [zone]
 * @returns {{near: "today"|"tomorrow"|"month"|"far", day: number, month: number, time: string}} how far the day is
 */
export function dueWords(due, now, zone = ZONE) {
  const then = local(due, zone), today = local(now, zone).day
  const [, month = 0, day = 0] = then.day.split("-").map(Number)
  const near = then.day === today ? "today" : then.day === shifted(today, 1) ? "tomorrow" : then.day.slice(0, 7) === today.slice(0, 7) ? "month" : "far"
  return { near, day, month, time: then.time }
}

/** @type {Record<string, number>} days from today of each deadline code */
const DAYS = { D0: 0, D1: 1, D3: 3, D7: 7 }

/**
 * The deadline a code would give if it were issued now; the office decides at 下发.
 * @param {string} code `NOW`, `D0`, `D1`, `D3` or `D7` @param {Date} now @param {string} [zone]
 * @returns {Date|null} null for NOW: at once
 */
export function expected(code, now, zone = ZONE) {
  const days = DAYS[code]
  if (days === undefined) return null
  const { day } = local(now, zone)
  const late = instant(shifted(day, days), "18:00", zone)
  const tooShort = late.getTime() - now.getTime() < 3 * 3_600_000
  return tooShort ? instant(shifted(day, 1), "10:00", zone) : late
}

/** @param {string} day @param {string} time @param {string} zone @returns {Date} when the clocks of the zone show it */
function instant(day, time, zone) {
  const guess = new Date(`${day}T${time}:00Z`)
  const shown = local(guess, zone)
  const off = Date.parse(`${shown.day}T${shown.time}:00Z`) - guess.getTime()
  return new Date(guess.getTime() - off)
}
