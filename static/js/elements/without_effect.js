/** Own records that were uploaded and yet changed nothing, or wait at the office: said on the lists until the person took note. */

import { readEvent } from "../sync/queue.js"
import { html } from "../html.js"
import { tookNote } from "../sync/looked.js"
import { refresh, seen } from "../sync/model.js"
import { session } from "../sync/session.js"
import { known, t } from "../words.js"
import { numberOf } from "./names.js"
import { placeName } from "./saved.js"
import { whyWords } from "./upload.js"

const SHOWN_MAX = 5

/** @typedef {{id: string, about: string, outcome: string, why: string}} Refusal */

/** @returns {Refusal[]} newest first */
function refusals() {
  const own = seen().own.filter((event) => event.verdict && event.verdict.outcome !== "applied")
    .map((event) => ({ id: event.id, about: about(readEvent(event)), outcome: event.verdict?.outcome ?? "", why: whyWords(event.verdict?.reasons ?? []) }))
  const here = new Set(own.map(({ id }) => id))
  const elsewhere = seen().of("held").filter((held) => held.author === session()?.person.id && !here.has(held.id))
    .map((held) => ({ id: held.id, about: aboutHeld(held), outcome: "held", why: whyWords(held.reasons ?? []) }))
  return [...elsewhere, ...own].reverse().filter(({ id }) => !seen().looked.told.includes(id))
}

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
