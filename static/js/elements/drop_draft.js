/** 放弃: throws away what was begun, with its photos, once the person is sure. */

import { html } from "../html.js"
import { discard } from "../sync/drafts.js"
import { refresh } from "../sync/model.js"
import { t } from "../words.js"
import { sheet } from "./sheet.js"

/** @param {string} id of the draft @param {() => void} then where to go next @returns {HTMLElement} */
export const dropButton = (id, then) => html`<button class="quiet" data-testid="drop-draft" onclick=${() => askDrop(id, then)}>${t("draft.drop")}</button>`

/** @param {string} id @param {() => void} then */
const askDrop = (id, then) => sheet(t("draft.drop_title"), (close) => [html`<p>${t("draft.drop_text")}</p>`,
  html`<button class="wide danger" data-testid="drop-sure" onclick=${async () => {
    close()
    await discard(id)
    await refresh(false)
    then()
  }}>${t("draft.drop")}</button>`], "drop-sheet")
