/** What is filled in beforehand, unfolded: kind, severity, unit, deadline, danger, place, source, and a repair on the spot. */

import { shortName } from "../core/compound.js"
import { dueOf, urgentOf } from "../core/finding.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { DUES, dueWord, units } from "./details_line.js"
import { severityWord, sign } from "./marks.js"
import { choice } from "./choice.js"
import { partWords } from "./place_names.js"
import { onSpot } from "./on_spot.js"

/** @typedef {import("../core/finding.js").Fields} Fields */

export const KINDS = ["safety", "quality", "coordination"]
/** Who stands at a face or on the roof is where it is: another face is no position there. */
const ON_A_SIDE = ["facade_side", "roof"]
export const SOURCES = ["patrol", "resident", "hotline", "leader", "superior"]

/**
 * @param {Fields} fields @param {any} item chosen @param {string} place where the visit is @param {(change: Partial<Fields>, redraw?: boolean) => void} change
 * @param {() => import("./on_spot.js").Strip} after the photos of 整改后 @returns {HTMLElement[]}
 */
export function details(fields, item, place, change, after) {
  const common = [
    choice("kind", KINDS.map((kind) => [kind, t(`kind.${kind}`)]), fields.kind, (kind) => change({ kind, needs: kind === "coordination" ? { whom: "", what: "" } : null })),
  ]
  const duty = fields.kind === "coordination" ? [needs(fields, change)] : [
    choice("severity", [1, 2, 3].map((one) => [String(one), `${sign(one, fields.kind)} ${severityWord({ ...fields, severity: one })}`]),
      String(fields.severity), (one) => change({ severity: Number(one) })),
    select("unit", t("finding.unit"), [["", t("finding.no_unit")], ...units().map((org) => /** @type {[string, string]} */ ([org.id, org.short ?? org.name]))],
      fields.unit ?? "", (unit) => change({ unit: unit || null })),
    ...onSpot(fields, place, after, change),
    ...(fields.on_spot ? [] : [choice("due", DUES.map((due) => [due, dueWord(due)]), dueOf(fields), (due) => change({ due, urgent: due === "NOW" || fields.urgent })),
      urgency(fields, item, change)]),
  ]
  return [...common, ...duty, position(fields, place, change),
    select("source", t("finding.source"), SOURCES.map((one) => [one, t(`source.${one}`)]), fields.source, (source) => change({ source }))]
}

/** @param {Fields} fields @param {any} item an item that is due at once leaves no choice @param {(change: Partial<Fields>) => void} change */
function urgency(fields, item, change) {
  const urgent = urgentOf(fields, item), forced = item?.due === "NOW"
  const calm = () => change({ urgent: false, due: dueOf(fields) === "NOW" ? "D0" : fields.due })
  return html`<div class="details">${!forced && choice("urgent", [["no", t("finding.not_urgent")], ["yes", t("finding.urgent")]], urgent ? "yes" : "no",
    (one) => (one === "yes" ? change({ urgent: true }) : calm()))}
    ${urgent && html`<p class="lead" data-testid="urgent-note">${t("finding.urgent_note")}</p>`}</div>`
}

/** @param {string} name @param {string} label @param {string[][]} options @param {string} chosen @param {(value: string) => void} change */
function select(name, label, options, chosen, change) {
  const box = /** @type {HTMLSelectElement} */ (html`<select data-testid=${name}>${options.map(([value = "", text = ""]) =>
    html`<option value=${value} selected=${value === chosen}>${text}</option>`)}</select>`)
  box.addEventListener("change", () => change(box.value))
  return html`<label class="field"><span>${label}</span>${box}</label>`
}

/** @param {Pick<Fields, "place"|"position">} fields @param {string} place @param {(change: {place: string|null, position: string}) => void} change faces of the building are places of their own */
export function position(fields, place, change) {
  const here = seen().byId.get(place)
  const building = here?.kind === "building" ? place : here?.building
  const parts = ON_A_SIDE.includes(here?.kind) ? [] : seen().map.rows.find((row) => row.building.id === building)?.parts ?? []
  const name = (/** @type {any} */ part) => shortName(part, seen().byId.get(building))
  const options = [["", t("finding.right_here")], ...parts.map((part) => [part.id, partWords(part, seen().byId.get(building))]), ...(here?.parts ?? []).map(partName).map((/** @type {string} */ part) => [part, part])]
  const choose = (/** @type {string} */ value) => {
    const part = parts.find((one) => one.id === value)
    change(part ? { place: part.id, position: name(part) } : { place: null, position: value })
  }
  return select("position", t("finding.position"), options, fields.place ?? fields.position, choose)
}

/** @param {any} part of a place, a word or a row with one @returns {string} */
const partName = (part) => (typeof part === "string" ? part : part.label ?? part.zh ?? "")

/** @param {Fields} fields @param {(change: Partial<Fields>, redraw?: boolean) => void} change what is needed, from whom */
function needs(fields, change) {
  const now = fields.needs ?? { whom: "", what: "" }
  return html`<div>${/** @type {const} */ (["whom", "what"]).map((key) => {
    const box = /** @type {HTMLInputElement} */ (html`<input maxlength="200" data-testid=${`needs-${key}`} value=${now[key]}>`)
    box.addEventListener("input", () => { now[key] = box.value; change({ needs: { ...now } }, false) })
    return html`<label class="field"><span>${t(`needs.${key}`)}</span>${box}</label>`
  })}</div>`
}
