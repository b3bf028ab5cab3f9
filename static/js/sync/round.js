/** One round of exchange with the server, in the order that serves the meeting: check-in, records, pictures, news, verification. */

import { fromOurServer, isSignedOut } from "../core/answers.js"
import { holds } from "../core/outbox.js"
import { APP_VERSION } from "../core/version.js"
import { call, projectPath } from "../edge/api.js"
import { phoneNow, setOffset } from "../edge/clock.js"
import { localIso } from "../core/envelope.js"
import * as db from "../edge/db.js"
import { pull } from "./feed.js"
import { verify } from "./have.js"
import { blobKeys, eventsOf } from "./queue.js"
import { sendBlobs, sendEvents } from "./send.js"
import { deviceId, markSignedOut, noteRole, project, session, viewKey } from "./session.js"

const ROUND_MS = 60_000
const CHECKIN_EVERY_MS = 60_000

/**
 * What a round has seen so far. `heard`: our server spoke; a check-in that was left out says nothing about the network.
 * @typedef {{mayGoOn: () => boolean, heard: () => void, sent: () => void, failed: (after_s: number|null) => void, signedOut: () => void}} Progress
 * @typedef {{sent: number, failed: number, after_s: number|null, signed_out: boolean, changed: boolean, reached: boolean,
 *   unfinished: boolean, verified: {asked: number, missing: number}|null}} Outcome
 */

/** The step a round begins with: the one whose turn did not come last time because others failed so slowly. */
let begin = 0

let lastCheckin = { at: -Infinity, from: "", held: "", keep_days: 14 }

/** @param {{changed: () => void, all: boolean}} options `changed` after each item; `all`: verify everything kept @returns {Promise<Outcome>} */
export async function round({ changed, all }) {
  const until = performance.now() + ROUND_MS
  /** @type {Outcome} */
  const outcome = { sent: 0, failed: 0, after_s: null, signed_out: false, changed: false, reached: false, unfinished: false, verified: null }
  const progress = {
    mayGoOn: () => {
      outcome.unfinished ||= performance.now() >= until
      return !outcome.signed_out && !outcome.unfinished
    },
    heard: () => { outcome.reached = true },
    sent: () => { outcome.sent += 1; outcome.reached = true; changed() },
    failed: (/** @type {number|null} */ after_s) => { outcome.failed += 1; outcome.after_s = Math.max(outcome.after_s ?? 0, after_s ?? 0) || null },
    signedOut: () => { outcome.signed_out = true },
  }
  if (await checkIn(progress)) await exchange(progress, outcome, all)
  if (outcome.signed_out) await markSignedOut()
  return outcome
}

/** @param {Progress} progress @param {Outcome} outcome @param {boolean} all */
async function exchange(progress, outcome, all) {
  const where = project().id, person = /** @type {any} */ (session()).person.id
  const steps = [
    ...(await projectsWithWork(where, person)).flatMap((id) => [() => sendEvents(id, person, progress), () => sendBlobs(id, progress)]),
    async () => { outcome.changed = await pull(where, viewKey(), progress) },
    async () => { outcome.verified = await verify(where, progress, { all, keep_days: lastCheckin.keep_days }) },
  ]
  for (const [done] of steps.entries()) {
    const at = (begin + done) % steps.length
    if (!progress.mayGoOn()) { begin = outcome.failed > 0 ? at : 0; return }
    await /** @type {() => Promise<any>} */ (steps[at])()
  }
  begin = 0
}

/** @param {string} where @param {string} person @returns {Promise<string[]>} the project shown first, then others this person still owes */
async function projectsWithWork(where, person) {
  const member = new Set(session()?.projects.map((one) => one.id))
  const queued = /** @type {any[]} */ (await db.all("events"))
    .filter((event) => event.state !== "released" && event.author === person && member.has(event.project))
  return [...new Set([where, ...queued.map((event) => event.project)])]
}

/**
 * @param {Progress} progress
 * @returns {Promise<boolean>} whether to go on: our server was reached and knows us, even if this very call is what it dislikes
 */
async function checkIn(progress) {
  const where = project().id
  const held = holds(await eventsOf(where), await blobKeys(where))
  const fresh = performance.now() - lastCheckin.at < CHECKIN_EVERY_MS
  if (fresh && lastCheckin.from === `${deviceId()}/${where}` && lastCheckin.held === JSON.stringify(held.visits)) return true
  const before = Date.now()
  const n = await db.note(`n/${deviceId()}/${where}`, 0)
  const json = { device: deviceId(), app: APP_VERSION, at: localIso(phoneNow()), n, holds: held }
  const answer = await call("POST", projectPath(where, "checkin"), { json, timeout_ms: 30_000 })
  if (isSignedOut(answer)) { progress.signedOut(); return false }
  if (answer.status !== 200 || !answer.json?.server_time) {
    progress.failed(answer.retry_after_s)
    if (fromOurServer(answer)) progress.heard()
    return fromOurServer(answer)
  }
  progress.heard()
  await note(answer.json, before, where, held)
  return true
}

/** @param {any} said @param {number} before phone time of asking @param {string} where @param {any} held */
async function note(said, before, where, held) {
  const middle = (before + Date.now()) / 2
  const offset_ms = Math.round(Date.parse(said.server_time) - middle)
  setOffset(offset_ms)
  await db.setNote("offset_ms", offset_ms).catch(console.warn)  // a full phone goes on sending
  if (said.role) await noteRole(said.role, said.org ?? project().org)
  const keep_days = Number.isFinite(said.keep_days) ? said.keep_days : 14
  lastCheckin = { at: performance.now(), from: `${deviceId()}/${where}`, held: JSON.stringify(held.visits), keep_days }
  await db.setNote("min_app", said.min_app ?? "").catch(console.warn)
}
