/** A firm's own findings by deadline: to repair, waiting for re-inspection, closed; the general contractor sees its subcontractors' too. */

import { UNIT_LISTS, unitLists } from "../core/queues.js"
import { findingCard } from "../elements/finding_card.js"
import { whereWords } from "../elements/names.js"
import { page } from "../elements/page.js"
import { html } from "../html.js"
import { go } from "../router.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"

const STEP = 30

/** What was chosen stays while the person looks into one and comes back. */
let list = /** @type {typeof UNIT_LISTS[number]} */ ("to_fix")
let unit = ""
let shown = STEP

/** @param {string} _id @param {import("../screens.js").App} app @returns {HTMLElement} */
export function show(_id, { redraw }) {
  const { every, mover, orgs } = seen()
  if (unit && !mover.units.includes(unit)) unit = ""
  const all = unitLists(every.values(), mover.units, mover.at)
  const lists = unit ? unitLists(every.values(), [unit], mover.at) : all
  const turn = (/** @type {() => void} */ change) => () => { change(); shown = STEP; redraw() }
  return page({
    name: "unit", title: t("unit.title", { unit: orgs.get(mover.actor.org ?? "")?.short ?? "" }), back: () => go("today"), up: true,
    body: [
      html`<div class="chips tabs even" role="group" aria-label=${t("unit.lists")}>${UNIT_LISTS.map((name) => html`<button class="chip" data-testid=${`list-${name}`}
        aria-pressed=${String(name === list)} onclick=${turn(() => { list = name })}>${t(`unit.${name}`, { n: lists[name].length })}</button>`)}</div>`,
      mover.units.length > 1 && unitChips(all, turn),
      html`<h2 class="quietly">${t(list === "closed" ? "unit.closed_days" : "unit.by_deadline")}</h2>`,
      cards(lists[list], redraw),
      more(list === "to_recheck" ? lists.disputed : list === "closed" ? lists.ended : [], t(list === "closed" ? "unit.ended" : "unit.disputed")),
    ],
  })
}

/** @param {ReturnType<typeof unitLists>} all @param {(change: () => void) => () => void} turn only units that have something to show @returns {HTMLElement|false} */
function unitChips(all, turn) {
  const units = seen().mover.units.filter((id) => id === unit || Object.values(all).some((found) => found.some((finding) => finding.unit === id)))
  const count = (/** @type {string} */ id) => all[list].filter((finding) => !id || finding.unit === id).length
  return units.length > 1 && html`<div class="chips tabs" role="group" aria-label=${t("unit.units")}>${["", ...units].map((id) => html`<button class="chip" data-testid=${`unit-${id || "all"}`}
    aria-pressed=${String(id === unit)} onclick=${turn(() => { unit = id })}>${id ? seen().orgs.get(id)?.short ?? id : t("unit.all")} ${count(id)}</button>`)}</div>`
}

/** @param {any[]} findings @param {() => void} redraw @returns {HTMLElement[]} the first ones; hundreds at once would make a cheap phone wait */
function cards(findings, redraw) {
  if (!findings.length) return [html`<p class="empty" data-testid="unit-none">${t(`unit.none.${list}`)}</p>`]
  const rest = findings.length - shown
  return [...findings.slice(0, shown).map((finding) => findingCard(finding, whereWords(finding))),
    ...(rest > 0 ? [html`<button class="wide" data-testid="unit-more" onclick=${() => { shown += STEP; redraw() }}>${t("unit.more", { n: rest })}</button>`] : [])]
}

/** @param {any[]} findings @param {string} heading */
const more = (findings, heading) => findings.length > 0 && [html`<h2>${heading}</h2>`, ...findings.slice(0, STEP).map((finding) => findingCard(finding, whereWords(finding)))]
