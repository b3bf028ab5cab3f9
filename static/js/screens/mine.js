/** 我报的: what became of each finding, in the reviewer's words; and today's own records, to put right or take back. */

import { instantOf } from "../core/clock.js"
import { local } from "../core/days.js"
import { sentAsCopy } from "../core/overlay.js"
import { changeable, untouched } from "../core/overlay_findings.js"
import { filedBy, unread } from "../core/queues.js"
import { awaitsFiler, lookedAt } from "../core/verdict.js"
import { answer } from "../elements/answer.js"
import { findingRow, tag } from "../elements/finding_row.js"
import { longList } from "../elements/long_list.js"
import { mark, sign } from "../elements/marks.js"
import { numberOf } from "../elements/names.js"
import { once } from "../elements/one_at_a_time.js"
import { placeName } from "../elements/place_names.js"
import { reasonWords } from "../elements/reasons.js"
import { ownRecords } from "../elements/own_records.js"
import { page } from "../elements/page.js"
import { title } from "../elements/recorded.js"
import { refusalCards } from "../elements/without_effect.js"
import { uploadMark } from "../elements/upload.js"
import { newMark, verdictWords } from "../elements/verdict_line.js"
import { askWithdraw } from "../elements/withdraw_sheet.js"
import { html } from "../html.js"
import { go } from "../router.js"
import { lookedAtAnswers } from "../sync/looked.js"
import { refresh, seen } from "../sync/model.js"
import { session } from "../sync/session.js"
import { t } from "../words.js"

/** @typedef {import("../screens.js").App} App */

/** What was new when the screen was opened stays marked while one looks. */
let marked = /** @type {Set<string>} */ (new Set())

/** @param {string} id `today`: the day's records; else the findings @param {App} app @returns {HTMLElement} */
export function show(id, app) {
  const filed = filedBy(seen().every.values(), session()?.person.id), records = todays()
  const today = id === "today"
  if (!document.querySelector(".screen-mine")) marked = new Set()
  const fresh = unread(seen())
  if (!today) look(filed, fresh)
  return page({
    name: "mine", title: t("mine.title"), back: () => go("today"), up: true,
    body: [
      refusalCards(app.redraw),
      html`<div class="chips tabs" role="group" aria-label=${t("mine.title")}>${tab("", t("mine.findings", { n: filed.length }), !today, marked.size || fresh.length)}${tab("today", t("mine.today", { n: records.length }), today, 0)}</div>`,
      today ? dayList(records, app) : findingList(filed, app),
    ],
  })
}

/** @param {string} id @param {string} label @param {boolean} chosen @param {number} fresh */
const tab = (id, label, chosen, fresh) => html`<button class="chip" data-testid=${`tab-${id || "findings"}`} aria-pressed=${String(chosen)} onclick=${() => go("mine", id)}>${label}
  ${fresh > 0 && html`<span class="new" data-testid="new-count"><i class="dot"></i>${t("mine.fresh", { n: fresh })}</span>`}</button>`

/** They have been seen now; the marks go at the next opening. @param {any[]} filed @param {any[]} fresh */
function look(filed, fresh) {
  for (const finding of fresh) marked.add(finding.id)
  if (fresh.length) lookedAtAnswers(lookedAt(filed, session()?.person.id, seen().looked.answers)).then(() => refresh(false))
}

/** @param {any[]} filed @param {App} app */
const findingList = (filed, app) => (filed.length ? longList("mine", filed, (finding) => card(finding, app)) : html`<p class="empty" data-testid="none-mine">${t("mine.none")}</p>`)

/** @param {any} finding @param {App} app */
function card(finding, app) {
  const event = seen().own.find((one) => one.id === finding.visit)
  return html`<article class="mine" data-testid=${`mine-${finding.id}`}>
    ${findingRow(finding, () => go("problem", finding.id), [marked.has(finding.id) && newMark(), html`<span class=${`verdict ${finding.state}`} data-testid="verdict">${verdictWords(finding)}</span>`, finding.here && event && uploadMark(event)])}
    ${awaitsFiler(finding) && app.writing && html`<div class="pair"><button data-testid=${`amend-${finding.id}`} onclick=${() => go("amend", finding.visit)}>${t("mine.amend")}</button>
      <button class="primary wide" data-testid=${`supplement-${finding.id}`} onclick=${() => answer(finding, "comment", app)}>${t("mine.supplement")}</button></div>`}</article>`
}

