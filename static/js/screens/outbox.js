/** What is only on this phone: each item with its reason and what happens next, and ways to bring it to safety. */

import { instantOf } from "../core/clock.js"
import { maySend, uploadState } from "../core/outbox.js"
import { whyHere } from "../core/why_here.js"
import { local } from "../core/days.js"
import { absolute } from "../elements/dates.js"
import { page } from "../elements/page.js"
import { placeName } from "../elements/place_names.js"
import { toast } from "../elements/toast.js"
import { uploadMark } from "../elements/upload.js"
import { html } from "../html.js"
import { go } from "../router.js"
import { onChange, sendNow, status } from "../sync.js"
import { refresh, seen } from "../sync/model.js"
import { changeBlob, changeEvent, readEvent } from "../sync/queue.js"
import { sendAsCopy } from "../sync/record.js"
import { attempts } from "../sync/send.js"
import { session } from "../sync/session.js"
import { t } from "../words.js"

/** @typedef {import("../core/shapes.js").QueuedEvent} QueuedEvent */
const RECENT_MAX = 30
const TICK_MS = 1_000
/** Of all that waits, what is said above it: the one under way. */
const SENDING = new Set(["record_now", "photo_now"])
/** What sending again cannot mend: the office gets it as a file. */
const BY_FILE = new Set(["bad_envelope", "too_large", "damaged", "photo"])

/** Not needed to show the list, but fetched with it: a rescue must not wait for a network. */
const exporting = () => import("../sync/export.js")
exporting().catch(console.error)

/** @returns {HTMLElement} */
export function show() {
  const { pending, own, others } = seen()
  const sent = own.filter((event) => !pending.includes(event)).slice(-RECENT_MAX).reverse()
  return page({
    name: "outbox", title: t("pending.title"), back: () => go("today"),
    body: [
      html`<h2 class="lead" data-testid="pending-summary">${pending.length ? t("pending.count", { n: pending.length }) : t("pending.none")}</h2>`,
      kept(html`<p data-testid="pending-next"></p>`, () => (seen().pending.length ? nextStep() : lastHeard())),
      byOthers(others),
      [...pending].sort((a, b) => Number(isStuck(b)) - Number(isStuck(a))).map(item),
      sent.length > 0 && html`<h2>${t("pending.sent")}</h2>`,
      sent.map(item),
    ],
    actions: html`<div class="three even">
      <button data-testid="btn-export" onclick=${() => saveCopy(seen().pending)}>${t("pending.export")}</button>
      <button data-testid="btn-verify" onclick=${check}>${t("pending.verify")}</button>
      ${session()?.signed_out
      ? html`<button class="primary" data-testid="btn-sign-in" onclick=${() => go("sign_in")}>${t("sign_in.go")}</button>`
      : html`<button class=${pending.length ? "primary" : ""} data-testid="btn-send" onclick=${() => sendNow()}>${t("pending.send")}</button>`}</div>`,
  })
}

/** @param {QueuedEvent} event */
const isStuck = (event) => uploadState(event, seen().blobs).word === "attention"

/** @returns {string} with nothing to send, only when the office was last there */
const lastHeard = () => (status.heard ? t("next.heard", { time: local(status.heard, seen().zone).time }) : "")

/** @returns {string} what happens next with what is here */
function nextStep() {
  if (session()?.signed_out) return t("next.signed_out")
  const stuck = seen().pending.filter(isStuck).length
  if (stuck) return t("next.stuck", { n: stuck })
  const [first, ...others] = seen().pending.map(whyNow)
  if (first && (!others.length || status.running)) return hereWords([first, ...others].find(({ why }) => SENDING.has(why)) ?? first)
  if (status.last && !status.last.reached) return t("next.no_network", { minutes: minutesLeft() })
  if (status.last && status.last.failed > 0) return t("next.retry", { minutes: minutesLeft() })
  return status.last ? t("next.good") : t("next.soon")
}

const minutesLeft = () => Math.max(1, Math.ceil(((status.next_at ?? 0) - Date.now()) / 60_000))

