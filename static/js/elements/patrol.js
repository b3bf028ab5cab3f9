/** The kind of today's patrol and who walks along, said once a day. */

import { html } from "../html.js"
import { patrol } from "../sync/record.js"
import { spoken, t } from "../words.js"

/** What was said last: the line is never empty or jumps while storage is asked. */
let said = { type: "daily", participants: /** @type {string[]} */ ([]) }

/** @param {() => void} changed @returns {HTMLElement} */
export function patrolLine(changed) {
  const words = () => `${t(`patrol.${said.type}`)}${said.participants.length ? ` · ${said.participants.join(t("comma"))}` : ""} ▾`
  const button = html`<button class="patrol" data-testid="patrol">${words()}</button>`
  const write = async () => {
    said = await patrol()
    if (button.textContent !== words()) button.textContent = words()
  }
  button.addEventListener("click", async () => (await spoken(import("./patrol_sheet.js"))).ask(() => { write(); changed() }))
  write()
  return button
}
