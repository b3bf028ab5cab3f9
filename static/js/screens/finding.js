/** Files a finding: photo, item, phrase, save; everything else is filled in beforehand. Saved as a draft at every touch. */

import { alias } from "../core/envelope.js"
import { blank, enough, filed, usualUnit, withItem } from "../core/finding.js"
import { newId } from "../edge/digest.js"
import { details, line } from "../elements/details.js"
import { title } from "../elements/finding_card.js"
import { itemChips } from "../elements/item_chips.js"
import { page } from "../elements/page.js"
import { photoStrip } from "../elements/photo_strip.js"
import { askBlanks, phraseChips } from "../elements/phrase_chips.js"
import { placeName, saving, visited } from "../elements/saved.js"
import { sheet } from "../elements/sheet.js"
import { html } from "../html.js"
import { turnTo } from "../router.js"
import * as drafts from "../sync/drafts.js"
import { refresh, seen } from "../sync/model.js"
import { enqueue, savedBefore } from "../sync/queue.js"
import { recordVisit } from "../sync/record.js"
import { deviceId, project } from "../sync/session.js"
import { t } from "../words.js"

/** @typedef {import("../core/finding.js").Fields} Fields */

export const keeps = true

/** @param {string} id of the draft @returns {HTMLElement|null} null when it is no more */
export function show(id) {
  const draft = seen().drafts.find((one) => one.id === id)
  return draft ? form(draft) : null
}

/** @param {drafts.Draft} draft @returns {HTMLElement} */
function form(draft) {
  const building = seen().byId.get(draft.place)?.building ?? draft.place
  const unitFor = (/** @type {string} */ group) => usualUnit(seen().defaults, [...seen().orgs.values()], group, building)
  let fields = /** @type {Fields} */ ({ ...blank(unitFor("")), ...draft.fields }), open = false, busy = false
  const parts = { chips: box("chips items"), same: box("same"), phrases: box("chips phrases"), details: box("details"), actions: box("pair") }
  const strip = photoStrip(draft.id, () => drawActions())
  const change = (/** @type {Partial<Fields>} */ some, redraw = true) => {
    fields = { ...fields, ...some }
    drafts.saveFields(draft.id, fields)
    if (redraw) draw()
  }
  const choose = (/** @type {any} */ item) => change(item.id === fields.item ? { item: null, phrases: [], same_as: null }
    : withItem(fields, item, unitFor(item.group)))
  const itemNow = () => seen().items.find((one) => one.id === fields.item)
  const draw = () => {
    const item = itemNow()
    parts.chips.replaceChildren(...itemChips(building, fields.item, choose))
    parts.same.replaceChildren(...sameQuestion(fields, draft.place, (same_as) => change({ same_as })))
    parts.phrases.replaceChildren(...phraseChips(item, fields.phrases, (phrases, redraw) => change({ phrases: [...phrases] }, redraw)))
    parts.details.replaceChildren(
      html`<button class="folded" data-testid="details" aria-expanded=${String(open)} onclick=${() => { open = !open; draw() }}>${line(fields)} ${open ? "▾" : "▸"}</button>`,
      ...(open ? details(fields, draft.place, change) : []))
    drawActions()
  }
  const drawActions = () => parts.actions.replaceChildren(...buttons(enough(fields, strip.count()), busy, (issue) => askBlanks(itemNow(), fields.phrases, () => store(issue))))
  const store = async (/** @type {boolean} */ issue) => {
    busy = true
    drawActions()
    await strip.ready().catch(() => {})
    await saving(() => save(draft.id, fields, issue), () => turnTo("place", draft.place), { ...visited(draft.place), undoable: !issue })
    busy = false
    drawActions()
  }
  draw()
  return page({
    name: "finding", title: t("finding.title", { place: placeName(draft.place) }), back: () => leave(draft, fields, strip.count()),
    beside: html`<button class="quiet" data-testid="drop-draft" onclick=${() => askDrop(draft)}>${t("draft.drop")}</button>`,
    body: [strip.element, parts.chips, parts.same, parts.phrases, ownWords(fields.text, (text) => { change({ text }, false); drawActions() }), parts.details], actions: parts.actions,
  })
}

