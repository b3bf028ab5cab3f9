/** The photos of a draft, or of one part of it, with the two ways to add one: camera and album, both first class. */

import { ofPart } from "../core/draft_photos.js"
import { html } from "../html.js"
import * as drafts from "../sync/drafts.js"
import { t } from "../words.js"
import { picture } from "./finding_card.js"
import { toast } from "./toast.js"

export const PHOTOS_MAX = 9

/**
 * @param {string} draft id @param {() => void} changed after each photo that is ready or taken away @param {string} [part] "after": how
 *   it looks repaired
 * @returns {{element: HTMLElement, count: () => number, ready: () => Promise<any>}} `ready` resolves when all photos chosen so far are kept and developed
 */
export function photoStrip(draft, changed, part = "") {
  const named = (/** @type {string} */ name) => (part ? `${part}-${name}` : name)
  const shown = html`<div class="photos" data-testid=${named("photos")}></div>`
  const camera = input("camera", named), album = input("album", named)
  let count = 0, arriving = 0, work = /** @type {Promise<any>} */ (Promise.resolve())
  const redraw = async () => {
    const kept = await drafts.find(draft)
    if (!kept) return
    const mine = ofPart(kept.photos, part)
    count = mine.length
    shown.replaceChildren(...mine.map((photo) => thumb(photo, () => drop(draft, photo, kept.photos.indexOf(photo), redraw))),
      ...Array.from({ length: arriving }, () => html`<div class="thumb waiting" role="status">${t("photo.working")}</div>`))
    changed()
  }
  const add = (/** @type {HTMLInputElement} */ from, /** @type {"camera"|"album"} */ source) => {
    const files = [...(from.files ?? [])].slice(0, PHOTOS_MAX - count - arriving)
    from.value = ""
    arriving += files.length
    work = work.catch(() => {}).then(() => take(draft, files, source, part, () => { arriving = Math.max(0, arriving - 1); return redraw() }))
    work.catch(() => { arriving = 0; toast(t("save.refused"), null, 60_000) })
    redraw()
  }
  camera.addEventListener("change", () => add(camera, "camera"))
  album.addEventListener("change", () => add(album, "album"))
  work = drafts.develop(draft, redraw).then(redraw)
  const element = html`<section class="photo-strip" aria-label=${t(part ? "on_spot.photo" : "photos")}>${shown}
    <div class="pair"><button class="wide" data-testid=${named("btn-camera")} onclick=${() => camera.click()}>${t(part ? "on_spot.photo" : "photo.camera")}</button>
    <button data-testid=${named("btn-album")} onclick=${() => album.click()}>${t("photo.album")}</button></div>${camera}${album}</section>`
  return { element, count: () => count + arriving, ready: () => work }
}

/** @param {"camera"|"album"} source @param {(name: string) => string} named @returns {HTMLInputElement} */
const input = (source, named) => /** @type {HTMLInputElement} */ (source === "camera"
  ? html`<input type="file" accept="image/*" capture="environment" hidden data-testid=${named("photo-input")}>`
  : html`<input type="file" accept="image/*" multiple hidden data-testid=${named("album-input")}>`)

/** @param {string} draft @param {File[]} files @param {"camera"|"album"} source @param {string} part @param {() => Promise<void>} done after each */
async function take(draft, files, source, part, done) {
  for (const file of files) await drafts.keepRaw(draft, file, source, part)
  const refused = await drafts.develop(draft, done)
  if (refused) toast(t("photo.too_large"))
}

/** @param {string} draft @param {import("../core/draft_photos.js").DraftPhoto} photo @param {number} at @param {() => Promise<void>} redraw */
async function drop(draft, photo, at, redraw) {
  await drafts.dropPhoto(draft, photo)
  await redraw()
  const back = async () => { await drafts.putBack(draft, photo, at); await redraw() }
  toast(t("photo.dropped"), { label: t("undo"), testid: "btn-undo", act: back })
}

/** @param {any} photo @param {() => void} drop */
function thumb(photo, drop) {
  const shown = photo.preview || photo.kept ? picture(photo) : html`<div class="thumb none">${t("photo.as_is")}</div>`
  return html`<figure data-testid="photo">${shown}<button class="drop" aria-label=${t("photo.drop")} onclick=${drop}>✕</button></figure>`
}
