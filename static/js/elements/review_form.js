/** One finding under review: everything filled in beforehand, one large button to order the repair, the rest folded away. */

import { rulesFrom } from "../core/deadlines.js"
import { mayCorrect } from "../core/lifecycle.js"
import { controlBy, issued, prefilled, reclassified } from "../core/review.js"
import { usualUnit } from "../core/finding.js"
import { now } from "../edge/clock.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { isClient } from "./allowed.js"
import { decide } from "./decisions.js"
import { choice } from "./choice.js"
import { KINDS, position } from "./details.js"
import { units } from "./details_line.js"
import { dueChoice, dueFull, orderWords } from "./due_choice.js"
import { itemChips } from "./item_chips.js"
import { severityWord, sign } from "./marks.js"
import { firmName, itemOf, numberOf, when } from "./names.js"
import { once } from "./one_at_a_time.js"
import { commonWord } from "./place_names.js"
import { otherMoves } from "./review_actions.js"
import { facts } from "./review_facts.js"
import { forgetWords, keepWords } from "./unsaved.js"

/** @typedef {import("../core/review.js").Review} Review */

/** What was typed and not yet decided, as long as the app is open. */
const begun = /** @type {Map<string, Review>} */ (new Map())

/** @param {any} finding @param {() => void} then @returns {{body: import("../html.js").Child, actions: HTMLElement}} */
export function reviewForm(finding, then) {
  const before = prefilled(finding, itemOf(finding), usual(finding))
  let review = begun.get(finding.id) ?? before, open = false
  const parts = { fold: html`<div class="details"></div>`, actions: html`<div class="pair"></div>` }
  const change = (/** @type {Partial<Review>} */ some, redraw = true) => {
    review = { ...review, ...some }
    begun.set(finding.id, review)
    keepWords(finding)
    if (redraw) draw()
  }
  const done = () => { begun.delete(finding.id); forgetWords(finding.id); then() }
  const issue = () => decide(finding, "issue", issued(filledIn(before, review), review),
    t(isClient() ? "said.notice" : "said.issue", { number: numberOf(finding), unit: firmName(review.unit), due: dueFull(review.due) }), done)
  const words = wording(review, change)
  const draw = () => {
    parts.fold.replaceChildren(
      html`<button class="folded" data-testid="details" aria-expanded=${String(open)} onclick=${() => { open = !open; draw() }}>${line(review)}\u00a0${open ? "▾" : "▸"}</button>`,
      ...(review.due === "NOW" ? [html`<p class="alert">${t("due.at_once")}</p>`] : []), ...(open ? fields(finding, review, change, words.refresh) : []))
    parts.actions.replaceChildren(...(isClient() ? [] : [html`<button data-testid="btn-other" onclick=${() => otherMoves(finding, done)}>${t("review.other")}</button>`]), issueButton(finding, review, issue))
  }
  draw()
  return { body: [facts(finding), isClient() && html`<p class="alert">${t("review.own_name")}</p>`, words.element, parts.fold], actions: parts.actions }
}

/** @param {any} finding @returns {string|null} */
function usual(finding) {
  const building = seen().byId.get(finding.place)?.building ?? finding.place
  return finding.kind === "coordination" ? null : usualUnit(seen().defaults, [...seen().orgs.values()], itemOf(finding)?.group ?? "", building)
}

/** What the office fills in by itself is no correction: a new item brings its own requirement. @param {Review} before @param {Review} review @returns {Review} */
const filledIn = (before, review) => (review.item === before.item ? before : { ...before, requirement: itemOf(review)?.requirement?.zh ?? before.requirement })

/** @param {any} finding @param {Review} review @param {() => void} act @returns {HTMLElement} it says until when, before it is pressed */
const issueButton = (finding, review, act) => html`<button class="primary wide issue" data-testid="btn-issue" disabled=${!review.unit} onclick=${once(act)}>
  ${t(isClient() ? "review.notice" : "move.issue")}<small>${review.unit ? orderWords(firmName(review.unit), dueFull(review.due), dangerWords(finding, review)) : t("review.no_unit")}</small></button>`

/** @param {any} finding @param {Review} review @returns {string} by when the danger must be gone, which is long before the repair; "" for none */
function dangerWords(finding, review) {
  const by = controlBy(finding, review, now(), rulesFrom(seen().settings))
  return by ? t(Date.parse(by) < now().getTime() ? "due.control_past" : "due.control", { due: when(by) }) : ""
}

/** @param {Review} review @returns {string} */
const line = (review) => [`${sign(review.severity, review.kind)}\u00a0${review.kind === "coordination" ? t("kind.coordination") : severityWord(review)}`, firmName(review.unit),
  t("finding.due", { due: dueFull(review.due) }), commonWord(review.position)].filter(Boolean).join(" · ")

/** @param {Review} review @param {(some: Partial<Review>, redraw?: boolean) => void} change @returns {{element: HTMLElement, refresh: (review: Review) => void}} */
function wording(review, change) {
  const box = (/** @type {"text"|"requirement"} */ key) => {
    const words = /** @type {HTMLTextAreaElement} */ (html`<textarea rows="2" maxlength="4000" data-testid=${`review-${key}`}></textarea>`)
    words.value = review[key]
    words.addEventListener("input", () => change({ [key]: words.value }, false))
    return words
  }
  const text = box("text"), requirement = box("requirement")
  const refresh = (/** @type {Review} */ now) => { text.value = now.text; requirement.value = now.requirement }
  return { refresh, element: html`<div class="wording"><label class="field"><span>${t("review.text")}</span>${text}</label>
    <label class="field"><span>${t("review.requirement")}</span>${requirement}</label></div>` }
}

/** @param {any} finding @param {Review} review @param {(some: Partial<Review>) => void} change @param {(review: Review) => void} refresh @returns {HTMLElement[]} */
function fields(finding, review, change, refresh) {
  const building = seen().byId.get(finding.place)?.building ?? finding.place, coordination = review.kind === "coordination"
  const may = (/** @type {any} */ edits) => mayCorrect(finding, edits, seen().mover.actor.role), grades = [1, 2, 3].filter((severity) => may({ severity }))
  const choose = (/** @type {any} */ item) => {
    const next = item.id === review.item ? { ...review, item: null } : reclassified(review, item, grades[0])
    change(next)
    refresh(next)
  }
  const firms = coordination ? [...seen().orgs.values()].filter((org) => org.active !== false) : units()
  return [
    choice("severity", grades.map((one) => [String(one), `${sign(one, review.kind)} ${severityWord({ ...review, severity: one })}`]), String(review.severity), (one) => change({ severity: Number(one) })),
    choice("unit", firms.map((org) => [org.id, firmName(org.id)]), review.unit ?? "", (unit) => change({ unit })),
    dueChoice(review.due, (due) => change({ due, urgent: due === "NOW" || review.urgent })),
    choice("kind", KINDS.filter((kind) => may({ kind })).map((kind) => [kind, t(`kind.${kind}`)]), review.kind, (kind) => change({ kind })),
    html`<div class="choice"><h2>${t("review.item")}</h2><div class="chips items">${itemChips(building, review.item, choose)}</div></div>`,
    position({ place: review.place === finding.place ? null : review.place, position: review.position }, finding.place,
      (where) => change({ place: where.place ?? finding.place, position: where.position })),
  ]
}
