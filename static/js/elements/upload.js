/** The three words of upload and what stands behind them. */

import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { uploadState } from "../core/outbox.js"
import { known, t } from "../words.js"

/** @typedef {import("../core/shapes.js").QueuedEvent} QueuedEvent */

/** @param {QueuedEvent} event @returns {string} */
export function uploadWords(event) {
  const { word, photos_here, photos } = uploadState(event, seen().blobs)
  if (word === "photos") return t("upload.photos", { here: photos_here, all: photos })
  const held = word === "done" && event.verdict && event.verdict.outcome !== "applied" ? event.verdict : null
  if (!held) return t(`upload.${word}`)
  return t(held.outcome === "held" ? "upload.held" : "upload.no_effect", { why: whyWords(held.reasons) })
}

/** @param {import("../core/shapes.js").Reason[]} reasons @returns {string} in plain words; the office's own where we have none */
export const whyWords = ([reason]) => {
  const key = ["code", "because"].map((words) => `${words}.${reason?.code}`).find(known)
  return key ? t(key) : reason?.text ?? ""
}

/** @param {QueuedEvent} event @returns {HTMLElement} */
export const uploadMark = (event) =>
  html`<span class=${`upload ${uploadState(event, seen().blobs).word}`} data-testid="upload-state">${uploadWords(event)}</span>`
