/** What happens after every save: a buzz, the line that says so, with 撤销 for a visit, the exchange at once; and the first time, a promise explained. */

import { html } from "../html.js"
import * as db from "../edge/db.js"
import { buzz, persist } from "../edge/device.js"
import { go } from "../router.js"
import { sendNow } from "../sync.js"
import { refresh } from "../sync/model.js"
import { withdrawVisit } from "../sync/record.js"
import { t } from "../words.js"
import { refusal, stillSaving } from "./not_saved.js"
import { oneAtATime } from "./one_at_a_time.js"
import { placeName } from "./place_names.js"
import { sheet } from "./sheet.js"
import { toast } from "./toast.js"

/** @param {string} place id @returns {{said: string, undoable: boolean}} what is said of a visit, which may be taken back */
export const visited = (place) => ({ said: t("saved.at", { place: placeName(place) }), undoable: true })

const SLOW_MS = 10_000
const BUSY_MS = 4_000
const alone = oneAtATime(SLOW_MS, { busy: () => toast(t("save.busy"), null, BUSY_MS), slow: stillSaving })

/**
 * Saves, or says loudly that it was not saved and keeps everything as it is.
 * @param {() => Promise<import("../core/shapes.js").QueuedEvent>} save
 * @param {(event: import("../core/shapes.js").QueuedEvent) => void} then where to go next
 * @param {{said: string, undoable: boolean}} told the sentence to say, empty where the screen says it; `undoable` only for a visit saved alone: nothing else is taken
 *   back by taking the visit back
 */
export async function saving(save, then, told) {
  if (await alone(() => saveNow(save, then, told))) await firstTime().catch(console.warn)
}

/**
 * Until the next screen is there a second tap is the same tap: it must not record twice.
 * @param {() => Promise<import("../core/shapes.js").QueuedEvent>} save @param {(event: import("../core/shapes.js").QueuedEvent) => void} then
 * @param {{said: string, undoable: boolean}} told @returns {Promise<boolean>} whether it was saved
 */
async function saveNow(save, then, { said, undoable }) {
  let event
  try {
    event = await save()
  } catch (error) {
    refusal(error)
    return false
  }
  buzz()
  await refresh(false).catch(console.warn)
  then(event)
  if (said) toast(said, undoable ? { label: t("undo"), testid: "btn-undo", act: () => undo(event) } : null)
  sendNow()
  return true
}

/** @param {any} event the visit to take back; its place is shown again */
async function undo(event) {
  try {
    await withdrawVisit(event.id, "撤销")
  } catch (error) {
    return refusal(error)
  }
  await refresh(false)
  go("place", event.envelope.body.place)
  toast(t("saved.undone"), null, 4_000)
  sendNow()
}

/** Asks the browser to keep our storage, and says once what a person should know. Firefox answers only after asking the person itself. */
async function firstTime() {
  if (await db.note("told_first_save")) return
  await db.setNote("told_first_save", true)
  persist().then((answer) => db.setNote("persist", answer)).catch(console.error)
  sheet(t("first_save.title"), (close) => [html`<p class="lead">${t("first_save.text")}</p>`,
    html`<button class="primary" data-testid="first-save-ok" onclick=${close}>${t("first_save.ok")}</button>`], "first-save")
}
