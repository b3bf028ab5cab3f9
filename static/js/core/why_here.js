/** Why a record is still on this phone only, and what happens next with it: one answer for each. */

import { hasArrived, uploadState } from "./outbox.js"

/** @typedef {import("./shapes.js").QueuedEvent} QueuedEvent */
/**
 * What is known of sending at this moment; `failed` and `underway` by the id of a record or the hash of a photo.
 * @typedef {{signed_out: boolean, running: boolean, last: {reached: boolean, after_s: number|null}|null, wait_ms: number,
 *   failed: (name: string) => number, underway: (name: string) => boolean}} Sending  `wait_ms`: until the next round
 * @typedef {"needs_you"|"signed_out"|"record_now"|"photo_now"|"turn"|"no_signal"|"busy"|"failed"|"next"|"soon"} Why
 * @typedef {{why: Why, reason: string|null, photo: number, photos: number, times: number, minutes: number}} Answer  `reason`: why it
 *   needs a person; `photo`: which of `photos`; `times`: it failed so often; `minutes`: until the next try
 */

/** @param {QueuedEvent} event not wholly uploaded @param {Map<string, string>} blobStates sha256 → state @param {Sending} sending @returns {Answer} */
export function whyHere(event, blobStates, sending) {
  const left = event.blobs.filter((sha256) => !hasArrived(blobStates.get(sha256)))
  const names = event.state === "queued" ? [event.id, ...left] : left
  const { photos, photos_here } = uploadState(event, blobStates), onTheWay = left.find(sending.underway)
  const refused = left.find((sha256) => blobStates.get(sha256) === "attention")
  const facts = {
    reason: event.state === "attention" ? event.reason ?? "unknown" : refused ? "photo" : null,
    times: Math.max(0, ...names.map(sending.failed)), minutes: Math.max(1, Math.ceil(sending.wait_ms / 60_000)), photos,
    photo: refused ? event.blobs.indexOf(refused) + 1 : photos_here + 1,
  }
  if (facts.reason) return { why: "needs_you", ...facts }
  if (sending.signed_out) return { why: "signed_out", ...facts }
  if (sending.underway(event.id)) return { why: "record_now", ...facts }
  return { why: onTheWay ? "photo_now" : waiting(facts.times, sending), ...facts }
}

/** @param {number} times it failed @param {Sending} sending @returns {Why} of one that is not under way */
function waiting(times, { running, last, wait_ms }) {
  if (running) return "turn"
  if (!last || wait_ms <= 0) return "soon"
  if (last.after_s) return "busy"
  if (!last.reached) return "no_signal"
  return times > 0 ? "failed" : "next"
}
