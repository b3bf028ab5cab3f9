/** The draft of a day's paper, begun with the first change: whoever only looks leaves nothing behind. */

import * as drafts from "../sync/drafts.js"
import { refresh, seen } from "../sync/model.js"
import { turnTo } from "../router.js"
import { t } from "../words.js"
import { html } from "../html.js"
import { sheet } from "./sheet.js"

/** @typedef {{fields: any, keep: (fields: any) => void, id: () => Promise<string|null>, leave: () => Promise<void>, dropButton: (afterwards: () => void) => HTMLElement}} PaperDraft */

/** @param {string} kind the screen it is written on @returns {PaperDraft} `fields`: null when nothing was begun, else with the `day` whose form they were written in */
export function paperDraft(kind) {
  const { day } = seen(), kept = seen().drafts.find((one) => one.kind === kind) ?? null
  let id = kept?.id ?? null, working = /** @type {Promise<any>} */ (Promise.resolve())
  const button = html`<button class="quiet" hidden=${!kept} data-testid="drop-draft">${t("draft.drop")}</button>`
  const leave = async () => { await working; await refresh(false); turnTo("today") }
  const drop = async () => {
    await working
    if (id) await drafts.discard(id)
    await refresh(false)
  }
  return {
    fields: kept?.fields ?? null, leave,
    keep: (fields) => {
      button.hidden = false
      const dated = { ...fields, day }
      working = working.catch(() => {}).then(async () => { if (id) await drafts.saveFields(id, dated); else id = (await drafts.begin(kind, "", dated)).id })
    },
    id: async () => { await working.catch(() => {}); return id },
    dropButton: (afterwards) => { button.addEventListener("click", () => askDrop(drop, afterwards)); return button },
  }
}

/** @param {() => Promise<void>} drop @param {() => void} afterwards */
const askDrop = (drop, afterwards) => sheet(t("draft.drop_title"), (close) => [html`<p>${t("paper.drop_text")}</p>`,
  html`<button class="wide danger" data-testid="drop-sure" onclick=${async () => { close(); await drop(); afterwards() }}>${t("draft.drop")}</button>`], "drop-sheet")
