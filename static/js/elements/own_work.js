/** What a firm has to repair first, above its map: where, until when, how far it is; red what cannot wait until tomorrow. */

import { attention } from "../core/attention.js"
import { local } from "../core/days.js"
import { dueNext } from "../core/deadlines.js"
import { html } from "../html.js"
import { go } from "../router.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { dueText } from "./dates.js"
import { stateWord } from "./finding_card.js"
import { standing } from "./marks.js"
import { numberEnd, whereWords } from "./names.js"
import { title } from "./recorded.js"

/** @param {any} finding @returns {HTMLElement} */
export function ownWork(finding) {
  const { mover: { at }, zone, day } = seen(), limit = dueNext(finding), late = attention(finding, at).overdue
  const hurry = late || finding.severity === 3 || (limit && local(new Date(limit.due), zone).day === day)
  return html`<button class=${`row own-work ${hurry ? "hurry" : ""}`} data-testid=${`own-${finding.id}`} onclick=${() => go("problem", finding.id)}>
    <span>${standing(finding)} ${title(finding)}</span>
    <small>${whereWords(finding)} <span class="number">${numberEnd(finding)}</span> <span class="tag">${stateWord(finding)}</span>
      ${limit && html`<b class="until">${t(limit.which === "control" ? "finding.control" : "finding.due", { due: dueText(limit.due) })}</b>`}
      ${late && html`<b class="overdue">${t("finding.overdue")}</b>`}</small></button>`
}
