/** A finding as a card: picture, what it is, until when, and whether it is still only on this phone. A tap opens its page. */

import { attention } from "../core/attention.js"
import { dueNext } from "../core/deadlines.js"
import { FIRMS, OPEN } from "../core/moves.js"
import { thumbnail } from "../edge/api.js"
import { now } from "../edge/clock.js"
import * as db from "../edge/db.js"
import { html } from "../html.js"
import { addressOf, go } from "../router.js"
import { seen } from "../sync/model.js"
import { project } from "../sync/session.js"
import { t } from "../words.js"
import { callLine } from "./call_line.js"
import { absolute, dueText } from "./dates.js"
import { standing } from "./marks.js"
import { numberOf, spaced } from "./names.js"
import { positionWords } from "./place_names.js"
import { recorded, title } from "./recorded.js"
import { uploadMark } from "./upload.js"

/** @returns {boolean} whether a firm is looking: to it some states mean something else */
export const asFirm = () => FIRMS.includes(project().role)

/** @param {any} finding @returns {string} how far it is, in the words of who looks */
export function stateWord({ state, round, urgent, issued }) {
  const words = asFirm() ? t(`state_firm.${state}`, { round: round || 1 }) : t(`state.${state}`)
  return state === "submitted" && urgent && !issued && asFirm() ? t("finding.unreviewed") : words
}

/** @param {any} finding @param {string} [where] its place and position, where a list does not say it already @returns {HTMLElement} */
export function findingCard(finding, where = "") {
  const late = attention(finding, now()).overdue
  const event = finding.here ? seen().own.find((one) => one.id === finding.visit) : null
  const unit = seen().mover.units.length === 1 ? "" : seen().orgs.get(finding.unit)?.short
  const again = finding.round > 1 && !(asFirm() && finding.state === "returned") && t("finding.round", { n: finding.round })
  const open = (/** @type {Event} */ tap) => { tap.preventDefault(); go("problem", finding.id) }
  return html`<article class="card" data-testid=${`finding-${finding.id}`}><a class="open" data-testid=${`open-${finding.id}`} href=${addressOf("problem", finding.id)} onclick=${open}>
    ${(finding.photos?.length || OPEN.includes(finding.state)) && picture(finding.photos?.[0])}
    <div>
      <h3>${where && html`<span class="where">${where}</span>`} <span class="standing">${standing(finding)}</span> ${title(finding)}</h3>${recorded(finding)}
      ${until(finding, late !== null)}
      <p>${spaced([numberOf(finding), where ? "" : positionWords(finding), unit])}</p>
      <p><span class="tag">${stateWord(finding)}</span> ${again && html`<span class="tag">${again}</span>`} ${event && uploadMark(event)}</p>
    </div></a>${callLine(finding)}</article>`
}

/** @param {any} finding @param {boolean} late @returns {HTMLElement|null} by when it is to be safe or repaired, red where there is danger or it is late; of one that has ended, since when */
function until(finding, late) {
  const limit = dueNext(finding), ended = !OPEN.includes(finding.state)
  if (ended ? !finding.closed_at : !limit) return null
  const words = ended || !limit ? since(finding) : t(limit.which === "control" ? "finding.control" : "finding.due", { due: dueText(limit.due) })
  const pressing = !ended && (late || limit?.which === "control")
  return html`<p class=${`limit-line ${pressing ? "pressing" : ""}`}><span class="number">${words}</span>${late && html` <strong class="overdue">${t("finding.overdue")}</strong>`}</p>`
}

/** @param {any} finding @returns {string} when it ended */
const since = ({ state, closed_at }) => (state === "closed" ? t("finding.closed_at", { at: absolute(closed_at) }) : absolute(closed_at))

/** @param {any} photo @returns {HTMLElement} from this phone when it is here, else from the office, small */
export function picture(photo) {
  const none = (/** @type {string} */ why) => html`<div class="thumb none">${t(why)}</div>`
  if (!photo) return none("photo.absent")
  const image = /** @type {HTMLImageElement} */ (html`<img class="thumb" alt=${t("photo")} loading="lazy">`)
  const small = previewOf(photo)
  showHere(image, small ?? photo.sha256).then((shown) => {
    if (!shown) tryEach(image, [photo.sha256, small].filter(Boolean).map((sha256) => thumbnail(project().id, sha256)), () => image.replaceWith(none("photo.to_come")))
  })
  return image
}

/** @param {any} photo @returns {string|null} the small picture that travels before it */
export const previewOf = ({ preview }) => (typeof preview === "string" ? preview : preview?.sha256 ?? null)

/** @param {HTMLImageElement} image @param {string[]} addresses one after the other until one can be shown @param {() => void} failed */
export function tryEach(image, addresses, failed) {
  const next = () => { const address = addresses.shift(); if (address) image.src = address; else failed() }
  image.addEventListener("error", next)
  next()
}

/** @param {HTMLImageElement} image @param {string} sha256 @returns {Promise<boolean>} whether this phone has it */
export async function showHere(image, sha256) {
  const row = await db.get("blobs", [project().id, sha256]).catch(() => null)
  if (!row?.buffer) return false
  image.loading = "eager"  // a lazy one moved about is asked for again, when its address is gone
  image.src = URL.createObjectURL(new Blob([row.buffer], { type: row.type }))
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true })
  return true
}
