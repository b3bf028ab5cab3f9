/** Drafts: what a person has begun. Saved on every change, photos first, so that a page killed by the camera loses nothing. */

import { samePhoto } from "../core/draft_photos.js"
import { pictureType, UNDECODED_BYTES_MAX } from "../core/picture.js"
import { shrink, takenAt } from "../edge/camera.js"
import { phoneNow } from "../edge/clock.js"
import * as db from "../edge/db.js"
import { newId, sha256 } from "../edge/digest.js"
import { project, session } from "./session.js"

/**
 * @typedef {{id: string, project: string, author: string, kind: string, place: string, started_at: string,
 *   fields: any, photos: import("../core/draft_photos.js").DraftPhoto[]}} Draft  `id` becomes the event's id; `kind` names the
 *   screen it is written on (or building_looked)
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

/** @param {string} id @param {any} fields @returns {Promise<any>} saved while the draft exists; a finished one is not revived */
export const saveFields = (id, fields) => change(id, (draft) => ({ ...draft, fields }))

/** @param {string} id @param {(draft: Draft) => Draft} alter */
const change = (id, alter) => db.write(["drafts"], (tx) => {
  const request = tx.objectStore("drafts").get(id)
  request.onsuccess = () => { if (request.result) tx.objectStore("drafts").put(alter(request.result)) }
})

/** @param {string} id throws the draft away with its pictures */
export const discard = (id) => db.write(["drafts", "raw", "blobs"], (tx) => {
  tx.objectStore("drafts").delete(id)
  for (const store of ["raw", "blobs"]) {
    const keys = tx.objectStore(store).index("draft").getAllKeys(id)
    keys.onsuccess = () => keys.result.forEach((key) => tx.objectStore(store).delete(key))
  }
})

/**
 * Keeps what the camera gave, byte by byte, before anything is done with it.
 * @param {string} draft id @param {File} file @param {"camera"|"album"} source @param {string} [part] of the story it tells
 * @returns {Promise<string>} id of the raw row
 */
export async function keepRaw(draft, file, source, part = "") {
  const id = newId(), at = phoneNow()
  const buffer = await file.arrayBuffer()
  const type = pictureType(file.type, file.name)
  await db.put("raw", { id, draft, part, type, buffer, source, at: at.toISOString(), taken_at: takenAt(buffer, source, at, file.lastModified) })
  return id
}

let working = /** @type {Promise<any>} */ (Promise.resolve())

/**
 * Makes the pictures that travel out of the raw ones of a draft, one at a time; what was interrupted is taken up again.
 * @param {string} draft id @param {() => void} changed called after each @returns {Promise<number>} how many were refused as too large
 */
export function develop(draft, changed) {
  working = working.catch(() => {}).then(async () => {
    let refused = 0
    const rows = await db.all("raw", "draft", draft)
    for (const row of rows.sort((a, b) => a.at.localeCompare(b.at))) {
      refused += (await developOne(row)) ? 0 : 1
      changed()
    }
    return refused
  })
  return working
}

/** @param {any} raw @returns {Promise<boolean>} false when it cannot travel: unreadable here and over the limit */
async function developOne(raw) {
  const { full, preview } = await shrink(raw.buffer, raw.type)
  if (full.buffer.byteLength > UNDECODED_BYTES_MAX) {
    await db.write(["raw"], (tx) => { tx.objectStore("raw").delete(raw.id) })
    return false
  }
  const name = await nameOf(full)
  const small = preview && { ...(await nameOf(preview)) }
  const photo = {
    ...name, type: full.type, taken_at: raw.taken_at, source: raw.source, geo: null,
    preview: small && { sha256: small.sha256, size: small.size, w: small.w, h: small.h }, ...(raw.part ? { part: raw.part } : {}),
  }
  await db.write(["drafts", "raw", "blobs"], (tx) => {
    const request = tx.objectStore("drafts").get(raw.draft)
    request.onsuccess = () => {
      tx.objectStore("raw").delete(raw.id)
      if (!request.result) return
      const photos = request.result.photos.filter((/** @type {any} */ one) => !samePhoto(one, photo))
      tx.objectStore("drafts").put({ ...request.result, photos: [...photos, photo] })
      keepBlob(tx, request.result, full, photo, false)
      if (preview && small) keepBlob(tx, request.result, preview, small, true)
    }
  })
  return true
}

/** @param {import("../edge/camera.js").Picture} picture */
const nameOf = async (picture) =>
  ({ sha256: await sha256(picture.buffer), size: picture.buffer.byteLength, w: picture.w, h: picture.h })

/** @param {IDBTransaction} tx @param {Draft} draft @param {import("../edge/camera.js").Picture} picture @param {{sha256: string}} name @param {boolean} preview */
function keepBlob(tx, draft, picture, name, preview) {
  const store = tx.objectStore("blobs"), request = store.get([draft.project, name.sha256])
  request.onsuccess = () => {
    if (request.result?.state === "draft") return store.put({ ...request.result, draft: draft.id })
    if (request.result) return
    store.put({
      project: draft.project, sha256: name.sha256, size: picture.buffer.byteLength, type: picture.type, state: "draft",
      draft: draft.id, buffer: picture.buffer, preview, reason: null,
    })
  }
}

/** @param {string} id @param {import("../core/draft_photos.js").DraftPhoto} photo takes it out of a draft */
export const dropPhoto = (id, photo) =>
  change(id, (draft) => ({ ...draft, photos: draft.photos.filter((one) => !samePhoto(one, photo)) }))

/** @param {string} id @param {import("../core/draft_photos.js").DraftPhoto} photo taken out by mistake; its picture is kept as long as the draft @param {number} at */
export const putBack = (id, photo, at) => change(id, (draft) => (draft.photos.some((one) => samePhoto(one, photo)) ? draft
  : { ...draft, photos: [...draft.photos.slice(0, at), photo, ...draft.photos.slice(at)] }))

/** Frees photos of drafts that are no more (a photo taken out, a draft ended in another tab). */
export const sweep = () => db.write(["drafts", "raw", "blobs"], (tx) => {
  const living = tx.objectStore("drafts").getAllKeys()
  living.onsuccess = () => {
    for (const store of ["raw", "blobs"]) {
      const cursor = tx.objectStore(store).index("draft").openKeyCursor()
      cursor.onsuccess = () => {
        if (!cursor.result) return
        if (!living.result.includes(cursor.result.key)) tx.objectStore(store).delete(cursor.result.primaryKey)
        cursor.result.continue()
      }
    }
  }
})
