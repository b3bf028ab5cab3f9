/** Phrases of the chosen item: one tap puts the fact in words, a blank becomes a field for the number. */

import { complete, pieces } from "../core/phrases.js"
import { html } from "../html.js"
import { inWords, t } from "../words.js"
import { sheet } from "./sheet.js"

/** @typedef {import("../core/phrases.js").Phrase} Phrase */

/**
 * Shown in the language of the screen, kept in Chinese: the sheet is Chinese whoever files.
 * @param {any} item @param {Phrase[]} chosen @param {(phrases: Phrase[], redraw: boolean) => void} change
 * @returns {HTMLElement[]}
 */
export function phraseChips(item, chosen, change) {
  return (item?.phrases ?? []).map((/** @type {{zh: string, en: string}} */ phrase, /** @type {number} */ index) => {
    const text = phrase.zh, words = inWords(phrase)
    const current = chosen.find((one) => one.text === text)
    if (!current) {
      const values = Array.from({ length: pieces(text).length - 1 }, () => "")
      return html`<button class="chip phrase" data-testid=${`phrase-${index}`} aria-pressed="false"
        onclick=${() => { change([...chosen, { text, values }], true); toBlank() }}>${withGaps(words)}</button>`
    }
    return filledChip(current, words, index, () => change(chosen.filter((one) => one !== current), true), () => change(chosen, false))
  })
}

/** @param {string} words @returns {any[]} each blank as a line to be filled in, never cut from its phrase */
const withGaps = (words) => pieces(words).flatMap((piece, at) => (at === 0 ? [piece] : [" ", html`<span class="gap">${t("blank.hint")}</span>`, piece]))

/** Puts the cursor into the first empty blank. */
const toBlank = () => [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input.blank"))].find((box) => !box.value.trim())?.focus()

/**
 * A number may be left out, but not unnoticed: without it the phrase is not filed.
 * @param {any} item @param {Phrase[]} chosen @param {() => void} save
 */
export function askBlanks(item, chosen, save) {
  const empty = chosen.filter((phrase) => !complete(phrase))
  if (!empty.length) return save()
  const words = (/** @type {Phrase} */ { text }) => inWords(item?.phrases.find((/** @type {any} */ one) => one.zh === text) ?? { zh: text, en: text })
  sheet(t("blank.title"), (close) => [
    html`<p class="lead">${empty.map((phrase, nr) => [nr > 0 && t("comma"), ...withGaps(words(phrase))])}</p>`,
    html`<button class="primary" data-testid="blank-fill" onclick=${() => { close(); toBlank() }}>${t("blank.fill")}</button>`,
    html`<button data-testid="blank-drop" onclick=${() => { close(); save() }}>${t("blank.drop")}</button>`], "blank-sheet")
}

/** @param {Phrase} phrase @param {string} words @param {number} index @param {() => void} remove @param {() => void} typed */
function filledChip(phrase, words, index, remove, typed) {
  const parts = pieces(words).flatMap((piece, at) => {
    if (at === 0) return [piece]
    const blank = /** @type {HTMLInputElement} */ (html`<input class="blank" inputmode="decimal" size="4" maxlength="20" placeholder=${t("blank.hint")}
      data-testid=${`blank-${index}-${at - 1}`} aria-label=${words} value=${phrase.values[at - 1] ?? ""}>`)
    blank.addEventListener("input", () => { phrase.values[at - 1] = blank.value; typed() })
    return [blank, piece]
  })
  return html`<div class="chip phrase chosen"><button class="text" data-testid=${`phrase-${index}`} aria-pressed="true" aria-label=${words} onclick=${remove}>✓</button>
    <span>${parts}</span></div>`
}
