/** 今日提示: one line for everybody, written on the phone. */

import { html } from "../html.js"
import { go } from "../router.js"
import { seen } from "../sync/model.js"
import { record } from "../sync/record.js"
import { t } from "../words.js"
import { saving } from "./saved.js"
import { closing, sheet } from "./sheet.js"

const CHARS_MAX = 200

/** Asks for the text; an empty one takes the line away. */
export function askNotice() {
  const { day, notice } = seen()
  const text = /** @type {HTMLTextAreaElement} */ (html`<textarea rows="4" maxlength=${CHARS_MAX} data-testid="notice-text" aria-label=${t("today.notice")}></textarea>`)
  text.value = notice
  const save = (/** @type {() => void} */ close) => {
    const said = text.value.trim()
    if (said === notice) close()
    else saving(() => record("notice_of_day.set", { day, text: said }), closing(close, () => go("today")), { said: t(said ? "notice.saved" : "notice.removed"), undoable: false })
  }
  sheet(t("notice.title"), (close) => [html`<p>${t("notice.for_whom")}</p>`, text,
    html`<button class="primary" data-testid="notice-save" onclick=${() => save(close)}>${t("save")}</button>`], "notice-sheet")
  text.focus()
}
