/** Replicates what changed: each page and its cursor are kept in one transaction, or not at all. */

import { isSignedOut } from "../core/answers.js"
import { call, projectPath } from "../edge/api.js"
import * as db from "../edge/db.js"

/** @typedef {import("../core/shapes.js").CursorNote} CursorNote */
/** @typedef {import("../core/shapes.js").FeedPage} FeedPage */
/** @typedef {import("./round.js").Progress} Progress */

const LIMIT = 500
/** @type {CursorNote} */
const START = { cursor: "0", epoch: null, token: null, generation: 0 }

/** @param {string} view @returns {string} */
const noteKey = (view) => `cursor/${view}`

/** @param {string} view @returns {Promise<CursorNote>} */
export const cursorOf = (view) => db.note(noteKey(view), START)

/** @param {CursorNote} note @returns {number} the sequence number up to which changes were applied */
export const seqOf = (note) => Math.max(Number.parseInt(note.cursor, 10) || 0, note.shown ?? 0)

/**
 * @param {string} project @param {string} view person/project @param {Progress} progress
 * @returns {Promise<boolean>} whether anything changed here
 */
export async function pull(project, view, progress) {
  let changed = false, resets = 0
  for (let more = true; more && progress.mayGoOn();) {
    const note = await cursorOf(view)
    const answer = await call("GET", projectPath(project, `feed?after=${encodeURIComponent(note.cursor)}&limit=${LIMIT}`))
    const page = /** @type {FeedPage|null} */ (answer.status === 200 ? answer.json : null)
    if (isSignedOut(answer)) { progress.signedOut(); return changed }
    if (!page || typeof page.view !== "string" || (!page.reset && !Array.isArray(page.items))) {
      progress.failed(answer.retry_after_s)
      return changed
    }
    progress.heard()
    const again = restored(note, page) || (note.token !== null && note.token !== page.view)
    if (again && (resets += 1) > 2) { progress.failed(null); return changed }
    await (again ? startAgain(project, view, note, page) : apply(view, note, page))
    changed ||= again || page.items.length > 0 || page.mine.length > 0
    more = again || page.more
  }
  return changed
}

/** @param {string|null} token `rights.numbers` @returns {string} the part that says what these eyes may see */
const rightsOf = (token) => token?.split(".")[0] ?? ""

/**
 * The log may go on from our cursor and the server have forgotten all the same: pictures move no cursor.
 * @param {CursorNote} note @param {FeedPage} page @returns {boolean} whether another server, or an older one, has taken over
 */
const restored = (note, page) => page.reset === true || (note.epoch !== null && note.epoch !== page.epoch)

/**
 * Starts from zero. After a reset, or when a number to call changed, the old things stay on the screen until the new ones are
 * complete; when the person's rights changed they go at once, because some may no longer be for these eyes. A token without
 * a part for the numbers is of an older app, which is no change of rights. Another epoch: all kept items are verified anew.
 * @param {string} project @param {string} view @param {CursorNote} note @param {FeedPage} page
 */
function startAgain(project, view, note, page) {
  const gone = note.token?.includes(".") && rightsOf(note.token) !== rightsOf(page.view)
  const shown = gone || restored(note, page) ? {} : { shown: seqOf(note) }
  const next = { cursor: "0", epoch: page.epoch, token: page.view, generation: note.generation + 1, ...shown }
  return db.write(["things", "meta", "events", "blobs"], (tx) => {
    tx.objectStore("meta").put({ key: noteKey(view), value: next })
    if (gone) removeThings(tx, view, () => true)
    if (restored(note, page)) verifyAnew(tx, project)
  })
}

/** @param {IDBTransaction} tx @param {string} project */
function verifyAnew(tx, project) {
  const back = (/** @type {IDBRequest<IDBCursorWithValue|null>} */ request) => {
    request.onsuccess = () => {
      if (!request.result) return
      const row = request.result.value
      if (row.state === "confirmed") request.result.update({ ...row, state: "receipted" })
      request.result.continue()
    }
  }
  back(tx.objectStore("events").index("project").openCursor(project))
  back(tx.objectStore("blobs").index("state").openCursor(db.range([project, "confirmed"], [project, "confirmed", []])))
  tx.objectStore("meta").delete(`have_at/${project}`)
}

/** @param {string} view @param {CursorNote} note @param {FeedPage} page */
function apply(view, note, page) {
  const next = { ...note, cursor: page.next, epoch: page.epoch, token: page.view, shown: page.more ? note.shown ?? 0 : 0 }
  return db.write(["things", "meta", "events"], (tx) => {
    const things = tx.objectStore("things")
    for (const { kind, id, seq, state } of page.items) {
      if (state === null) things.delete([view, kind, id])
      else things.put({ view, kind, id, seq, state, generation: note.generation })
    }
    for (const verdict of page.mine) noteVerdict(tx, verdict)
    if (!page.more) removeThings(tx, view, (row) => row.generation !== note.generation)
    tx.objectStore("meta").put({ key: noteKey(view), value: next })
  })
}

/** @param {IDBTransaction} tx @param {{id: string, seq: number, outcome: string, reasons: any[]}} verdict a newer one replaces an older */
function noteVerdict(tx, { id, seq, outcome, reasons }) {
  const store = tx.objectStore("events"), request = store.get(id)
  request.onsuccess = () => {
    const event = request.result
    if (event && (event.verdict?.seq ?? 0) <= seq) store.put({ ...event, verdict: { outcome, reasons: reasons ?? [], seq } })
  }
}

/** @param {IDBTransaction} tx @param {string} view @param {(row: any) => boolean} gone */
function removeThings(tx, view, gone) {
  const cursor = tx.objectStore("things").index("view").openCursor(view)
  cursor.onsuccess = () => {
    if (!cursor.result) return
    if (gone(cursor.result.value)) cursor.result.delete()
    cursor.result.continue()
  }
}

/**
 * For browsers that may keep nothing: the whole feed into memory.
 * @param {string} project @returns {Promise<import("../core/shapes.js").Thing[]|null>} null when it could not be had
 */
export async function readAll(project) {
  const things = new Map()
  for (let after = "0", more = true; more;) {
    const answer = await call("GET", projectPath(project, `feed?after=${encodeURIComponent(after)}&limit=${LIMIT}`))
    const page = /** @type {FeedPage|null} */ (answer.status === 200 ? answer.json : null)
    if (!page?.items) return null
    for (const item of page.items) things.set(`${item.kind}/${item.id}`, item)
    after = page.next
    more = page.more
  }
  return [...things.values()].filter((thing) => thing.state !== null)
}
