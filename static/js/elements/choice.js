/** One of a few, as chips under a heading. */

import { html } from "../html.js"
import { t } from "../words.js"

const HEADS = /** @type {Record<string, string>} */ ({ kind: "finding.kind", unit: "finding.unit", severity: "finding.severity", due: "finding.due_title", urgent: "finding.urgency",
  on_spot: "on_spot.title", witnessed: "on_spot.witness" })

/** @param {string} name @param {string[][]} options @param {string} chosen @param {(value: string) => void} change */
export const choice = (name, options, chosen, change) => html`<div class="choice" role="group" aria-label=${t(HEADS[name] ?? "")}>
  <h2>${t(HEADS[name] ?? "")}</h2><div class="chips">${options.map(([value = "", label = ""]) => html`<button class="chip" data-testid=${`${name}-${value}`}
    aria-pressed=${String(value === chosen)} onclick=${() => change(value)}>${label}</button>`)}</div></div>`
