/** 议定事项: what the meeting decided for this unit, and the answer: done, or not done and why. */

import { CLIENT, done, isLate, mayAnswer, toDo } from "../core/decisions.js"
import { local } from "../core/days.js"
import { now } from "../edge/clock.js"
import { dayText, dueText } from "../elements/dates.js"
import { numberOf, whereWords } from "../elements/names.js"
import { page } from "../elements/page.js"
import { inChinese, title } from "../elements/recorded.js"
import { saving } from "../elements/saved.js"
import { closing, sheet } from "../elements/sheet.js"
import { html } from "../html.js"
import { go } from "../router.js"
import { seen } from "../sync/model.js"
import { record } from "../sync/record.js"
import { project } from "../sync/session.js"
import { t } from "../words.js"

/** As they are printed, whatever the screen speaks. */
const REASONS = { material: "材料未到", weather: "天气影响", residents: "居民未同意", others: "等其他工序", people: "人手不足" }

/** Whether the finished ones are unfolded. */
let unfolded = false

/** @param {string} _id @param {import("../screens.js").App} app @returns {HTMLElement} */
export function show(_id, { writing, redraw }) {
  const { mover, of } = seen(), open = toDo(of("decision"), mover), finished = done(of("decision"), mover)
  const may = writing && mayAnswer(project().role)
  return page({
    name: "decisions", title: t("decisions.title"), back: () => go("today"), up: true,
    body: [
      open.length ? open.map((one) => card(one, may, redraw)) : html`<p class="empty" data-testid="empty">${t(finished.length ? "decisions.all_done" : "decisions.none")}</p>`,
      finished.length > 0 && html`<button class="folded" data-testid="decisions-done" aria-expanded=${String(unfolded)}
        onclick=${() => { unfolded = !unfolded; redraw() }}>${t("decisions.done", { n: finished.length })}\u00a0${unfolded ? "▾" : "▸"}</button>`,
      unfolded && finished.map((one) => card(one, false, redraw)),
    ],
  })
}

/** @param {any} decision @param {boolean} may @param {() => void} redraw */
function card(decision, may, redraw) {
  const { id, text, unit, due, first_due, status, reason, meeting } = decision, late = isLate(decision, seen().day, now())
  return html`<article class="paper-card decision" data-testid=${`decision-${id}`} data-status=${status}>
    <div><h2>${text}</h2>
      ${about(decision)}
      <p>${t("decisions.of", { day: dayText(meeting) })} · ${seen().orgs.get(unit)?.short ?? ""}</p>
      ${due && html`<p>${t("finding.due", { due: first_due && first_due !== due ? t("decisions.carried", { first: whenText(first_due), due: whenText(due) }) : whenText(due) })} ${late && html`<b class="overdue">${t("finding.overdue")}</b>`}</p>`}
      ${status !== "open" && html`<p class="attended" data-testid="answer">${status === "done" ? "✓ " : ""}${status === "not_done" && reason ? t("decisions.saved_not_done", { what: reason }) : t(`decisions.status.${status}`)}</p>`}</div>
    ${may && html`<div class="pair"><button data-testid=${`not-done-${id}`} onclick=${() => askWhy(decision, redraw)}>${t("decisions.not_done")}</button>
      <button class="primary" data-testid=${`done-${id}`} onclick=${() => askSure(decision, redraw)}>${t("decisions.done_button")}</button></div>`}</article>`
}

/** Which finding it is about, with the way to it. @param {any} decision */
function about({ id, finding: named }) {
  const finding = seen().every.get(named)
  return finding && html`<button class="row" data-testid=${`about-${id}`} onclick=${() => go("problem", finding.id)}><span>${whereWords(finding)}</span>
    <small>${title(finding)} <span class="number">${numberOf(finding)}</span></small></button>`
}

/** @param {string} due a day, or an instant @returns {string} */
const whenText = (due) => (due.length === 10 ? dayText(due) : dueText(due))

/** @param {any} decision @param {{done: boolean, reason?: string, carried?: string}} said @param {() => void} then */
const answer = (decision, said, then) => saving(
  () => record("decision.moved", { decision: decision.id, ...said }, { after: decision.history.slice(-1).map((/** @type {any} */ line) => line.event) }),
  then, { said: t(said.done ? "decisions.saved_done" : said.carried ? "decisions.saved_carried" : "decisions.saved_not_done", { what: short(decision.text) }), undoable: false })

const SHORT = 24
/** @param {string} text @returns {string} enough of it to know which one */
const short = (text) => (text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text)

/** What is done stays done: a tap by mistake must not close it. @param {any} decision @param {() => void} redraw */
const askSure = (decision, redraw) => sheet(t("decisions.sure_title"), (close) => [html`<p class="lead">${decision.text}</p>`, html`<p>${t("decisions.sure")}</p>`,
  html`<button class="primary wide big" data-testid="done-sure" onclick=${() => answer(decision, { done: true }, closing(close, redraw))}>${t("decisions.done_button")}</button>`], "done-sheet")

/** Why not; who calls the meeting may give it a new day. @param {any} decision @param {() => void} redraw */
function askWhy(decision, redraw) {
  const why = /** @type {HTMLTextAreaElement} */ (html`<textarea rows="2" maxlength="400" data-testid="why"></textarea>`)
  const carry = /** @type {HTMLInputElement|false} */ (CLIENT.includes(project().role) && html`<input type="date" data-testid="carry" min=${local(now(), seen().zone).day}>`)
  const save = html`<button class="primary wide" data-testid="why-save">${t("save")}</button>`
  const ready = () => { /** @type {HTMLButtonElement} */ (save).disabled = !why.value.trim() }
  const fill = (/** @type {string} */ reason) => { why.value = [why.value.trim(), reason].filter(Boolean).join("，"); ready() }
  why.value = decision.reason ?? ""
  why.addEventListener("input", ready)
  ready()
  sheet(t("decisions.why_title"), (close) => {
    save.addEventListener("click", () => answer(decision, { done: false, reason: why.value.trim(), ...(carry && carry.value ? { carried: carry.value } : {}) }, closing(close, redraw)))
    return [html`<p>${decision.text}</p>`, html`<div class="chips">${Object.entries(REASONS).map(([name, reason]) =>
      html`<button class="chip" data-testid=${`reason-${name}`} onclick=${() => fill(reason)}>${t(`decisions.reason.${name}`)}</button>`)}</div>`,
    html`<label class="field"><span>${t("decisions.why")}</span>${why}${inChinese()}</label>`, carry && html`<label class="field"><span>${t("decisions.carry")}</span>${carry}</label>`, save]
  }, "why-sheet")
}
