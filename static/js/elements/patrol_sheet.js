/** Asks, once a day and only who wants to say it, what kind of patrol today is and who walks along. */

import { companions } from "../core/companions.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { patrol, setPatrol } from "../sync/record.js"
import { t } from "../words.js"
import { sheet } from "./sheet.js"

const PATROLS = ["daily", "joint", "special", "leader", "self"]

/** @param {() => void} changed */
export async function ask(changed) {
  const now = await patrol()
  let type = now.type
  const names = /** @type {HTMLInputElement} */ (html`<input data-testid="patrol-people" value=${now.participants.join(" ")} placeholder=${t("patrol.people_hint")}>`)
  const rows = PATROLS.map((one) => html`<button class="row" data-testid=${`patrol-${one}`} aria-pressed=${String(one === type)}
    onclick=${() => { type = one; rows.forEach((row, index) => row.setAttribute("aria-pressed", String(PATROLS[index] === one))) }}>${t(`patrol.${one}`)}</button>`)
  const said = () => names.value.split(/[\s,，、;；]+/).filter(Boolean).slice(0, 30)
  const chips = companions(seen().of("person"), seen().own, seen().mover.actor).map((name) => html`<button class="chip" data-testid="patrol-person"
    aria-pressed=${String(said().includes(name))} onclick=${(/** @type {Event} */ event) => turn(name, event)}>${name}</button>`)
  const turn = (/** @type {string} */ name, /** @type {Event} */ event) => {
    const with_them = !said().includes(name)
    names.value = (with_them ? [...said(), name] : said().filter((one) => one !== name)).join(" ")
    const chip = /** @type {HTMLElement} */ (event.currentTarget)
    chip.setAttribute("aria-pressed", String(with_them))
  }
  const save = async (/** @type {() => void} */ close) => {
    await setPatrol(type, said())
    close()
    changed()
  }
  sheet(t("patrol.title"), (close) => [rows, html`<label class="field"><span>${t("patrol.people")}</span>${names}</label>`, chips.length > 0 && html`<div class="chips names">${chips}</div>`,
    html`<button class="primary" data-testid="patrol-save" onclick=${() => save(close)}>${t("ok")}</button>`], "patrol-sheet")
}
