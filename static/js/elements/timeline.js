/** What happened to a finding, newest first, in sentences: who, when, what, with pictures; and what did not count, with the reason. */

import { arrivedLater, story } from "../core/problem.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { session } from "../sync/session.js"
import { known, t } from "../words.js"
import { absolute } from "./dates.js"
import { picture } from "./finding_card.js"
import { viewer } from "./pictures.js"
import { uploadMark } from "./upload.js"

/** @param {any} finding @returns {HTMLElement|null} null when this phone knows nothing of it */
export function timeline(finding) {
  const lines = story(finding, seen().own)
  return lines.length ? html`<section aria-label=${t("problem.story")}><h2>${t("problem.story")}</h2>
    <ol class="timeline" data-testid="timeline">${lines.map((line) => told(line, finding))}</ol></section>` : null
}

/** @param {string|undefined} by @param {string|undefined} org @returns {string} such as 李专监（监理) */
export function whose(by, org) {
  const me = session()?.person
  const name = me?.id === by ? me?.name : seen().of("person").find((person) => person.id === by)?.name
  const unit = seen().orgs.get(org ?? "")?.short
  return name && unit ? t("story.who", { name, unit }) : name ?? unit ?? t("story.somebody")
}

/** @param {any} line @param {any} finding @returns {HTMLElement} */
function told(line, finding) {
  const event = line.here && seen().own.find((one) => one.id === line.event)
  return html`<li class=${line.outcome === "no_effect" ? "refused" : ""} data-testid=${`line-${line.move}`}>
    <p>${whose(line.by, line.org)} <strong>${sentence(line, finding)}</strong> ${line.internal && html`<span class="tag">${t("story.internal")}</span>`}</p>
    ${line.outcome === "no_effect" && html`<p class="problem">${t("story.no_effect", { why: reason(line) })}</p>`}
    ${line.text && html`<p class="words">${line.text}</p>`}
    ${line.photos?.length > 0 && pictures(line, finding)}
    <p class="when">${absolute(line.at)}${arrivedLater(line) && ` · ${t("story.received", { at: absolute(line.received_at) })}`} ${event && uploadMark(event)}</p></li>`
}

/** @param {any} line @param {any} finding @returns {string} */
function sentence(line, finding) {
  const grave = t(finding.kind === "quality" ? "severity.grave_quality" : "severity.grave")
  const variant = line.move === "extend_answer" ? (line.granted ? "yes" : "no") : line.move === "confirm" ? (line.confirmed ? "yes" : "no") : line.move === "call" ? line.result : null
  const key = `story.${line.move}${variant ? `.${variant}` : ""}`
  const to = line.unit && ["issue", "reassign"].includes(line.move) ? t("story.to", { unit: seen().orgs.get(line.unit)?.short ?? line.unit }) : ""
  const until = line.new_due && line.granted !== false ? t("story.until", { due: absolute(line.new_due) }) : ""
  return `${known(key) ? t(key, { grave, number: line.number ?? "" }) : t("story.other")}${to}${until}`
}

/** @param {any} line @returns {string} */
const reason = ({ code, why }) => (known(`code.${code}`) ? t(`code.${code}`) : why || t("story.refused"))

/** @param {any} line @param {any} finding */
function pictures(line, finding) {
  const photos = line.photos.map((/** @type {string} */ sha256) => (finding.photos ?? []).find((/** @type {any} */ one) => one.sha256 === sha256) ?? { sha256, role: "note" })
  return html`<div class="photos">${photos.map((/** @type {any} */ photo, /** @type {number} */ at) => html`<button class="closer" aria-label=${t("viewer.open", { part: t("photo") })}
    onclick=${() => viewer(photos, at)}>${picture(photo)}</button>`)}</div>`
}
