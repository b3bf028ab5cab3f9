/** The kind of today's patrol and who walks along, said once a day. */

import { html } from "../html.js"
import { patrol, setPatrol } from "../sync/record.js"
import { t } from "../words.js"
import { sheet } from "./sheet.js"

export const PATROLS = ["daily", "joint", "special", "leader", "self"]

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
  button.addEventListener("click", () => ask(() => { write(); changed() }))
  write()
  return button
}

/** @param {() => void} changed */
async function ask(changed) {
  const now = await patrol()
  let type = now.type
  const names = /** @type {HTMLInputElement} */ (html`<input data-testid="patrol-people" value=${now.participants.join(" ")} placeholder=${t("patrol.people_hint")}>`)
  const rows = PATROLS.map((one) => html`<button class="row" data-testid=${`patrol-${one}`} aria-pressed=${String(one === type)}
    onclick=${() => { type = one; rows.forEach((row, index) => row.setAttribute("aria-pressed", String(PATROLS[index] === one))) }}>${t(`patrol.${one}`)}</button>`)
  const save = async (/** @type {() => void} */ close) => {
    const people = names.value.split(/[\s,，、;；]+/).filter(Boolean).slice(0, 30)
    await setPatrol(type, people)
    close()
    changed()
  }
  sheet(t("patrol.title"), (close) => [rows, html`<label class="field"><span>${t("patrol.people")}</span>${names}</label>`,
    html`<button class="primary" data-testid="patrol-save" onclick=${() => save(close)}>${t("ok")}</button>`], "patrol-sheet")
}
