/** What a person does, as events: a visit with its outcome, taking one back, moving a finding, other words. */

import { asCopy } from "../core/envelope.js"
import { FIRMS, OPEN } from "../core/moves.js"
import * as db from "../edge/db.js"
import { idOf, newId } from "../edge/digest.js"
import { find } from "./drafts.js"
import { seen } from "./model.js"
import { changeEvent, enqueue, readEvent, savedBefore } from "./queue.js"
import { viewKey } from "./session.js"

/** @typedef {import("../core/shapes.js").BlobName} BlobName */
/** @typedef {{type: string, participants: string[], day: string}} Patrol */

const patrolKey = () => `patrol/${viewKey()}`

/** @returns {Promise<Patrol>} today's kind of patrol and companions; an ordinary one until somebody says otherwise */
export async function patrol() {
  const kept = await db.note(patrolKey()).catch(() => null)
  return kept?.day === seen().day ? kept : { type: "daily", participants: [], day: seen().day }
}

/** @param {string} type @param {string[]} participants */
export const setPatrol = (type, participants) => db.setNote(patrolKey(), { type, participants, day: seen().day })

/**
 * @param {string} place @param {"clean"|"findings"|"no_access"|"building_looked"} outcome
 * @param {{id?: string, source?: string, reason?: {code: string, text?: string}|null, doors?: string[]|null, photos?: BlobName[],
 *   visit_photos?: string[], findings?: any[]}} [more] `id` of the draft it was; `photos` of the whole visit
 */
export async function recordVisit(place, outcome, more = {}) {
  const { type, participants } = await patrol()
  const body = {
    day: seen().day, place, patrol: { type, participants }, source: more.source ?? "patrol", outcome, reason: more.reason ?? null,
    doors: more.doors ?? null, photos: more.visit_photos ?? [], note: "", findings: more.findings ?? [],
  }
  return enqueue({ ...(more.id ? { id: more.id } : {}), type: "visit.recorded", body, blobs: more.photos ?? [] })
}

/**
 * Moves a finding. It builds on the last thing this phone knows of it, its own unsent records included.
 * @param {any} finding as seen now @param {string} move @param {any} given what the move needs: text, unit, due, new_due, reason … by the table
 * @param {{id?: string, photos?: BlobName[]}} [draft] it was written in, with its pictures
 */
export const recordMove = (finding, move, given = {}, { id, photos = [] } = {}) => enqueue({
  ...(id ? { id } : {}), type: "finding.moved", after: lastEvent(finding), blobs: photos,
  body: { finding: finding.id, move, from: { state: finding.state, round: finding.round || 1 }, photos: photos.map((photo) => photo.sha256), ...given },
})

/** @param {any} finding @returns {string[]} the newest event this phone knows of it; none for a closed one, which travels without its lines */
export const lastEvent = (finding) => (finding.timeline ?? []).slice(-1).map((/** @type {any} */ line) => line.event)

/** Any other word: a comment, a call, a report, a filing. @param {string} type @param {any} body @param {{id?: string, after?: string[], photos?: BlobName[]}} [more] */
export const record = (type, body, { id, after = [], photos = [] } = {}) => enqueue({ ...(id ? { id } : {}), type, body, after, blobs: photos })

/**
 * A paper of the day out of its draft. One whose draft is no more was handed in before, in another tab: the same words are not said twice,
 * other words correct it, under an id of their own.
 * @param {string} type @param {any} body @param {string|null} id of the draft, if one was begun @returns {Promise<import("../core/shapes.js").QueuedEvent>}
 */
export async function recordPaper(type, body, id) {
  if (!id || await find(id)) return record(type, body, id ? { id } : {})
  const before = await savedBefore(id).catch(() => null)
  return before && JSON.stringify(readEvent(before).body) === JSON.stringify(body) ? before : record(type, body)
}

const looked = /** @type {Set<string>} */ (new Set())

/**
 * 已看: the first time somebody of its unit opens it, and never again; a look by others says nothing.
 * @param {any} finding as seen now @returns {Promise<boolean>} whether it was recorded
 */
export async function recordSeen(finding) {
  const key = `${viewKey()} ${finding.id} ${finding.unit}`, { actor, units } = seen().mover
  if (finding.seen || looked.has(key) || !OPEN.includes(finding.state) || !FIRMS.includes(actor.role ?? "") || !units.includes(finding.unit)) return false
  looked.add(key)
  await record("finding.seen", { findings: [finding.id] }, { after: lastEvent(finding) })
  return true
}

/**
 * Puts a visit right: the whole of it again, its findings under their ids. It builds on the last word this phone has about it.
 * @param {string} visit id @param {any} body @param {{id: string, photos: BlobName[], after: string[]}} draft it was written in, with its new pictures
 */
export const amendVisit = (visit, body, { id, photos, after }) =>
  enqueue({ id, type: "visit.amended", body: { target: visit, body }, after: after.length ? after : [visit], blobs: photos })

/** Takes a visit back: it may be on its way already, so this is a record of its own. @param {string} visit id @param {string} reason in Chinese, like all that the office reads */
export const withdrawVisit = (visit, reason) =>
  enqueue({ type: "visit.withdrawn", body: { target: visit, reason }, after: [visit] })

/**
 * The same content under a new id, once: however often, and in however many tabs, it is asked for, the id is the same. The old one counts
 * as done, the office keeps both bodies.
 * @param {import("../core/shapes.js").QueuedEvent} event whose id was taken
 */
export async function sendAsCopy(event) {
  const old = readEvent(event)
  await enqueue({ ...asCopy(old, newId), id: await idOf(`copy of ${event.id}`), blobs: old.blobs }).catch((error) => {
    if (error.name !== "SavedAlready") throw error
  })
  await changeEvent(event.id, { state: "released", reason: "copied" })
}
