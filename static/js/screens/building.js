/** The parts of a building, and "this building was looked at": a list of its doors and one photo. */

import { doorChips } from "../elements/door_chips.js"
import { mark } from "../elements/marks.js"
import { page } from "../elements/page.js"
import { photoStrip } from "../elements/photo_strip.js"
import { partWords } from "../elements/place_names.js"
import { saving, visited } from "../elements/saved.js"
import { html } from "../html.js"
import { go, here, turnTo } from "../router.js"
import * as drafts from "../sync/drafts.js"
import { refresh, seen } from "../sync/model.js"
import { savedBefore } from "../sync/queue.js"
import { recordVisit } from "../sync/record.js"
import { t } from "../words.js"

/** @param {string} id @param {import("../screens.js").App} app @returns {HTMLElement} */
export function show(id, { writing }) {
  const row = seen().map.rows.find((one) => one.building.id === id)
  if (!row) return page({ name: "building", title: id, back: () => go("today"), up: true, body: html`<p class="empty">${t("place.unknown")}</p>` })
  const draft = seen().drafts.find((one) => one.kind === "building_looked" && one.place === id) ?? null
  const places = [row.building, ...row.parts], look = writing ? looked(row, draft) : { body: null, actions: null }
  const parts = html`<div class="places">${places.map((place) => partTarget(place, row.building))}</div>`
  return page({
    name: "building", title: t("building.title", { place: row.building.label }), back: () => go("today"), up: true,
    body: draft && writing ? look.body : [parts, writing && html`<h2>${t("building.looked")}</h2>`, look.body],
    actions: look.actions,
  })
}

/** @param {any} place @param {any} building */
function partTarget(place, building) {
  const { outcome } = seen().marks.get(place.id) ?? { outcome: "no_record" }
  const label = place === building ? t("building.whole") : partWords(place, building)
  return html`<button class=${`place ${outcome}`} data-testid=${`door-${place.id}`} data-outcome=${outcome} onclick=${() => go("place", place.id)}>
    ${mark(outcome)}<span>${label}</span></button>`
}

/** @param {import("../core/compound.js").Row} row @param {drafts.Draft|null} draft @returns {{body: any, actions: any}} */
function looked({ building, doors }, draft) {
  const strict = seen().settings.get("coverage_policy")?.value === "all"
  const note = html`<p>${t(strict ? "building.one_by_one" : seen().oneByOne(building) ? "building.active" : "building.idle")}</p>`
  if (strict) return { body: note, actions: null }
  if (draft) return lookForm(note, building, doors, draft)
  const begin = async () => { await drafts.begin("building_looked", building.id, {}); await again(building.id) }
  return { body: note, actions: html`<div class="pair"><button class="wide" data-testid="btn-looked" onclick=${begin}>${t("building.begin")}</button></div>` }
}

/** @param {string} building */
async function again(building) {
  await refresh(false)
  go("building", building)
}

/** @param {HTMLElement} note @param {any} building @param {any[]} doors @param {drafts.Draft} draft */
function lookForm(note, building, doors, draft) {
  const working = seen().oneByOne(building), every = doors.map((door) => door.id)  // where there is work the doors are recorded one by one: none is chosen here
  const chosen = new Set(/** @type {string[]} */ (working ? every : draft.fields.doors ?? []))
  const save = /** @type {HTMLButtonElement} */ (html`<button class="primary wide" data-testid="save-looked" disabled></button>`)
  const tell = () => {
    const lack = chosen.size === 0 ? "no_doors" : strip.count() === 0 ? "no_photo" : null
    save.disabled = lack !== null
    save.textContent = t(`building.${lack ?? "save"}`)
  }
  const keep = () => drafts.saveFields(draft.id, { doors: [...chosen] })
  const strip = photoStrip(draft.id, () => { if (strip.count()) keep(); tell() })
  const chips = doorChips(building, doors, chosen, () => { keep(); tell() })
  tell()
  save.addEventListener("click", () => store(building.id, every.filter((id) => chosen.has(id)), draft.id, strip))
  const cancel = async () => { await drafts.discard(draft.id); await refresh(false); if (here().id === building.id) turnTo("building", building.id) }
  const body = [note, html`<div class="look">
    ${!working && [html`<p>${t("building.doors")}</p>`, chips]}
    <p>${t("building.photo")}</p>${strip.element}</div>`]
  return { body, actions: html`<div class="pair"><button data-testid="drop-looked" onclick=${cancel}>${t("cancel")}</button>${save}</div>` }
}

/** @param {string} building @param {string[]} doors @param {string} id of the draft @param {{ready: () => Promise<any>}} strip */
async function store(building, doors, id, strip) {
  await strip.ready().catch(() => {})
  await saving(async () => {
    const draft = await drafts.find(id)
    if (!draft) return savedBefore(id)
    return recordVisit(building, "building_looked", { id, doors, photos: draft.photos, visit_photos: draft.photos.map((photo) => photo.sha256) })
  }, () => go("today"), visited(building))
}
