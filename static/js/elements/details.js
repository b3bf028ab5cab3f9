/** What is filled in beforehand and never asked: one folded line, opened only to change it. */

import { shortName } from "../core/compound.js"
import { fixByOf, rulesOf } from "../core/deadlines.js"
import { dueOf } from "../core/finding.js"
import { now } from "../edge/clock.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { dueText } from "./finding_card.js"
import { sign } from "./marks.js"

/** @typedef {import("../core/finding.js").Fields} Fields */

export const KINDS = ["safety", "quality", "coordination"]
export const SOURCES = ["patrol", "resident", "hotline", "leader", "superior"]
const HEADS = /** @type {Record<string, string>} */ ({ kind: "finding.kind", unit: "finding.unit", severity: "finding.severity", due: "finding.due_title", urgent: "finding.urgency" })
export const DUES = ["NOW", "D0", "D1", "D3", "D7"]

/** @param {{severity: number, kind: string}} fields @returns {string} the word for its severity: quality has its own for the third */
export const severityWord = ({ severity, kind }) => t(`severity.${kind === "quality" ? "quality" : "safety"}.${severity}`)

/** @param {string} due a code or an instant @returns {Date} the deadline it means now, by the project's own rules */
export const dueAt = (due) => fixByOf(due, now(), seen().zone, rulesOf(seen().settings))

/** @param {string} due a code or an instant @returns {string} such as 限明日18:00 */
export const dueWord = (due) => (due === "NOW" ? t("due.now") : t("finding.due", { due: dueText(dueAt(due)) }))

/** @returns {any[]} the firms that repair, in the register's order */
export const firms = () => [...seen().orgs.values()].filter((org) => ["general_contractor", "subcontractor"].includes(org.kind) && org.active !== false)
  .sort((a, b) => a.order - b.order)

/** @param {Fields} fields @returns {string} */
export function line(fields) {
  const unit = seen().orgs.get(fields.unit ?? "")?.short ?? t("finding.no_unit")
  const parts = fields.kind === "coordination" ? [t("kind.coordination")] : [`${sign(fields.severity, fields.kind)} ${severityWord(fields)}`, unit, dueWord(dueOf(fields))]
  return [...parts, fields.position, fields.source === "patrol" ? "" : t(`source.${fields.source}`)].filter(Boolean).join(" · ")
}

/**
 * @param {Fields} fields @param {string} place where the visit is @param {(change: Partial<Fields>) => void} change
 * @returns {HTMLElement[]}
 */
export function details(fields, place, change) {
  const common = [
    choice("kind", KINDS.map((kind) => [kind, t(`kind.${kind}`)]), fields.kind, (kind) => change({ kind, needs: kind === "coordination" ? { whom: "", what: "" } : null })),
  ]
  const duty = fields.kind === "coordination" ? [needs(fields, change)] : [
    choice("severity", [1, 2, 3].map((one) => [String(one), `${sign(one, fields.kind)} ${severityWord({ ...fields, severity: one })}`]),
      String(fields.severity), (one) => change({ severity: Number(one) })),
    select("unit", t("finding.unit"), [["", t("finding.no_unit")], ...firms().map((org) => /** @type {[string, string]} */ ([org.id, org.short ?? org.name]))],
      fields.unit ?? "", (unit) => change({ unit: unit || null })),
    choice("due", DUES.map((due) => [due, dueWord(due)]), dueOf(fields), (due) => change({ due, urgent: due === "NOW" || fields.urgent })),
    choice("urgent", [["no", t("finding.not_urgent")], ["yes", t("finding.urgent")]], fields.urgent ? "yes" : "no", (one) => change({ urgent: one === "yes" })),
  ]
  return [...common, ...duty, position(fields, place, change),
    select("source", t("finding.source"), SOURCES.map((one) => [one, t(`source.${one}`)]), fields.source, (source) => change({ source }))]
}

/** @param {string} name @param {string[][]} options @param {string} chosen @param {(value: string) => void} change */
export const choice = (name, options, chosen, change) => html`<div class="choice" role="group" aria-label=${t(HEADS[name] ?? "")}>
  <h2>${t(HEADS[name] ?? "")}</h2><div class="chips">${options.map(([value = "", label = ""]) => html`<button class="chip" data-testid=${`${name}-${value}`}
    aria-pressed=${String(value === chosen)} onclick=${() => change(value)}>${label}</button>`)}</div></div>`

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
  const parts = seen().map.rows.find((row) => row.building.id === building)?.parts ?? []
  const name = (/** @type {any} */ part) => shortName(part, seen().byId.get(building))
  const options = [["", t("finding.right_here")], ...parts.map((part) => [part.id, name(part)]), ...(here?.parts ?? []).map(partName).map((/** @type {string} */ part) => [part, part])]
  const choose = (/** @type {string} */ value) => {
    const part = parts.find((one) => one.id === value)
    change(part ? { place: part.id, position: name(part) } : { place: null, position: value })
  }
  return select("position", t("finding.position"), options, fields.place ?? fields.position, choose)
}

/** @param {any} part of a place, a word or a row with one @returns {string} */
const partName = (part) => (typeof part === "string" ? part : part.label ?? part.zh ?? "")

/** @param {Fields} fields @param {(change: Partial<Fields>) => void} change what is needed, from whom */
function needs(fields, change) {
  const now = fields.needs ?? { whom: "", what: "" }
  return html`<div>${/** @type {const} */ (["whom", "what"]).map((key) => {
    const box = /** @type {HTMLInputElement} */ (html`<input maxlength="200" data-testid=${`needs-${key}`} value=${now[key]}>`)
    box.addEventListener("change", () => { now[key] = box.value; change({ needs: { ...now } }) })
    return html`<label class="field"><span>${t(`needs.${key}`)}</span>${box}</label>`
  })}</div>`
}
