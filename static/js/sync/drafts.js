/** Drafts: what a person has begun. Saved on every change, photos first, so that a page killed by the camera loses nothing. */

import { phoneNow } from "../edge/clock.js"
import * as db from "../edge/db.js"
import { newId } from "../edge/digest.js"
import { project, session } from "./session.js"

/**
 * @typedef {{id: string, project: string, author: string, kind: string, place: string, started_at: string,
 *   fields: any, photos: import("../core/draft_photos.js").DraftPhoto[], ink?: Record<string, import("../core/annotation.js").Mark[]>}} Draft
 *   `id` becomes the event's id; `kind` names the screen it is written on (or building_looked); `ink`: what is drawn on each photo
 */

/**
 * @param {string} kind @param {string} place @param {any} fields @param {import("../core/draft_photos.js").DraftPhoto[]} [photos] it
 *   begins with, such as those of a record to be put right @returns {Promise<Draft>} on disk
 */
export async function begin(kind, place, fields, photos = []) {
  const author = /** @type {any} */ (session()).person.id
  const draft = { id: newId(), project: project().id, author, kind, place, started_at: phoneNow().toISOString(), fields, photos }
  await db.put("drafts", draft)
  return draft
}

/** @returns {Promise<Draft[]>} of the person signed in, oldest first */
export async function mine() {
  const all = /** @type {Draft[]} */ (await db.all("drafts"))
  const author = session()?.person.id
  return all.filter((draft) => draft.author === author && draft.project === session()?.project)
    .sort((a, b) => a.started_at.localeCompare(b.started_at))
}

/** @param {string} id @returns {Promise<Draft|undefined>} */
export const find = (id) => db.get("drafts", id)

/** What is on the screen and not on disk yet, by draft. */
const written = /** @type {Map<string, any>} */ (new Map())

/** @param {string} id @param {any} fields @returns {Promise<any>} saved while the draft exists; a finished one is not revived */
export async function saveFields(id, fields) {
  written.set(id, fields)
  await change(id, (draft) => ({ ...draft, fields }))
  if (written.get(id) === fields) written.delete(id)
}

/** @returns {boolean} whether everything on the screen is on disk too */
export const allKept = () => written.size === 0

/** @param {Draft} draft @returns {Draft} as it is on the screen */
export const onScreen = (draft) => ({ ...draft, fields: written.get(draft.id) ?? draft.fields })

/** @returns {Promise<Draft[]>} as they are on the screen, also where the phone could not keep the last words */
export const asWritten = async () => (await mine()).map(onScreen)

/** @param {string} id @param {(draft: Draft) => Draft} alter @returns {Promise<any>} */
export const change = (id, alter) => db.write(["drafts"], (tx) => {
  const request = tx.objectStore("drafts").get(id)
  request.onsuccess = () => { if (request.result) tx.objectStore("drafts").put(alter(request.result)) }
})

/** @param {string} id throws the draft away with its pictures, save those that another draft shows too */
export const discard = (id) => db.write(["drafts", "raw", "blobs"], (tx) => {
  tx.objectStore("drafts").delete(id)
  freePictures(tx)
})

/** Frees photos of drafts that are no more (a photo taken out, a draft ended in another tab). */
export const sweep = () => db.write(["drafts", "raw", "blobs"], freePictures)

/**
 * A picture belongs to the draft that took it last; the same file chosen for two drafts is one picture, which stays as long as
 * one of them is there.
 * @param {IDBTransaction} tx
 */
function freePictures(tx) {
  const request = tx.objectStore("drafts").getAll()
  request.onsuccess = () => {
    const living = /** @type {Draft[]} */ (request.result), ids = new Set(living.map((draft) => draft.id))
    eachOrphan(tx, "raw", ids, (store, key) => store.delete(key))
    eachOrphan(tx, "blobs", ids, (store, key) => {
      const heir = living.find((draft) => shows(draft, key))
      if (heir) handOn(store, key, heir.id)
      else store.delete(key)
    })
  }
}

/** @param {IDBTransaction} tx @param {string} name of the store @param {Set<string>} living @param {(store: IDBObjectStore, key: any) => void} act on each row of a draft that is no more */
function eachOrphan(tx, name, living, act) {
  const store = tx.objectStore(name), request = store.index("draft").openKeyCursor()
  request.onsuccess = () => {
    const cursor = request.result
    if (!cursor) return
    if (!living.has(String(cursor.key))) act(store, cursor.primaryKey)
    cursor.continue()
  }
}

/** @param {Draft} draft @param {[string, string]} key of a picture @returns {boolean} */
const shows = (draft, [project, sha256]) => draft.project === project && draft.photos.some((photo) => photo.sha256 === sha256 || photo.preview?.sha256 === sha256)

/** @param {IDBObjectStore} blobs @param {any} key @param {string} draft */
function handOn(blobs, key, draft) {
  const request = blobs.get(key)
  request.onsuccess = () => blobs.put({ ...request.result, draft })
}
