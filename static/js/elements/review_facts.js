/** What a reviewer must see before deciding: the photos, where and what it is, what was said, what was here before. */

import { hereBefore } from "../core/history.js"
import { lasting } from "../core/review.js"
import { now } from "../edge/clock.js"
import { html } from "../html.js"
import { go } from "../router.js"
import { seen } from "../sync/model.js"
import { known, t } from "../words.js"
import { callLine } from "./call_line.js"
import { gallery, photosOf, shot } from "./evidence.js"
import { absolute } from "./dates.js"
import { standing } from "./marks.js"
import { firmName, itemFacts, itemOf, numberOf, personName, spaced, when, whereWords } from "./names.js"
import { noted } from "./noted.js"
import { title } from "./recorded.js"

/** @typedef {import("../html.js").Child} Child */

const SAID_MAX = 4

/** @param {any} finding @returns {Child[]} */
export const facts = (finding) => [
  gallery(photosOf(finding, "before"), t("part.before"), t(finding.state === "closed" ? "photo.at_office" : "photo.none")),
  html`<div class="review-facts"><h2 data-testid="facts-place">${whereWords(finding)}</h2>
    <p class="lead"><span class="standing">${standing(finding)}</span> ${title(finding)}</p>
    <p>${spaced(itemFacts(itemOf(finding)))}</p>
    <p><span class="number">${numberOf(finding)}</span> ${spaced([[personName(finding.filed_by), seen().orgs.get(finding.filed_org)?.short].filter(Boolean).join(" "), when(finding.filed_at), source(finding)])}</p></div>`,
  danger(finding),
  alerts(finding).map((text) => html`<p class="alert">${text}</p>`),
  said(finding),
  before(finding),
]

/** @param {any} finding @returns {string} */
const source = ({ source: from }) => (from && from !== "patrol" ? t(`source.${from}`) : "")

/** What the unit was told of a danger, and what is known of its answer: that it was told is no proof that anybody read it. @param {any} finding @returns {Child} */
function danger(finding) {
  if (!finding.urgent || finding.state !== "submitted" || finding.disputed) return callLine(finding)
  const { seen: look, unit, deadlines } = finding
  const told = t(unit ? "alert.urgent" : "alert.urgent_no_unit", { unit: firmName(unit), due: when(deadlines?.control_by) })
  return html`<div class="alert" data-testid="danger"><p>${told}</p>
    ${unit && html`<p>${look ? t("alert.seen", { who: personName(look.by) || firmName(unit), at: when(look.at) }) : t("alert.not_seen", { unit: firmName(unit) })}</p>`}${callLine(finding)}</div>`
}

/** @param {any} finding @returns {string[]} what is unusual about it */
function alerts(finding) {
  const found = []
  if (finding.needs?.whom || finding.needs?.what) found.push(t("alert.needs", { whom: finding.needs.whom ?? "", what: finding.needs.what ?? "" }))
  if (finding.control) found.push(t("alert.controlled", { unit: firmName(finding.unit), at: when(finding.control.at) }))
  if (finding.disputed) found.push(t("alert.disputed", { unit: firmName(finding.unit), text: finding.disputed }))
  if (awaitsAnswer(finding)) found.push([t("extend.asked", { unit: firmName(finding.unit), due: absolute(finding.extension.asked) }), askedWhy(finding)].filter(Boolean).join(t("extend.because")))
  if (finding.asked) found.push(t("alert.asked", { text: finding.asked }))
  const { overdue: late, returned, repeated, propose } = noted(finding)
  if (late) found.push(t("alert.overdue", { days: late.days }))
  const again = [repeated && t("alert.repeated", { n: repeated }), returned && t("alert.returned", { n: returned })].filter(Boolean)
  if (again.length) found.push(again.join(t("comma")))
  if (propose) found.push(t(`alert.propose_${propose.tier}`))
  const flags = (finding.flags ?? []).filter((/** @type {string} */ flag) => known(`flag.${flag}`)).map((/** @type {string} */ flag) => t(`flag.${flag}`))
  if (flags.length) found.push(t("alert.check", { what: flags.join(t("comma")) }))
  return found
}

/** @param {any} finding an extension was asked for and nobody has answered yet */
const awaitsAnswer = ({ state, extension }) => ["issued", "returned"].includes(state) && extension?.asked && (extension.granted ?? null) === null

/** @param {any} finding @returns {string} why the unit asks for more time */
export const askedWhy = (finding) => [...(finding.timeline ?? [])].reverse().find((/** @type {any} */ line) => line.move === "extend_ask")?.text ?? ""

/** @param {any} finding @returns {string} how long it has waited, when that is too long */
export function waited(finding) {
  const found = noted(finding).waiting
  if (!found?.hours) return ""
  return found.late ? t("waited.late", { waits: age(found.since) }) : age(found.since)
}

/** @param {string} since @returns {string} such as 等了1小时20分, one form wherever a wait is told */
function age(since) {
  const { unit, n, rest } = lasting(now().getTime() - Date.parse(since))
  return t(n ? `waited.${unit}${rest ? "_and" : ""}` : "waited.now", { n, rest })
}

/** @param {any} finding @returns {boolean} whether it has waited longer than the project's rules allow */
export const waitsTooLong = (finding) => Boolean(noted(finding).waiting?.late)

/** @param {any} finding @returns {Child[]} 责任 外檐分包乙, and 上报 王巡 代建 等了1小时20分 */
export function waitLines(finding) {
  const { since } = noted(finding).waiting ?? {}
  const filer = [personName(finding.filed_by), seen().orgs.get(finding.filed_org)?.short].filter(Boolean).join(" ")
  return [t("row.unit", { unit: firmName(finding.unit) }), [t("row.filed", { filer }), " ", since && html`<small class="unbroken">${age(since)}</small>`]]
}

/** @param {any} finding @returns {HTMLElement[]} words and pictures that were added to it */
function said(finding) {
  const lines = (finding.timeline ?? []).filter((/** @type {any} */ line) => ["comment", "dispute", "control"].includes(line.move) && (line.text || line.photos?.length))
  const photos = (/** @type {any} */ line) => (finding.photos ?? []).filter((/** @type {any} */ photo) => line.photos?.includes(photo.sha256))
  return lines.slice(-SAID_MAX).map((/** @type {any} */ line) => html`<div class="added"><p><strong>${personName(line.by)}</strong> <small>${when(line.at)}</small> ${line.text}</p>
    <div class="photos">${photos(line).map((/** @type {any} */ _, /** @type {number} */ at) => shot(photos(line), at, t("part.note")))}</div></div>`)
}

/** @param {any} finding @returns {Child} */
function before(finding) {
  const others = hereBefore(finding, seen().every.values())
  if (!others.length) return null
  const elsewhere = others.some((other) => other.place !== finding.place)
  return html`<section><h2>${t(elsewhere ? "review.earlier" : "review.before", { n: others.length })}</h2><div class="found-here">${others.map((other) => html`
    <button class="row" data-testid=${`before-${other.id}`} onclick=${() => go("problem", other.id)}><span>${other.id === finding.repeat_of && html`<strong class="overdue">${t("review.last_time")}</strong>`}
      ${standing(other)} ${title(other)}${elsewhere && spaced([whereWords(other)])}</span><small>${spaced([numberOf(other), t(`state.${other.state}`), when(other.closed_at ?? other.filed_at)])}</small></button>`)}</div></section>`
}
