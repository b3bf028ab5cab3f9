/** 施工单位每日报备: yesterday's copy, changed where today was different, and handed in with one tap. */

import { local, shifted } from "../core/days.js"
import { body, copied, said, shrunk, source, unclear, withRows } from "../core/filing.js"
import { FILED_UNTIL, filedOn, latest } from "../core/works.js"
import { dayText } from "../elements/dates.js"
import { faces, outages, planned, quantities } from "../elements/filing_parts.js"
import { page } from "../elements/page.js"
import { paperDraft } from "../elements/paper_draft.js"
import { saving } from "../elements/saved.js"
import { stepper } from "../elements/stepper.js"
import { html } from "../html.js"
import { turnTo } from "../router.js"
import { seen } from "../sync/model.js"
import { recordPaper } from "../sync/record.js"
import { project } from "../sync/session.js"
import { t } from "../words.js"

/** @typedef {import("../core/filing.js").Fields} Fields */

export const keeps = true

const MANAGERS_MAX = 10_000
const WORKERS_MAX = 100_000

/** @param {string} _id @param {import("../screens.js").App} app @returns {HTMLElement} */
export function show(_id, { writing }) {
  const draft = paperDraft("filing"), { day } = seen(), org = project().org
  const before = latest(seen().of("filing"), org), today = filedOn(seen().of("filing"), org, day)
  const last = latest(seen().of("filing").filter((one) => one.day < day), org)
  const from = source(draft.fields, before, day)
  let fields = /** @type {Fields} */ (withRows(copied(from, day))), busy = false
  const tomorrow = shifted(day, 1)
  const boxes = { faces: box(), planned: box(), outages: box(), quantities: box(), actions: box() }
  const change = (/** @type {Partial<Fields>} */ some, redraw = true) => {
    fields = { ...fields, ...some }
    draft.keep(fields)
    if (redraw) draw(); else drawActions()
  }
  const store = async () => {
    if (busy) return
    busy = true
    drawActions()
    const id = await draft.id()
    await saving(() => recordPaper("filing.recorded", body(fields, day), id), () => turnTo("today"), { said: t("filing.saved"), undoable: false })
    busy = false
    drawActions()
  }
  const draw = () => {
    boxes.faces.replaceChildren(...faces(fields, change))
    boxes.planned.replaceChildren(...planned(fields, change))
    boxes.outages.replaceChildren(...outages(fields, change))
    drawActions()
  }
  const drawActions = () => {
    const missing = unclear(fields).map(({ kind, lacks }) => t("filing.unclear", { what: t(`outage.${kind}`), lacks: lacks.map((name) => t(`filing.lack.${name}`)).join(t("comma")) }))
    boxes.actions.replaceChildren(html`<p class="full" role="status" data-testid="filing-unclear">${missing.join(t("clause"))}</p>`, writing ? html`<button class="primary wide big" data-testid="file" disabled=${busy || !said(fields)}
      onclick=${store}>${t(!said(fields) ? "filing.nothing_yet" : today ? "filing.correct" : "filing.hand_in")}</button>` : "")
  }
  boxes.quantities.replaceChildren(...quantities(fields, last, change, () => shrunk(fields, last)))
  draw()
  return page({
    name: "filing", title: t("filing.title"), under: `${dayText(day)} ${t("filing.until", { time: FILED_UNTIL })}`, back: draft.leave, beside: writing && draft.dropButton(() => turnTo("today")),
    body: [
      html`<p class="told" data-testid="filing-told">${told(today, from?.day === day ? before : from)}</p>`,
      section("people", [people("managers", MANAGERS_MAX), people("workers", WORKERS_MAX)]),
      section("faces", boxes.faces), section("planned", boxes.planned, tomorrow), section("outages", boxes.outages, tomorrow), section("quantities", boxes.quantities),
    ],
    actions: boxes.actions,
  })
  /** @param {"managers"|"workers"} who @param {number} most */
  function people(who, most) {
    const label = t(`filing.${who}`)
    return html`<div class="counted"><span>${label}</span>${stepper({ name: who, label, unit: t("filing.persons"), value: fields.people[who], most },
      (n) => change({ people: { ...fields.people, [who]: n } }, false))}</div>`
  }
}

/** @returns {HTMLElement} */
const box = () => html`<div class="paper-box"></div>`

/** @param {string} name @param {import("../html.js").Child} content @param {string} [day] it speaks of, where that is not today */
const section = (name, content, day = "") => html`<section class="paper-part" aria-label=${t(`filing.${name}`)}><h2>${t(`filing.${name}`)}${day && t("filing.of", { day: dayText(day) })}</h2>${content}</section>`

/** @param {any|null} today @param {any|null} before @returns {string} whether it is in, or what the form was filled from */
function told(today, before) {
  if (today) return t("filing.is_in", { time: local(new Date(today.at), seen().zone).time })
  return before ? t("filing.copied", { day: dayText(before.day) }) : t("filing.first")
}
