/** What stands between a person and his work, gathered for the banners and for the question who may record. */

import { older } from "../core/version.js"
import { call } from "../edge/api.js"
import { browser, canStartOffline, mayForget, mustInstall, seemsOffline, installed } from "../edge/browser.js"
import { offset } from "../edge/clock.js"
import * as db from "../edge/db.js"
import { canInstall, space } from "../edge/device.js"
import { lookForUpdate } from "../edge/shell.js"
import { status } from "../sync.js"
import { project, session } from "../sync/session.js"

/**
 * `reading_only`: why nothing can be recorded here; `silent`: the storage does not answer, `apple`: no signal, and the iPhone
 * was not told to keep the app; `forgetful`: this looks like a private window.
 * @typedef {"wechat"|"app"|"browser"|"silent"|"apple"} ReadingOnly
 * @typedef {{signed_out: boolean, reading_only: ReadingOnly|null, forgetful: boolean, install: "apple"|"offer"|null,
 *   update: boolean, low_space: boolean, demo: boolean, clock_minutes: number}} Problems
 */

const ESTIMATE_MS = 1_000
const LOW_SPACE_BYTES = 200 * 1024 * 1024
const CLOCK_OFF_MS = 5 * 60_000
/** They look at papers and cases; visits are not theirs to record. */
const READERS = new Set(["district", "viewer"])

let unable = /** @type {ReadingOnly|null} */ (null)

/** @type {Problems} */
export const problems = {
  signed_out: false, reading_only: null, forgetful: false, install: null, update: false, low_space: false, demo: false, clock_minutes: 0,
}

/**
 * Known before the first picture, which no banner is to push down a moment later, under a finger; so the banner of a window
 * that forgets is the last start's answer, as the question takes longer than the picture may.
 * @returns {Promise<boolean>} whether somebody is remembered here: then records were kept here before, and the map need not wait for a trial
 */
export async function remembers() {
  if (browser().inside || !canStartOffline()) return false
  const [held, forgetful] = await db.held(["session", "forgetful"])
  problems.forgetful = Boolean(forgetful)
  return Boolean(held)
}

/** Tries what this browser can do. @returns {Promise<boolean>} whether anything may be kept here */
export async function examine() {
  const { inside } = browser()
  const forgets = db.soon(ESTIMATE_MS, mayForget(), false), storage = inside ? "no" : await db.works()
  unable = inside ?? (storage === "silent" ? "silent" : storage === "no" || !canStartOffline() ? "browser" : null)
  problems.forgetful = storage === "yes" && await forgets
  look()
  if (storage === "yes") db.setNote("forgetful", problems.forgetful).catch(console.warn)
  return storage === "yes"
}

/** The browser would not keep the app itself. */
export function cannotStartOffline() {
  unable = "browser"
  look()
}

/** What may be different each time a screen is drawn. */
export function look() {
  problems.signed_out = Boolean(session()?.signed_out)
  const off_ms = Math.abs(offset() ?? 0)
  problems.clock_minutes = off_ms > CLOCK_OFF_MS && !problems.demo ? Math.round(off_ms / 60_000) : 0
  problems.install = mustInstall() ? "apple" : canInstall() && !installed() ? "offer" : null
  const noSignal = status.last ? !status.last.reached : seemsOffline()
  problems.reading_only = unable ?? (mustInstall() && noSignal ? "apple" : null)
}

/** What is asked only after an exchange. */
export async function measure() {
  const update = older(await db.note("min_app", ""))
  if (update && !problems.update) lookForUpdate()
  problems.update = update
  problems.low_space = ((await space()).left ?? Infinity) < LOW_SPACE_BYTES
}

/** Whether the office only plays: said on every start, also without a network. @param {boolean} kept whether answers are kept here */
export async function askDemo(kept) {
  const said = (await call("GET", "/api/v1/hello")).json
  problems.demo = said ? Boolean(said.demo) : kept && await db.note("demo", false)
  if (said && kept) await db.setNote("demo", problems.demo).catch(console.warn)
}

/** @returns {boolean} whether this person may record here and now; an iPhone without the icon only once the office has answered */
export const mayRecord = () => problems.reading_only === null && (status.last !== null || !mustInstall()) && !READERS.has(session() ? project().role : "")
