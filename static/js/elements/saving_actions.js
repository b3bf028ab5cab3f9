/** The buttons that save a form. Where nothing may be recorded just now they give way to the sentence why; what was begun stays. */

import { html } from "../html.js"
import { onChange } from "../sync.js"
import { t } from "../words.js"
import { look, mayRecord, problems } from "./problems.js"

/**
 * A form stays as it is while news arrive: these follow by themselves what the last exchange says of recording here.
 * @param {() => any[]} buttons as they are now @returns {{element: HTMLElement, draw: () => void}} empty until it is drawn
 */
export function savingActions(buttons) {
  const element = html`<div class="pair"></div>`
  let may = mayRecord()
  const draw = () => { may = mayRecord(); element.replaceChildren(...(may ? buttons().filter(Boolean) : [notNow()])) }
  const stop = onChange(() => {
    if (!element.isConnected) return stop()
    look()
    if (may !== mayRecord()) draw()
  })
  return { element, draw }
}

const notNow = () => html`<button class="primary wide" data-testid="save-not-now" disabled>${t(problems.reading_only ? `banner.${problems.reading_only}` : "save.not_now")}</button>`
