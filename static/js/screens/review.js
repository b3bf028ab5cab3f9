/** 待审核: the list of what waits for a reviewer, then one finding after another until none is left. */

import { sentBack, toAnswer, toConfirm, toNotify, toReview } from "../core/queues.js"
import { awaitsFiler } from "../core/verdict.js"
import { isClient, allowed } from "../elements/allowed.js"
import { absolute } from "../elements/dates.js"
import { findingRow, tag } from "../elements/finding_row.js"
import { longList } from "../elements/long_list.js"
import { firmName } from "../elements/names.js"
import { LEFT, RIGHT, arrow, page } from "../elements/page.js"
import { refusalCards } from "../elements/without_effect.js"
import { reviewActions } from "../elements/review_actions.js"
import { facts, waitLines, waitsTooLong } from "../elements/review_facts.js"
import { reviewForm } from "../elements/review_form.js"
import { verdictWords } from "../elements/verdict_line.js"
import { html } from "../html.js"
import { backTo, go, turnTo } from "../router.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"

/** @typedef {import("../screens.js").App} App */

/** The findings of this sitting, so that "3/8" counts on while they are decided. */
let sitting = /** @type {string[]} */ ([])

/** @param {string} id */
export const keeps = (id) => id !== ""

/** @returns {any[]} */
const waitingHere = () => (isClient() ? toNotify : toReview)(seen().findings, seen().mover)

/** @param {string} id of a finding; none: the list @param {App} app @returns {HTMLElement} */
export function show(id, app) {
  const finding = seen().every.get(id)
  if (!finding) return list(app)
  return finding.state === "submitted" && app.writing && allowed(finding).includes("issue") ? one(finding) : other(finding, app)
}

/** @param {App} app */
function list(app) {
  const waiting = waitingHere(), { findings, mover } = seen()
  const answers = toAnswer(findings, mover), verdicts = toConfirm(findings, mover).filter((finding) => !waiting.includes(finding)), back = sentBack(findings, mover)
  sitting = waiting.map((finding) => finding.id)
  const [first] = waiting
  return page({
    name: "review", title: t("review.title", { n: waiting.length }), back: () => go("today"), up: true,
    body: [
      refusalCards(app.redraw),
      isClient() && html`<p>${t("review.own_name")}</p>`,
      section("review.verdicts", verdicts, (finding) => [tag(t(`state.${finding.state}`))]),
      !waiting.length && html`<p class="empty" data-testid="none-waiting">${t("review.none")}</p>`,
      verdicts.length > 0 && waiting.length > 0 && html`<h2>${t("review.title", { n: waiting.length })}</h2>`,
      longList("review", waiting, (finding) => row(finding, "review")),
      section("review.extensions", answers, (finding) => [tag(firmName(finding.unit)), tag(t("extend.until", { due: absolute(finding.extension.asked) }))]),
      back.length > 0 && html`<section data-testid="sent-back"><h2>${t("review.sent_back", { n: back.length })}</h2>${longList("back", back, (finding) => row(finding, "review"))}</section>`,
    ],
    actions: first && app.writing && html`<button class="primary wide begin" data-testid="btn-begin" onclick=${() => go("review", first.id)}>${t("review.begin", { n: waiting.length })}</button>`,
  })
}

/** @param {string} head @param {any[]} findings @param {(finding: any) => import("../html.js").Child} tags */
const section = (head, findings, tags) => findings.length > 0 && html`<section><h2>${t(head, { n: findings.length })}</h2>
  ${longList(head, findings, (finding) => findingRow(finding, () => go("review", finding.id), tags(finding), "also"))}</section>`

/** @param {any} finding @param {string} testid */
const row = (finding, testid) => findingRow(finding, () => go("review", finding.id), tagsOf(finding), testid, waitLines(finding))

/** @param {any} finding what waits for its filer is no delay of the reviewer */
const tagsOf = (finding) => [
  toConfirm([finding], seen().mover).length > 0 && tag(t("wait.confirm"), "late"),
  finding.urgent && !finding.disputed && tag(t(finding.unit ? "review.urgent" : "due.now"), "late"),
  !awaitsFiler(finding) && waitsTooLong(finding) && tag(t("review.late"), "late"),
  finding.disputed && tag(t("review.disputed"), "late"),
  finding.asked && tag(t(awaitsFiler(finding) ? "review.asked" : "review.supplemented")),
  finding.repeat_of && tag(t("review.repeat")),
]

/** @param {any} finding */
function one(finding) {
  if (!sitting.includes(finding.id)) sitting = [...new Set([finding.id, ...waitingHere().map((next) => next.id)])]
  const { body, actions } = reviewForm(finding, () => onward(finding.id))
  return page({ name: "review-one", title: t("review.nth", { n: sitting.indexOf(finding.id) + 1, all: sitting.length }), back: () => backTo("review"),
    beside: sitting.length > 1 && steps(finding.id), body, actions })
}

/** @param {string} id */
function steps(id) {
  const to = (/** @type {number} */ step) => () => turnTo("review", sitting[(sitting.indexOf(id) + step + sitting.length) % sitting.length])
  return html`<div class="tools"><button class="icon" data-testid="btn-previous" aria-label=${t("review.previous")} onclick=${to(-1)}>${arrow(LEFT)}</button>
    <button class="icon" data-testid="btn-next" aria-label=${t("review.next")} onclick=${to(1)}>${arrow(RIGHT)}</button></div>`
}

/** To the next one of this sitting that still waits, those skipped before included; then to the list. @param {string} id just decided */
function onward(id) {
  const left = waitingHere().map((finding) => finding.id)
  sitting = [...sitting, ...left.filter((one) => !sitting.includes(one))]
  const at = sitting.indexOf(id)
  const next = [...sitting.slice(at + 1), ...sitting.slice(0, at)].find((one) => one !== id && left.includes(one))
  turnTo("review", next ?? "")
}

/** One that is past its review, or not for this person to issue: what is known, and what he may do. @param {any} finding @param {App} app */
const other = (finding, app) => page({ name: "review-one", title: t(`state.${finding.state}`), back: () => backTo("review"),
  body: [html`<p class="record" data-testid="verdict">${verdictWords(finding)}</p>`, facts(finding)], actions: reviewActions(finding, app, () => turnTo("review")) })
