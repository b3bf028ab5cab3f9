/** The photos of a draft: kept byte by byte first, then developed one at a time, in the order in which they were chosen. */

import * as list from "../core/draft_photos.js"
import { UNDECODED_BYTES_MAX, looksLikePicture, pictureType } from "../core/picture.js"
import { circumstances, develop } from "../edge/camera.js"
import { phoneNow } from "../edge/clock.js"
import * as db from "../edge/db.js"
import { newId } from "../edge/digest.js"
import { chosen, isTaking } from "./chosen.js"
import { change, discard, find, onScreen } from "./drafts.js"

/** @typedef {import("../core/draft_photos.js").DraftPhoto} DraftPhoto */
/** @typedef {import("./chosen.js").Chosen} Chosen */
/** @typedef {import("./drafts.js").Draft} Draft */
/** @typedef {import("../edge/camera.js").Picture} Picture */
/** @typedef {"empty"|"unreadable"|"no_picture"|"too_large"} Fault why a chosen file can be no photo of a record */

let working = /** @type {Promise<any>} */ (Promise.resolve())
let count = 0

/** @param {string} draft id @param {Chosen[]} files @param {() => void} changed called after each step @returns {Promise<Fault[]>} as `settle` */
export function take(draft, files, changed) {
  chosen.set(draft, [...(chosen.get(draft) ?? []), ...files])
  return settle(draft, changed)
}

/**
 * Keeps and develops whatever of a draft is not yet; what was interrupted is taken up again.
 * @param {string} draft id @param {() => void} [changed] called after each step
 * @returns {Promise<Fault[]>} one for each file left out; rejects when the phone could not keep one: then it stays, to be tried again
 */
export function settle(draft, changed = () => {}) {
  working = working.catch(() => {}).then(async () => {
    const faults = [...await keepAll(draft, changed), ...await developAll(draft, changed)]
    return faults.filter((fault) => fault !== null)
  })
  return working
}

/** @param {string} draft id @returns {Promise<boolean>} whether a photo chosen for it is not in it yet */
const unfinished = async (draft) => isTaking(draft) || (await rawKeys(draft)).length > 0

/**
 * Leaving a form keeps what was begun. A draft with nothing in it is thrown away, but never while a photo of it is on its way: that one is
 * asked about first, so that one developed meanwhile is found in the draft.
 * @param {string} id @param {(draft: Draft) => boolean} empty whether it, as it is on the screen, holds nothing of the person's own
 */
export async function leaveDraft(id, empty) {
  if (await unfinished(id)) return
  const draft = await find(id)
  if (draft && empty(onScreen(draft))) await discard(id)
}

/** @param {string} draft id @param {string} [part] @returns {Promise<number>} photos chosen that are not in the draft yet */
export async function coming(draft, part = "") {
  const inMemory = (chosen.get(draft) ?? []).filter((one) => one.part === part)
  return inMemory.length + (await rawKeys(draft)).filter((id) => partOf(id) === part).length
}

/** @param {string} draft id @returns {Promise<ArrayBuffer[]>} the bytes of those, as they were chosen */
export async function undeveloped(draft) {
  const onDisk = await Promise.all((await rawKeys(draft)).map(async (id) => (await db.get("raw", id))?.buffer))
  const inMemory = await Promise.all((chosen.get(draft) ?? []).map(({ file }) => file.arrayBuffer().catch(() => null)))
  return [...onDisk, ...inMemory].filter(Boolean)
}

/** @param {string} draft id @returns {Promise<string[]>} what is on disk and not developed, in the order of choosing */
const rawKeys = async (draft) => (await db.read(["raw"], (tx) => tx.objectStore("raw").index("draft").getAllKeys(draft))).map(String).sort()

/** @param {string} draft id @param {() => void} changed @returns {Promise<(Fault|null)[]>} */
async function keepAll(draft, changed) {
  const faults = /** @type {(Fault|null)[]} */ ([])
  for (let next = chosen.get(draft)?.[0]; next; next = chosen.get(draft)?.[0]) {
    faults.push(await keepRaw(draft, next))
    chosen.get(draft)?.shift()
    changed()
  }
  chosen.delete(draft)
  return faults
}

/** @param {string} draft id @param {Chosen} one @returns {Promise<Fault|null>} */
async function keepRaw(draft, { file, source, part, instead }) {
  const at = phoneNow(), buffer = await file.arrayBuffer().catch(() => null)
  if (!buffer) return "unreadable"
  if (!buffer.byteLength) return "empty"
  const id = `${at.toISOString()}/${String(count += 1).padStart(4, "0")}/${part}/${newId()}`
  const type = pictureType(file.type, file.name)
  await db.put("raw", { id, draft, part, instead, type, buffer, source, ...circumstances(buffer, source, at, file.lastModified) })
  return null
}

