/** The form of one finding, new or to be put right: photo, item, phrase; the rest is filled in beforehand. Every touch is saved in its draft. */

import { blank, enough, usualUnit, withItem } from "../core/finding.js"
import { html } from "../html.js"
import * as drafts from "../sync/drafts.js"
import { seen } from "../sync/model.js"
import { spoken, t } from "../words.js"
import { line } from "./details_line.js"
import { itemChips } from "./item_chips.js"
import { photoStrip } from "./photo_strip.js"
import { askBlanks, phraseChips } from "./phrase_chips.js"
import { savingActions } from "./saving_actions.js"
import { isSame, sameQuestion } from "./same_question.js"

/** @typedef {import("../core/finding.js").Fields} Fields */
/**
 * @typedef {{fields: Fields, item: any, something: boolean, repaired: boolean, same: boolean, busy: boolean}} Now  `something` to file;
 *   `repaired`: with a photo of it; `same` as one that is open here
 * @typedef {{body: any[], actions: HTMLElement, now: () => Now, redraw: () => void, ready: () => Promise<any>, ask: (save: () => Promise<void>) => void}} Form
 *   `ready`: all photos are kept and developed; `ask`: saves, after asking about what was left half said
 */

/** The folded part is fetched when it is first opened: most findings are filed without. @type {{details?: typeof import("./details.js").details}} */
const unfolding = {}
const unfold = async () => { unfolding.details = (await spoken(import("./details.js"))).details }

/** @param {Fields} fields @param {number} photos of 整改后 @param {() => void} save */
const askAfter = async (fields, photos, save) => (fields.on_spot ? (await spoken(import("./on_spot.js"))).askAfter(fields, photos, save) : save())

/** @param {string} name */
const box = (name) => html`<div class=${name}></div>`

/**
 * @param {drafts.Draft} draft @param {{without?: string, buttons: (now: Now) => any[]}} options `without`: the finding being put right;
 *   `buttons` are drawn anew at every change @returns {Form}
 */
export function findingForm(draft, { without = "", buttons }) {
  const building = seen().byId.get(draft.place)?.building ?? draft.place
  const unitFor = (/** @type {string} */ group) => usualUnit(seen().defaults, [...seen().orgs.values()], group, building)
  let fields = /** @type {Fields} */ ({ ...blank(unitFor("")), ...draft.fields }), open = Boolean(draft.fields.on_spot), busy = false
  const parts = { chips: box("chips items"), same: box("same"), phrases: box("chips phrases"), details: box("details") }
  const strip = photoStrip(draft.id, () => drawActions())
  let after = /** @type {ReturnType<typeof photoStrip>|null} */ (null)
  const afterStrip = () => (after ??= photoStrip(draft.id, () => drawActions(), "after"))
  const change = (/** @type {Partial<Fields>} */ some, redraw = true) => {
    fields = { ...fields, ...some }
    drafts.saveFields(draft.id, fields)
    if (redraw) draw()
    else drawActions()
  }
  const choose = (/** @type {any} */ item) => {
    change(item.id === fields.item ? { item: null, phrases: [], same_as: null } : withItem(fields, item, unitFor(item.group)))
    showQuestion()
  }
  const showQuestion = () => parts.same.firstElementChild?.scrollIntoView({ block: "nearest" })
  const itemNow = () => seen().items.find((one) => one.id === fields.item)
  const now = () => ({ fields, item: itemNow(), something: enough(fields, strip.count()), busy, same: isSame(fields, draft.place, without),
    repaired: fields.on_spot !== null && fields.kind !== "coordination" && (after?.count() ?? 0) > 0 })
  const words = ownWords(fields.text, (text) => change({ text }, false))
  const fold = () => html`<button class="folded" data-testid="details" aria-expanded=${String(open)} onclick=${() => { open = !open; draw() }}>${line(fields, itemNow())}\u00a0${open ? "▾" : "▸"}</button>`
  const unfolded = () => unfolding.details?.(fields, itemNow(), draft.place, change, afterStrip) ?? (unfold().then(draw), [])
  const draw = () => {
    const { item, same } = now()
    parts.chips.replaceChildren(...itemChips(building, fields.item, choose))
    parts.same.replaceChildren(...sameQuestion(fields, draft.place, without, (same_as) => { change({ same_as }); showQuestion() }))
    parts.phrases.replaceChildren(...(same ? [] : phraseChips(item, fields.phrases, (phrases, redraw) => change({ phrases: [...phrases] }, redraw))))
    parts.details.replaceChildren(...(same ? [] : [fold(), ...(open ? unfolded() : [])]))
    drawActions()
  }
  const { element: actions, draw: drawActions } = savingActions(() => buttons(now()))
  const save = async (/** @type {() => Promise<void>} */ keep) => {
    busy = true
    drawActions()
    await form.ready()
    await keep()
    busy = false
    drawActions()
  }
  const form = {
    body: [strip.element, parts.chips, parts.same, parts.phrases, words, parts.details], actions, now, redraw: drawActions,
    ready: () => Promise.all([strip.ready(), after?.ready()].map((one) => one?.catch(() => {}))),
    ask: (/** @type {() => Promise<void>} */ keep) => askBlanks(itemNow(), fields.phrases, () => askAfter(fields, after?.count() ?? 0, () => save(keep))),
  }
  draw()
  return form
}

/** Dictation is the keyboard's own: nothing here keeps it from free words. @param {string} text @param {(text: string) => void} typed */
function ownWords(text, typed) {
  const words = /** @type {HTMLTextAreaElement} */ (html`<textarea rows="2" maxlength="4000" data-testid="finding-text" placeholder=${t("finding.words")} aria-label=${t("finding.words")}></textarea>`)
  words.value = text
  words.addEventListener("input", () => typed(words.value))
  return words
}
