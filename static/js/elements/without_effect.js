/** Own records that were uploaded and yet changed nothing, or wait at the office: said on the lists until the person took note. */

import { withoutEffect } from "../core/without_effect.js"
import { readEvent } from "../sync/queue.js"
import { html } from "../html.js"
import { tookNote } from "../sync/looked.js"
import { refresh, seen } from "../sync/model.js"
import { session } from "../sync/session.js"
import { known, t } from "../words.js"
import { numberOf } from "./names.js"
import { placeName } from "./place_names.js"
import { whyWords } from "./upload.js"

const SHOWN_MAX = 5

/** @returns {{id: string, about: string, outcome: string, why: string}[]} newest first */
const refusals = () => withoutEffect(seen().own, seen().of("held"), session()?.person.id, seen().looked.told)
  .map(({ id, event, held, outcome, reasons }) => ({ id, about: event ? about(readEvent(event)) : aboutHeld(held), outcome, why: whyWords(reasons) }))

/** @param {import("../core/shapes.js").Envelope} envelope @returns {string} which finding or place, and what was done */
function about({ type, body }) {
  const finding = seen().every.get(body.finding)
  if (type === "finding.moved") return `${numberOf(finding)} ${t(`move.${body.move}`)}`
  return aboutHeld({ type, place: body.place ?? finding?.place })
}

/** @param {any} held */
const aboutHeld = ({ type, place }) => `${place ? placeName(place) : ""} ${t(known(`type.${type}`) ? `type.${type}` : "type.visit.recorded")}`.trim()

/** @param {() => void} redraw @returns {HTMLElement[]} */
export const refusalCards = (redraw) => refusals().slice(0, SHOWN_MAX).map(({ id, about: what, outcome, why }) => html`
  <div class="refusal" role="status" data-testid=${`refusal-${id}`}><p><strong>${what}</strong> ${t(outcome === "held" ? "upload.held" : "upload.no_effect", { why })}</p>
    <button data-testid="took-note" onclick=${async () => { await tookNote(id); await refresh(false); redraw() }}>${t("refusal.ok")}</button></div>`)
