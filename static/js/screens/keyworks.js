/** 今日关键作业: what was announced yesterday for today, and who stood by it. */

import { local } from "../core/days.js"
import { ATTENDERS } from "../core/waits.js"
import { worksOf } from "../core/works.js"
import { phoneNow } from "../edge/clock.js"
import { page } from "../elements/page.js"
import { placeName } from "../elements/place_names.js"
import { saving } from "../elements/saved.js"
import { html } from "../html.js"
import { go } from "../router.js"
import { seen } from "../sync/model.js"
import { record } from "../sync/record.js"
import { project, session } from "../sync/session.js"
import { t } from "../words.js"

/** @param {string} _id @param {import("../screens.js").App} app @returns {HTMLElement} */
export function show(_id, { writing, redraw }) {
  const works = worksOf(seen().of("filing"), seen().day, seen().orgs)
  const may = writing && ATTENDERS.includes(project().role)
  const firms = new Set(works?.map((one) => one.org))
  return page({
    name: "keyworks", title: t("keyworks.title"), back: () => go("today"), up: true,
    body: works?.length ? works.map((one) => card(one, firms.size > 1, may, redraw))
      : html`<p class="empty" data-testid="empty">${t(works ? "keyworks.none" : "keyworks.not_filed")}</p>`,
  })
}

/** @param {import("../core/works.js").KeyWork} one @param {boolean} several whether the firm must be told apart @param {boolean} may @param {() => void} redraw */
function card(one, several, may, redraw) {
  const mine = one.attended.some((entry) => entry.by === session()?.person.id), name = t(`key_work.${one.work}`)
  const where = [one.place && placeName(one.place), one.text, several && seen().orgs.get(one.org)?.short].filter(Boolean).join(" · ")
  const attend = () => saving(() => record("keywork.attended", { filing: one.filing, work: one.index, at: phoneNow().toISOString() }),
    redraw, { said: t("keyworks.saved", { what: name }), undoable: false })
  return html`<article class="paper-card" data-testid=${`work-${one.index}`}>
    <div><h2>${t("keyworks.count", { what: name, n: one.count, unit: t(`key_work_unit.${one.work}`) })}</h2>${where && html`<p>${where}</p>`}
      ${one.attended.length > 0 && html`<p class="attended" data-testid="attended">✓ ${t("keyworks.attended")} ${one.attended.map(told).join(t("comma"))}</p>`}</div>
    ${may && !mine && html`<button class="primary" data-testid=${`attend-${one.index}`} onclick=${attend}>${t("keyworks.attend")}</button>`}</article>`
}

/** @param {any} entry @returns {string} such as 李专监 10:15 */
const told = ({ by, at }) => `${seen().of("person").find((one) => one.id === by)?.name ?? ""} ${local(new Date(at), seen().zone).time}`
