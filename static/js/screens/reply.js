/** What a person says about a finding: 已整改, 险情已控制, 申请延期, 有异议, or a comment. A draft at every touch; works without a network. */

import { isLater } from "../core/extension.js"
import { decide } from "../core/lifecycle.js"
import { pictureParts } from "../core/problem.js"
import { readyWords, saidWith, usualWords } from "../core/ready_words.js"
import { now } from "../edge/clock.js"
import { absolute } from "../elements/dates.js"
import { dropButton } from "../elements/drop_draft.js"
import { extensionPart } from "../elements/extension_part.js"
import { asFirm } from "../elements/finding_card.js"
import { around } from "../elements/firm_actions.js"
import { numberOf } from "../elements/names.js"
import { page } from "../elements/page.js"
import { photoStrip } from "../elements/photo_strip.js"
import { largePicture, viewer } from "../elements/pictures.js"
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
import { lastEvent, record, recordMove } from "../sync/record.js"
import { inWords, known, t } from "../words.js"

/** @typedef {{finding: string, move: string, chosen: string[], text: string, new_due?: string, internal?: boolean}} Fields `chosen` in Chinese, as it is filed */

export const keeps = true

/** Which of them show pictures of their own. */
const WITH_PHOTOS = new Set(["reply", "control", "comment"])

/** @param {string} id of the draft @returns {HTMLElement|null} null when it is no more */
export function show(id) {
  const draft = seen().drafts.find((one) => one.id === id)
  return draft ? form(draft) : null
}

/** @param {drafts.Draft} draft @returns {HTMLElement} */
function form(draft) {
  let fields = /** @type {Fields} */ (draft.fields), busy = false
  const finding = seen().every.get(fields.finding), { move } = fields
  const words = html`<div class="chips ready"></div>`
  const strip = WITH_PHOTOS.has(move) ? photoStrip(draft.id, () => drawActions()) : null
  const count = () => strip?.count() ?? 0
  const change = (/** @type {Partial<Fields>} */ some) => {
    fields = { ...fields, ...some }
    drafts.saveFields(draft.id, fields)
    drawWords()
    drawActions()
  }
  const drawWords = () => words.replaceChildren(...readyChips(fields, change))
  const { element: actions, draw: drawActions } = savingActions(() => [button(finding ? lacking(finding, fields, count()) : "unknown", busy, move, store)])
  const store = async () => {
    busy = true
    drawActions()
    await strip?.ready().catch(() => {})
    await saving(() => save(draft.id, fields), () => backTo("problem", fields.finding), { said: done(fields), undoable: false })
    busy = false
    drawActions()
  }
  drawWords()
  drawActions()
  return page({
    name: "reply", title: t(`answer.go.${move}`), back: () => leave(draft.id, fields),
    beside: dropButton(draft.id, () => backTo("problem", fields.finding)),
    body: [about(finding), finding && move === "reply" && sameView(finding), finding && move === "extend_ask" && extensionPart(finding, fields.new_due ?? "", (new_due) => change({ new_due })),
      move === "reply" && html`<h2>${t("part.after")}</h2>`, move !== "comment" && strip?.element, readyWords(move).length > 0 && html`<h2>${t(`answer.words.${move}`)}</h2>`, words, ownWords(fields, (text) => change({ text })),
      move === "comment" && [strip?.element, !asFirm() && readers(fields, change)]],
    actions,
  })
}

/** @param {any} finding @returns {HTMLElement} which one this is about */
const about = (finding) => (finding ? html`<p class="about"><strong>${title(finding)}</strong> ${recorded(finding)} <span>${placeName(finding.place)}</span> <span class="number">${numberOf(finding)}</span></p>`
  : html`<p class="empty">${t("problem.unknown")}</p>`)

/** @param {any} finding @returns {HTMLElement|false} the photo to be taken again from the same angle, above the camera */
function sameView(finding) {
  const photos = pictureParts(finding).find(({ part }) => part === "before")?.photos ?? []
  return photos.length > 0 && html`<div class="same-view"><h2>${t("part.before")}${photos.length > 1 && ` 1/${photos.length}`} · ${t("answer.same_angle")}</h2>${largePicture(photos[0], () => viewer(photos, 0))}</div>`
}

