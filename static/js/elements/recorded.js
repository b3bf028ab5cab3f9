/** What is on record is Chinese: a screen that speaks English names the catalogue's item and shows the recorded words beside it. */

import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { inWords, language, t } from "../words.js"

/** @param {any} finding @returns {any} the item of the catalogue, if the language of the screen has a name for it */
const foreign = (finding) => (language() === "en" ? seen().items.find((one) => one.id === finding.item && one.en) : undefined)

/** @param {any} finding @returns {string} what it is, in a few words */
export function title(finding) {
  const item = foreign(finding) ?? seen().items.find((one) => one.id === finding.item)
  return foreign(finding)?.en || finding.text || (item ? inWords(item) : t("finding.unsorted"))
}

/** @param {string} words @returns {HTMLElement} as they are on record */
const asFiled = (words) => html`<small class="recorded" lang="zh-CN">${words}</small>`

/** @param {any} finding @returns {HTMLElement|null} its words on record, where the title does not say them */
export const recorded = (finding) => (finding.text && foreign(finding) ? asFiled(finding.text) : null)

/** @param {any} finding @returns {import("../html.js").Child} what is required; the catalogue's own sentence in the language of the screen too */
export function requirement(finding) {
  const usual = foreign(finding)?.requirement
  return usual?.en && usual.zh === finding.requirement ? [usual.en, asFiled(finding.requirement)] : finding.requirement
}

/** @returns {HTMLElement|null} under a box that a tap fills with Chinese, for who reads English */
export const inChinese = () => (language() === "en" ? html`<small data-testid="in-chinese">${t("filed_in_chinese")}</small>` : null)
