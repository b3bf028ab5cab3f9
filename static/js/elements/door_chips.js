/** The doors of a building as chips: which of them a look at the whole building stands for. */

import { shortName } from "../core/compound.js"
import { html } from "../html.js"
import { t } from "../words.js"

/** @param {any} building @param {any[]} doors @param {Set<string>} chosen changed in place @param {() => void} changed @returns {HTMLElement} */
export function doorChips(building, doors, chosen, changed) {
  const isFull = () => doors.every((door) => chosen.has(door.id))
  const turn = (/** @type {any[]} */ some, /** @type {boolean} */ on) => {
    for (const { id } of some) chosen[on ? "add" : "delete"](id)
    draw()
    changed()
  }
  const all = html`<button class="chip" data-testid="look-all" onclick=${() => turn(doors, !isFull())}>${t("building.all")}</button>`
  const chips = doors.map((door) => html`<button class="chip" data-testid=${`look-${door.id}`}
    onclick=${() => turn([door], !chosen.has(door.id))}>${shortName(door, building)}</button>`)
  const draw = () => {
    all.setAttribute("aria-pressed", String(isFull()))
    chips.forEach((chip, at) => chip.setAttribute("aria-pressed", String(chosen.has(doors[at].id))))
  }
  draw()
  return html`<div class="chips">${all}${chips}</div>`
}
