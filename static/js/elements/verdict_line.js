/** The reviewer's sentence in plain words, and the mark of news. */

import { verdict } from "../core/verdict.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { firmName, numberOf, personName, when } from "./names.js"

/** @param {any} finding @returns {string} such as 已下发外檐分包乙，限明日18:00 */
export function verdictWords(finding) {
  const { code, unit, due, who, text, other } = verdict(finding)
  const known = due ? `${code}_due` : code
  return t(`verdict.${known}`, { unit: firmName(unit), due: when(due), who: personName(who), text: text ?? "", other: numberOf(seen().every.get(other ?? "")) })
}

/** @returns {HTMLElement} more than a colour: it says 新 */
export const newMark = () => html`<span class="new" data-testid="new"><i class="dot"></i>${t("mine.new")}<span class="unseen">${t("mine.new_long")}</span></span>`
