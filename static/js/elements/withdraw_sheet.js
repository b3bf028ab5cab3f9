/** 撤回: takes an own record back, with the reason; what was reviewed stays with the office. */

import { untouched } from "../core/overlay_findings.js"
import { html } from "../html.js"
import { turnTo } from "../router.js"
import { seen } from "../sync/model.js"
import { withdrawVisit } from "../sync/record.js"
import { t } from "../words.js"
import { sign } from "./marks.js"
import { numberOf } from "./names.js"
import { placeName } from "./place_names.js"
import { title } from "./recorded.js"
import { saving } from "./saved.js"
import { sheet } from "./sheet.js"

/** What the office reads, whatever this screen speaks. @type {Record<string, string>} */
const REASONS = { wrong_place: "记错地方", twice: "重复", by_mistake: "误触", other: "其他" }

/** @param {import("../core/own_visits.js").OwnVisit} visit @param {boolean} reviewed some of its findings are no longer its filer's alone @param {() => Promise<any>} gone
 *  @param {() => void} [then] where to go next: to its place */
export function askWithdraw(visit, reviewed, gone, then = () => turnTo("place", visit.body.place)) {
  const { place } = visit.body
  const take = async (/** @type {string} */ reason) => {
    const withdraw = async () => {
      const event = await withdrawVisit(visit.id, REASONS[reason] ?? "")
      await gone()
      return event
    }
    await saving(withdraw, then, { said: t("withdraw.saved", { place: placeName(place) }), undoable: false })
  }
  let chosen = ""
  sheet(t("withdraw.title", { place: placeName(place) }), (close) => {
    const sure = /** @type {HTMLButtonElement} */ (html`<button class="primary danger" data-testid="withdraw-sure" disabled onclick=${() => { close(); take(chosen) }}>${t("withdraw.go")}</button>`)
    const chips = Object.keys(REASONS).map((reason) => html`<button class="row" data-testid=${`withdraw-${reason}`} aria-pressed="false" onclick=${() => choose(reason)}>${t(`withdraw.${reason}`)}</button>`)
    const choose = (/** @type {string} */ reason) => {
      chosen = reason
      sure.disabled = false
      chips.forEach((chip, at) => chip.setAttribute("aria-pressed", String(Object.keys(REASONS)[at] === reason)))
    }
    return [taken(visit).map((words) => html`<p class="lead" data-testid="withdraw-what">${words}</p>`),
      html`<p>${t(reviewed ? "withdraw.keeps" : visit.findings.length ? "withdraw.findings" : "withdraw.text")}</p>`,
      html`<div class="reasons" role="group" aria-label=${t("withdraw.reasons")}>${chips}</div>`, sure]
  }, "withdraw-sheet")
}

/** @param {import("../core/own_visits.js").OwnVisit} visit @returns {string[]} what goes with it: its findings nobody has reviewed, else what was said of the place */
function taken({ findings, body }) {
  const going = findings.map((id) => seen().every.get(id)).filter((finding) => finding && untouched(finding))
  return findings.length ? going.map((finding) => [sign(finding.severity, finding.kind), title(finding), numberOf(finding)].filter(Boolean).join(" ")) : [t(`coverage.${body.outcome}`)]
}
