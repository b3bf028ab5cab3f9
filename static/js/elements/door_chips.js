/** The doors of a building as chips: which of them a look at the whole building stands for. */

import { shortName } from "../core/compound.js"
import { html } from "../html.js"

/** @param {any} building @param {any[]} doors @param {Set<string>} chosen changed in place @param {() => void} changed @returns {HTMLElement} */
export function doorChips(building, doors, chosen, changed) {
  const turn = (/** @type {Event} */ event) => {
    const chip = /** @type {HTMLElement} */ (event.currentTarget), id = chip.dataset["door"] ?? ""
    chosen[chosen.has(id) ? "delete" : "add"](id)
    chip.setAttribute("aria-pressed", String(chosen.has(id)))
    changed()
  }
  return html`<div class="chips">${doors.map((door) => html`<button class="chip" data-door=${door.id} data-testid=${`look-${door.id}`}
    aria-pressed=${String(chosen.has(door.id))} onclick=${turn}>${shortName(door, building)}</button>`)}</div>`
}
