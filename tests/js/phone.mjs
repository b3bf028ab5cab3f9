/** A phone for the tests: fresh storage, a person signed in, and the few things a person does with it. */

import "fake-indexeddb/auto"
import { IDBFactory } from "fake-indexeddb"
import * as db from "../../static/js/edge/db.js"
import { enqueue, eventsOf } from "../../static/js/sync/queue.js"
import { round } from "../../static/js/sync/round.js"
import { restore, signIn } from "../../static/js/sync/session.js"
import { sha256 } from "../../static/js/edge/digest.js"
import { Office } from "./office.mjs"

if (typeof globalThis.navigator === "undefined") globalThis.navigator = {}
if (typeof globalThis.addEventListener === "undefined") globalThis.addEventListener = () => {}

/** @returns {Promise<Office>} a new phone before an open office, signed in there */
export async function newPhone() {
  await db.close().catch(() => {})
  globalThis.indexedDB = new IDBFactory()
  const office = new Office().open()
  await restore(true)
  await signIn("13800000001", "secret")
  return office
}

export const visit = (place = "SZ-B03-E2", outcome = "clean", more = {}) => ({
  type: "visit.recorded",
  body: { day: "2023-06-14", place, patrol: { type: "daily", participants: [] }, source: "patrol", outcome, reason: null, doors: null, photos: [], note: "", findings: [], ...more },
})

export const save = (...wanted) => enqueue(visit(...wanted))

/** Keeps a picture on the phone as the camera part does. @returns {Promise<any>} as the envelope names it */
export async function picture(text, size = text.length, draft = "d1") {
  const bytes = new TextEncoder().encode(text.padEnd(size, "."))
  const buffer = bytes.buffer.slice(0, bytes.byteLength)
  const name = await sha256(buffer)
  await db.put("blobs", { project: "p1", sha256: name, size: buffer.byteLength, type: "image/jpeg", state: "draft", draft, buffer, preview: false, reason: null })
  return { sha256: name, size: buffer.byteLength, type: "image/jpeg", w: 1, h: 1, taken_at: null, source: "camera", geo: null, preview: null }
}

export const exchange = (all = false) => round({ changed: () => {}, all })

export const states = async () => (await eventsOf("p1")).map((event) => event.state)

/** Somebody else writes to these stores and does not end. @returns {Promise<() => void>} lets go */
export async function lock(...stores) {
  let held = true
  await new Promise((began) => db.write(stores, (tx) => {
    const again = () => { began(undefined); if (held) tx.objectStore(stores[0]).count().onsuccess = again }
    again()
  }))
  return () => { held = false }
}
