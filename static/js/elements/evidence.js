/** Pictures as proof: what a reviewer compares, from this phone if it has them, else from the office; a tap fills the screen. */

import { printed, thumbnail } from "../edge/api.js"
import { dress } from "../edge/style.js"
import { html } from "../html.js"
import { project } from "../sync/session.js"
import { t } from "../words.js"
import { previewOf, showHere, tryEach } from "./finding_card.js"
import { viewer } from "./pictures.js"

/** @param {any} photo @param {string} label @param {boolean} large @returns {HTMLElement} */
export function picture(photo, label, large) {
  const image = /** @type {HTMLImageElement} */ (html`<img class="proof" alt=${label} loading="lazy">`)
  fill(image, photo, large)
  return image
}

/** @param {HTMLImageElement} image @param {any} photo @param {boolean} large */
async function fill(image, photo, large) {
  const small = previewOf(photo), names = [photo.sha256, small].filter(Boolean), address = large ? printed : thumbnail
  for (const name of large ? names : [...names].reverse()) if (await showHere(image, name)) return
  tryEach(image, names.map((name) => address(project().id, name)), () => {
    image.closest(".shot")?.classList.add("bare")
    image.replaceWith(html`<span class="proof none">${t(large ? "photo.not_here" : "photo.to_come")}</span>`)
  })
}

/** @param {any[]} photos to be looked at one after the other @param {number} at @param {string} label @param {boolean} [large] @returns {HTMLElement} */
export const shot = (photos, at, label, large = false) => html`<button class="shot" data-testid="proof"
  onclick=${async () => { await dress("problem"); viewer(photos, at) }}>${picture(photos[at], t("photo.enlarge", { label }), large)}</button>`

/** @param {any} finding @param {string} part before, after, control or note @returns {any[]} */
export const photosOf = (finding, part) => (finding.photos ?? []).filter((/** @type {any} */ photo) => (photo.role ?? "before") === part)

/** @param {any} finding @returns {any[]} of the newest reply: what was repaired the time before is told elsewhere */
export function repaired(finding) {
  const after = photosOf(finding, "after")
  const last = [...(finding.timeline ?? [])].reverse().find((line) => ["reply", "on_spot"].includes(line.move) && line.photos?.length)
  const newest = after.filter((photo) => last?.photos.includes(photo.sha256))
  return newest.length ? newest : after
}

/** @param {any[]} photos @param {string} label @param {string} none said where there are none @returns {HTMLElement} the first large, the others below */
export function gallery(photos, label, none) {
  if (!photos.length) return html`<p class="proof none">${none}</p>`
  const named = (/** @type {number} */ at) => (photos.length > 1 ? `${label} ${at + 1}/${photos.length}` : label)
  return html`<div class="gallery">${shot(photos, 0, named(0), true)}
    ${photos.length > 1 && html`<div class="photos">${photos.slice(1).map((_, at) => shot(photos, at + 1, named(at + 1)))}</div>`}</div>`
}
