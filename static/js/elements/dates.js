/** Days and moments as people read them, one form on every screen: 11月27日18:00, Fri 27 Nov, 18:00; 今日 and 明日 where that is nearer. */

import { dueWords } from "../core/days.js"
import { now } from "../edge/clock.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"

/** @param {string} day such as 2023-06-14 @returns {Record<string, string|number>} its parts as the language names them */
function named(day) {
  const [, month = 0, date = 0] = day.split("-").map(Number)
  const nth = (/** @type {string} */ key, /** @type {number} */ at) => t(key).split(" ")[at] ?? ""
  return { day: date, month: nth("date.months", month - 1), weekday: nth("date.weekdays", new Date(`${day}T12:00:00Z`).getUTCDay()) }
}

/** @param {string} day such as 2023-06-14 @returns {string} such as 6月14日 */
export const dayText = (day) => t("due.day", named(day))

/** @param {string|Date} instant @returns {{near: "today"|"tomorrow"|"far", values: Record<string, string|number>}} on the project's clock */
function parts(instant) {
  const { near, day, time } = dueWords(new Date(instant), now(), seen().zone)
  return { near, values: { ...named(day), time } }
}

/** @param {string|Date} instant @returns {string} such as 明日18:00 */
export function dueText(instant) {
  const { near, values } = parts(instant)
  return t(`due.${near}`, values)
}

/** @param {string|Date} instant @returns {string} such as 6月15日（明日）18:00 */
export function dueFull(instant) {
  const { near, values } = parts(instant)
  return t(`due.full.${near}`, values)
}

/** @param {string|Date} instant @returns {string} such as 6月15日18:00, also when that is today */
export const absolute = (instant) => t("due.far", parts(instant).values)
