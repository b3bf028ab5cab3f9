/** The form that puts a record without findings right: its outcome and reason, or the doors of a building looked at. */

import { html } from "../html.js"
import * as drafts from "../sync/drafts.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { doorChips } from "./door_chips.js"
import { photoStrip } from "./photo_strip.js"
import { askReason, reasonWords } from "./reasons.js"
import { savingActions } from "./saving_actions.js"

/**
 * @param {drafts.Draft} draft @param {import("../core/own_visits.js").OwnVisit} visit @param {(ready: boolean) => HTMLElement} button drawn anew at every change
 * @returns {{body: any, actions: HTMLElement}}
 */
export function visitForm(draft, visit, button) {
  let ready = false
  const { element, draw } = savingActions(() => [button(ready)]), changed = (/** @type {boolean} */ now) => { ready = now; draw() }
  return { body: (visit.body.outcome === "building_looked" ? doors : outcome)(draft, visit.body.place, changed), actions: element }
}

/** @param {drafts.Draft} draft @param {string} place @param {(ready: boolean) => void} changed */
function outcome(draft, place, changed) {
  const shown = html`<div class="chips" role="group" aria-label=${t("amend.outcome")}></div>`
  let fields = draft.fields
  const set = (/** @type {any} */ some) => {
    fields = { ...fields, ...some }
    drafts.saveFields(draft.id, fields)
    draw()
  }
  const chip = (/** @type {string} */ name, /** @type {string} */ words, /** @type {() => void} */ act) => html`<button class="chip" data-testid=${`outcome-${name}`}
    aria-pressed=${String(fields.outcome === name)} onclick=${act}>${words}</button>`
  const draw = () => {
    const why = fields.outcome === "no_access" ? ` · ${reasonWords(fields.reason)}` : ""
    shown.replaceChildren(chip("clean", t("coverage.clean"), () => set({ outcome: "clean", reason: null })),
      chip("no_access", `${t("coverage.no_access")}${why}`, () => askReason(place, (reason, close) => { close(); set({ outcome: "no_access", reason }) })))
    changed(true)
  }
  draw()
  return [html`<h2>${t("amend.outcome")}</h2>`, shown, html`<p>${t("amend.found")}</p>`]
}

/** @param {drafts.Draft} draft @param {string} place the building @param {(ready: boolean) => void} changed */
function doors(draft, place, changed) {
  const row = seen().map.rows.find((one) => one.building.id === place), chosen = new Set(/** @type {string[]} */ (draft.fields.doors ?? []))
  const tell = () => changed(strip.count() > 0 && chosen.size > 0)
  const strip = photoStrip(draft.id, () => tell())
  return [html`<h2>${t("building.doors")}</h2>`, doorChips(row?.building, row?.doors ?? [], chosen, () => { drafts.saveFields(draft.id, { ...draft.fields, doors: [...chosen] }); tell() }), strip.element]
}
