/** 立行立改: repaired before the inspector left, shown by a second photo; who may close it at once is told before it is saved. */

import { isStopped } from "../core/compound.js"
import { filedState } from "../core/lifecycle.js"
import { FIRMS, SUPERVISION } from "../core/moves.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { choice } from "./choice.js"
import { sheet } from "./sheet.js"

/** @typedef {import("../core/finding.js").Fields} Fields */
/** @typedef {{element: HTMLElement, count: () => number}} Strip */

/** @param {Fields} fields @returns {boolean} a firm may say so of its own work only */
function mayRepair({ kind, unit }) {
  const { actor, units } = seen().mover
  return kind !== "coordination" && (!FIRMS.includes(actor.role ?? "") || units.includes(unit ?? ""))
}

/**
 * @param {Fields} fields @param {string} place of the finding @param {() => Strip} strip the photos of 整改后
 * @param {(change: Partial<Fields>, redraw?: boolean) => void} change @returns {HTMLElement[]}
 */
export function onSpot(fields, place, strip, change) {
  if (!mayRepair(fields)) return []
  const told = fields.on_spot
  const turn = (/** @type {string} */ one) => change({ on_spot: one === "yes" ? { text: "", witnessed: false } : null })
  const asked = choice("on_spot", [["no", t("on_spot.no")], ["yes", t("on_spot.yes")]], told ? "yes" : "no", turn)
  if (!told) return [asked]
  const words = /** @type {HTMLInputElement} */ (html`<input maxlength="400" data-testid="on-spot-text" placeholder=${t("on_spot.words")} aria-label=${t("on_spot.words")} value=${told.text}>`)
  words.addEventListener("input", () => { told.text = words.value; change({ on_spot: { ...told } }, false) })
  const mayWitness = SUPERVISION.includes(seen().mover.actor.role ?? "") && fields.severity === 1
  return [asked, html`<div class="after"><h2>${t("on_spot.after")}</h2>${strip().element}${words}
    ${mayWitness && choice("witnessed", [["yes", t("on_spot.witnessed")], ["no", t("on_spot.not_witnessed")]], told.witnessed ? "yes" : "no",
    (one) => change({ on_spot: { ...told, witnessed: one === "yes" } }))}
    <p class="lead" data-testid="on-spot-then">${t(`on_spot.then_${startsAs(fields, place)}`)}</p></div>`]
}

/** @param {Fields} fields @param {string} place @returns {"submitted"|"replied"|"closed"} its state once saved with its photo */
const startsAs = (fields, place) => filedState({ ...fields, on_spot: { ...fields.on_spot, photos: ["one"] } }, seen().mover.actor.role,
  isStopped(fields.place ?? place, seen().of("order"), seen().places))

/**
 * Only a photo proves a repair: without one the finding is filed as not yet repaired, but never unnoticed.
 * @param {Fields} fields @param {number} photos of 整改后 @param {() => void} save
 */
export function askAfter(fields, photos, save) {
  if (!fields.on_spot || fields.kind === "coordination" || photos > 0) return save()
  const camera = /** @type {HTMLElement|null} */ (document.querySelector("[data-testid=after-btn-camera]"))
  sheet(t("on_spot.no_photo"), (close) => [html`<p class="lead">${t("on_spot.no_photo_text")}</p>`,
    camera && html`<button class="primary" data-testid="after-take" onclick=${() => { close(); camera.click() }}>${t("on_spot.photo")}</button>`,
    html`<button data-testid="after-without" onclick=${() => { close(); save() }}>${t("on_spot.without")}</button>`], "after-sheet")
}
