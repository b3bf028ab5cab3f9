/** A finding as one row of a list, all of it a target: picture, what, where, and what to know at a glance. */

import { html } from "../html.js"
import { t } from "../words.js"
import { picture, photosOf } from "./evidence.js"
import { standing } from "./marks.js"
import { numberOf, whereWords } from "./names.js"
import { recorded, title } from "./recorded.js"

/** @typedef {import("../html.js").Child} Child */

/** @param {any} finding @param {() => void} act @param {Child} tags @param {string} [testid] @param {Child[]} [about] whose it is and how old, a line each @returns {HTMLElement} */
export function findingRow(finding, act, tags, testid = "finding", about = /** @type {Child[]} */ ([])) {
  const photo = photosOf(finding, "before")[0] ?? finding.photos?.[0]
  return html`<button class="finding-row" data-testid=${`${testid}-${finding.id}`} onclick=${act}>
    <span class="thumb-box">${photo ? picture(photo, "", false) : html`<span class="proof none">${t("photo.absent")}</span>`}</span>
    <span class="lines"><strong>${whereWords(finding)}</strong>
      <span><span class="standing">${standing(finding)}</span> ${title(finding)}</span>${recorded(finding)}${about.map((words) => html`<span>${words}</span>`)}<small class="number">${numberOf(finding)}</small><span class="tags">${tags}</span></span></button>`
}

/** @param {string} text @param {string} [kind] late, soft */
export const tag = (text, kind = "") => html`<span class=${`tag ${kind}`}>${text}</span>`
