/** 巡查日报: the day in numbers, counted by the phone; one tap hands it in. */

import { doorRanges } from "../core/places.js"
import { local } from "../core/days.js"
import { filedBy } from "../core/queues.js"
import { differs, walked } from "../core/report.js"
import { visitsOf } from "../core/waits.js"
import { dayText } from "../elements/dates.js"
import { paperDraft } from "../elements/paper_draft.js"
import { page } from "../elements/page.js"
import { saving } from "../elements/saved.js"
import { html } from "../html.js"
import { turnTo } from "../router.js"
import { seen } from "../sync/model.js"
import { recordPaper } from "../sync/record.js"
import { session } from "../sync/session.js"
import { t } from "../words.js"

/** What is being written stays as it is; the count of what waits goes on. */
export const keeps = () => {
  tellPending()
  return touched
}
let touched = false
let tellPending = () => {}

/** As written on paper, whatever the screen speaks. */
const WEATHERS = { sunny: "晴", cloudy: "多云", overcast: "阴", rain: "雨", snow: "雪", wind: "大风", haze: "雾霾" }
const VISITS_MAX = 500

/** @typedef {{weather: string, note: string}} Fields */

/** @param {string} _id @param {import("../screens.js").App} app @returns {HTMLElement} */
export function show(_id, { writing }) {
  const draft = paperDraft("report"), numbers = counted(), before = handedIn()
  const said = before ? { weather: before.weather ?? "", note: before.note ?? "" } : { weather: weatherOfOthers(), note: "" }
  const kept = draft.fields?.day === seen().day
  let fields = /** @type {Fields} */ ({ ...said, ...(kept ? draft.fields : {}) })
  touched = kept
  const change = (/** @type {Partial<Fields>} */ some) => { touched = true; fields = { ...fields, ...some }; draft.keep(fields); offer() }
  const store = async () => {
    const id = await draft.id()
    await saving(() => recordPaper("day.closed", body(numbers, fields), id), () => turnTo("today"), { said: t("report.saved"), undoable: false })
  }
  const waiting = html`<p class="told" data-testid="report-pending"></p>`, status = before && html`<p class="told in" data-testid="handed-in"></p>`
  tellPending = () => {
    const { pending } = seen()
    Object.assign(waiting, { hidden: !pending.length, textContent: t("report.pending", { n: pending.length }) })
    if (status) status.textContent = t(pending.some(({ id }) => id === before.event) ? "report.handed_in_waits" : "report.handed_in", { time: local(new Date(before.at), seen().zone).time })
  }
  tellPending()
  const screen = page({
    name: "report", title: t("report.title"), under: day(), back: draft.leave, beside: writing && draft.dropButton(() => turnTo("today")),
    body: [
      status,
      html`<h2>${t("report.doors")}</h2>`, figures("numbers", doorsOf(numbers)),
      numbers.left.length > 0 && html`<p data-testid="left">${t("report.left")}${doorRanges(numbers.left).map(({ label }) => label).join(t("comma"))}</p>`,
      html`<h2>${t("report.mine")}</h2>`, figures("numbers-mine", mineOf(numbers)),
      waiting,
      writing && weather(fields.weather, (chosen) => change({ weather: chosen })),
      writing && note(fields.note, (words) => change({ note: words })),
    ],
    actions: writing && html`<button class=${before ? "wide big" : "primary wide big"} data-testid="hand-in" onclick=${store}>${t(before ? "report.again" : "report.hand_in")}</button>`,
  })
  const actions = screen.querySelector(".actions"), offer = () => actions?.toggleAttribute("hidden", Boolean(before) && !differs(before, numbers, fields))
  offer()
  return screen
}

/** @returns {string} */
const day = () => dayText(seen().day)

/** @returns {any} my report of today, if it is in */
const handedIn = () => seen().of("day").find((one) => one.id === `${seen().day}:${session()?.person.id}`) ?? null

/** @returns {string} what a colleague said of today's weather: it is the same for all */
const weatherOfOthers = () => seen().of("day").find((one) => one.day === seen().day && one.weather)?.weather ?? ""

function counted() {
  const { route, marks, own, of, taken, every, day: today } = seen(), me = session()?.person.id ?? ""
  const found = filedBy(every.values(), me).filter((finding) => finding.day === today)
  return { day: today, ...walked(route, marks), visits: visitsOf(own, of("visit"), taken, today, me), found: found.length,
    urgent: found.filter((finding) => finding.urgent || finding.severity === 3).length }
}

/** @typedef {[string, number]} Figure */
/** May be left out where there are none. */
const RARE = ["building_looked", "urgent"]

/** @param {ReturnType<typeof counted>} numbers @returns {Figure[]} 应查64 已查62 未能进入1 未到1: the first is the sum of the others */
const doorsOf = ({ due, checked, no_access, building_looked, left }) =>
  [["due", due], ["done", checked], ["no_access", no_access], ["building_looked", building_looked], ["left", left.length]]

/** @param {ReturnType<typeof counted>} numbers @returns {Figure[]} */
const mineOf = ({ visits, found, urgent }) => [["visits", visits.length], ["found", found], ["urgent", urgent]]

/** @param {string} testid @param {Figure[]} rows */
const figures = (testid, rows) => html`<dl class="numbers" data-testid=${testid}>${rows.filter(([name, n]) => n || !RARE.includes(name))
  .map(([name, n]) => html`<div><dt>${t(`report.number.${name}`)}</dt><dd data-testid=${`number-${name}`}>${n}</dd></div>`)}</dl>`

/** @param {ReturnType<typeof counted>} numbers @param {Fields} fields */
const body = ({ day, due, left, visits }, { weather: said, note: words }) =>
  ({ day, visits: visits.slice(-VISITS_MAX), due, left: left.length, weather: said, note: words.trim() })

/** @param {string} chosen @param {(weather: string) => void} choose a second tap takes it back */
function weather(chosen, choose) {
  const known = Object.values(WEATHERS).includes(chosen) || chosen === ""
  const chips = Object.entries(WEATHERS).map(([name, word]) => chip(name, word, t(`weather.${name}`)))
  if (!known) chips.unshift(chip("given", chosen, chosen))
  return html`<div class="choice" role="group" aria-label=${t("report.weather")}><h2>${t("report.weather")}</h2><div class="chips">${chips}</div></div>`
  /** @param {string} name @param {string} word @param {string} label */
  function chip(name, word, label) {
    return html`<button class="chip" data-word=${word} data-testid=${`weather-${name}`} aria-pressed=${String(word === chosen)} onclick=${turn}>${label}</button>`
  }
  /** @param {MouseEvent} event */
  function turn(event) {
    const { word = "" } = /** @type {HTMLElement} */ (event.currentTarget).dataset
    chosen = word === chosen ? "" : word
    chips.forEach((one) => one.setAttribute("aria-pressed", String(one.dataset["word"] === chosen)))
    choose(chosen)
  }
}

/** @param {string} words @param {(words: string) => void} typed */
function note(words, typed) {
  const box = /** @type {HTMLTextAreaElement} */ (html`<textarea rows="2" maxlength="4000" data-testid="report-note"></textarea>`)
  box.value = words
  box.addEventListener("input", () => typed(box.value))
  return html`<label class="field"><span>${t("report.note")}</span>${box}</label>`
}
