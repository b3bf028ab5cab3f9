/** Deadlines and moments as people read them: the day itself, and how far away it is. */

import { html } from "../html.js"
import { t } from "../words.js"
import { absolute } from "./dates.js"

export { absolute }

/** @param {{which: "fix"|"control", due: string, done: string|null, late: number, days: number|null}} limit @returns {HTMLElement} such as 整改时限 6月15日18:00（明日）, or 逾期2天 */
export const limitLine = ({ which, due, done, late, days }) => html`<p class=${`limit ${late ? "late" : days === null ? "rests" : ""}`} data-testid=${`limit-${which}`}>
  <span>${t(`limit.${which}`)}</span> <strong>${absolute(due)}</strong>
  ${late ? html`<strong class="overdue">${t("limit.late", { n: late })}</strong>` : days !== null && days >= 0 && html`<span>${howFar(days)}</span>`}
  ${done && html`<span>${t("limit.controlled", { at: absolute(done) })}</span>`}</p>`

/** @param {number} days @returns {string} */
const howFar = (days) => t(days === 0 ? "limit.today" : days === 1 ? "limit.tomorrow" : "limit.days", { n: days })
