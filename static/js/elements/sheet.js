/** A sheet that comes up from below to ask one thing. */

import { html } from "../html.js"
import { t } from "../words.js"

/** @typedef {import("../html.js").Child} Child */

/**
 * @param {string} title @param {(close: () => void) => Child} content @param {string} [testid]
 * @returns {HTMLDialogElement} open already; gone when closed
 */
export function sheet(title, content, testid = "sheet") {
  const close = () => dialog.close()
  const dialog = /** @type {HTMLDialogElement} */ (html`<dialog class="sheet" data-testid=${testid} aria-label=${title}>
    <div class="sheet-head"><h2>${title}</h2><button data-testid="sheet-close" onclick=${() => close()}>${t("close")}</button></div>
  </dialog>`)
  const body = html`<div class="sheet-body">${content(close)}</div>`
  dialog.append(body, ...foot(body))
  dialog.addEventListener("close", () => dialog.remove())
  dialog.addEventListener("click", (event) => { if (event.target === dialog) close() })
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

/** @param {HTMLElement} body @returns {HTMLElement[]} what ends the sheet, a button or two to choose from, stays in reach, however much stands above it */
function foot(body) {
  const last = body.lastElementChild
  return last?.matches("button.primary, .pair") && body.childElementCount > 1 ? [html`<div class="actions sheet-foot">${last}</div>`] : []
}

/** What was typed in a sheet stays until it is saved: only then is it closed. @param {() => void} close @param {() => void} then @returns {() => void} */
export const closing = (close, then) => () => { close(); then() }

/**
 * @param {string} title @param {{value: string, label: string, detail?: string}[]} choices @param {string|null} chosen
 * @param {(value: string) => void} choose @param {string} testid of each row, followed by its value
 */
export const pick = (title, choices, chosen, choose, testid) => sheet(title, (close) =>
  choices.map(({ value, label, detail }) => html`
    <button class="row" data-testid=${`${testid}-${value}`} aria-pressed=${String(value === chosen)}
      onclick=${() => { close(); choose(value) }}><span>${label}</span>${detail && html`<small>${detail}</small>`}</button>`))
