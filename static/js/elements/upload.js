/** The three words of upload and what stands behind them. */

import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { uploadState } from "../core/outbox.js"
import { t } from "../words.js"

/** @typedef {import("../core/shapes.js").QueuedEvent} QueuedEvent */

/** @param {QueuedEvent} event @returns {string} */
export function uploadWords(event) {
  const { word, photos_here, photos } = uploadState(event, seen().blobs)
  if (word === "photos") return t("upload.photos", { here: photos_here, all: photos })
  const held = word === "done" && event.verdict && event.verdict.outcome !== "applied" ? event.verdict : null
  if (!held) return t(`upload.${word}`)
  const why = held.reasons[0]?.text ?? ""
  return t(held.outcome === "held" ? "upload.held" : "upload.no_effect", { why })
}

/** @param {QueuedEvent} event @returns {HTMLElement} */
export const uploadMark = (event) =>
  html`<span class=${`upload ${uploadState(event, seen().blobs).word}`} data-testid="upload-state">${uploadWords(event)}</span>`
