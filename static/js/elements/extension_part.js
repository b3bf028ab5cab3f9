/** Asks until when: the usual later evenings in one tap, or a time of one's own; what is in force stays in sight. */

import { extensionsLeft, laterDues, typedInstant } from "../core/extension.js"
import { USUAL } from "../core/deadlines.js"
import { local } from "../core/days.js"
import { originalDue } from "../core/problem.js"
import { now } from "../edge/clock.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { absolute, dueText } from "./dates.js"
import { extensionsMax } from "./firm_actions.js"

/** @param {any} finding @param {string} chosen instant, "" for none yet @param {(new_due: string) => void} choose @returns {HTMLElement} */
export function extensionPart(finding, chosen, choose) {
  const { zone, settings } = seen()
  const dues = laterDues(finding, now(), zone, settings.get("work_ends_at")?.value ?? USUAL.work_ends_at)
  const chips = html`<div class="chips"></div>`, own = ownTime(chosen, zone, (due) => take(due))
  const take = (/** @type {string} */ due) => { chosen = due; draw(); choose(due) }
  const draw = () => chips.replaceChildren(...dues.map(({ id, due }) => {
    const instant = due.toISOString()
    return html`<button class="chip" data-testid=${`due-${id}`} aria-pressed=${String(instant === chosen)}
      onclick=${() => { own.value = ""; take(instant) }}>${id === "three" ? t("extension.three", { due: dueText(due) }) : dueText(due)}</button>`
  }))
  draw()
  return html`<section class="extension" aria-label=${t("extension.until")}>
    <p data-testid="in-force">${t("extension.in_force")} <strong>${finding.deadlines?.fix_by ? dueText(finding.deadlines.fix_by) : t("extension.none")}</strong>
      ${originalDue(finding) && html`<span>${t("extension.original", { due: absolute(originalDue(finding) ?? "") })}</span>`}</p>
    <p data-testid="left">${t("extension.left", { n: extensionsLeft(finding, extensionsMax()), max: extensionsMax() })}</p>
    <h2>${t("extension.until")}</h2>${chips}<label class="field"><span>${t("extension.own")}</span>${own}</label></section>`
}

/** @param {string} chosen @param {string} zone @param {(due: string) => void} take */
function ownTime(chosen, zone, take) {
  const { day, time } = local(now(), zone)
  const box = /** @type {HTMLInputElement} */ (html`<input type="datetime-local" data-testid="due-own" min=${`${day}T${time}`}>`)
  box.addEventListener("change", () => { const due = typedInstant(box.value, zone); take(due ? due.toISOString() : chosen) })
  return box
}
