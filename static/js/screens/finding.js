/** Files a finding at a place: photo, item, phrase, save; reviewers may issue it at once, and danger is told by telephone. */

import { brought, hashes } from "../core/draft_photos.js"
import { alias } from "../core/envelope.js"
import { enough, filed } from "../core/finding.js"
import { newId } from "../edge/digest.js"
import { caller } from "../elements/call_line.js"
import { dropButton } from "../elements/drop_draft.js"
import { findingForm } from "../elements/finding_form.js"
import { page } from "../elements/page.js"
import { placeName } from "../elements/place_names.js"
import { saving, visited } from "../elements/saved.js"
import { html } from "../html.js"
import { turnTo } from "../router.js"
import * as drafts from "../sync/drafts.js"
import { refresh, seen } from "../sync/model.js"
import { leaveDraft } from "../sync/photos.js"
import { enqueue, readEvent, savedBefore } from "../sync/queue.js"
import { recordVisit } from "../sync/record.js"
import { deviceId, project } from "../sync/session.js"
import { spoken, t } from "../words.js"

/** @typedef {import("../core/finding.js").Fields} Fields */

export const keeps = true

/** @param {string} id of the draft @returns {HTMLElement|null} null when it is no more */
export function show(id) {
  const draft = seen().drafts.find((one) => one.id === id)
  return draft ? filing(draft) : null
}

/** Reviewers may issue what they file themselves; nobody else waits for the button. @type {{button?: typeof import("../elements/issue_button.js").issueButton}} */
const issuing = {}
const learnIssuing = async () => { issuing.button = (await spoken(import("../elements/issue_button.js"))).issueButton }

/** @param {drafts.Draft} draft @returns {HTMLElement} */
function filing(draft) {
  const form = findingForm(draft, { buttons: (now) => [
    issuing.button?.(now, (unit) => form.ask(() => store(draft, { ...form.now().fields, unit }, true))),
    html`<button class="primary wide" data-testid="save-finding" disabled=${!now.something || now.busy}
      onclick=${() => form.ask(() => store(draft, form.now().fields, false))}>${t(now.something ? "save" : "finding.nothing_yet")}</button>`] })
  if (!issuing.button && ["specialist", "chief"].includes(project().role)) learnIssuing().then(form.redraw)
  return page({
    name: "finding", title: t("finding.title", { place: placeName(draft.place) }), back: () => leave(draft, form.now().fields),
    beside: dropButton(draft.id, () => turnTo("place", draft.place)),
    body: form.body, actions: form.actions,
  })
}

/** Leaving keeps what was begun; a draft with nothing in it is thrown away. @param {drafts.Draft} draft @param {Fields} fields as they are on the screen */
async function leave(draft, fields) {
  await leaveDraft(draft.id, ({ photos }) => !enough(fields, photos.length))
  await refresh(false)
  turnTo("place", draft.place)
}

/** What was repaired on the spot or issued stays with the office when its visit is taken back: so that is not offered. @param {drafts.Draft} draft @param {Fields} fields @param {boolean} issue */
async function store(draft, fields, issue) {
  const call = await caller(), told = { ...visited(draft.place), undoable: !issue && !fields.on_spot }
  await saving(() => save(draft.id, fields, issue), (event) => {
    turnTo("place", draft.place)
    call(/** @type {any} */ (event.envelope).body.findings[0].id)
  }, told)
}

/** @param {string} id @param {Fields} fields @param {boolean} issue @returns {Promise<import("../core/shapes.js").QueuedEvent>} */
async function save(id, fields, issue) {
  const draft = await drafts.find(id)
  const visit = draft ? await file(draft, fields) : await savedBefore(id), [finding] = readEvent(visit).body.findings
  if (issue) {
    await enqueue({ type: "finding.moved", after: [visit.id], body: {
      finding: finding.id, move: "issue", from: { state: "submitted", round: 1 }, unit: finding.unit, due: finding.due } })
  }
  return visit
}

/** @param {drafts.Draft} draft @param {Fields} fields @returns {Promise<import("../core/shapes.js").QueuedEvent>} */
function file(draft, fields) {
  const count = seen().own.flatMap((event) => event.envelope?.body.findings ?? []).length + 1
  const finding = filed(fields, {
    id: newId(), alias: alias(deviceId(), count), place: draft.place, photos: hashes(draft.photos), after: hashes(draft.photos, "after"),
  }, seen().items.find((one) => one.id === fields.item))
  return recordVisit(draft.place, "findings", { id: draft.id, source: fields.source, photos: brought(draft.photos), findings: [finding] })
}
