/** Puts an own record of today or yesterday right, or takes it back: 更正 · 撤回. What was reviewed meanwhile stays as it is. */

import { fieldsFrom, filedAgain, keptPhoto, photosFrom } from "../core/amending.js"
import { brought, hashes } from "../core/draft_photos.js"
import { filed } from "../core/finding.js"
import { untouched } from "../core/overlay_findings.js"
import { visitForm } from "../elements/amend_visit.js"
import { dropButton } from "../elements/drop_draft.js"
import { findingCard } from "../elements/finding_card.js"
import { findingForm } from "../elements/finding_form.js"
import { ownRecords, whenWords } from "../elements/own_records.js"
import { page } from "../elements/page.js"
import { placeName } from "../elements/place_names.js"
import { saving } from "../elements/saved.js"
import { askWithdraw } from "../elements/withdraw_sheet.js"
import { html } from "../html.js"
import { turnTo } from "../router.js"
import * as drafts from "../sync/drafts.js"
import { refresh, seen } from "../sync/model.js"
import { leaveDraft } from "../sync/photos.js"
import { savedBefore } from "../sync/queue.js"
import { amendVisit, lastEvent } from "../sync/record.js"
import { t } from "../words.js"

/** @typedef {import("../core/own_visits.js").OwnVisit} OwnVisit */

/** The visit last shown, if this phone did not have it. @type {string|null} */
let absent = null

/** A form stays as it is; one without its visit only until that has come. */
export const keeps = () => absent === null || !visitOf(absent)

/** @param {string} id of the visit @returns {OwnVisit|undefined} */
const visitOf = (id) => ownRecords().find((one) => one.id === id)

/** @param {string} id of the visit or of the draft that puts it right @returns {HTMLElement|null} */
export function show(id) {
  const draft = seen().drafts.find((one) => one.kind === "amend" && (one.id === id || one.fields.target === id))
  const target = draft?.fields.target ?? id, visit = visitOf(target)
  absent = visit ? null : target
  if (!visit) return draft ? notHere(draft) : null
  if (draft) return amending(draft, visit)
  begin(visit)
  return page({ name: "amend", title: t("amend.title", { place: placeName(visit.body.place) }), back: () => turnTo("place", visit.body.place), body: null })
}

/** Everything may be on its way here anew, or the days to put it right are over: what was written is thrown away by the person alone. @param {drafts.Draft} draft */
const notHere = ({ id, place }) => page({
  name: "amend", title: t("amend.title", { place: placeName(place) }), back: () => turnTo("place", place), beside: dropButton(id, () => turnTo("place", place)),
  body: html`<p class="empty" data-testid="amend-not-here">${t("amend.not_here")}</p>`,
})

/** @param {OwnVisit} visit the draft holds what the record says now, so that a page killed meanwhile loses nothing */
async function begin(visit) {
  const start = startOf(visit)
  const draft = await drafts.begin("amend", visit.body.place, { ...start.fields, target: visit.id }, start.photos)
  await refresh(false)
  turnTo("amend", draft.id)
}

/** @param {OwnVisit} visit @returns {any|null} the finding the form is about: the first still as it was filed */
const findingOf = (visit) => visit.findings.map((id) => seen().every.get(id)).find((finding) => finding && untouched(finding)) ?? null

/** @param {OwnVisit} visit @returns {{fields: any, photos: import("../core/draft_photos.js").DraftPhoto[]}} */
function startOf(visit) {
  const finding = findingOf(visit), { body } = visit
  if (finding) return { fields: fieldsFrom(finding, body, seen().items.find((one) => one.id === finding.item)), photos: photosFrom(finding) }
  const known = new Map(seen().visits.flatMap((one) => one.photos ?? []).map((photo) => [photo.sha256, photo]))
  return { fields: { outcome: body.outcome, reason: body.reason, doors: body.doors }, photos: body.photos.map((/** @type {string} */ sha256) => keptPhoto(known.get(sha256) ?? { sha256 })) }
}

