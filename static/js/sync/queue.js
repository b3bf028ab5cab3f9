/** The queue on the phone: freezes an event into bytes, keeps it durably, reads it back, and only then says "saved". */

import { freeze, sameBytes, thaw } from "../core/bytes.js"
import { envelope } from "../core/envelope.js"
import { offset, phoneNow } from "../edge/clock.js"
import * as db from "../edge/db.js"
import { newId, sha256 } from "../edge/digest.js"
import { isTaking } from "./chosen.js"
import { deviceId, project, session } from "./session.js"

/** @typedef {import("../core/shapes.js").QueuedEvent} QueuedEvent */
/** @typedef {import("../core/shapes.js").BlobName} BlobName */
/** @typedef {import("../core/shapes.js").BlobKey} BlobKey */

/** Another tab took the number meanwhile: try again with the next one. */
class NumberTaken extends Error {}

/** A photo chosen for the record is not in it: saved without it, it would be lost. */
class PhotoWaiting extends Error { name = "PhotoWaiting" }

/** A photo the record names is not on this phone: nobody could ever send it. */
class PhotoMissing extends Error { name = "PhotoMissing" }

/** Another tab saved the same draft meanwhile: its bytes may have been sent and are never written over. */
class SavedAlready extends Error { name = "SavedAlready" }

/**
 * Queues one event. Its pictures are in `blobs` already (as drafts); its draft, if any, ends with it: not before all its photos are in.
 * @param {{id?: string, type: string, body: any, after?: string[], blobs?: BlobName[], copy_of?: string}} wanted
 * @returns {Promise<QueuedEvent>} durable and read back; rejects when the phone could not keep it (the draft is still there)
 */
export async function enqueue(wanted) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await readBack(await queueOnce({ id: newId(), after: [], blobs: [], ...wanted }))
    } catch (error) {
      if (!(error instanceof NumberTaken) || tries > 5) throw error
    }
  }
}

/** @param {{id: string, type: string, body: any, after: string[], blobs: BlobName[], copy_of?: string}} wanted */
async function queueOnce(wanted) {
  const at = phoneNow(), where = project(), device = deviceId()
  const author = /** @type {any} */ (session()).person.id
  const key = `n/${device}/${where.id}`
  const n = (await db.note(key, 0)) + 1
  const made = envelope({ ...wanted, project: where.id, author, org: where.org, device, n, at, skew_ms: offset() })
  const bytes = freeze(made)
  const digest = await sha256(bytes)
  /** @type {QueuedEvent} */
  const event = {
    id: wanted.id, project: where.id, author, n, type: wanted.type, queued_at: at.toISOString(), bytes, envelope: made,
    sha256: digest, state: "queued", blobs: wanted.blobs.map((blob) => blob.sha256),
    previews: wanted.blobs.flatMap((blob) => (blob.preview ? [blob.preview.sha256] : [])),
    reason: null, verdict: null, receipted_at: null,
  }
  await commit(event, key)
  return event
}

/** @param {QueuedEvent} event @param {string} key of the counter */
async function commit(event, key) {
  let fault = /** @type {Error|null} */ (null)
  await db.write(["drafts", "raw", "events", "blobs", "meta"], (tx) => {
    const fail = (/** @type {Error} */ why) => { if (!fault) { fault = why; tx.abort() } }
    const raw = tx.objectStore("raw").index("draft").count(event.id), before = tx.objectStore("events").getKey(event.id)
    const counter = tx.objectStore("meta").get(key)
    counter.onsuccess = () => {
      if (before.result !== undefined) return fail(new SavedAlready("there is a record of this draft"))
      if (raw.result > 0 || isTaking(event.id)) return fail(new PhotoWaiting("a photo is not developed yet"))
      if ((counter.result?.value ?? 0) !== event.n - 1) return fail(new NumberTaken())
      tx.objectStore("meta").put({ key, value: event.n })
      tx.objectStore("events").put(event)
      tx.objectStore("drafts").delete(event.id)
      for (const name of [...event.blobs, ...event.previews]) queueBlob(tx, event.project, name, () => fail(new PhotoMissing(`a photo is not on this phone: ${name}`)))
    }
  }).catch((error) => { throw fault ?? error })
}

/** @param {IDBTransaction} tx @param {string} project @param {string} name a picture used before keeps its state @param {() => void} missing */
function queueBlob(tx, project, name, missing) {
  const store = tx.objectStore("blobs"), request = store.get([project, name])
  request.onsuccess = () => {
    if (!request.result) missing()
    else if (request.result.state === "draft") store.put({ ...request.result, state: "queued", draft: null })
  }
}

/** @param {QueuedEvent} event @returns {Promise<QueuedEvent>} the same, as storage gives it */
async function readBack(event) {
  const kept = /** @type {QueuedEvent|undefined} */ (await db.get("events", event.id))
  const bytes = /** @type {ArrayBuffer} */ (event.bytes)
  if (!kept?.bytes || !sameBytes(kept.bytes, bytes)) throw new Error("the record read back differs from the one saved")
  for (const name of [...event.blobs, ...event.previews]) {
    const blob = await db.get("blobs", [event.project, name])
    const whole = blob && (blob.buffer === null || (await sha256(blob.buffer)) === name)
    if (!whole) throw new Error(`a photo read back differs from the one saved: ${name}`)
  }
  return kept
}

/**
 * A draft that is no more may have been saved although reading it back failed: then it is read back now.
 * @param {string} id of the draft @returns {Promise<QueuedEvent>} rejects when nothing was saved under it
 */
export async function savedBefore(id) {
  const event = await db.get("events", id)
  if (!event) throw new Error("neither a draft nor a record")
  return readBack(event)
}

/** @param {string} project @returns {Promise<QueuedEvent[]>} by number, whatever their author */
export async function eventsOf(project) {
  const events = /** @type {QueuedEvent[]} */ (await db.all("events", "project", project))
  return events.sort((a, b) => a.n - b.n)
}

/** @param {string} project @returns {Promise<BlobKey[]>} what pictures are here and how far they are, without loading one */
export const blobKeys = (project) => db.read(["blobs"], (tx) => {
  const keys = /** @type {BlobKey[]} */ ([])
  const cursor = tx.objectStore("blobs").index("state").openKeyCursor(db.range([project], [project, []]))
  cursor.onsuccess = () => {
    if (!cursor.result) return
    const [, state, size] = /** @type {any[]} */ (cursor.result.key)
    const [, sha256] = /** @type {any[]} */ (cursor.result.primaryKey)
    keys.push({ project, sha256, state, size })
    cursor.result.continue()
  }
  return () => keys
})

/** @param {string} id @param {Partial<QueuedEvent>} change */
export const changeEvent = (id, change) => changeRow("events", id, change)

/** @param {string} project @param {string} sha256 @param {any} change */
export const changeBlob = (project, sha256, change) => changeRow("blobs", [project, sha256], change)

/** @param {string} store @param {IDBValidKey} key @param {any} change */
const changeRow = (store, key, change) => db.write([store], (tx) => {
  const request = tx.objectStore(store).get(key)
  request.onsuccess = () => { if (request.result) tx.objectStore(store).put({ ...request.result, ...change }) }
})

/** @param {QueuedEvent} event @returns {import("../core/shapes.js").Envelope} */
export const readEvent = (event) => event.envelope ?? thaw(/** @type {ArrayBuffer} */ (event.bytes))
