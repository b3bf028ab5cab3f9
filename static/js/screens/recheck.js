/** 待复查: places in walking order, and one screen per place where each repair is passed with one tap, or sent back. */

import { byPlace, toRecheck } from "../core/queues.js"
import { inOrder } from "../core/places.js"
import { allowed } from "../elements/allowed.js"
import { gallery, photosOf, repaired } from "../elements/evidence.js"
import { standing } from "../elements/marks.js"
import { firmName, numberOf, spaced, when } from "../elements/names.js"
import { page } from "../elements/page.js"
import { recorded, requirement, title } from "../elements/recorded.js"
import { refusalCards } from "../elements/without_effect.js"
import { recheckButtons } from "../elements/review_actions.js"
import { placeName, positionWords } from "../elements/place_names.js"
import { waited, waitsTooLong } from "../elements/review_facts.js"
import { uploadMark } from "../elements/upload.js"
import { html } from "../html.js"
import { backTo, go } from "../router.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"

/** @typedef {import("../screens.js").App} App */

/** What is shown of the place: decided ones stay where they are, so that nothing else moves under the thumb. */
let standingAt = { place: "", findings: /** @type {Map<string, any>} */ (new Map()) }

/** What is to be looked at in one place, before "and n more" must do. */
const LINES_MAX = 3

/** @param {string} id of a place; none: all places @param {App} app @returns {HTMLElement} */
export const show = (id, app) => (id ? atPlace(id, app) : list(app))

/** @returns {{place: string, findings: any[]}[]} */
function walk() {
  const doors = seen().route.map((door) => door.id)
  const others = inOrder(seen().places.filter((place) => !doors.includes(place.id))).map((place) => place.id)
  return byPlace(toRecheck(seen().findings, seen().mover), [...doors, ...others])
}

/** @param {App} app */
function list(app) {
  const places = walk(), count = places.reduce((sum, { findings }) => sum + findings.length, 0)
  standingAt = { place: "", findings: new Map() }
  return page({
    name: "recheck", title: t("recheck.title", { n: count }), back: () => go("today"), up: true,
    body: [
      refusalCards(app.redraw),
      places.length ? html`<p>${t("recheck.order")}</p>` : html`<p class="empty" data-testid="none-waiting">${t("recheck.none")}</p>`,
      places.map(({ place, findings }) => html`<button class="row place-row" data-testid=${`recheck-${place}`} onclick=${() => go("recheck", place)}>
        <strong>${placeName(place)}</strong><span>${t("recheck.count", { n: findings.length })}</span>${urgency(findings)}
        <span class="at-place">${findings.slice(0, LINES_MAX).map(line)}${findings.length > LINES_MAX && html`<small>${t("recheck.more", { n: findings.length - LINES_MAX })}</small>`}</span></button>`),
    ],
    actions: places[0] && html`<button class="primary wide begin" data-testid="btn-begin" onclick=${() => go("recheck", places[0]?.place)}>${t("recheck.begin", { place: placeName(places[0].place) })}</button>`,
  })
}

/** What waits at a place, in a line each: what, whose, until when; danger and a late repair stand out. @param {any} finding @returns {HTMLElement} */
function line(finding) {
  const { fix_by } = finding.deadlines ?? {}, late = fix_by && Date.parse(finding.replied?.at ?? "") > Date.parse(fix_by)
  const words = [`${standing(finding)} ${title(finding)}`, firmName(finding.unit), fix_by ? t("finding.due", { due: when(fix_by) }) : ""]
  return html`<span class=${finding.severity === 3 || late ? "grave" : ""}>${spaced(words)}${late && html` <strong class="overdue">${t("finding.overdue")}</strong>`}</span>`
}

/** @param {any[]} findings @returns {HTMLElement|null} the longest that somebody has waited too long */
function urgency(findings) {
  const slow = findings.find(waitsTooLong), words = slow ? waited(slow) : findings.map(waited).find(Boolean)
  return words ? html`<small class=${slow ? "tag late" : ""}>${words}</small>` : null
}

/** @param {string} place @param {App} app */
function atPlace(place, app) {
  if (standingAt.place !== place) standingAt = { place, findings: new Map() }
  for (const finding of seen().findings.filter((one) => one.place === place && one.state === "replied")) standingAt.findings.set(finding.id, finding)
  const shown = [...standingAt.findings.values()].map(newest)
  const next = walk().find((one) => one.place !== place), left = shown.some((finding) => finding.state === "replied" && allowed(finding).includes("pass"))
  return page({
    name: "recheck-place", title: placeName(place), back: () => backTo("recheck"),
    body: shown.length ? shown.map((finding) => card(finding, app)) : html`<p class="empty">${t("recheck.none_here")}</p>`,
    actions: !left && (next
      ? html`<button class="primary wide begin" data-testid="btn-next-place" onclick=${() => go("recheck", next.place)}>${t("recheck.next", { place: placeName(next.place), n: next.findings.length })}</button>`
      : html`<button class="wide begin" data-testid="btn-all-places" onclick=${() => go("recheck")}>${t("recheck.all")}</button>`),
  })
}

/** A closed one travels without its pictures: those seen here stay. @param {any} known @returns {any} */
function newest(known) {
  const now = seen().every.get(known.id) ?? known
  return { ...known, ...now, photos: now.photos ?? known.photos, timeline: now.timeline ?? known.timeline }
}

/** @param {any} finding @param {App} app */
function card(finding, app) {
  const said = [...(finding.timeline ?? [])].reverse().find((/** @type {any} */ line) => ["reply", "on_spot"].includes(line.move))
  const may = app.writing ? allowed(finding) : []
  return html`<article class="card recheck" data-testid=${`item-${finding.id}`}>
    <h2><span class="standing">${standing(finding)}</span> ${title(finding)}</h2>${recorded(finding)}
    <p>${spaced([numberOf(finding), firmName(finding.unit), positionWords(finding), finding.round > 1 ? t("recheck.round", { n: finding.round }) : ""])}</p>
    <div class="before-after">${side(photosOf(finding, "before"), t("part.before"))}${side(repaired(finding), t("part.after"))}</div>
    <p>${spaced([finding.deadlines?.fix_by ? t("finding.due", { due: when(finding.deadlines.fix_by) }) : "", said ? t("recheck.replied", { at: when(said.at) }) : ""])}</p>
    ${finding.requirement && html`<p data-testid="required"><strong>${t("recheck.required")}</strong>${requirement(finding)}</p>`}
    ${said?.text && html`<p class="unit-words">${t("recheck.words", { text: said.text })}</p>`}
    ${finding.state === "replied" ? recheckButtons(finding, app, may, app.redraw) : decided(finding)}
    <button class="row more-about" data-testid=${`about-${finding.id}`} onclick=${() => go("problem", finding.id)}><span>${t("recheck.about")}</span><span aria-hidden="true">▸</span></button></article>`
}

/** @param {any} finding @returns {HTMLElement} what was decided, in the place of the buttons, and whether it has been uploaded */
function decided(finding) {
  const event = seen().own.filter((one) => one.type === "finding.moved" && one.envelope?.body.finding === finding.id).pop()
  return html`<p class=${`decided ${finding.state}`} role="status" data-testid="decided"><strong>${finding.state === "closed" ? "✓ " : ""}${t(`state.${finding.state}`)}</strong> ${event && uploadMark(event)}</p>`
}

/** @param {any[]} photos @param {string} label */
const side = (photos, label) => html`<figure><figcaption>${label}${photos.length > 1 && ` ${photos.length}`}</figcaption>
  ${gallery(photos, label, t("photo.none"))}</figure>`
