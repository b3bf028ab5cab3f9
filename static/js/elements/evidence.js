/** Pictures as proof: large, with what they show said below, from this phone if it has them, else from the office. */

import { printed, thumbnail } from "../edge/api.js"
import { html } from "../html.js"
import { project } from "../sync/session.js"
import { t } from "../words.js"
import { showHere } from "./finding_card.js"
import { sheet } from "./sheet.js"

/** @param {any} photo as a finding lists it @returns {string} its small copy, if it names one */
const previewOf = (photo) => (typeof photo.preview === "string" ? photo.preview : photo.preview?.sha256) ?? ""

/** @param {any} photo @param {string} label @param {boolean} large @returns {HTMLElement} */
export function picture(photo, label, large) {
  const image = /** @type {HTMLImageElement} */ (html`<img class="proof" alt=${label} loading="lazy">`)
  const small = previewOf(photo), here = project().id
  const elsewhere = [large ? printed(here, photo.sha256) : thumbnail(here, photo.sha256), ...(small ? [printed(here, small)] : [])]
  const next = () => {
    const address = elsewhere.shift()
    if (address) image.src = address
    else image.replaceWith(html`<span class="proof none">${t("photo.not_here")}</span>`)
  }
  const local = large ? [photo.sha256, small] : [small, photo.sha256]
  tryHere(image, local.filter(Boolean)).then((shown) => { if (shown) return; image.addEventListener("error", next); next() })
  return image
}

/** @param {HTMLImageElement} image @param {string[]} names @returns {Promise<boolean>} */
async function tryHere(image, names) {
  for (const name of names) if (await showHere(image, name)) return true
  return false
}

/** @param {any} photo @param {string} label @param {{large?: boolean, testid?: string}} [how] @returns {HTMLElement} a tap shows it as large as the screen */
export const shot = (photo, label, { large = false, testid = "proof" } = {}) => html`<button class="shot" data-testid=${testid}
  aria-label=${t("photo.enlarge", { label })} onclick=${() => enlarge(photo, label)}>${picture(photo, label, large)}</button>`

/** @param {any} photo @param {string} label */
const enlarge = (photo, label) => sheet(label, () => html`<div class="enlarged">${picture(photo, label, true)}</div>`, "photo-sheet")

/** @param {any} finding @param {string} part before, after, control or note @returns {any[]} */
export const photosOf = (finding, part) => (finding.photos ?? []).filter((/** @type {any} */ photo) => (photo.role ?? "before") === part)

/** @param {any} finding @returns {any[]} of the newest reply: what was repaired the time before is told elsewhere */
export function repaired(finding) {
  const after = photosOf(finding, "after")
  const last = [...(finding.timeline ?? [])].reverse().find((line) => ["reply", "on_spot"].includes(line.move) && line.photos?.length)
  const newest = after.filter((photo) => last?.photos.includes(photo.sha256))
  return newest.length ? newest : after
}

/** @param {any[]} photos @param {string} label @param {string} none said where there are none @returns {HTMLElement} the first large, the others beside it */
export function gallery(photos, label, none) {
  const [first, ...others] = photos
  if (!first) return html`<p class="proof none">${none}</p>`
  const named = (/** @type {number} */ n) => (photos.length > 1 ? `${label} ${n}/${photos.length}` : label)
  return html`<div class="gallery">${shot(first, named(1), { large: true })}
    ${others.length > 0 && html`<div class="photos">${others.map((photo, at) => shot(photo, named(at + 2)))}</div>`}</div>`
}
