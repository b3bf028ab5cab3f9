/** Until when: the usual deadlines as chips, each with the instant it means now, and a date of one's own. */

import { html } from "../html.js"
import { status } from "../sync.js"
import { t } from "../words.js"
import { dateField } from "./decisions.js"
import { choice } from "./choice.js"
import * as dates from "./dates.js"
import { DUES, dueWord, fixBy } from "./details_line.js"

/** @param {string} due a code or an instant @returns {string} the date and time it falls due if decided now, such as 6月15日（明日）18:00 */
export const dueFull = (due) => dates.dueFull(fixBy(due))

/** @param {string} unit @param {string} due @param {string} [danger] what is due before the repair @returns {HTMLElement} of whom and until when: none is broken over two lines where there is room */
export const orderWords = (unit, due, danger = "") => html`<span class="order"><span>${unit}</span> ${danger && html`<span class="danger-by">${danger}</span>`}
  <span>${t(danger ? "due.repair" : "finding.due", { due })}</span></span>`

/** @param {string} due chosen @param {(due: string) => void} change @returns {HTMLElement} */
export function dueChoice(due, change) {
  const own = DUES.includes(due) ? null : due
  const date = dateField(t("due.other"), own, () => { const instant = date.instant(); if (instant) change(instant) })
  return html`<div class="due-choice">${choice("due", DUES.map((one) => [one, dueWord(one)]), due, change)}${date.element}
    ${!status.last?.reached && status.last && html`<small>${t("due.offline")}</small>`}</div>`
}