/** @typedef {{id: string, place: string, outcome: string, at: Date, reason: any, findings: string[], event: import("../core/shapes.js").QueuedEvent|null, gone: boolean}} Visit */

/** @returns {Visit[]} own visits of the business day, this phone's and those of another, newest first */
function todays() {
  const { own, visits, day, taken } = seen(), copied = sentAsCopy(own)
  const here = own.filter((event) => !copied.has(event.id) && event.type === "visit.recorded" && event.envelope?.body.day === day).map((event) => {
    const envelope = /** @type {import("../core/shapes.js").Envelope} */ (event.envelope), { body } = envelope
    const findings = (body.findings ?? []).map((/** @type {any} */ finding) => finding.id)
    return { id: event.id, place: body.place, outcome: body.outcome, reason: body.reason ?? null, findings, at: instantOf(envelope), event, gone: taken.has(event.id) }
  })
  const listed = new Set(here.map(({ id }) => id))
  const there = visits.filter((visit) => visit.day === day && !listed.has(visit.id))
    .map((visit) => ({ id: visit.id, place: visit.place, outcome: visit.outcome, reason: visit.reason ?? null, findings: visit.findings ?? [], at: new Date(visit.at), event: null, gone: Boolean(visit.withdrawn) || taken.has(visit.id) }))
  return [...here, ...there].sort((a, b) => b.at.getTime() - a.at.getTime())
}

/** @param {Visit[]} records @param {App} app */
const dayList = (records, app) => (records.length ? longList("today", records, (visit) => recordCard(visit, app)) : html`<p class="empty" data-testid="none-today">${t("mine.none_today")}</p>`)

/** @param {Visit} visit @param {App} app */
const recordCard = (visit, app) => html`<article class="card visit" data-testid=${`visit-${visit.id}`}><div>
  <h2>${mark(visit.gone ? "no_record" : visit.outcome)} ${placeName(visit.place)} ${t(`coverage.${visit.outcome}`)}</h2>
  ${about(visit)}
  <p>${local(visit.at, seen().zone).time} ${visit.event ? uploadMark(visit.event) : t("upload.done")} ${visit.gone && tag(t("mine.gone"))}</p></div>
  ${!visit.gone && app.writing && html`<div class="tools">${changeable(known(visit)) ? changes(visit, app) : known(visit).map((finding) => supplement(finding, app))}</div>`}</article>`

/** @param {Visit} visit @param {App} app while somebody may still be spared reviewing it */
const changes = (visit, app) => [html`<button data-testid=${`amend-${visit.id}`} onclick=${() => go("amend", visit.id)}>${t("mine.correct")}</button>`,
  html`<button class="quiet" data-testid=${`withdraw-${visit.id}`} onclick=${once(() => takeBack(visit, app))}>${t("mine.withdraw")}</button>`]

/** @param {any} finding @param {App} app once reviewed it stays as it is; more can be said about it */
const supplement = (finding, app) => html`<button data-testid=${`supplement-${finding.id}`} onclick=${() => answer(finding, "comment", app)}>${t("mine.supplement")}</button>`

/** @param {Visit} visit @returns {any[]} its findings that are known here */
const known = ({ findings }) => findings.map((id) => seen().every.get(id)).filter(Boolean)

/** @param {Visit} visit @returns {HTMLElement[]} which one it is: each finding with its photos, number and what became of it, or why one could not enter */
function about(visit) {
  return visit.reason ? [html`<p data-testid="what">${reasonWords(visit.reason)}</p>`] : known(visit).map((finding) => html`<div class="about"><p data-testid="what">${sign(finding.severity, finding.kind)}\u00a0${title(finding)}</p>
    <small><span class="number">${numberOf(finding)}</span> ${finding.photos?.length > 0 && t("pending.photos", { n: finding.photos.length })}</small>
    ${!visit.gone && html`<p class=${`verdict ${finding.state}`} data-testid="verdict">${verdictWords(finding)}</p>`}</div>`)
}

/** @param {Visit} visit @param {App} app what was reviewed meanwhile stays */
function takeBack(visit, app) {
  const kept = ownRecords().find((one) => one.id === visit.id), reviewed = kept?.findings.some((id) => { const finding = seen().every.get(id); return finding && !untouched(finding) })
  if (kept) askWithdraw(kept, Boolean(reviewed), async () => {}, app.redraw)
}
