/** The photos of a draft, or of one part of it, with the two ways to add one: camera and album, both first class. */

import { PHOTOS_MAX, ofPart } from "../core/draft_photos.js"
import { warmUp } from "../edge/camera.js"
import { html } from "../html.js"
import * as drafts from "../sync/drafts.js"
import * as store from "../sync/photos.js"
import { spoken, t } from "../words.js"
import { picture } from "./finding_card.js"
import { notKept, notKeptPhotos } from "./not_saved.js"
import { quiet, toast } from "./toast.js"

/** @typedef {import("../core/draft_photos.js").DraftPhoto} DraftPhoto */
/** @typedef {"camera"|"album"} Source */

/**
 * @param {string} draft id @param {() => void} changed after each photo that is ready or taken away @param {string} [part] "after": how
 *   it looks repaired
 * @returns {{element: HTMLElement, count: () => number, ready: () => Promise<any>}} `ready` resolves when all photos chosen so far are
 *   kept and developed, and rejects when the phone could not keep one: nothing is saved without it
 */
export function photoStrip(draft, changed, part = "") {
  const named = (/** @type {string} */ name) => (part ? `${part}-${name}` : name)
  const shown = html`<div class="photos" data-testid=${named("photos")}></div>`, full = html`<p class="full" role="status" data-testid=${named("photos-full")}></p>`
  const refused = html`<div class="banner refused" role="alert" hidden data-testid=${named("photos-refused")}></div>`
  const inputs = { camera: input("camera", named), album: input("album", named) }
  let photos = /** @type {DraftPhoto[]} */ ([]), waiting = 0, failed = false, instead = /** @type {string|null} */ (null)
  const room = () => PHOTOS_MAX - photos.length - waiting
  const redraw = async () => {
    const kept = await drafts.find(draft)
    if (!kept) return
    photos = ofPart(kept.photos, part)
    waiting = await store.coming(draft, part)
    draw()
  }
  const draw = () => {
    shown.replaceChildren(...photos.map((photo, at) => thumb(photo, nameOf(photos, photo), () => open(at), () => drop(draft, photo, redraw))),
      ...Array.from({ length: waiting }, () => (failed ? html`<button class="thumb waiting" data-testid="photo-again" onclick=${settle}>${t("photo.again")}</button>`
        : html`<div class="thumb waiting" role="status">${t("photo.working")}</div>`)))
    if (waiting) shown.scrollLeft = shown.scrollWidth
    refused.hidden = !(failed && waiting)
    refused.replaceChildren(...(refused.hidden ? [] : notKeptPhotos(photos.length, waiting)))
    full.textContent = room() > 0 || !refused.hidden ? "" : t("photo.full", { max: PHOTOS_MAX })
    for (const button of ways) button.setAttribute("aria-disabled", String(room() <= 0))
    changed()
  }
  const follow = (/** @type {Promise<import("../sync/photos.js").Fault[]>} */ work) => work.then((faults) => { failed = false; tell(faults); return redraw() },
    async (error) => { failed = true; await redraw(); if (refused.hidden) notKept(error); else point(shown) })
  const settle = () => { failed = false; draw(); return follow(store.settle(draft, redraw)) }
  const add = (/** @type {Source} */ source) => {
    const files = [...(inputs[source].files ?? [])], replaced = instead, places = replaced ? 1 : Math.max(0, room())
    inputs[source].value = ""
    quiet()  // the place of one taken away may be needed now
    if (files.length > places) toast(replaced ? t("photo.one_instead") : t("photo.left_out", { max: PHOTOS_MAX, n: files.length - places }))
    waiting += Math.min(files.length, places)
    follow(store.take(draft, files.slice(0, places).map((file) => ({ file, source, part, instead: replaced })), redraw))
    draw()
  }
  const choose = (/** @type {Source} */ source, /** @type {string|null} */ replaced) => {
    instead = replaced
    if (!replaced && room() <= 0) toast(t("photo.full", { max: PHOTOS_MAX }))
    else inputs[source].click()
  }
  const open = async (/** @type {number} */ at) => {
    const { draftPhoto } = await spoken(import("./draft_photo.js"))
    const retake = (/** @type {DraftPhoto} */ photo, /** @type {Source} */ source) => choose(source, photo.sha256)
    await draftPhoto({ draft, photos, at, room: room(), nameOf: (photo) => nameOf(photos, photo), retake, drop: (photo) => drop(draft, photo, redraw), changed: redraw })
  }
  for (const source of /** @type {Source[]} */ (["camera", "album"])) inputs[source].addEventListener("change", () => add(source))
  warmUp()
  redraw().then(() => (waiting ? settle() : undefined))
  const ways = [html`<button class="wide" data-testid=${named("btn-camera")} onclick=${() => choose("camera", null)}>${t(part ? "on_spot.photo" : "photo.camera")}</button>`,
    html`<button data-testid=${named("btn-album")} onclick=${() => choose("album", null)}>${t("photo.album")}</button>`]
  const element = html`<section class="photo-strip" aria-label=${t(part ? "on_spot.photo" : "photos")}>${shown}${refused}${full}
    <div class="pair">${ways}</div>${inputs.camera}${inputs.album}</section>`
  return { element, count: () => photos.length + waiting, ready: () => store.settle(draft, redraw).catch((error) => { failed = true; draw(); throw error }) }
}

