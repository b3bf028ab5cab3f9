/** The parts of a contractor's filing: where work goes on, tomorrow's dangerous works, outages, quantities so far. */

import { ITEMS, KEY_WORKS, OUTAGES, noOutage, turned } from "../core/filing.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { placeName } from "./place_names.js"
import { sheet } from "./sheet.js"
import { stepper } from "./stepper.js"

/** @typedef {import("../core/filing.js").Fields} Fields */
/** @typedef {(some: Partial<Fields>, redraw?: boolean) => void} Change  `redraw` false: the input is under the person's hands */

const COUNT_MAX = 10_000
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/

/** @returns {any[]} buildings, then the sections of the compound */
const workplaces = () => [...seen().map.rows.map(({ building }) => building), ...seen().map.zones]

/** @param {Fields} fields @param {Change} change @returns {HTMLElement[]} a row per building with work, and a way to add one */
export function faces(fields, change) {
  const used = new Set(fields.faces.map((face) => face.building)), idle = workplaces().filter((place) => !used.has(place.id))
  const gone = [...used].filter((id) => !seen().byId.has(id)).map((id) => ({ id }))
  const rows = [...workplaces().filter((place) => used.has(place.id)), ...gone].map((place) => html`
    <button class="row face-row" data-testid=${`faces-of-${place.id}`} onclick=${() => askItems(place.id, fields, change)}>
      <strong>${placeName(place.id)}</strong><span>${itemsOf(fields, place.id).map((item) => t(`work.${item}`)).join(t("comma"))}</span></button>`)
  const add = idle.length > 0 && html`<button class="wide add" data-testid="add-face" onclick=${() => askPlace(idle, (id) => askItems(id, fields, change))}>${t("filing.add_face")}</button>`
  return [...rows, ...(add ? [add] : [])]
}

/** @param {Fields} fields @param {string} place @returns {string[]} in the order of the plan */
const itemsOf = (fields, place) => ITEMS.filter((item) => fields.faces.some((face) => face.building === place && face.item === item))

/** @param {any[]} places @param {(id: string) => void} choose */
const askPlace = (places, choose) => sheet(t("filing.where"), (close) => html`<div class="chips">${places.map((place) => html`
  <button class="chip" data-testid=${`at-${place.id}`} onclick=${() => { close(); choose(place.id) }}>${placeName(place.id)}</button>`)}</div>`, "place-sheet")

/** @param {string} place @param {Fields} fields @param {Change} change the ten items as chips */
function askItems(place, fields, change) {
  let known = fields
  const turn = (/** @type {string} */ item) => (/** @type {MouseEvent} */ event) => {
    known = { ...known, faces: turned(known, place, item) }
    change({ faces: known.faces })
    const chip = /** @type {HTMLElement} */ (event.currentTarget)
    chip.setAttribute("aria-pressed", String(itemsOf(known, place).includes(item)))
  }
  sheet(t("filing.items", { place: placeName(place) }), (close) => [html`<div class="chips">${ITEMS.map((item) => html`<button class="chip" data-testid=${`item-${item}`}
    aria-pressed=${String(itemsOf(known, place).includes(item))} onclick=${turn(item)}>${t(`work.${item}`)}</button>`)}</div>`,
  html`<button class="primary" data-testid="items-ok" onclick=${close}>${t("ok")}</button>`], "items-sheet")
}

/** @param {Fields} fields @param {Change} change @returns {HTMLElement[]} 吊篮__台 动火__处 … a second place gets a row of its own */
export const planned = (fields, change) => KEY_WORKS.flatMap((work) => {
  const rows = fields.tomorrow.filter((one) => one.work === work)
  return rows.map((one) => plannedRow(one, one === rows.at(-1), fields, change))
})

/** @param {import("../core/filing.js").Planned} one @param {boolean} last of its work @param {Fields} fields @param {Change} change */
function plannedRow(one, last, fields, change) {
  const label = t(`key_work.${one.work}`), name = `${one.work}-${fields.tomorrow.indexOf(one)}`, more = html`<div class="paper-box"></div>`
  const alter = (/** @type {any} */ some) => { Object.assign(one, some); change({ tomorrow: [...fields.tomorrow] }, false) }
  const another = () => change({ tomorrow: [...fields.tomorrow, { work: one.work, count: 1, place: null, text: "" }] })
  const details = () => more.replaceChildren(...((one.count ?? 0) > 0 ? [
    html`<div class="pair places-of">${placeSelect(`${label} ${t("filing.where")}`, `${name}-place`, one.place, (place) => alter({ place }))}
      ${textBox(`${label} ${t("filing.note")}`, `${name}-text`, one.text, (text) => alter({ text }))}</div>`,
    last ? html`<button class="add" data-testid=${`more-${one.work}`} onclick=${another}>${t("filing.another", { what: label })}</button>` : "",
  ] : []))
  const count = (/** @type {number} */ n) => { const turns = n > 0 !== (one.count ?? 0) > 0; alter({ count: n }); if (turns) details() }
  details()
  return html`<div class="planned"><div class="counted"><span>${label}</span>${stepper({ name, label, unit: t(`key_work_unit.${one.work}`), value: one.count, most: COUNT_MAX }, count)}</div>${more}</div>`
}