/** @param {QueuedEvent} event @returns {HTMLElement} */
function item(event) {
  const envelope = readEvent(event), place = envelope.body.place ?? envelope.body.target ?? ""
  const what = t(event.type === "visit.recorded" ? `coverage.${envelope.body.outcome}` : `type.${event.type}`)
  const state = uploadState(event, seen().blobs)
  return html`<article class="card item" data-testid=${`item-${event.id}`}><div>
    <h3>${seen().byId.has(place) ? placeName(place) : ""} ${what}</h3>
    <p>${absolute(instantOf(envelope))} ${state.photos > 0 && `· ${t("pending.photos", { n: state.photos })}`}</p>
    <p>${uploadMark(event)}</p>
    ${state.word !== "done" && reason(event)}
  </div></article>`
}

/** @param {QueuedEvent} event @returns {HTMLElement[]} why it is here still; where a person must act, with the means */
function reason(event) {
  const now = whyNow(event), file = now.reason && BY_FILE.has(now.reason)
  if (now.why !== "needs_you") return [kept(html`<p data-testid="why-here"></p>`, () => hereWords(whyNow(event)))]
  return [
    html`<p class="problem" role="alert" data-testid="why-here">${hereWords(now)}</p>`,
    html`<div class="pair">
      <button data-testid="btn-retry" onclick=${() => again(event)}>${t("pending.retry")}</button>
      ${now.reason === "id_conflict" && html`<button data-testid="btn-copy" onclick=${() => copy(event)}>${t("pending.copy")}</button>`}
      ${file && html`<button data-testid="btn-export-one" onclick=${() => saveCopy([event])}>${t("pending.export")}</button>`}</div>`,
  ]
}

/** @param {QueuedEvent} event @returns {import("../core/why_here.js").Answer} as of this moment */
const whyNow = (event) => whyHere(event, seen().blobs, {
  ...attempts, signed_out: Boolean(session()?.signed_out), running: status.running, last: status.last, wait_ms: (status.next_at ?? 0) - Date.now(),
})

/** @param {import("../core/why_here.js").Answer} answer @returns {string} */
const hereWords = ({ why, reason, ...facts }) => t(why === "needs_you" ? `why.${reason}` : `here.${why}`, facts)

/** Minutes pass and photos go while nothing else on the screen changes. @param {HTMLElement} line @param {() => string} words @returns {HTMLElement} */
function kept(line, words) {
  line.textContent = words()
  const timer = setInterval(() => (line.isConnected ? (line.textContent = words()) : clearInterval(timer)), TICK_MS)
  return line
}

/** @param {QueuedEvent[]} others recorded here by other people: how many, never what @returns {HTMLElement[]} */
function byOthers(others) {
  const sealed = others.filter((event) => event.state === "queued" && !maySend(event, session()?.person.id ?? "")).length
  const lines = /** @type {[string, number][]} */ ([["pending.others", others.length - sealed], ["pending.others_sealed", sealed]])
  return lines.filter(([, n]) => n > 0).map(([key, n]) => html`<p>${t(key, { n })}</p>`)
}

/** @param {QueuedEvent} event queues it again with the pictures that were refused */
async function again(event) {
  if (event.state === "attention") await changeEvent(event.id, { state: "queued", reason: null })
  for (const sha256 of [...event.blobs, ...event.previews]) {
    if (seen().blobs.get(sha256) === "attention") await changeBlob(event.project, sha256, { state: "queued", reason: null })
  }
  await refresh(false)
  sendNow()
}

/** @param {QueuedEvent} event */
async function copy(event) {
  await sendAsCopy(event)
  await refresh(false)
  sendNow()
}

/** @param {QueuedEvent[]} events */
async function saveCopy(events) {
  const count = await (await exporting()).exportQueue(events)
  toast(count ? t("pending.exported", { n: count }) : t("pending.nothing"))
}

/** Asks the office about everything kept here and says the answer. */
function check() {
  toast(t("pending.checking"))
  const stop = onChange((outcome) => {
    if (!outcome) return
    stop()
    const { verified } = outcome
    toast(verified === null ? t("pending.check_failed") : t(verified.missing ? "pending.check_missing" : "pending.check_good", { n: verified.missing || verified.asked }))
  })
  sendNow({ all: true })
}