/** @param {HTMLElement} shown brings the photo that waits to be tried again to the eye */
const point = (shown) => shown.querySelector("[data-testid=photo-again]")?.scrollIntoView({ block: "nearest", inline: "nearest" })

/** @param {Source} source @param {(name: string) => string} named @returns {HTMLInputElement} */
const input = (source, named) => /** @type {HTMLInputElement} */ (source === "camera"
  ? html`<input type="file" accept="image/*" capture="environment" hidden data-testid=${named("photo-input")}>`
  : html`<input type="file" accept="image/*" multiple hidden data-testid=${named("album-input")}>`)

/** @param {import("../sync/photos.js").Fault[]} faults says why a file chosen is not there */
function tell(faults) {
  const [first] = faults
  if (first) toast(t(`photo.fault.${first}`), null, 20_000)
}

/** @param {DraftPhoto[]} photos @param {DraftPhoto} photo @returns {string} its number among those taken; one drawn on has that of its original */
function nameOf(photos, photo) {
  const taken = photos.filter((one) => !one.of), at = taken.findIndex((one) => one.sha256 === (photo.of ?? photo.sha256))
  return t(photo.of ? "photo.annotated_nr" : "photo.nr", { n: at + 1 })
}

/** @param {string} draft @param {DraftPhoto} photo @param {() => Promise<void>} redraw */
async function drop(draft, photo, redraw) {
  const { gone, at } = await store.dropPhoto(draft, photo)
  if (!gone.length) return
  await redraw()
  const back = async () => { await store.putBack(draft, gone, at); await redraw() }
  toast(t(photo.of ? "photo.dropped_annotation" : "photo.dropped"), { label: t("undo"), testid: "btn-undo", act: back })
}

/** The second half of a double tap on ✕ takes out nothing more: the next photo has moved under it. @param {DraftPhoto} photo @param {string} name @param {() => void} open @param {() => void} drop */
function thumb(photo, name, open, drop) {
  const shown = photo.preview || photo.kept ? picture(photo) : html`<span class="thumb none">${t("photo.as_is")}</span>`
  shown.setAttribute("loading", "eager")  // a lazy one moved about in the form is asked for again, when its address is gone
  return html`<figure data-testid="photo"><button class="closer" data-testid="photo-open" aria-label=${t("photo.open", { name })} onclick=${open}>${shown}</button>
    ${photo.of && html`<figcaption>${t("photo.annotated")}</figcaption>`}
    <button class="drop" aria-label=${t("photo.drop_nr", { name })} onclick=${(/** @type {MouseEvent} */ event) => { if (event.detail < 2) drop() }}><span>✕</span></button></figure>`
}
