/** The rescue: what is only on this phone as one file, for the office to put in by hand. */

import { zip } from "../core/zip.js"
import { phoneNow } from "../edge/clock.js"
import * as db from "../edge/db.js"
import { handOver } from "../edge/device.js"
import { freeze } from "../core/bytes.js"
import { local } from "../core/days.js"
import { asWritten } from "./drafts.js"
import { undeveloped } from "./photos.js"
import { readEvent } from "./queue.js"
import { session } from "./session.js"

/** @typedef {import("../core/shapes.js").QueuedEvent} QueuedEvent */

/**
 * @param {QueuedEvent[]} events @returns {Promise<{name: string, bytes: Uint8Array}[]>} `events/{id}.json` with the exact bytes, `blobs/{sha256}`
 */
export async function entriesOf(events) {
  const entries = new Map()
  for (const event of events) {
    entries.set(`events/${event.id}.json`, event.bytes ?? freeze(readEvent(event)))
    for (const sha256 of [...event.blobs, ...event.previews]) {
      const blob = await db.get("blobs", [event.project, sha256])
      if (blob?.buffer) entries.set(`blobs/${sha256}`, blob.buffer)
    }
  }
  return [...entries].map(([name, buffer]) => ({ name, bytes: new Uint8Array(buffer) }))
}

/**
 * What was begun and could not be saved: its words and pictures, for a person to put in by hand.
 * @param {import("./drafts.js").Draft[]} drafts @returns {Promise<{name: string, bytes: Uint8Array}[]>} `drafts/{id}.json`, its pictures beside
 */
export async function draftEntries(drafts) {
  const entries = []
  for (const draft of drafts) {
    entries.push({ name: `drafts/${draft.id}.json`, bytes: new Uint8Array(freeze(draft)) })
    for (const { sha256 } of draft.photos) {
      const blob = await db.get("blobs", [draft.project, sha256])
      if (blob?.buffer) entries.push({ name: `blobs/${sha256}`, bytes: new Uint8Array(blob.buffer) })
    }
    for (const [nr, buffer] of (await undeveloped(draft.id)).entries()) entries.push({ name: `drafts/${draft.id}-${nr + 1}`, bytes: new Uint8Array(buffer) })
  }
  return entries
}

/** @param {QueuedEvent[]} events @returns {Promise<number>} how many records were handed over as a file */
export const exportQueue = async (events) => hand(events.length, events.length ? await entriesOf(events) : [])

/** @param {QueuedEvent[]} events @returns {Promise<number>} the same, with what is begun */
export async function exportAll(events) {
  const drafts = await asWritten(), entries = [...await entriesOf(events), ...await draftEntries(drafts)]
  return hand(events.length + drafts.length, [...new Map(entries.map((entry) => [entry.name, entry])).values()])
}

/** @param {number} count @param {{name: string, bytes: Uint8Array}[]} entries @returns {number} */
function hand(count, entries) {
  const at = phoneNow(), { day, time } = local(at)
  if (count) handOver(`xunlou-${session()?.person.id}-${day}-${time.replace(":", "")}.zip`, zip(entries, at))
  return count
}
