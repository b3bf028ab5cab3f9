/** A list that may be long: the first ones at once, the others when asked for, so that a slow phone stays quick. */

import { html } from "../html.js"
import { t } from "../words.js"

const AT_ONCE = 40

/** How far each list was unfolded; it stays so while news arrive. */
const unfolded = /** @type {Map<string, number>} */ (new Map())

/** @template T @param {string} name of the list @param {T[]} rows @param {(row: T) => HTMLElement} draw @returns {HTMLElement} */
export function longList(name, rows, draw) {
  const list = html`<div class="list"></div>`
  const show = () => {
    const upto = unfolded.get(name) ?? AT_ONCE
    const more = html`<button class="wide" data-testid="more" onclick=${() => { unfolded.set(name, upto + AT_ONCE); add(upto) }}>${t("list.more", { n: rows.length - upto })}</button>`
    list.append(...(rows.length > upto ? [more] : []))
  }
  const add = (/** @type {number} */ from) => {
    if (from) list.lastElementChild?.remove()
    list.append(...rows.slice(from, unfolded.get(name) ?? AT_ONCE).map(draw))
    show()
  }
  add(0)
  return list
}
