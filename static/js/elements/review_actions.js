/** What those who review may do with a single finding, as buttons; nothing is offered that would be refused. */

import { closerOf } from "../core/queues.js"
import { html } from "../html.js"
import { go } from "../router.js"
import { begin } from "../sync/drafts.js"
import { refresh, seen } from "../sync/model.js"
import { t } from "../words.js"
import { allowed, stopped } from "./allowed.js"
import { askConfirm, askExtension, askMerge, askReason, askUnit, decide } from "./decisions.js"
import { numberOf } from "./names.js"
import { once } from "./one_at_a_time.js"
import { sheet } from "./sheet.js"
import { quiet } from "./toast.js"
import { callLinks, withNames } from "./whom.js"

/** @typedef {() => void} Then */

/** @type {Record<string, (finding: any, then: Then) => void>} the rarer decisions, in the order they are offered */
const OTHERS = {
  ask: (finding, then) => askReason(finding, "ask", then),
  reject: (finding, then) => askReason(finding, "reject", then),
  merge: askMerge,
  reassign: askUnit,
  confirm: askConfirm,
}

/** @param {any} finding @returns {string[]} */
const othersOf = (finding) => {
  const may = allowed(finding)
  return Object.keys(OTHERS).filter((move) => may.includes(move) && (move !== "confirm" || confirmable(finding)))
}

/** @param {any} finding 判定 is about what is severe */
const confirmable = (finding) => finding.severity === 3 && finding.kind !== "coordination"

/** 其他处理 @param {any} finding @param {Then} then */
export function otherMoves(finding, then) {
  sheet(t("review.other"), (close) => [othersOf(finding).map((move) => html`
    <button class="row item-row" data-testid=${`other-${move}`} onclick=${() => { close(); OTHERS[move]?.(finding, then) }}><span>${t(`move.${move}`)}</span><small>${t(`${move}.about`)}</small></button>`),
  seen().mover.actor.role === "specialist" && finding.severity === 3 && [html`<p class="alert">${withNames(t("reject.chief"), "chief")}</p>`, callLinks("chief")]], "other-sheet")
}

/**
 * All of them for the page of one finding; `then` is called when something was decided.
 * @param {any} finding @param {import("../screens.js").App} app @param {Then} [then] @returns {import("../html.js").Child}
 */
export function reviewActions(finding, app, then = app.redraw) {
  const may = app.writing ? allowed(finding) : [], others = othersOf(finding)
  const awaitsVerdict = may.includes("confirm") && confirmable(finding) && (finding.confirmed ?? null) === null
  const buttons = [
    may.includes("issue") && html`<button class="primary wide" data-testid="btn-to-review" onclick=${() => go("review", finding.id)}>${t("review.open")}</button>`,
    recheckButtons(finding, app, may, then),
    may.includes("extend_answer") && html`<button class="primary wide" data-testid="btn-extend" onclick=${() => askExtension(finding, then)}>${t("move.extend_answer")}</button>`,
    awaitsVerdict && html`<button class="wide" data-testid="btn-confirm" onclick=${() => askConfirm(finding, then)}>${t("move.confirm")}</button>`,
    may.includes("reopen") && html`<button class="wide" data-testid="btn-reopen" onclick=${() => askReason(finding, "reopen", then)}>${t("move.reopen")}</button>`,
    app.writing && !may.includes("issue") && others.length > 0 && html`<button data-testid="btn-other" onclick=${() => otherMoves(finding, then)}>${t("review.other")}</button>`,
  ].filter(Boolean)
  return buttons.length ? html`<div class="decide">${buttons}</div>` : null
}

/**
 * 复查合格 and 复查不合格, or who may say so. @param {any} finding @param {import("../screens.js").App} app @param {string[]} may @param {Then} then
 * @returns {HTMLElement|null}
 */
export function recheckButtons(finding, app, may, then) {
  if (finding.state !== "replied") return null
  const pass = () => decide(finding, "pass", {}, t("said.pass", { number: numberOf(finding) }), then)
  return html`<div class="recheck-buttons">${!may.includes("pass") && whyNot(finding)}
    ${(may.includes("pass") || may.includes("fail")) && html`<div class="pair">
      ${may.includes("fail") && html`<button data-testid=${`fail-${finding.id}`} onclick=${once(() => beginFail(finding, app))}>${t("move.fail")}</button>`}
      ${may.includes("pass") && html`<button class="primary wide" data-testid=${`pass-${finding.id}`} onclick=${once(pass)}>${t("move.pass")}</button>`}</div>`}</div>`
}

/** @param {any} finding @returns {import("../html.js").Child} who closes it, when this person does not */
function whyNot(finding) {
  const { actor, units } = seen().mover, who = closerOf(finding)
  const alert = (/** @type {string} */ text) => html`<p class="alert">${text}</p>`
  if (finding.replied?.by === actor.person || units.includes(finding.unit)) return alert(t("recheck.self"))
  if (stopped(finding)) return alert(t("recheck.stopped"))
  return who && [alert(withNames(t("recheck.by", { who: t(`role.${who}`) }), who)), callLinks(who)]
}

/** The form is on disk before the camera opens; one begun before is taken up again. @param {any} finding @param {import("../screens.js").App} app */
async function beginFail(finding, app) {
  quiet()
  const old = seen().drafts.find((draft) => draft.kind === "fail" && draft.fields.finding === finding.id)
  const draft = old ?? await begin("fail", finding.place, { finding: finding.id, text: "", due: null })
  await refresh(false)
  if (old?.photos.length) go("fail", draft.id)
  else await app.openWithCamera("fail", draft.id)
}
