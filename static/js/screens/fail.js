/** 复查不合格: a photo of what is still wrong, why, and until when it must be right; kept at every touch. */

import { rulesFrom } from "../core/deadlines.js"
import { returnedFixBy } from "../core/review.js"
import { now } from "../edge/clock.js"
import { decide, reasonField } from "../elements/decisions.js"
import { DUES } from "../elements/details_line.js"
import { dropButton } from "../elements/drop_draft.js"
import { dueChoice, dueFull, orderWords } from "../elements/due_choice.js"
import { firmName, numberOf } from "../elements/names.js"
import { page } from "../elements/page.js"
import { photoStrip } from "../elements/photo_strip.js"
import { placeName } from "../elements/place_names.js"
import { recorded, title } from "../elements/recorded.js"
import { saving } from "../elements/saved.js"
import { savingActions } from "../elements/saving_actions.js"
import { html } from "../html.js"
import { backTo } from "../router.js"
import * as drafts from "../sync/drafts.js"
import { refresh, seen } from "../sync/model.js"
import { leaveDraft } from "../sync/photos.js"
import { savedBefore } from "../sync/queue.js"
import { t } from "../words.js"

/** The finding of the form last shown, if this phone did not have it. @type {string|null} */
let absent = null

/** A form stays as it is; one without its finding only until that has come. */
export const keeps = () => absent === null || !seen().every.has(absent)

/** @param {string} id of the draft @returns {HTMLElement|null} null when it is no more */
export function show(id) {
  const draft = seen().drafts.find((one) => one.id === id), finding = seen().every.get(draft?.fields.finding) ?? null
  absent = draft && !finding ? draft.fields.finding : null
  return draft ? form(draft, finding) : null
}

/** @param {any} finding @returns {string} next day 18:00; danger as the first time */
const usualDue = (finding) => (finding.severity === 3 && DUES.includes(finding.due) ? finding.due : "D1")

/** @param {any} finding @param {string|null} due */
const until = (finding, due) => dueFull(returnedFixBy(finding, now(), seen().zone, rulesFrom(seen().settings), due).toISOString())

/** @param {drafts.Draft} draft @param {any} finding null: gone from this phone, and what was begun is still shown */
function form(draft, finding) {
  let fields = draft.fields, open = false, busy = false
  const fold = html`<div class="details"></div>`
  const strip = photoStrip(draft.id, () => drawActions())
  const change = (/** @type {any} */ some) => { fields = { ...fields, ...some }; drafts.saveFields(draft.id, fields); draw() }
  const { element, text } = reasonField("fail", t("fail.hint"), fields.text, (words) => { if (words !== fields.text) change({ text: words }) })
  const save = async () => {
    busy = true
    drawActions()
    await strip.ready().catch(() => {})
    await store(draft, finding, { text: text(), due: fields.due ?? usualDue(finding) })
    busy = false
    drawActions()
  }
  const { element: actions, draw: drawActions } = savingActions(() => {
    const lacks = !finding ? "problem.unknown" : strip.count() === 0 ? "fail.no_photo" : text() === "" ? "fail.no_reason" : ""
    return [html`<button class="primary wide issue" data-testid="save-fail" disabled=${lacks !== "" || busy} onclick=${save}>${t(lacks || "move.fail")}
      ${finding && html`<small>${orderWords(firmName(finding.unit), until(finding, fields.due))}</small>`}</button>`]
  })
  const draw = () => {
    if (finding) fold.replaceChildren(html`<button class="folded" data-testid="details" aria-expanded=${String(open)} onclick=${() => { open = !open; draw() }}>
      ${t("fail.due", { due: until(finding, fields.due) })}\u00a0${open ? "▾" : "▸"}</button>`,
    ...(open ? [dueChoice(fields.due ?? usualDue(finding), (due) => change({ due }))] : []))
    drawActions()
  }
  draw()
  return page({
    name: "fail", title: t("fail.title", { place: placeName(draft.place) }), back: () => leave(draft), beside: dropButton(draft.id, () => backTo("recheck", draft.place)),
    body: [finding && html`<p class="lead">${numberOf(finding)} ${title(finding)} ${recorded(finding)}</p>`, strip.element, html`<h2>${t("fail.why")}</h2>`, element, fold], actions,
  })
}

/** A draft that is no more was handed in before, perhaps in another tab. @param {drafts.Draft} draft @param {any} finding @param {{text: string, due: string}} given */
async function store({ id, place }, finding, given) {
  const kept = await drafts.find(id), said = t("said.fail", { number: numberOf(finding), unit: firmName(finding.unit), due: until(finding, given.due) })
  const then = () => backTo("recheck", place)
  if (!kept) await saving(() => savedBefore(id), then, { said, undoable: false })
  else if (kept.photos.length) await decide(finding, "fail", given, said, then, { id, photos: kept.photos })
}

/** Leaving keeps what was begun; one with nothing in it is thrown away. @param {drafts.Draft} draft */
async function leave(draft) {
  await leaveDraft(draft.id, ({ photos, fields }) => !photos.length && !fields.text)
  await refresh(false)
  backTo("recheck", draft.place)
}