/** @param {Fields} fields @param {Change} change @returns {HTMLElement[]} */
export function outages(fields, change) {
  const rows = fields.outages.map((one, index) => {
    const alter = (/** @type {any} */ some) => { Object.assign(one, some); change({ outages: [...fields.outages] }, false) }
    const label = t(`outage.${one.kind}`)
    return html`<div class="outage" role="group" aria-label=${label} data-testid=${`outage-${index}`}><div class="counted"><strong>${label}</strong>
      <button class="quiet" data-testid=${`outage-${index}-drop`} onclick=${() => change({ outages: fields.outages.filter((other) => other !== one) })}>${t("filing.drop")}</button></div>
      ${placeSelect(`${label} ${t("filing.where")}`, `outage-${index}-place`, one.place, (place) => alter({ place }))}
      <div class="pair hours">${hour("from", one.from, (from) => alter({ from }))}<span>–</span>${hour("to", one.to, (to) => alter({ to }))}</div>
      ${textBox(t("filing.note"), `outage-${index}-text`, one.text, (text) => alter({ text }))}</div>`
    /** @param {"from"|"to"} end @param {string} value @param {(text: string) => void} set */
    function hour(end, value, set) {
      const type = value && !CLOCK.test(value) ? "text" : "time"
      const input = /** @type {HTMLInputElement} */ (html`<input type=${type} maxlength="40" data-testid=${`outage-${index}-${end}`} aria-label=${`${label} ${t(`filing.${end}`)}`}>`)
      input.value = value
      input.addEventListener("input", () => set(input.value))
      return input
    }
  })
  const add = (/** @type {string} */ kind) => () => change({ outages: [...fields.outages, noOutage(kind)] })
  return [...rows, html`<div class="pair">${OUTAGES.map((kind) => html`<button class="add" data-testid=${`add-${kind}`} onclick=${add(kind)}>＋ ${t(`outage.${kind}`)}</button>`)}</div>`]
}

/** @param {Fields} fields @param {any|null} last the firm's filing before today @param {Change} change @param {() => string[]} shrunk @returns {HTMLElement[]} totals since the works began */
export function quantities(fields, last, change, shrunk) {
  const known = { ...fields.quantities }
  return ITEMS.map((item) => {
    const unit = t(`work_unit.${item}`), label = t(`work.${item}`), least = last?.quantities?.[item] ?? 0
    const warning = html`<p class="problem" role="status" data-testid=${`less-${item}`}></p>`
    const input = /** @type {HTMLInputElement} */ (html`<input inputmode="decimal" autocomplete="off" maxlength="12" data-testid=${`quantity-${item}`} aria-label=${`${label} ${unit}`}>`)
    const warn = () => { warning.textContent = shrunk().includes(item) ? t("filing.less", { n: least, unit }) : "" }
    input.value = known[item] === undefined ? "" : String(known[item])
    input.addEventListener("input", () => {
      const n = amount(input.value)
      if (n === null) delete known[item]; else known[item] = n
      change({ quantities: { ...known } }, false)
      warn()
    })
    warn()
    return html`<div><label class="counted quantity"><span>${label}</span>${input}<span class="unit">${unit}</span></label>${warning}</div>`
  })
}

/** @param {string} text @returns {number|null} what was typed, in whatever digits; null when it is no amount */
function amount(text) {
  const plain = text.normalize("NFKC").replace(/[,\s]/g, "")
  return plain !== "" && Number.isFinite(Number(plain)) ? Math.min(1e9, Math.max(0, Number(plain))) : null
}

/** @param {string} label @param {string} name @param {string|null} chosen @param {(place: string|null) => void} choose */
function placeSelect(label, name, chosen, choose) {
  const places = workplaces(), known = chosen && !places.some((place) => place.id === chosen) ? [{ id: chosen }, ...places] : places
  const box = /** @type {HTMLSelectElement} */ (html`<select data-testid=${name} aria-label=${label}><option value="">${t("filing.any_place")}</option>
    ${known.map((place) => html`<option value=${place.id} selected=${place.id === chosen}>${placeName(place.id)}</option>`)}</select>`)
  box.addEventListener("change", () => choose(box.value || null))
  return box
}

/** @param {string} label @param {string} name @param {string} value @param {(text: string) => void} typed */
function textBox(label, name, value, typed) {
  const box = /** @type {HTMLInputElement} */ (html`<input maxlength="200" data-testid=${name} aria-label=${label} placeholder=${t("filing.note")}>`)
  box.value = value
  box.addEventListener("input", () => typed(box.value))
  return box
}
