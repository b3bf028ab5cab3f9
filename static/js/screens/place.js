/** A place, most often a door: what is open here, and the three things one can say about it. */

import { instantOf } from "../core/clock.js"
import { neighbour, nextDoor } from "../core/compound.js"
import { local, shifted } from "../core/days.js"
import { dayText } from "../elements/dates.js"
import { findingCard } from "../elements/finding_card.js"
import { mark } from "../elements/marks.js"
import { LEFT, RIGHT, arrow, page } from "../elements/page.js"
import { placeName } from "../elements/place_names.js"
import { askReason } from "../elements/reasons.js"
import { saving, visited } from "../elements/saved.js"
import { closing } from "../elements/sheet.js"
import { quiet } from "../elements/toast.js"
import { uploadMark } from "../elements/upload.js"
import { html } from "../html.js"
import { go, turnTo } from "../router.js"
import { begin } from "../sync/drafts.js"
import { refresh, seen } from "../sync/model.js"
import { recordVisit } from "../sync/record.js"
import { spoken, t } from "../words.js"

/** @param {string} id @param {import("../screens.js").App} app @returns {HTMLElement} */
export function show(id, { writing, openWithCamera }) {
  const place = seen().byId.get(id)
  if (!place) return page({ name: "place", title: id, back: () => go("today"), up: true, body: html`<p class="empty">${t("place.unknown")}</p>` })
  const open = seen().findings.filter((finding) => finding.place === id)
  return page({
    name: "place", title: placeName(id), back: () => go("today"), up: true, beside: place.kind === "entrance" && steps(id),
    body: [
      record(id, writing),
      watched(place),
      html`<h2>${t(open.length ? "place.open" : "place.none_open", { n: open.length })}</h2>`,
      open.map((finding) => findingCard(finding)),
    ],
    actions: writing && html`<div class="three">
      <button data-testid="btn-no-access" onclick=${() => couldNotEnter(id)}>${t("act.no_access")}</button>
      <button data-testid="btn-clean" onclick=${once(() => saveClean(id))}>${t(open.length ? "act.nothing_new" : "act.clean")}</button>
      <button class="primary" data-testid="btn-report" onclick=${() => report(id, openWithCamera)}>${t("act.report")}</button></div>`,
  })
}

/** @param {string} id @returns {HTMLElement} to the door before and after, in walking order */
function steps(id) {
  const to = (/** @type {1|-1} */ step) => () => { const next = neighbour(seen().route, id, step); if (next) turnTo("place", next.id) }
  return html`<div class="tools">
    <button class="icon" data-testid="btn-previous" aria-label=${t("place.previous")} onclick=${to(-1)}>${arrow(LEFT)}</button>
    <button class="icon" data-testid="btn-next" aria-label=${t("place.next")} onclick=${to(1)}>${arrow(RIGHT)}</button></div>`
}

/** @param {any} place @returns {HTMLElement} filled with 盯靠人 of its building */
function watched(place) {
  const line = /** @type {HTMLElement} */ (html`<p></p>`)
  spoken(import("../elements/watcher_line.js")).then(({ watcherLine }) => line.replaceWith(watcherLine(place)), () => {})
  return line
}

/** @param {string} id @param {boolean} writing @returns {HTMLElement} what was recorded here today, by whom, and whether it has been uploaded */
function record(id, writing) {
  const { outcome } = seen().marks.get(id) ?? { outcome: "no_record" }
  const own = seen().own.filter((event) => event.type === "visit.recorded" && event.envelope?.body.place === id && event.envelope.body.day === seen().day && !seen().taken.has(event.id)).pop()
  const last = seen().byId.get(id)?.last
  const at = own ? instantOf(/** @type {any} */ (own.envelope)) : last?.day === seen().day ? new Date(last.at) : null
  return html`<p class=${`record ${outcome}`} data-testid="record" data-outcome=${outcome}>${mark(outcome)}
    <span>${t(outcome === "no_record" ? "place.no_record" : `coverage.${outcome}`)}${at && html`<small>${local(at).time}</small>`}</span> ${own && outcome !== "no_record" && uploadMark(own)}
    ${writing && (own || mine(id)) && html`<button data-testid="btn-amend" onclick=${async () => (await spoken(import("../elements/own_records.js"))).openRecord(id)}>${t("amend.go")}</button>`}
    ${!at && last?.day && last.day !== seen().day && html`<small data-testid="last-time">${lastTime(last)}</small>`}</p>`
}

/** @param {string} id @returns {boolean} whether this person recorded something here that he can still put right or take back */
const mine = (id) => seen().visits.some((visit) => visit.place === id && visit.day >= shifted(seen().day, -1) && !visit.withdrawn && !seen().taken.has(visit.id))

/** @param {{day: string, outcome: string}} last @returns {string} what was said here the time before */
const lastTime = ({ day, outcome }) => t("place.last", { day: dayText(day), outcome: t(`coverage.${outcome}`) })

/** @param {string} id the door just recorded @returns {void} shows the next one, or the map when all are done */
function onward(id) {
  const done = (/** @type {string} */ door) => seen().marks.get(door)?.outcome !== "no_record"
  const next = seen().byId.get(id)?.kind === "entrance" ? nextDoor(seen().route, id, done) : null
  if (next) turnTo("place", next.id)
  else go("today")
}

/**
 * After a save the next door's button lies under the same thumb: the second half of a double tap must not record it.
 * @param {() => void} act @returns {(event: MouseEvent) => void}
 */
const once = (act) => (event) => { if (event.detail < 2) act() }

/** @param {string} id */
const saveClean = (id) => saving(() => recordVisit(id, "clean"), () => onward(id), visited(id))

/** @param {string} id */
const couldNotEnter = (id) => askReason(id, (reason, close) => saving(() => recordVisit(id, "no_access", { reason }), closing(close, () => onward(id)), visited(id)))

/** The draft is on disk before the camera opens: the camera may end this page. @param {string} id @param {(screen: string, draft: string) => Promise<void>} openWithCamera */
async function report(id, openWithCamera) {
  const draft = await begin("finding", id, {})
  await refresh(false)
  quiet()
  openWithCamera("finding", draft.id)
}
