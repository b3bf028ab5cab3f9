/** Days and deadlines as people say them, in the project's own time. */

/** Where a project is until its settings have arrived. */
export const ZONE = "Asia/Shanghai"

/** Making one takes a slow phone longer than drawing a card. @type {Map<string, Intl.DateTimeFormat>} by zone */
const clocks = new Map()

/** @param {string} zone */
const clockOf = (zone) => new Intl.DateTimeFormat("en-CA", {
  timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
})

/** @param {Date} date @param {string} zone @returns {{day: string, time: string}} such as 2023-06-14 and 09:12 */
export function local(date, zone = ZONE) {
  const clock = clocks.get(zone) ?? clockOf(zone)
  clocks.set(zone, clock)
  const parts = clock.formatToParts(date)
  const part = (/** @type {string} */ type) => parts.find((one) => one.type === type)?.value ?? ""
  return { day: `${part("year")}-${part("month")}-${part("day")}`, time: `${part("hour")}:${part("minute")}` }
}

/** @param {string} day @param {number} days @returns {string} */
export const shifted = (day, days) => new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/**
 * @param {Date} due @param {Date} now @param {string} [zone]
 * @returns {{near: "today"|"tomorrow"|"far", day: string, time: string}} the day such as 2023-06-14, and how far it is
 */
export function dueWords(due, now, zone = ZONE) {
  const { day, time } = local(due, zone), today = local(now, zone).day
  return { near: day === today ? "today" : day === shifted(today, 1) ? "tomorrow" : "far", day, time }
}
