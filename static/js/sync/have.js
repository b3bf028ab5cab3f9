/** Asks the server what it durably holds, confirms that here, and only much later frees space. */

import { afterHave, hasArrived } from "../core/outbox.js"
import { call, projectPath } from "../edge/api.js"
import { now } from "../edge/clock.js"
import * as db from "../edge/db.js"
import { space } from "../edge/device.js"
import { blobKeys, changeBlob, changeEvent, eventsOf } from "./queue.js"

/** @typedef {import("../core/shapes.js").QueuedEvent} QueuedEvent */
/** @typedef {import("../core/shapes.js").BlobKey} BlobKey */
/** @typedef {import("./round.js").Progress} Progress */

const ASKED_AT_ONCE = 500
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const PRESSED_BYTES = 200 * 1024 * 1024
const KEEP_DAYS_PRESSED = 3
const FREEABLE = new Set(["confirmed", "released"])

/**
 * Each round asks about receipted items; once a day, or when a person wants to know, about everything kept. When space runs
 * short it is once an hour: only what the server just said it has is freed.
 * @param {string} project @param {Progress} progress @param {{all: boolean, keep_days: number}} options
 * @returns {Promise<{asked: number, missing: number}|null>} null when no answer was had
 */
export async function verify(project, progress, { all, keep_days }) {
  const pressed = ((await space()).left ?? Infinity) < PRESSED_BYTES
  const due = Math.abs(now().getTime() - (await db.note(`have_at/${project}`, 0))) > (pressed ? HOUR_MS : DAY_MS)
  const wide = all || due
  const events = (await eventsOf(project)).filter((event) => event.state === "receipted" || (wide && event.state === "confirmed"))
  const blobs = (await blobKeys(project)).filter((blob) => blob.state === "receipted" || (wide && blob.state === "confirmed"))
  let missing = 0, said_at = NaN
  for (const part of chunks(events, blobs)) {
    if (!progress.mayGoOn()) return null
    const answer = await ask(project, part.events, part.blobs)
    if (!answer) { progress.failed(null); return null }
    missing += await settle(part, answer)
    said_at = Date.parse(answer.server_time)
  }
  if (wide) {
    await db.setNote(`have_at/${project}`, now().getTime())
    await release(project, said_at - (pressed ? Math.min(KEEP_DAYS_PRESSED, keep_days) : keep_days) * DAY_MS)
  }
  return { asked: events.length + blobs.length, missing }
}

/** @param {QueuedEvent[]} events @param {BlobKey[]} blobs */
function chunks(events, blobs) {
  const count = Math.ceil(Math.max(events.length, blobs.length) / ASKED_AT_ONCE)
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [index * ASKED_AT_ONCE, (index + 1) * ASKED_AT_ONCE]
    return { events: events.slice(from, to), blobs: blobs.slice(from, to) }
  })
}

/** @param {string} project @param {QueuedEvent[]} events @param {BlobKey[]} blobs */
async function ask(project, events, blobs) {
  const json = { events: events.map((event) => event.id), blobs: blobs.map((blob) => blob.sha256) }
  const answer = await call("POST", projectPath(project, "have"), { json })
  const said = answer.status === 200 ? answer.json : null
  return Array.isArray(said?.missing_events) && Array.isArray(said?.missing_blobs) ? said : null
}

/** @param {{events: QueuedEvent[], blobs: BlobKey[]}} asked @param {any} answer @returns {Promise<number>} how many were missing */
async function settle({ events, blobs }, answer) {
  const missingEvents = new Set(answer.missing_events), missingBlobs = new Set(answer.missing_blobs)
  const erased = new Set(answer.erased_blobs ?? [])
  for (const blob of blobs) {
    if (erased.has(blob.sha256)) await changeBlob(blob.project, blob.sha256, { state: "released", buffer: null })
    else if (missingBlobs.has(blob.sha256)) await changeBlob(blob.project, blob.sha256, { state: "queued" })
    else if (blob.state === "receipted") await changeBlob(blob.project, blob.sha256, { state: "confirmed" })
  }
  const states = new Map(events.length ? (await blobKeys(/** @type {any} */ (events[0]).project)).map((blob) => [blob.sha256, blob.state]) : [])
  for (const event of events) {
    const photosIn = event.blobs.every((sha256) => hasArrived(states.get(sha256)))
    const next = afterHave(event, missingEvents, photosIn)
    if (next.state !== event.state) await changeEvent(event.id, { state: next.state, receipted_at: next.receipted_at })
  }
  return missingEvents.size + missingBlobs.size
}

/**
 * Frees full pictures of confirmed records older than the grace period; previews, texts and receipts stay.
 * Called only right after `have` said that all of them are present, and by the time of that answer: this phone's clock may jump.
 * @param {string} project @param {number} before the server's time in milliseconds; NaN, when it did not tell, frees nothing
 */
async function release(project, before) {
  const events = await eventsOf(project)
  const old = events.filter((event) => event.state === "confirmed" && Date.parse(event.receipted_at ?? "") < before)
  const needed = new Set(events.filter((event) => !old.includes(event)).flatMap((event) => event.blobs))
  const states = new Map((await blobKeys(project)).map((blob) => [blob.sha256, blob.state]))
  for (const event of old) {
    if (!event.blobs.every((sha256) => FREEABLE.has(states.get(sha256) ?? ""))) continue
    for (const sha256 of event.blobs.filter((name) => !needed.has(name))) {
      await changeBlob(project, sha256, { state: "released", buffer: null })
    }
    await changeEvent(event.id, { state: "released" })
  }
}
