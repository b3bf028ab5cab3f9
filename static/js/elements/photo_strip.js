/** The photos of a draft with the two ways to add one: camera and album, both first class. */

import { html } from "../html.js"
import * as drafts from "../sync/drafts.js"
import { t } from "../words.js"
import { showHere } from "./finding_card.js"
import { toast } from "./toast.js"

export const PHOTOS_MAX = 9

/**
 * @param {string} draft id @param {() => void} changed after each photo that is ready or taken away
 * @returns {{element: HTMLElement, count: () => number, ready: () => Promise<any>}} `ready` resolves when all photos chosen so far are kept and developed
 */
export function photoStrip(draft, changed) {
  const shown = html`<div class="photos" data-testid="photos"></div>`
  const camera = input("camera"), album = input("album")
  let count = 0, arriving = 0, work = /** @type {Promise<any>} */ (Promise.resolve())
  const redraw = async () => {
    const kept = await drafts.find(draft)
    if (!kept) return
    count = kept.photos.length
    shown.replaceChildren(...kept.photos.map((photo, at) => thumb(photo, () => drop(draft, photo, at, redraw))),
      ...Array.from({ length: arriving }, () => html`<div class="thumb waiting" role="status">${t("photo.working")}</div>`))
    changed()
  }
  const add = (/** @type {HTMLInputElement} */ from, /** @type {"camera"|"album"} */ source) => {
    const files = [...(from.files ?? [])].slice(0, PHOTOS_MAX - count - arriving)
    from.value = ""
    arriving += files.length
    work = work.catch(() => {}).then(() => take(draft, files, source, () => { arriving = Math.max(0, arriving - 1); return redraw() }))
    work.catch(() => { arriving = 0; toast(t("save.refused"), null, 60_000) })
    redraw()
  }
  camera.addEventListener("change", () => add(camera, "camera"))
  album.addEventListener("change", () => add(album, "album"))
  work = drafts.develop(draft, redraw).then(redraw)
  const element = html`<section class="photo-strip" aria-label=${t("photos")}>${shown}
    <div class="pair"><button class="wide" data-testid="btn-camera" onclick=${() => camera.click()}>${t("photo.camera")}</button>
    <button data-testid="btn-album" onclick=${() => album.click()}>${t("photo.album")}</button></div>${camera}${album}</section>`
  return { element, count: () => count + arriving, ready: () => work }
}

/** @param {"camera"|"album"} source @returns {HTMLInputElement} */
const input = (source) => /** @type {HTMLInputElement} */ (source === "camera"
  ? html`<input type="file" accept="image/*" capture="environment" hidden data-testid="photo-input">`
  : html`<input type="file" accept="image/*" multiple hidden data-testid="album-input">`)

/** @param {string} draft @param {File[]} files @param {"camera"|"album"} source @param {() => Promise<void>} done after each */
async function take(draft, files, source, done) {
  for (const file of files) await drafts.keepRaw(draft, file, source)
  const refused = await drafts.develop(draft, done)
  if (refused) toast(t("photo.too_large"))
}

/** @param {string} draft @param {import("../core/shapes.js").BlobName} photo @param {number} at @param {() => Promise<void>} redraw */
async function drop(draft, photo, at, redraw) {
  await drafts.dropPhoto(draft, photo.sha256)
  await redraw()
  const back = async () => { await drafts.putBack(draft, photo, at); await redraw() }
  toast(t("photo.dropped"), { label: t("undo"), testid: "btn-undo", act: back })
}

/** @param {any} photo @param {() => void} drop */
function thumb(photo, drop) {
  const image = /** @type {HTMLImageElement} */ (html`<img class="thumb" alt=${t("photo")}>`)
  if (photo.preview) showHere(image, photo.preview.sha256)
  return html`<figure data-testid="photo">${photo.preview ? image : html`<div class="thumb none">${t("photo.as_is")}</div>`}
    <button class="drop" aria-label=${t("photo.drop")} onclick=${drop}>✕</button></figure>`
}
