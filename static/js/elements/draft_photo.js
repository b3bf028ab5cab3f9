/** A photo of a draft, large: look whether it is sharp, take it again, draw on it, take it away. */

import { dress } from "../edge/style.js"
import { html } from "../html.js"
import * as drafts from "../sync/drafts.js"
import { annotate as keepAnnotated } from "../sync/photos.js"
import { t } from "../words.js"
import { annotate } from "./annotate.js"
import { cover } from "./cover.js"
import { picture, showHere } from "./finding_card.js"
import { LEFT, RIGHT, arrow } from "./page.js"
import { refusal } from "./not_saved.js"
import { quiet, toast } from "./toast.js"

/** @typedef {import("../core/draft_photos.js").DraftPhoto} DraftPhoto */
/**
 * @typedef {{draft: string, photos: DraftPhoto[], at: number, room: number, nameOf: (photo: DraftPhoto) => string, retake: (photo: DraftPhoto, source: "camera"|"album") => void,
 *   drop: (photo: DraftPhoto) => Promise<void>, changed: () => Promise<void>}} Shown  `room`: how many more photos the record may have
 */

/** @param {Shown} shown */
export async function draftPhoto(shown) {
  await dress("photos")
  const { photos, nameOf } = shown
  let at = shown.at
  const stage = html`<div class="stage"></div>`, name = html`<h2 aria-live="polite" data-testid="draft-photo-name"></h2>`, acts = html`<div class="acts"></div>`
  const step = (/** @type {number} */ by) => { at = (at + by + photos.length) % photos.length; draw() }
  const dialog = cover("draft-photo", t("photo"), (close) => html`<div class="covering"><div class="cover-head">${name}
    ${photos.length > 1 && html`<button class="icon" data-testid="photo-previous" aria-label=${t("photo.previous")} onclick=${() => step(-1)}>${arrow(LEFT)}</button>`}
    ${photos.length > 1 && html`<button class="icon" data-testid="photo-next" aria-label=${t("photo.next")} onclick=${() => step(1)}>${arrow(RIGHT)}</button>`}
    <button data-testid="draft-photo-close" onclick=${close}>${t("close")}</button></div>${stage}${acts}</div>`)
  const draw = () => {
    const photo = /** @type {DraftPhoto} */ (photos[at])
    name.textContent = nameOf(photo)
    stage.replaceChildren(large(photo, nameOf(photo)))
    acts.replaceChildren(...actions(shown, photo, () => dialog.close()))
  }
  dialog.addEventListener("keydown", ({ key }) => { if (key === "ArrowLeft") step(-1); if (key === "ArrowRight") step(1) })
  draw()
}

/** @param {DraftPhoto} photo @param {string} name @returns {HTMLElement} the full picture when it is here, else the small one, else why there is none */
function large(photo, name) {
  if (!photo.preview && !photo.kept) return html`<p class="lead">${t("photo.as_is_why")}</p>`
  const image = /** @type {HTMLImageElement} */ (html`<img alt=${name} width=${photo.w ?? 4} height=${photo.h ?? 3} data-testid="draft-photo-large">`)
  showHere(image, photo.sha256).then((here) => { if (!here) image.replaceWith(picture(photo)) })
  return image
}

/** @param {Shown} shown @param {DraftPhoto} photo @param {() => void} close @returns {HTMLElement[]} */
function actions(shown, photo, close) {
  const then = (/** @type {() => any} */ act) => () => { act(); close() }
  const original = shown.photos.find((one) => one.sha256 === photo.of) ?? photo
  const drawn = original !== photo
  return [
    html`<button data-testid="btn-retake" onclick=${then(() => shown.retake(original, "camera"))}>${t("photo.retake")}</button>`,
    html`<button data-testid="btn-swap" onclick=${then(() => shown.retake(original, "album"))}>${t("photo.swap")}</button>`,
    original.preview && !original.kept && html`<button data-testid="btn-annotate" onclick=${() => begin(shown, original, close)}>${t(drawn ? "photo.annotate_more" : "photo.annotate")}</button>`,
    drawn && html`<button class="away" data-testid="btn-drop-annotation" onclick=${then(() => shown.drop(photo))}>${t("photo.drop_annotation")}</button>`,
    html`<button class="away" data-testid="btn-drop-photo" onclick=${then(() => shown.drop(original))}>${t("photo.drop")}</button>`,
  ].filter((one) => one instanceof HTMLElement)
}

/** @param {Shown} shown @param {DraftPhoto} original @param {() => void} close what is drawn is a picture of its own and needs room */
async function begin(shown, original, close) {
  const { draft: id, photos, room, changed } = shown
  const draft = await drafts.find(id), before = photos.some((one) => one.of === original.sha256)
  if (!draft) return
  close()
  quiet()
  if (!before && room <= 0) return toast(t("photo.no_room"), null, 20_000)
  annotate(original, before ? draft.ink?.[original.sha256] ?? [] : [], async (marks) => {
    try {
      await keepAnnotated(draft, original, marks)
    } catch (error) {
      refusal(error)
      return false
    }
    await changed()
    return true
  })
}
