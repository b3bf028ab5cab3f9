/** What a person does at a place, as events: a visit with its outcome, and taking one back. */

import * as db from "../edge/db.js"
import { seen } from "./model.js"
import { enqueue } from "./queue.js"
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

/** Takes a visit back: it may be on its way already, so this is a record of its own. @param {string} visit id @param {string} reason */
export const withdrawVisit = (visit, reason) =>
  enqueue({ type: "visit.withdrawn", body: { target: visit, reason }, after: [visit] })
