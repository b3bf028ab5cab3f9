/** One finding: what it is, where, until when, its pictures, what happened so far, and what this person can do now. */

import { originalDue, limits, pictureParts, whyReturned } from "../core/problem.js"
import { isAsked } from "../core/extension.js"
import { OPEN } from "../core/moves.js"
import { now } from "../edge/clock.js"
import { answer } from "../elements/answer.js"
import { callLine } from "../elements/call_line.js"
import { absolute } from "../elements/dates.js"
import { actionsFor } from "../elements/finding_actions.js"
import { asFirm, stateWord } from "../elements/finding_card.js"
import { limitLine } from "../elements/instants.js"
import { standing } from "../elements/marks.js"
import { numberOf, spaced, whereWords } from "../elements/names.js"
import { page } from "../elements/page.js"
import { pictureSections } from "../elements/pictures.js"
import { recorded, requirement, title } from "../elements/recorded.js"
import { timeline, whose } from "../elements/timeline.js"
import { uploadMark } from "../elements/upload.js"
import { callLinks, withNames } from "../elements/whom.js"
import { html } from "../html.js"
import { back } from "../router.js"
import { sendNow } from "../sync.js"
import { refresh, seen } from "../sync/model.js"
import { recordSeen } from "../sync/record.js"
import { askAgain, isHead, joined, whole } from "../sync/whole.js"
import { inWords, t } from "../words.js"

/** @typedef {import("../screens.js").App} App */

/** @param {string} id @param {App} app @returns {HTMLElement} */
export function show(id, app) {
  const head = seen().every.get(id)
  if (!head) return page({ name: "problem", title: t("problem.title"), back: () => back("today"), body: html`<p class="empty" data-testid="unknown">${t("problem.unknown")}</p>` })
  const answered = isHead(head) ? whole(head, app.redraw) : null
  const finding = answered !== null && typeof answered === "object" ? joined(head, answered.finding) : head
  if (app.writing) noteLook(finding, app.redraw).catch(console.error)
  return page({
    name: "problem", title: numberOf(finding) || t("problem.title"), back: () => back("place", finding.place),
    body: [
      top(finding), returned(finding), pictureSections(pictureParts(finding)), typeof answered === "string" && without(answered, finding, app.redraw), facts(finding),
      timeline(finding),
      app.writing && html`<button class="wide" data-testid="comment" onclick=${() => answer(finding, "comment", app)}>${t("answer.go.comment")}</button>`,
    ],
    actions: actionsFor(finding, app),
  })
}

/** The first look by its unit is a record of its own; it travels at once. @param {any} finding @param {() => void} redraw */
async function noteLook(finding, redraw) {
  if (!await recordSeen(finding)) return
  await refresh(false)
  redraw()
  sendNow()
}

/** @param {any} finding @returns {HTMLElement} what one must know without scrolling */
function top(finding) {
  const { orgs, own, zone } = seen(), unit = orgs.get(finding.unit)?.short
  const event = finding.here && own.find((one) => one.id === finding.visit)
  return html`<div class="top">
    <p><span class="tag state" data-testid="state">${stateWord(finding)}</span> <span class="tag">${standing(finding)}</span>
      ${isAsked(finding) && html`<span class="tag">${t("problem.asked")}</span>`} ${event && uploadMark(event)}</p>
    <h2 class="what" data-testid="what">${title(finding)}</h2>${recorded(finding)}
    <p>${spaced([whereWords(finding), unit])}</p>
    ${isEnded(finding) ? ended(finding) : limits(finding, now(), zone).map(limitLine)}${callLine(finding)}${asFirm() && isDanger(finding) && supervision()}</div>`
}

/** @param {any} finding @returns {boolean} not yet under control: who has to make it safe may need help at once */
const isDanger = (finding) => !isEnded(finding) && Boolean(finding.urgent || finding.deadlines?.control_by) && !finding.control

/** @returns {HTMLElement} by name, and by telephone where this phone may know the number */
const supervision = () => html`<div class="help" data-testid="call-supervision"><p>${withNames(t("problem.call_supervision"), "chief")}</p>${callLinks("chief")}</div>`

/** @param {any} finding */
const isEnded = ({ state, closed_at }) => Boolean(closed_at) && !OPEN.includes(state)

/** @param {any} finding @returns {HTMLElement} such as 已销项 6月14日17:20 赵总监（监理）: its deadline is past */
const ended = (finding) => html`<p class="limit rests" data-testid="ended"><span>${t(`state.${finding.state}`)}</span> <strong>${absolute(finding.closed_at)}</strong>
  ${finding.state === "closed" && finding.passed && html`<span>${whose(finding.passed.by, finding.passed.org)}</span>`}</p>`

/** @param {any} finding @returns {HTMLElement|null} why it came back, where the one who repairs it looks first */
function returned(finding) {
  const line = whyReturned(finding)
  return line && html`<p class="banner returned" data-testid="why-returned"><span><strong>${t("problem.why_returned")}</strong> ${line.text}</span></p>`
}

/** @param {"asking"|"out_of_reach"} state @param {any} finding @param {() => void} redraw @returns {HTMLElement} */
const without = (state, finding, redraw) => html`<p class="banner" data-testid="only-head"><span>${t(state === "asking" ? "problem.asking" : "problem.out_of_reach")}</span>
  ${state === "out_of_reach" && html`<button data-testid="ask-again" onclick=${() => { askAgain(finding); redraw() }}>${t("pending.retry")}</button>`}</p>`

/** @param {any} finding @returns {HTMLElement} the rest, as pairs of a word and what it says */
function facts(finding) {
  const item = seen().items.find((one) => one.id === finding.item), { extension } = finding, original = originalDue(finding)
  const granted = extension && (extension.granted ?? null)
  const rows = [
    ["requirement", requirement(finding)],
    ["item", item && inWords(item)],
    ["due", isEnded(finding) && finding.deadlines?.fix_by && absolute(finding.deadlines.fix_by)],
    ["original", original && absolute(original)],
    ["extension", extension?.asked && t(granted === null ? "extension.open" : granted ? "extension.granted" : "extension.denied", { due: absolute(extension.asked) })],
    ["asked", finding.asked], ["disputed", finding.disputed],
    ["needs", finding.needs && [finding.needs.whom, finding.needs.what].filter(Boolean).join(t("comma"))],
    ["source", finding.source && t(`source.${finding.source}`)],
    ["filed", finding.filed_at && `${whose(finding.filed_by, finding.filed_org)} ${absolute(finding.filed_at)}`],
    ["seen", finding.seen && finding.unit && t("problem.seen_at", { who: whose(finding.seen.by, undefined), at: absolute(finding.seen.at) })],
  ]
  return html`<dl class="facts">${rows.filter(([, words]) => words).map(([name, words]) => html`<div data-testid=${`fact-${name}`}><dt>${t(`fact.${name}`)}</dt><dd>${words}</dd></div>`)}</dl>`
}
