/** The rescue: what is only on this phone as one file, for the office to put in by hand. */

import { zip } from "../core/zip.js"
import { phoneNow } from "../edge/clock.js"
import * as db from "../edge/db.js"
import { handOver } from "../edge/device.js"
import { freeze } from "../core/bytes.js"
import { local } from "../core/days.js"
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

/** @param {QueuedEvent[]} events @returns {Promise<number>} how many records were handed over as a file */
export async function exportQueue(events) {
  if (!events.length) return 0
  const at = phoneNow(), { day, time } = local(at)
  handOver(`xunlou-${session()?.person.id}-${day}-${time.replace(":", "")}.zip`, zip(await entriesOf(events), at))
  return events.length
}
