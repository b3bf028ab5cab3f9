/** The frame of a screen: a head with the way back, what the screen says, and the actions within reach of a thumb. */

import { html } from "../html.js"
import { t } from "../words.js"

/** @typedef {import("../html.js").Child} Child */

/**
 * @param {{title: string, back?: () => void, up?: boolean, under?: string, beside?: Child, body: Child, actions?: Child, name: string}} parts
 * `up`: the way back leads to the map and is drawn as one, so that it is not taken for the door before; `under`: a small line under the title
 * @returns {HTMLElement}
 */
export const page = ({ title, back, up, under, beside, body, actions, name }) => html`
  <div class=${`screen screen-${name}`}>
    <header class="head">
      ${back && html`<button class="icon" data-testid="btn-back" aria-label=${t(up ? "to_map" : "back")} onclick=${back}>${arrow(up ? MAP : BACK)}</button>`}
      <h1 tabindex="-1">${title}${under && html`<small>${under}</small>`}</h1>
      ${beside}
    </header>
    <main class="body" tabindex="0">${body}</main>
    ${actions && html`<footer class="actions">${actions}</footer>`}
  </div>`

/** @param {string} path @returns {HTMLElement} a line drawing of 24 × 24 */
export function arrow(path) {
  const drawing = html`<svg class="stroke" viewBox="0 0 24 24" aria-hidden="true"><path /></svg>`
  drawing.firstElementChild?.setAttribute("d", path)  // never in the template: a hole is no path, and the browser says so
  return drawing
}

export const MAP = "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z"
/** Unlike LEFT and RIGHT, which lead to the one before and the next, it has a tail. */
const BACK = "M20 12H5M12 5l-7 7 7 7"
export const LEFT = "m15 5-7 7 7 7"
export const RIGHT = "m9 5 7 7-7 7"
export const GEAR = "M4 7h10M18 7h2M4 17h2M10 17h10M16 4.5v5M8 14.5v5"
export const UP = "M12 19V6M6 11l6-6 6 6"
