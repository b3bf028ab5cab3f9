/** 补充: the answer to 退回补充, a photo and words under the finding as it was filed. */

import { saving } from "../elements/saved.js"
import { title } from "../elements/finding_card.js"
import { numberOf } from "../elements/names.js"
import { page } from "../elements/page.js"
import { photoStrip } from "../elements/photo_strip.js"
import { html } from "../html.js"
import { turnTo } from "../router.js"
import * as drafts from "../sync/drafts.js"
import { refresh, seen } from "../sync/model.js"
import { savedBefore } from "../sync/queue.js"
import { lastEvent, record } from "../sync/record.js"
import { t } from "../words.js"

export const keeps = true

/** @param {string} id of the draft @returns {HTMLElement|null} */
export function show(id) {
  const draft = seen().drafts.find((one) => one.id === id), finding = seen().every.get(draft?.fields.finding)
  return draft && finding ? form(draft, finding) : null
}

/** @param {drafts.Draft} draft @param {any} finding */
function form(draft, finding) {
  const words = /** @type {HTMLTextAreaElement} */ (html`<textarea rows="3" maxlength="4000" data-testid="supplement-text" placeholder=${t("supplement.hint")} aria-label=${t("supplement.hint")}></textarea>`)
  words.value = draft.fields.text ?? ""
  const actions = html`<div class="pair"></div>`
  const strip = photoStrip(draft.id, () => drawActions())
  const store = async () => {
    await strip.ready().catch(() => {})
    await saving(() => save(draft.id, finding.id, words.value.trim()), () => turnTo("mine"), { said: t("said.supplement", { number: numberOf(finding) }), undoable: false })
  }
  const drawActions = () => actions.replaceChildren(html`<button class="primary wide" data-testid="save-supplement"
    disabled=${strip.count() === 0 && !words.value.trim()} onclick=${store}>${t("supplement.send")}</button>`)
  words.addEventListener("input", () => { drafts.saveFields(draft.id, { ...draft.fields, text: words.value }); drawActions() })
  drawActions()
  return page({
    name: "supplement", title: t("supplement.title", { number: numberOf(finding) }), back: () => leave(draft),
    body: [html`<p class="lead">${title(finding)}</p>`, finding.asked && html`<p class="alert">${t("alert.asked", { text: finding.asked })}</p>`, strip.element, words], actions,
  })
}

/** @param {string} id @param {string} finding @param {string} text */
async function save(id, finding, text) {
  const draft = await drafts.find(id), now = seen().every.get(finding)
  if (!draft || !now) return savedBefore(id)
  return record("comment.added", { finding, text, photos: draft.photos.map((photo) => photo.sha256), internal: false }, { id, after: lastEvent(now), photos: draft.photos })
}

/** @param {drafts.Draft} draft */
async function leave(draft) {
  const kept = await drafts.find(draft.id)
  if (kept && !kept.photos.length && !kept.fields.text) await drafts.discard(draft.id)
  await refresh(false)
  turnTo("mine")
}
