/** Phrases of the chosen item: one tap puts the fact in words, a blank becomes a field for the number. */

import { pieces } from "../core/phrases.js"
import { html } from "../html.js"
import { inWords } from "../words.js"

/**
 * @param {any} item @param {{text: string, values: string[]}[]} chosen @param {(phrases: {text: string, values: string[]}[], redraw: boolean) => void} change
 * @returns {HTMLElement[]}
 */
export function phraseChips(item, chosen, change) {
  return (item?.phrases ?? []).map((/** @type {{zh: string, en: string}} */ phrase, /** @type {number} */ index) => {
    const text = inWords(phrase)
    const current = chosen.find((one) => one.text === text)
    if (!current) {
      const values = Array.from({ length: pieces(text).length - 1 }, () => "")
      return html`<button class="chip phrase" data-testid=${`phrase-${index}`} aria-pressed="false"
        onclick=${() => change([...chosen, { text, values }], true)}>${pieces(text).join(" __ ")}</button>`
    }
    return filledChip(current, index, () => change(chosen.filter((one) => one !== current), true), () => change(chosen, false))
  })
}

/** @param {{text: string, values: string[]}} phrase @param {number} index @param {() => void} remove @param {() => void} typed */
function filledChip(phrase, index, remove, typed) {
  const parts = pieces(phrase.text).flatMap((piece, at) => {
    if (at === 0) return [piece]
    const blank = /** @type {HTMLInputElement} */ (html`<input class="blank" inputmode="decimal" size="4" maxlength="20"
      data-testid=${`blank-${index}-${at - 1}`} aria-label=${phrase.text} value=${phrase.values[at - 1] ?? ""}>`)
    blank.addEventListener("input", () => { phrase.values[at - 1] = blank.value; typed() })
    return [blank, piece]
  })
  return html`<div class="chip phrase chosen"><button class="text" data-testid=${`phrase-${index}`} aria-pressed="true" aria-label=${phrase.text} onclick=${remove}>✓</button>
    <span>${parts}</span></div>`
}
