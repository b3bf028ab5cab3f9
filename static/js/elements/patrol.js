/** The kind of today's patrol and who walks along, said once a day. */

import { html } from "../html.js"
import { patrol } from "../sync/record.js"
import { spoken, t } from "../words.js"

/** @param {() => void} changed @returns {HTMLElement} */
export function patrolLine(changed) {
  const button = html`<button class="patrol" data-testid="patrol"></button>`
  const write = async () => {
    const { type, participants } = await patrol()
    button.textContent = `${t(`patrol.${type}`)}${participants.length ? ` · ${participants.join(t("comma"))}` : ""} ▾`
  }
  button.addEventListener("click", async () => (await spoken(import("./patrol_sheet.js"))).ask(() => { write(); changed() }))
  write()
  return button
}
