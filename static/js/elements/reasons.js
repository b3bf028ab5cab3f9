/** Why a door was not entered, by one touch; other reasons in words. */

import { html } from "../html.js"
import { t } from "../words.js"
import { placeName } from "./place_names.js"
import { sheet } from "./sheet.js"

export const REASONS = ["locked", "no_answer", "works_closed", "refused", "blocked", "danger", "weather", "other"]

/** @typedef {{code: string, text?: string}} Reason */

/** @param {string} id of the place @param {(reason: Reason, close: () => void) => void} save closes the sheet when it is saved */
export function askReason(id, save) {
  sheet(t("no_access.title", { place: placeName(id) }), (close) => html`<div class="reasons">${REASONS.map((code) => html`
    <button class="row" data-testid=${`reason-${code}`} onclick=${() => { if (code !== "other") return save({ code }, close); close(); askText(id, save) }}>${t(`no_access.${code}`)}</button>`)}</div>`, "reason-sheet")
}

/** @param {string} id @param {(reason: Reason, close: () => void) => void} save */
function askText(id, save) {
  const text = /** @type {HTMLInputElement} */ (html`<input data-testid="reason-text" maxlength="200">`)
  sheet(t("no_access.title", { place: placeName(id) }), (close) => [html`<label class="field"><span>${t("no_access.why")}</span>${text}</label>`,
    html`<button class="primary" data-testid="reason-save" onclick=${() => { if (!text.value.trim()) return text.focus(); save({ code: "other", text: text.value.trim() }, close) }}>${t("save")}</button>`], "reason-other")
}

/** @param {Reason|null} reason @returns {string} */
export const reasonWords = (reason) => (reason ? reason.text || t(`no_access.${reason.code}`) : "")
