/** Decides when to exchange: at once after a save, whenever the network or the person comes back, never two rounds at a time. */

import { waitBeforeRound } from "./core/backoff.js"
import { now } from "./edge/clock.js"
import { alone, awake } from "./edge/device.js"
import { round } from "./sync/round.js"
import { session } from "./sync/session.js"

/** @typedef {import("./sync/round.js").Outcome} Outcome */

const QUIET_MS = 60_000

let timer = /** @type {any} */ (0)
let running = false
let again = false
let failures = 0
let listeners = /** @type {((outcome: Outcome|null) => void)[]} */ ([])
let wide = false

/** @type {{running: boolean, last: Outcome|null, heard: Date|null, next_at: number|null}} what the queue's screen shows; `heard`: when the office last answered */
export const status = { running: false, last: null, heard: null, next_at: null }

/** @param {(outcome: Outcome|null) => void} listener called after each item and after each round @returns {() => void} takes it away */
export function onChange(listener) {
  listeners.push(listener)
  return () => { listeners = listeners.filter((one) => one !== listener) }
}

/** @param {Outcome|null} outcome */
const tell = (outcome) => listeners.forEach((listener) => listener(outcome))

/** Starts the rounds and the triggers that make the next one come at once. */
export function start() {
  addEventListener("online", () => sendNow())
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") sendNow() })
  addEventListener("pageshow", (event) => { if (event.persisted) sendNow() })
  sendNow()
}

/** Forgets the waiting time and goes. @param {{all?: boolean}} [options] all: verify everything kept */
export function sendNow({ all = false } = {}) {
  failures = 0
  wide ||= all
  again = running
  if (!running) schedule(0)
}

/** @param {number} wait_ms */
function schedule(wait_ms) {
  clearTimeout(timer)
  status.next_at = Date.now() + wait_ms
  timer = setTimeout(go, wait_ms)
}

async function go() {
  const who = session()
  if (running || !who || who.signed_out) return
  running = status.running = true
  again = false
  tell(null)
  const all = wide
  wide = false
  let outcome = /** @type {Outcome|null} */ (null)
  const done = await alone("xunlou-round", () => awake(async () => {
    outcome = await round({ changed: () => tell(null), all })
  })).catch(() => false)
  running = status.running = false
  status.last = outcome ?? status.last
  if (heard(outcome)) status.heard = now()
  plan(done ? outcome : null)
  tell(outcome)
}

/** @param {Outcome|null} outcome */
const heard = (outcome) => Boolean(outcome?.reached)

/** @param {Outcome|null} outcome null: another tab is at it, or the phone itself failed */
function plan(outcome) {
  if (outcome?.signed_out) return clearTimeout(timer)
  if (again || (outcome?.unfinished && outcome.sent > 0)) return schedule(0)
  if (outcome && outcome.failed === 0) {
    failures = 0
    return schedule(QUIET_MS)
  }
  failures = outcome && outcome.sent > 0 ? 1 : failures + 1
  schedule(waitBeforeRound(failures, Math.random(), outcome?.after_s ?? null))
}

/** @returns {boolean} */
export const isRunning = () => running