/** @param {Fields} fields @param {(some: Partial<Fields>) => void} change @returns {HTMLElement[]} shown in the language of the screen, kept in Chinese */
const readyChips = ({ move, chosen }, change) => readyWords(move).map((words) => html`<button class="chip" data-testid=${`words-${words.id}`} aria-pressed=${String(chosen.includes(words.zh))}
  onclick=${() => change({ chosen: chosen.includes(words.zh) ? chosen.filter((one) => one !== words.zh) : [...chosen, words.zh] })}>${inWords(words)}</button>`)

/** @param {Fields} fields @param {(text: string) => void} typed */
function ownWords({ text, move }, typed) {
  const hint = t(readyWords(move).length ? "answer.own_words" : "answer.comment_words")
  const words = /** @type {HTMLTextAreaElement} */ (html`<textarea rows="3" maxlength="4000" data-testid="own-words" placeholder=${hint} aria-label=${hint}></textarea>`)
  words.value = text
  words.addEventListener("input", () => typed(words.value))
  return words
}

/** @param {Fields} fields @param {(some: Partial<Fields>) => void} change who may read a comment @returns {HTMLElement} */
function readers(fields, change) {
  const chips = [false, true].map((internal) => html`<button class="chip" data-testid=${`readers-${internal ? "internal" : "all"}`} aria-pressed=${String(internal === Boolean(fields.internal))}
    onclick=${() => { change({ internal }); chips.forEach((chip, nr) => chip.setAttribute("aria-pressed", String(Boolean(nr) === internal))) }}>${t(`readers.${internal ? "internal" : "all"}`)}</button>`)
  return html`<div class="choice" role="group" aria-label=${t("readers.title")}><h2>${t("readers.title")}</h2><div class="chips">${chips}</div></div>`
}

/**
 * What the moves table would refuse, said before it is saved; beyond the table an extension is not asked for without a reason.
 * @param {any} finding @param {Fields} fields @param {number} photos @returns {string|null}
 */
function lacking(finding, { move, chosen, text, new_due = "" }, photos) {
  const said = saidWith(chosen, text)
  if (move === "comment") return said || photos ? null : "comment"
  const { actor, at } = seen().mover
  const now_seen = seen().every.get(finding.id) ?? finding
  const decision = decide(now_seen, { move, text: said, new_due, photos: Array.from({ length: photos }, () => "") }, actor, at, around())
  if ("refused" in decision) return decision.refused
  if (move !== "extend_ask") return null
  if (!isLater(now_seen, new Date(new_due), now())) return "not_later"
  return said ? null : "missing_reason"
}

/** @param {string|null} lacks @param {boolean} busy @param {string} move @param {() => void} store */
const button = (lacks, busy, move, store) => html`<button class="primary wide" data-testid="save-reply" disabled=${lacks !== null || busy} onclick=${store}>
  ${lacks === null ? t(`answer.save.${move}`) : t(known(`lack.${lacks}`) ? `lack.${lacks}` : known(`code.${lacks}`) ? `code.${lacks}` : "code.illegal_move")}</button>`

/** @param {Fields} fields @returns {string} what was done, in a sentence */
const done = ({ move, new_due }) => t(`answer.done.${move}`, { due: new_due ? absolute(new_due) : "" })

/** @param {string} id @param {Fields} fields @returns {Promise<import("../core/shapes.js").QueuedEvent>} */
async function save(id, { finding: of, move, chosen, text, new_due, internal }) {
  const draft = await drafts.find(id), finding = seen().every.get(of)
  if (!draft || !finding) return savedBefore(id)
  const said = saidWith(chosen, text), { photos } = draft
  if (move !== "comment") return recordMove(finding, move, { text: said, ...(move === "extend_ask" ? { new_due } : {}) }, { id, photos })
  const body = { finding: of, text: said, photos: photos.map((photo) => photo.sha256), ...(internal ? { internal } : {}) }
  return record("comment.added", body, { id, after: lastEvent(finding), photos })
}

/** Leaving keeps what was begun; one with nothing of the person's own in it is thrown away. @param {string} id of the draft @param {Fields} fields as they are on the screen */
async function leave(id, fields) {
  const { move, chosen, text, new_due } = fields, own = text.trim() || new_due || JSON.stringify(chosen) !== JSON.stringify(usualWords(move))
  await leaveDraft(id, ({ photos }) => !photos.length && !own)
  await refresh(false)
  backTo("problem", fields.finding)
}