/** @param {drafts.Draft} draft @param {OwnVisit} visit @returns {HTMLElement} */
function amending(draft, visit) {
  const { place } = visit.body, finding = findingOf(visit), reviewed = visit.findings.filter((id) => id !== finding?.id).flatMap((id) => seen().every.get(id) ?? [])
  const form = finding ? ofFinding(draft, visit, finding) : visit.findings.length ? null : visitForm(draft, visit, (ready) => saveButton(!ready, () => store(draft.id, visit, null, null)))
  return page({
    name: "amend", title: t("amend.title", { place: placeName(place) }), under: `${t(`coverage.${visit.body.outcome}`)} ${whenWords(visit.at)}`, back: () => leave(draft.id, visit),
    beside: html`<button class="quiet" data-testid="btn-withdraw" onclick=${() => askWithdraw(visit, reviewed.length > 0, () => drafts.discard(draft.id))}>${t("withdraw.go")}</button>`,
    body: [reviewed.length > 0 && html`<p class="notice" data-testid="reviewed">${t("amend.reviewed")}</p>`, reviewed.map((finding) => findingCard(finding)), form?.body],
    actions: form?.actions ?? dropButton(draft.id, () => turnTo("place", place)),
  })
}

/** @param {drafts.Draft} draft @param {OwnVisit} visit @param {any} finding @returns {import("../elements/finding_form.js").Form} */
function ofFinding(draft, visit, finding) {
  const form = findingForm(draft, { without: finding.id, buttons: (now) => [
    saveButton(!now.something || now.busy, () => form.ask(() => store(draft.id, visit, finding, form.now().fields)))] })
  return form
}

/** @param {boolean} disabled @param {() => void} save */
const saveButton = (disabled, save) => html`<button class="primary wide" data-testid="save-amend" disabled=${disabled} onclick=${save}>${t("amend.save")}</button>`

/** A correction in which nothing was changed is thrown away. @param {string} id of the draft @param {OwnVisit} visit */
async function leave(id, visit) {
  const start = startOf(visit)
  const told = (/** @type {any} */ fields, /** @type {any[]} */ photos) => JSON.stringify([Object.entries({ ...fields, target: "" }).sort(), photos.map((photo) => photo.sha256)])
  await leaveDraft(id, ({ fields, photos }) => told(fields, photos) === told(start.fields, start.photos))
  await refresh(false)
  turnTo("place", visit.body.place)
}

/** @param {string} id of the draft @param {OwnVisit} visit @param {any} finding put right, if it is about one @param {any} fields as they are on the screen */
async function store(id, visit, finding, fields) {
  const said = t("amend.saved", { place: placeName(visit.body.place) })
  await saving(async () => {
    const draft = await drafts.find(id)
    if (!draft) return savedBefore(id)
    const body = finding ? findingsBody(visit, finding, fields, draft) : visitBody(visit, draft)
    return amendVisit(visit.id, body, { id, photos: brought(draft.photos), after: finding ? lastEvent(finding) : [] })
  }, () => turnTo("place", visit.body.place), { said, undoable: false })
}

/** @param {OwnVisit} visit @param {any} finding @param {any} fields @param {drafts.Draft} draft @returns {any} the whole visit, its other findings as they stand */
function findingsBody({ body, findings }, finding, fields, draft) {
  const facts = { id: finding.id, alias: finding.alias ?? "", place: body.place, photos: hashes(draft.photos), after: hashes(draft.photos, "after") }
  const again = filed(fields, facts, seen().items.find((one) => one.id === fields.item))
  const others = findings.filter((id) => id !== finding.id).flatMap((id) => seen().every.get(id) ?? []).filter(untouched)
  return { ...body, source: fields.source, findings: [again, ...others.map(filedAgain)] }
}

/** @param {OwnVisit} visit @param {drafts.Draft} draft @returns {any} */
function visitBody({ body }, { fields, photos }) {
  const looked = fields.outcome === "building_looked"
  return { ...body, outcome: fields.outcome, reason: fields.outcome === "no_access" ? fields.reason : null, doors: looked ? fields.doors : null, photos: hashes(photos), findings: [] }
}
