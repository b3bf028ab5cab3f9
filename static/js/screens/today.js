/** Today: the map of the compound first, a row per building, and the next door within reach of the thumb. */

import { nextDoor, shortName, skipped } from "../core/compound.js"
import { FIRMS, SUPERVISION } from "../core/moves.js"
import { toRepair } from "../core/waits.js"
import { banners } from "../elements/banners.js"
import { dayText } from "../elements/dates.js"
import { legend, mark } from "../elements/marks.js"
import { ownWork } from "../elements/own_work.js"
import { GEAR, UP, arrow, page } from "../elements/page.js"
import { patrolLine } from "../elements/patrol.js"
import { partWords, placeName } from "../elements/place_names.js"
import { waitsStrip } from "../elements/waits_strip.js"
import { html } from "../html.js"
import { go } from "../router.js"
import { seen } from "../sync/model.js"
import { project, session } from "../sync/session.js"
import { spoken, t } from "../words.js"

/** They set 今日提示. */
const NOTICE_SETTERS = ["specialist", "chief", "pm", "hq"]
/** How many of a firm's own findings stand above the map; all of them are one tap away. */
const OWN_SHOWN_MAX = 3

/** They get sheets, which are for the desk; no places come to their phones. */
const PAPERS_ONLY = new Set(["district", "viewer"])

/** Buildings done for today are folded; the ones opened again by hand stay open. */
const unfolded = new Set()

/** @param {string} _id @param {import("../screens.js").App} app @returns {HTMLElement} */
export function show(_id, app) {
  const { map, notice, ready } = seen(), firm = FIRMS.includes(project().role)
  const settable = app.writing && NOTICE_SETTERS.includes(project().role)
  return page({
    name: "today", title: project().name, under: whoAndWhen(), beside: html`<div class="tools">${pendingBadge()}
      <button class="icon" data-testid="btn-settings" aria-label=${t("settings.title")} onclick=${() => go("settings")}>${arrow(GEAR)}</button></div>`,
    body: [
      banners(app.problems), SUPERVISION.includes(project().role) && warned(),
      noticeLine(settable),
      ready && waitsStrip(settable && !notice && html`<button class="wait write" data-testid="write-notice" onclick=${writeNotice}>${t("notice.write")}</button>`),
      firm && toRepair(seen().findings, seen().mover).slice(0, OWN_SHOWN_MAX).map(ownWork),
      ready && html`<div class="day-line">${!firm && summary()}${app.writing && patrolLine(app.redraw)}</div>`,
      !ready && html`<p class="empty" data-testid="empty">${t(PAPERS_ONLY.has(project().role) ? "today.papers_only" : "today.empty")}</p>`,
      map.rows.map((row) => buildingRow(row, app.redraw)),
      lastRow(map),
      ready && legend([...seen().marks.values()].some((one) => one.here)),
    ],
    actions: app.writing && !firm && nextCard(),
  })
}

/** @param {boolean} settable @returns {HTMLElement|string} 今日提示, for everybody; who may set it changes it here */
const noticeLine = (settable) => (seen().notice ? html`<div class="notice" data-testid="notice"><p><strong>${t("today.notice")}</strong> ${seen().notice}</p>
  ${settable && html`<button data-testid="write-notice" onclick=${writeNotice}>${t("notice.change")}</button>`}</div>` : "")

async function writeNotice() {
  const { askNotice } = await spoken(import("../elements/notice_form.js"))
  askNotice()
}

/** @returns {HTMLElement} filled when it is time to warn before the cutoff */
function warned() {
  const place = /** @type {HTMLElement} */ (html`<div></div>`)
  spoken(import("../elements/cutoff_line.js")).then(({ cutoffLine }) => place.replaceWith(cutoffLine()), () => {})
  return place
}

/** @returns {string} the day that is being recorded, and by whom: phones are lent */
function whoAndWhen() {
  return `${dayText(seen().day)} ${session()?.person.name ?? ""}`
}

/** @returns {HTMLElement} */
function pendingBadge() {
  const count = seen().pending.length
  return html`<button class=${`badge ${count ? "waiting" : ""}`} data-testid="badge-pending" onclick=${() => go("outbox")}>
    ${arrow(UP)}<span>${t("pending.badge", { n: count })}</span></button>`
}

/** @param {any} place */
const seenToday = (place) => seen().marks.get(place.id)?.outcome !== "no_record"

/** @returns {HTMLElement} how many doors of all were seen */
function summary() {
  const done = seen().route.filter(seenToday).length
  return html`<p class="summary" data-testid="summary">${t("today.summary", { done, left: seen().route.length - done })}</p>`
}