/** @param {string} text @param {(text: string) => void} typed */
function ownWords(text, typed) {
  const words = /** @type {HTMLTextAreaElement} */ (html`<textarea rows="2" maxlength="4000" data-testid="finding-text" placeholder=${t("finding.words")} aria-label=${t("finding.words")}></textarea>`)
  words.value = text
  words.addEventListener("input", () => typed(words.value))
  return words
}

/** @param {string} name */
const box = (name) => html`<div class=${name}></div>`

/** Leaving keeps what was begun; a draft with nothing in it is thrown away. @param {drafts.Draft} draft @param {Fields} fields @param {number} photos */
async function leave(draft, fields, photos) {
  if (!enough(fields, photos)) await drafts.discard(draft.id)
  await refresh(false)
  turnTo("place", draft.place)
}

/** @param {drafts.Draft} draft */
const askDrop = (draft) => sheet(t("draft.drop_title"), (close) => [html`<p>${t("draft.drop_text")}</p>`,
  html`<button class="wide danger" data-testid="drop-sure" onclick=${async () => {
    close()
    await drafts.discard(draft.id)
    await refresh(false)
    turnTo("place", draft.place)
  }}>${t("draft.drop")}</button>`], "drop-sheet")

/**
 * Reviewers may issue what they file themselves.
 * @param {boolean} something to file @param {boolean} busy @param {(issue: boolean) => void} store @returns {HTMLElement[]}
 */
function buttons(something, busy, store) {
  const ready = something && !busy
  const mayIssue = ["specialist", "chief"].includes(project().role)
  const issue = html`<button data-testid="save-issue" disabled=${!ready} onclick=${() => store(true)}>${t("finding.save_issue")}</button>`
  return [...(mayIssue ? [issue] : []),
    html`<button class="primary wide" data-testid="save-finding" disabled=${!ready} onclick=${() => store(false)}>${t(something ? "save" : "finding.nothing_yet")}</button>`]
}

/** @param {Fields} fields @param {string} place @param {(same: string) => void} answer `""`: another one @returns {HTMLElement[]} asked before anything is typed */
function sameQuestion(fields, place, answer) {
  const twin = fields.item && seen().findings.find((finding) => finding.item === fields.item && finding.place === (fields.place ?? place) && !finding.here)
  if (!twin) return []
  return [html`<div class="question" role="group" data-testid="same-question"><p>${t("same.question")} ${title(twin)} ${twin.number ?? ""}</p><div class="pair">
    <button data-testid="same-yes" aria-pressed=${String(fields.same_as === twin.id)} onclick=${() => answer(twin.id)}>${t("same.yes")}</button>
    <button data-testid="same-no" aria-pressed=${String(fields.same_as === "")} onclick=${() => answer("")}>${t("same.no")}</button></div></div>`]
}

/** @param {string} id @param {Fields} fields @param {boolean} issue @returns {Promise<import("../core/shapes.js").QueuedEvent>} */
async function save(id, fields, issue) {
  const draft = await drafts.find(id)
  if (!draft) return savedBefore(id)
  const item = seen().items.find((one) => one.id === fields.item)
  const count = seen().own.flatMap((event) => event.envelope?.body.findings ?? []).length + 1
  const finding = filed(fields, {
    id: newId(), alias: alias(deviceId(), count), place: draft.place, photos: draft.photos.map((photo) => photo.sha256),
  }, item?.zh ?? "")
  const visit = await recordVisit(draft.place, "findings", { id, source: fields.source, photos: draft.photos, findings: [finding] })
  if (issue) {
    await enqueue({ type: "finding.moved", after: [visit.id], body: {
      finding: finding.id, move: "issue", from: { state: "submitted", round: 1 }, unit: finding.unit, due: finding.due } })
  }
  return visit
}
