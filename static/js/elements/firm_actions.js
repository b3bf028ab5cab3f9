/** What a unit can do with a finding of its own: the danger under control, the repair done; everything rarer behind one button. */

import { extensionsLeft, isAsked } from "../core/extension.js"
import { allowedMoves } from "../core/lifecycle.js"
import { EXTENSIONS_MAX } from "../core/moves.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { answer } from "./answer.js"
import { sheet } from "./sheet.js"

/** @returns {number} granted extensions a finding may have */
export const extensionsMax = () => seen().settings.get("extensions_max")?.value ?? EXTENSIONS_MAX

/** @returns {import("../core/lifecycle.js").Around} what the moves table asks beside the finding itself */
export const around = () => ({ unit_of_actor: seen().mover.units, extensions_max: extensionsMax() })

/** @param {any} finding @param {import("../screens.js").App} app @returns {import("../html.js").Child} */
export function firmActions(finding, app) {
  const { actor, at } = seen().mover
  const may = app.writing ? allowedMoves(finding, actor, at, around()) : []
  const danger = finding.urgent || finding.deadlines?.control_by
  const first = ["control", "reply"].filter((move) => may.includes(move) && (move !== "control" || (danger && !finding.control)))
  const rare = ["extend_ask", "dispute"].filter((move) => may.includes(move))
  if (!first.length && !rare.length) return null
  return html`<div class="pair">${rare.length > 0 && html`<button data-testid="more-moves" onclick=${() => more(finding, rare, app)}>${moreWords(rare)}</button>`}
    ${first.map((move, nr) => html`<button class=${`wide ${nr === 0 ? "primary" : ""}`} data-testid=${`move-${move}`} onclick=${() => answer(finding, move, app)}>${t(`answer.go.${move}`)}</button>`)}</div>`
}

/** @param {string[]} moves @returns {string} what is behind the button */
const moreWords = (moves) => t(moves.length > 1 ? "answer.more" : `answer.go.${moves[0]}`)

/** @param {any} finding @param {string[]} moves @param {import("../screens.js").App} app */
function more(finding, moves, app) {
  const detail = (/** @type {string} */ move) => (move === "dispute" ? t("answer.dispute_hint")
    : isAsked(finding) ? t("answer.asked_hint") : t("answer.left", { n: extensionsLeft(finding, extensionsMax()) }))
  sheet(moreWords(moves), (close) => moves.map((move) => html`<button class="row" data-testid=${`move-${move}`} onclick=${() => { close(); answer(finding, move, app) }}>
    <span>${t(`answer.go.${move}`)}</span><small>${detail(move)}</small></button>`), "more-sheet")
}
