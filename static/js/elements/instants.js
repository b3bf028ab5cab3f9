/** Deadlines and moments as people read them: the day itself, and how far away it is. */

import { html } from "../html.js"
import { t } from "../words.js"
import { absolute, dueText } from "./dates.js"

/** @typedef {{which: "fix"|"control", due: string, done: string|null, late: number, days: number|null}} Limit */

/** @param {Limit} limit @returns {HTMLElement} such as 整改时限 明日18:00, or in red 逾期2天; a danger not yet under control says what to do */
export const limitLine = (limit) => html`<p class=${`limit ${isRed(limit) ? "late" : limit.days === null ? "rests" : ""}`} data-testid=${`limit-${limit.which}`}>
  ${isRed(limit) && !limit.late ? html`<strong>${t("call.limit", { due: dueText(limit.due) })}</strong>` : told(limit)}</p>`

/** @param {Limit} limit */
const isRed = ({ which, late, done, days }) => late > 0 || (which === "control" && !done && days !== null)

/** @param {Limit} limit */
const told = ({ which, due, done, late, days }) => [html`<span>${t(`limit.${which}`)}</span>`, " ", html`<strong>${dueText(due)}</strong>`,
  late ? html`<strong class="overdue">${days === 0 ? t("limit.passed") : t("limit.late", { n: late })}</strong>` : days !== null && days > 1 && html`<span>${t("limit.days", { n: days })}</span>`,
  done && html`<span>${t("limit.controlled", { at: absolute(done) })}</span>`]
