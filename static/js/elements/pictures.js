/** The pictures of a finding, large: from this phone when they are here, else from the office, else in words why not; a tap fills the screen. */

import { call, printed, thumbnail } from "../edge/api.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { project } from "../sync/session.js"
import { t } from "../words.js"
import { absolute } from "./dates.js"
import { previewOf, showHere, tryEach } from "./finding_card.js"

/** @param {{part: string, photos: any[], round: number}[]} parts of the story @returns {HTMLElement[]} */
export function pictureSections(parts) {
  const all = parts.flatMap(({ part, photos, round }) => photos.map((photo) => ({ ...photo, part, round })))
  return parts.map(({ part, photos, round }) => html`<section class="pictures" aria-label=${t(`part.${part}`, { n: round })}><h2>${t(`part.${part}`, { n: round })}</h2>
    <div class=${photos.length > 1 ? "several" : "one"}>${photos.map((photo) => largePicture(photo, () => viewer(all, all.findIndex((one) => one.part === part && one.sha256 === photo.sha256))))}</div></section>`)
}

/** @param {any} photo @param {() => void} open @param {string} [words] under it, instead of when and by whom it was taken @returns {HTMLElement} */
export const largePicture = (photo, open, words) => html`<figure class="large" data-testid="picture"><button class="closer" data-testid="picture-open" aria-label=${t("viewer.open", { part: t(`part.${photo.role ?? "before"}`) })} onclick=${open}>
  ${shown(photo)}</button><figcaption>${words ?? taken(photo)}</figcaption></figure>`

/** @param {any} photo @returns {string} when, by whom, and that it was chosen from an album */
function taken({ at, by, source }) {
  const name = seen().of("person").find((person) => person.id === by)?.name
  return [at && absolute(at), name, source === "album" && t("photo.from_album")].filter(Boolean).join(" · ")
}

/** @param {any} photo @returns {HTMLElement} its place is kept while it comes; the full one, then the small one, then words */
function shown(photo) {
  const image = /** @type {HTMLImageElement} */ (html`<img alt=${t(`part.${photo.role ?? "before"}`)} width=${photo.w ?? 4} height=${photo.h ?? 3}>`)
  fill(image, photo)
  return image
}

/** @param {HTMLImageElement} image @param {any} photo */
async function fill(image, photo) {
  const id = project().id, small = previewOf(photo)
  for (const sha256 of [photo.sha256, small]) if (sha256 && await showHere(image, sha256)) return
  const addresses = [printed(id, photo.sha256), ...(small ? [printed(id, small)] : []), thumbnail(id, photo.sha256), ...(small ? [thumbnail(id, small)] : [])]
  tryEach(image, addresses, async () => image.replaceWith(html`<span class="absent" data-testid="picture-absent">${await whyAbsent(photo.sha256)}</span>`))
}

/** @param {string} sha256 @returns {Promise<string>} no signal, or the office has not got it */
async function whyAbsent(sha256) {
  const { status, json } = await call("GET", printed(project().id, sha256))
  if (json?.error === "erased") return t("photo.erased")
  return t(status === 404 ? "photo.not_yet" : "photo.no_network")
}

/**
 * One picture after the other, as large as the screen.
 * @param {any[]} photos @param {number} start @returns {HTMLDialogElement}
 */
export function viewer(photos, start) {
  let at = Math.max(0, start)
  const stage = html`<div class="stage"></div>`, words = html`<p data-testid="viewer-words" aria-live="polite"></p>`
  const step = (/** @type {number} */ by) => { at = Math.min(photos.length - 1, Math.max(0, at + by)); draw() }
  const previous = /** @type {HTMLButtonElement} */ (html`<button data-testid="viewer-previous" onclick=${() => step(-1)}>${t("viewer.previous")}</button>`)
  const next = /** @type {HTMLButtonElement} */ (html`<button data-testid="viewer-next" onclick=${() => step(1)}>${t("viewer.next")}</button>`)
  const dialog = /** @type {HTMLDialogElement} */ (html`<dialog class="viewer" data-testid="viewer" aria-label=${t("photo")}>
    <div class="viewer-head">${words}<button data-testid="viewer-close" onclick=${() => dialog.close()}>${t("close")}</button></div>${stage}
    ${photos.length > 1 && html`<div class="pair">${previous}${next}</div>`}</dialog>`)
  const draw = () => {
    const photo = photos[at]
    stage.replaceChildren(shown(photo))
    const part = t(`part.${photo.part ?? photo.role ?? "before"}`, { n: photo.round ?? "" }), which = photos.length > 1 ? t("viewer.which", { part, nr: at + 1, all: photos.length }) : part
    words.textContent = t("viewer.words", { which, taken: taken(photo) })
    previous.disabled = at === 0
    next.disabled = at === photos.length - 1
  }
  dialog.addEventListener("keydown", ({ key }) => { if (key === "ArrowLeft") step(-1); if (key === "ArrowRight") step(1) })
  dialog.addEventListener("close", () => dialog.remove())
  draw()
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}