/** @param {import("../core/compound.js").Row} row @param {() => void} redraw */
function buildingRow({ building, doors }, redraw) {
  const done = doors.filter(seenToday).length
  const finished = doors.length > 0 && done === doors.length
  const folded = finished && !unfolded.has(building.id)
  const turn = () => { unfolded[folded ? "add" : "delete"](building.id); redraw() }
  const count = html`<small>${done}/${doors.length}</small>`
  const told = ["findings", "no_access"].map((outcome) => tally(outcome, doors))
  const open = seen().findings.filter((finding) => seen().byId.get(finding.place)?.building === building.id || finding.place === building.id).length
  return html`<section class=${`building ${folded ? "folded-up" : ""}`}>
    <h2>${finished
      ? html`<button class="fold" data-testid=${`fold-${building.id}`} aria-expanded=${String(!folded)} onclick=${turn}>
          <span>${folded ? "▸" : "▾"}\u00a0${building.label} ${count} ✓ ${t("today.finished")}</span>${folded && told}${openCount(open)}</button>`
      : [html`<span>${building.label} ${count}</span>`, openCount(open)]}</h2>
    ${!folded && html`<div class="doors">${doors.map((door) => doorTarget(door, building))}
      <button class="door face" data-testid=${`faces-${building.id}`} aria-label=${`${building.label} ${t("today.faces")} ${t(`coverage.${outcomeOf(building)}`)}`}
        onclick=${() => go("building", building.id)}>${mark(outcomeOf(building))}<span>${t("today.faces")}</span></button></div>`}
  </section>`
}

/** @param {string} outcome @param {any[]} doors @returns {HTMLElement|null} how many doors have it, with its mark */
function tally(outcome, doors) {
  const count = doors.filter((door) => seen().marks.get(door.id)?.outcome === outcome).length
  return count ? html`<span class="tally" role="img" aria-label=${`${t(`coverage.${outcome}`)} ${count}`}>${mark(outcome)}${count}</span>` : null
}

/** @param {number} open findings of the building */
const openCount = (open) => open > 0 && html`<small class="open-count">${t("today.open", { n: open })}</small>`

/** @param {any} place */
const outcomeOf = (place) => seen().marks.get(place.id)?.outcome ?? "no_record"

/** @param {any} door @param {any} building @returns {HTMLElement} */
function doorTarget(door, building) {
  const { outcome, here } = seen().marks.get(door.id) ?? { outcome: "no_record", here: false }
  const words = `${placeName(door.id)} ${t(`coverage.${outcome}`)} ${here ? t("upload.saved") : ""}`
  return html`<button class=${`door ${outcome}`} data-testid=${`door-${door.id}`} data-outcome=${outcome} aria-label=${words}
    onclick=${() => go("place", door.id)}>${mark(outcome)}<span>${shortName(door, building)}</span>${here && html`<i class="here" title=${t("upload.saved")}></i>`}</button>`
}

/** @param {ReturnType<typeof import("../core/compound.js").compound>} map the compound itself, its sections, and everything else */
function lastRow(map) {
  const places = [map.compound, ...map.zones, map.other].filter(Boolean)
  if (!places.length) return null
  return html`<section class="building"><h2><span>${t("today.compound")}</span></h2>
    <div class="places">${places.map((place) => {
    const outcome = outcomeOf(place)
    return html`<button class=${`place ${outcome}`} data-testid=${`door-${place.id}`} data-outcome=${outcome} aria-label=${`${placeName(place.id)} ${t(`coverage.${outcome}`)}`} onclick=${() => go("place", place.id)}>
      ${mark(outcome)}<span>${partWords(place)}</span></button>`
  })}</div></section>`
}

/** @returns {HTMLElement|null} */
function nextCard() {
  const ids = new Set(seen().route.filter(seenToday).map((door) => door.id))
  const last = seen().own.filter((event) => event.type === "visit.recorded" && event.envelope?.body.day === seen().day).pop()
  const door = nextDoor(seen().route, last?.envelope?.body.place ?? null, (id) => ids.has(id))
  if (!door) return seen().ready ? html`<p class="all-done" data-testid="all-done">${t("today.all_done")}</p>` : null
  const before = skipped(seen().route, door.id, (id) => ids.has(id))
  return html`<button class="primary next" data-testid="next-door" onclick=${() => go("place", door.id)}>
    <small>${t("today.next")}</small><strong>${placeName(door.id)}</strong>${before > 0 && html`<small class="skipped" data-testid="skipped">${t("today.skipped", { n: before })}</small>`}</button>`
}
