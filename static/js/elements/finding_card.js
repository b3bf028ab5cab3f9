/** A finding as a card: picture, what it is, until when, and whether it is still only on this phone. */

import { dueWords } from "../core/days.js"
import { overdue } from "../core/deadlines.js"
import { thumbnail } from "../edge/api.js"
import { now } from "../edge/clock.js"
import * as db from "../edge/db.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { project } from "../sync/session.js"
import { inWords, t } from "../words.js"
import { sign } from "./marks.js"
import { uploadMark } from "./upload.js"

/** @param {string|Date} due @returns {string} such as 明日18:00 */
export function dueText(due) {
  const { near, ...values } = dueWords(new Date(due), now(), seen().zone)
  return t(`due.${near}`, values)
}

/** @param {any} finding @returns {string} what it is, in a few words */
export function title(finding) {
  const item = seen().items.find((one) => one.id === finding.item)
  return finding.text || (item ? inWords(item) : t("finding.unsorted"))
}

/** @param {any} finding @returns {HTMLElement} */
export function findingCard(finding) {
  const { fix_by, control_by } = finding.deadlines ?? {}
  const late = overdue(finding, now(), seen().zone)
  const event = finding.here ? seen().own.find((one) => one.id === finding.visit) : null
  const unit = seen().orgs.get(finding.unit)?.short ?? ""
  return html`<article class="card" data-testid=${`finding-${finding.id}`}>
    ${picture(finding.photos?.[0])}
    <div>
      <h3>${sign(finding.severity, finding.kind)} ${title(finding)}</h3>
      <p><span class="number">${finding.number ?? finding.alias ?? ""}</span> ${finding.position ? `· ${finding.position}` : ""} ${unit && `· ${unit}`}</p>
      <p><span class="tag">${t(`state.${finding.state}`)}</span> ${fix_by ? t("finding.due", { due: dueText(fix_by) }) : control_by && t("finding.control", { due: dueText(control_by) })}
        ${late && html`<strong class="overdue">${t("finding.overdue")}</strong>`} ${event && uploadMark(event)}</p>
    </div></article>`
}

/** @param {any} photo @returns {HTMLElement} from this phone when it is here, else from the office, small */
export function picture(photo) {
  if (!photo) return html`<div class="thumb none" aria-hidden="true"></div>`
  const image = /** @type {HTMLImageElement} */ (html`<img class="thumb" alt=${t("photo")} loading="lazy">`)
  const preview = typeof photo.preview === "string" ? photo.preview : photo.preview?.sha256
  showHere(image, preview ?? photo.sha256).then((shown) => { if (!shown) image.src = thumbnail(project().id, photo.sha256) })
  return image
}

/** @param {HTMLImageElement} image @param {string} sha256 @returns {Promise<boolean>} whether this phone has it */
export async function showHere(image, sha256) {
  const row = await db.get("blobs", [project().id, sha256]).catch(() => null)
  if (!row?.buffer) return false
  image.src = URL.createObjectURL(new Blob([row.buffer], { type: row.type }))
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true })
  return true
}
