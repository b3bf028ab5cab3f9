/** 现在打电话: whom to call about a danger, and what became of the call. */

import { callees } from "../core/callees.js"
import { localIso } from "../core/envelope.js"
import { phoneNow } from "../edge/clock.js"
import { html } from "../html.js"
import { here, turnTo } from "../router.js"
import { seen } from "../sync/model.js"
import { lastEvent, record } from "../sync/record.js"
import { session } from "../sync/session.js"
import { t } from "../words.js"
import { dueText } from "./dates.js"
import { once } from "./one_at_a_time.js"
import { placeName } from "./place_names.js"
import { recorded, title } from "./recorded.js"
import { saving } from "./saved.js"
import { sheet } from "./sheet.js"

/** @typedef {import("../core/callees.js").Callee} Callee */

/** @param {string} id of the finding */
export function callSheet(id) {
  const finding = seen().every.get(id)
  if (!finding) return
  const duty = seen().settings.get("policy_call")?.value?.urgent_phone ?? ""
  const people = callees(finding, seen().of("person"), seen().orgs, duty, session()?.person.id ?? "")
  const limit = finding.deadlines?.control_by, noted = html`<p class="banner noted" role="status" hidden data-testid="call-noted"></p>`
  sheet(t("call.now"), (close) => {
    const store = (/** @type {string} */ whom, missed = () => {}) =>
      save(finding, whom, close, (words) => { noted.textContent = words; noted.hidden = false; noted.scrollIntoView({ block: "nearest" }); missed() })
    return [noted, html`<p class="lead">${placeName(finding.place)} ${title(finding)} ${recorded(finding)}</p>`,
      html`<p data-testid="call-limit">${limit ? t("call.limit", { due: dueText(limit) }) : t("finding.urgent_note")}</p>`,
      people.length ? choosing(people, store) : [html`<p>${t("call.nobody", { unit: seen().orgs.get(finding.unit)?.short ?? "" })}</p>`, answers(() => store("")).element],
      html`<button data-testid="call-later" onclick=${close}>${t("call.later")}</button>`]
  }, "call-sheet")
}

/** @typedef {(result: "reached"|"no_answer") => Promise<void>} Store */

/**
 * Whom one called is the row touched last: what came of it is asked only then. Who did not answer is marked, and somebody else is to be touched.
 * @param {Callee[]} people @param {(whom: string, missed: () => void) => Store} store
 */
function choosing(people, store) {
  let whom = /** @type {Callee|null} */ (null)
  const tried = new Set()
  const told = html`<p class="lead" aria-live="polite" data-testid="call-whom"></p>`
  const rows = people.map((one) => html`<a class="row call" href=${`tel:${one.phone}`} data-testid=${`tel-${one.id}`} onclick=${() => touch(one)}>
    <span class="dial"><span aria-hidden="true">☎</span> ${t("call.dial")}</span><span class="who"><strong>${nameOf(one)}</strong>${rank(one).map((fact) => html`<small>${fact}</small>`)}<small class="missed"></small></span>
    <span class="tel">${one.phone}</span></a>`)
  const missed = (/** @type {Callee} */ one) => { tried.add(one); touch(null) }
  const { element, name } = answers(() => { const called = /** @type {Callee} */ (whom); return store(nameOf(called), () => missed(called)) })
  const touch = (/** @type {Callee|null} */ one) => {
    whom = one
    told.textContent = one ? t("call.to", { name: nameOf(one) }) : tried.size ? "" : t("call.first")
    element.hidden = !one
    if (one) name(nameOf(one))
    rows.forEach((row, at) => {
      row.setAttribute("aria-current", String(people[at] === one))
      row.classList.toggle("tried", tried.has(people[at]))
      Object.assign(row.querySelector(".missed") ?? {}, { textContent: tried.has(people[at]) ? t("call.no_answer") : "" })
    })
    if (one) element.scrollIntoView({ block: "nearest" })
  }
  touch(null)
  return [rows, told, element]
}

/** @param {() => Store} chosen neither of them stands out: what is to be tapped first is a person @returns {{element: HTMLElement, name: (whom: string) => void}} */
function answers(chosen) {
  const button = (/** @type {"reached"|"no_answer"} */ result) =>
    html`<button data-testid=${`call-${result.replace("_", "-")}`} onclick=${once(() => chosen()(result))}>${t(`call.${result}`)}</button>`
  const no = button("no_answer"), yes = button("reached")
  const name = (/** @type {string} */ whom) => { no.textContent = t("call.whom_no_answer", { whom }); yes.textContent = t("call.whom_reached", { whom }) }
  return { element: html`<div class="pair">${no}${yes}</div>`, name }
}

/** @param {Callee} one */
const nameOf = ({ name, role }) => name || t(`call.role.${role}`)

/** @param {Callee} one @returns {(string|undefined)[]} such as 外檐分包乙, 项目经理: a line each */
const rank = ({ org, title: post, role, name }) => [seen().orgs.get(org)?.short, post || (name ? t(`call.role.${role}`) : "")].filter(Boolean)

/**
 * Who did not answer is told at the top of the sheet, which stays: the next one is called at once.
 * @param {any} finding @param {string} whom @param {() => void} close @param {(words: string) => void} note @returns {Store}
 */
const save = (finding, whom, close, note) => (result) => {
  const said = t(`call.saved_${result}`, { whom }), now = seen().every.get(finding.id) ?? finding, reached = result === "reached"
  return saving(() => record("call.recorded", { finding: finding.id, at: localIso(phoneNow()), result, whom }, { after: lastEvent(now) }), () => {
    const { name, id } = here()
    if (name === "place") turnTo(name, id)
    if (reached) close(); else note(said)
  }, { said: reached ? said : "", undoable: false })
}
