/** Sends what is queued: records by number, pictures smallest first; one that fails never stands in front of the others. */

import { readAnswer } from "../core/answers.js"
import { timeoutFor } from "../core/backoff.js"
import { hexToBase64 } from "../core/bytes.js"
import { inSendingOrder, maySend } from "../core/outbox.js"
import { call, projectPath } from "../edge/api.js"
import * as db from "../edge/db.js"
import { sha256 } from "../edge/digest.js"
import { blobKeys, changeBlob, changeEvent, eventsOf } from "./queue.js"

/** @typedef {import("../core/shapes.js").QueuedEvent} QueuedEvent */
/** @typedef {import("../core/shapes.js").BlobKey} BlobKey */
/** @typedef {import("./round.js").Progress} Progress */

const BLOBS_AT_ONCE = 2

/** In memory only: what failed how often since the start; a restart forgets it and loses nothing. */
const failures = /** @type {Map<string, number>} */ (new Map())

/** What is on its way at this moment; in memory only, so that a crash leaves it queued. */
const underway = /** @type {Set<string>} */ (new Set())

/** What a screen may say of an item, by the id of a record or the hash of a picture. */
export const attempts = {
  failed: (/** @type {string} */ name) => failures.get(name) ?? 0,
  underway: (/** @type {string} */ name) => underway.has(name),
}

/** @param {string} name */
const fail = (name) => failures.set(name, (failures.get(name) ?? 0) + 1)

/** @param {string} project @param {string} person @param {Progress} progress */
export async function sendEvents(project, person, progress) {
  const queued = (await eventsOf(project)).filter((event) => maySend(event, person))
  for (const event of inSendingOrder(queued, (one) => one.id, (one) => one.n, failures)) {
    if (!progress.mayGoOn()) return
    await attempt(event.id, () => sendEvent(event, progress), progress)
  }
}

/**
 * The office may have it, and this phone could not write that down: then it is sent again, and the others are sent all the same.
 * @param {string} name @param {() => Promise<any>} send @param {Progress} progress
 */
async function attempt(name, send, progress) {
  underway.add(name)
  try {
    await send()
  } catch (error) {
    console.warn(error)
    fail(name)
    progress.failed(null)
  } finally {
    underway.delete(name)
  }
}

/** @param {QueuedEvent} event @param {Progress} progress */
async function sendEvent(event, progress) {
  const bytes = event.bytes
  if (!bytes) return changeEvent(event.id, { state: "attention", reason: "damaged" })
  const answer = await call("PUT", projectPath(event.project, `events/${event.id}`), {
    body: bytes, timeout_ms: timeoutFor(bytes.byteLength),
    headers: { "Content-Type": "application/json", "Content-Digest": `sha-256=:${hexToBase64(event.sha256)}:` },
  })
  const reading = readAnswer(answer, event.sha256, event.id)
  if (reading.kind === "receipt") return receive(event, reading.receipt, progress)
  await refused(reading, event.id, progress, () => sha256(bytes), event.sha256, (change) => changeEvent(event.id, change))
}

/** @param {QueuedEvent} event @param {any} receipt @param {Progress} progress */
async function receive(event, receipt, progress) {
  const { outcome, reasons = [], seq } = receipt
  if (outcome === "held" && reasons.some((/** @type {any} */ one) => one.code === "needs_author")) return
  failures.delete(event.id)
  await changeEvent(event.id, { state: "receipted", verdict: { outcome, reasons, seq }, receipted_at: receipt.server_time ?? null, reason: null })
  progress.sent()
}

/**
 * @param {import("../core/answers.js").Reading} reading @param {string} name @param {Progress} progress
 * @param {() => Promise<string>} rehash of the local bytes @param {string} expected @param {(change: any) => Promise<any>} change
 */
async function refused(reading, name, progress, rehash, expected, change) {
  if (reading.kind === "signed_out") return progress.signedOut()
  if (reading.kind === "attention") return change({ state: "attention", reason: reading.reason })
  if (reading.kind === "damaged" && (await rehash()) !== expected) return change({ state: "attention", reason: "damaged" })
  fail(name)
  progress.failed(reading.kind === "retry" ? reading.after_s : null)
}

/** @param {string} project @param {Progress} progress */
export async function sendBlobs(project, progress) {
  const queued = (await blobKeys(project)).filter((blob) => blob.state === "queued")
  const waiting = inSendingOrder(queued, (blob) => blob.sha256, (blob) => blob.size, failures)
  const worker = async () => {
    while (waiting.length && progress.mayGoOn()) {
      const blob = /** @type {BlobKey} */ (waiting.shift())
      await attempt(blob.sha256, () => sendBlob(blob, progress), progress)
    }
  }
  await Promise.all(Array.from({ length: BLOBS_AT_ONCE }, worker))
}

/** @param {BlobKey} key @param {Progress} progress */
async function sendBlob(key, progress) {
  const change = (/** @type {any} */ to) => changeBlob(key.project, key.sha256, to)
  const row = await db.get("blobs", [key.project, key.sha256])
  if (!row?.buffer) return change({ state: "attention", reason: "damaged" })
  const answer = await call("PUT", projectPath(key.project, `blobs/${key.sha256}`), {
    body: row.buffer, headers: { "Content-Type": row.type || "application/octet-stream" }, timeout_ms: timeoutFor(key.size),
  })
  const reading = readAnswer(answer, key.sha256)
  if (reading.kind !== "receipt") {
    return refused(reading, key.sha256, progress, () => sha256(row.buffer), key.sha256, change)
  }
  failures.delete(key.sha256)
  await change({ state: "receipted", reason: null })
  progress.sent()
}
