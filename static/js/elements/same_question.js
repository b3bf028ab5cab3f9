/** 同一问题吗？ asked right after the item is chosen, before anything is typed: what is open here already, with its picture. */

import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { findingCard } from "./finding_card.js"

/** @typedef {import("../core/finding.js").Fields} Fields */

/** @param {Fields} fields @param {string} place of the visit @param {string} without the finding being put right @returns {any|null} the newest open one of the item at its place */
function twinOf(fields, place, without) {
  const here = fields.place ?? place
  return fields.item ? seen().findings.filter((finding) => finding.item === fields.item && finding.place === here && finding.id !== without)
    .sort((a, b) => String(b.filed_at).localeCompare(String(a.filed_at)))[0] ?? null : null
}

/** @param {Fields} fields @param {string} place @param {string} without @returns {boolean} said to be one that is open here: a photo is enough */
export const isSame = (fields, place, without) => Boolean(fields.same_as) && twinOf(fields, place, without)?.id === fields.same_as

/**
 * @param {Fields} fields @param {string} place @param {string} without @param {(same: string) => void} answer `""`: another one
 * @returns {HTMLElement[]}
 */
export function sameQuestion(fields, place, without, answer) {
  const twin = twinOf(fields, place, without)
  if (!twin) return []
  const name = twin.number ?? twin.alias ?? ""
  return [html`<div class="question" role="group" aria-label=${t("same.question")} data-testid="same-question"><h2>${t("same.question")}</h2>${findingCard(twin)}<div class="pair">
    <button data-testid="same-yes" aria-pressed=${String(fields.same_as === twin.id)} onclick=${() => answer(twin.id)}>${t("same.yes")}</button>
    <button data-testid="same-no" aria-pressed=${String(fields.same_as === "")} onclick=${() => answer("")}>${t("same.no")}</button></div>
    ${fields.same_as === twin.id && html`<p class="lead" data-testid="same-then">${t("same.then", { number: name })}</p>`}</div>`]
}