/** @param {string} id of a raw row */
const partOf = (id) => id.split("/")[2] ?? ""

/** @param {string} draft id @param {() => void} changed @returns {Promise<(Fault|null)[]>} */
async function developAll(draft, changed) {
  const faults = /** @type {(Fault|null)[]} */ ([])
  for (const id of await rawKeys(draft)) {
    faults.push(await developOne(id))
    changed()
  }
  return faults
}

/** @param {string} id of a raw row @returns {Promise<Fault|null>} */
async function developOne(id) {
  const raw = await db.get("raw", id)
  if (!raw) return null
  let first = raw.buffer
  const read = async () => { const buffer = first ?? (await db.get("raw", id)).buffer; first = null; return buffer }
  const { full, preview } = await develop(read, raw.type)
  const fault = preview ? null : full.buffer.byteLength > UNDECODED_BYTES_MAX ? "too_large" : looksLikePicture(full.buffer) ? null : "no_picture"
  if (fault) {
    await db.write(["raw"], (tx) => { tx.objectStore("raw").delete(id) })
    return fault
  }
  const photo = { ...named(full, preview), taken_at: raw.taken_at, source: raw.source, geo: raw.geo ?? null, ...(raw.part ? { part: raw.part } : {}) }
  await putIn(raw.draft, full, preview, (draft) => ({ ...draft, photos: list.added(draft.photos, photo, raw.instead ?? null) }), id)
  return null
}

/** @param {Picture} full @param {Picture|null} preview */
const named = (full, preview) => ({
  sha256: full.sha256, size: full.buffer.byteLength, w: full.w, h: full.h, type: full.type,
  preview: preview && { sha256: preview.sha256, size: preview.buffer.byteLength, w: preview.w, h: preview.h },
})

/**
 * One transaction: the picture and its name in the draft.
 * @param {string} id of the draft @param {Picture|null} full @param {Picture|null} preview @param {(draft: Draft) => Draft} alter
 * @param {string} [raw] id of the raw row that is done with
 */
const putIn = (id, full, preview, alter, raw) => db.write(["drafts", "raw", "blobs"], (tx) => {
  const request = tx.objectStore("drafts").get(id)
  request.onsuccess = () => {
    if (raw) tx.objectStore("raw").delete(raw)
    if (!request.result) return
    tx.objectStore("drafts").put(alter(request.result))
    if (full) keepBlob(tx, request.result, full, false)
    if (preview) keepBlob(tx, request.result, preview, true)
  }
})

/** @param {IDBTransaction} tx @param {Draft} draft @param {Picture} picture @param {boolean} preview */
function keepBlob(tx, draft, picture, preview) {
  const store = tx.objectStore("blobs"), request = store.get([draft.project, picture.sha256])
  request.onsuccess = () => {
    if (request.result?.state === "draft") return store.put({ ...request.result, draft: draft.id })
    if (request.result) return
    store.put({
      project: draft.project, sha256: picture.sha256, size: picture.buffer.byteLength, type: picture.type, state: "draft",
      draft: draft.id, buffer: picture.buffer, preview, reason: null,
    })
  }
}

/**
 * @param {string} id of the draft @param {DraftPhoto} photo taken out, with what was drawn on it
 * @returns {Promise<{gone: DraftPhoto[], at: number}>} what was taken out and where it stood: nothing at a second tap
 */
export async function dropPhoto(id, photo) {
  let gone = /** @type {DraftPhoto[]} */ ([]), at = -1
  await change(id, (draft) => {
    gone = list.withAnnotation(draft.photos, photo)
    at = draft.photos.findIndex((one) => one === gone[0])
    return { ...draft, photos: list.dropped(draft.photos, photo) }
  })
  return { gone, at }
}

/** @param {string} id of the draft @param {DraftPhoto[]} photos taken out by mistake; their pictures are kept as long as the draft @param {number} at */
export const putBack = (id, photos, at) => change(id, (draft) => ({ ...draft, photos: list.putBack(draft.photos, photos, at) }))

/**
 * Draws on a copy, which stands beside the original.
 * @param {Draft} draft @param {DraftPhoto} original @param {import("../core/annotation.js").Mark[]} marks none: the copy goes
 */
export async function annotate({ id, project }, original, marks) {
  const read = async () => (await db.get("blobs", [project, original.sha256])).buffer
  const { full, preview } = marks.length ? await develop(read, original.type, marks) : { full: null, preview: null }
  const rendition = full && { ...original, ...named(full, preview), source: /** @type {const} */ ("annotated"), geo: null, of: original.sha256 }
  await putIn(id, full, preview, (draft) => ({
    ...draft, photos: list.annotated(draft.photos, original, rendition), ink: { ...draft.ink, [original.sha256]: marks },
  }))
}
