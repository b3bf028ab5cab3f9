/** What a finding is called: by its own words, which are Chinese whoever reads, and by the catalogue's item in the language of the screen. */

import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { inWords, language, t } from "../words.js"

/** @param {any} finding @returns {any} its item of the catalogue, if this phone knows it */
const itemOf = (finding) => seen().items.find((one) => one.id === finding.item)

/** @param {any} finding @returns {string} what it is: its own words, or the catalogue's where they say no more */
export function title(finding) {
  const item = itemOf(finding)
  return finding.text && finding.text !== item?.zh ? finding.text : item ? inWords(item) : t("finding.unsorted")
}

/** @param {any} finding @returns {string} such as 检查项：栏杆高度不足, where the title does not say it already */
export function itemLine(finding) {
  const item = itemOf(finding)
  return item && title(finding) !== inWords(item) ? t("finding.item_line", { item: inWords(item) }) : ""
}

/** @param {string} words @param {string} [lang] theirs, if not the screen's @returns {HTMLElement} */
const smaller = (words, lang) => html`<small class="recorded" lang=${lang}>${words}</small>`

/** @param {any} finding @returns {HTMLElement|null} its check item in a smaller line of its own */
export const recorded = (finding) => (itemLine(finding) ? smaller(itemLine(finding)) : null)

/** @param {any} finding @returns {import("../html.js").Child} what is required; the catalogue's own sentence in the language of the screen too */
export function requirement(finding) {
  const usual = language() === "en" ? itemOf(finding)?.requirement : null
  return usual?.en && usual.zh === finding.requirement ? [usual.en, smaller(finding.requirement, "zh-CN")] : finding.requirement
}

/** @returns {HTMLElement|null} under a box that a tap fills with Chinese, for who reads English */
export const inChinese = () => (language() === "en" ? html`<small data-testid="in-chinese">${t("filed_in_chinese")}</small>` : null)
