/** The mark of a coverage state: a shape of its own and a colour of its own, so that neither alone must be told apart; and the sign and word of a finding. */

import { html } from "../html.js"
import { t } from "../words.js"

export const STATES = ["findings", "clean", "no_access", "building_looked", "no_record"]

/** @type {Record<string, () => HTMLElement>} drawn in a field of 24 × 24 */
const SHAPES = {
  findings: () => html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2 23 21H1Z"/><path class="ink" d="M11 9h2v6h-2zM11 16.5h2v2h-2z"/></svg>`,
  clean: () => html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="11"/><path class="line" d="m6.5 12.5 4 4 7.5-8.5"/></svg>`,
  no_access: () => html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 2h20v20H2z"/><path class="line" d="m7 7 10 10M17 7 7 17"/></svg>`,
  building_looked: () => html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle class="ring" cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="3.5"/></svg>`,
  no_record: () => html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle class="dashed" cx="12" cy="12" r="9"/></svg>`,
}

/** @param {string} outcome @returns {HTMLElement} */
export function mark(outcome) {
  const drawn = /** @type {() => HTMLElement} */ (SHAPES[outcome] ?? SHAPES["no_record"])()
  drawn.setAttribute("class", `mark ${outcome}`)
  return drawn
}

/** @param {boolean} here whether something is only on this phone @returns {HTMLElement} what the marks mean */
export const legend = (here) => html`<p class="legend">${STATES.map((state) => html`<span>${mark(state)} ${t(`coverage.${state}`)}</span>`)}
  ${here && html`<span><i class="here"></i> ${t("upload.saved")}</span>`}</p>`

/** @param {number} severity @param {string} kind @returns {string} the sign before a finding: ▲ urgent, ● significant, ○ minor */
export const sign = (severity, kind) => (kind === "coordination" ? "◇" : ["", "○", "●", "▲"][severity] ?? "○")

/** @param {{severity: number, kind: string}} fields @returns {string} the word for its severity: quality has its own for the third */
export const severityWord = ({ severity, kind }) => t(`severity.${kind === "quality" ? "quality" : "safety"}.${severity}`)

/** @param {{kind: string}} finding @returns {string} what only the chief may call it */
export const graveWord = ({ kind }) => t(kind === "quality" ? "severity.grave_quality" : "severity.grave")

/** @param {any} finding @returns {string} its sign and word; what the chief decided counts */
export function standing(finding) {
  const { severity, kind, confirmed } = finding, mark = sign(severity, kind)
  if (kind === "coordination") return `${mark}\u00a0${t("kind.coordination")}`
  if (severity === 3 && (confirmed ?? null) !== null) return `${mark}\u00a0${t(confirmed ? "severity.decided" : "severity.not_grave", { grave: graveWord(finding) })}`
  return `${mark}\u00a0${severityWord(finding)}`
}
