/** A person's own records of today and yesterday at a place, which he may still put right or take back. */

import { amendable } from "../core/amending.js"
import { dueWords, shifted } from "../core/days.js"
import { now } from "../edge/clock.js"
import { html } from "../html.js"
import { go } from "../router.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { pick } from "./sheet.js"

/** @typedef {import("../core/amending.js").OwnVisit} OwnVisit */

/** @returns {OwnVisit[]} of today and yesterday, oldest first */
export const ownRecords = () => amendable(seen().visits, seen().unsent, seen().taken, shifted(seen().day, -1))

/** @param {string} id of the place @returns {HTMLElement|null} */
export function amendLink(id) {
  const mine = ownRecords().filter((visit) => visit.body.place === id)
  if (!mine.length) return null
  const choices = mine.map((visit) => ({ value: visit.id, label: t(`coverage.${visit.body.outcome}`), detail: whenWords(visit.at) }))
  const one = mine.length === 1 ? mine[0]?.id : null
  return html`<button data-testid="btn-amend" onclick=${() => (one ? go("amend", one) : pick(t("amend.which"), choices, null, (visit) => go("amend", visit), "amend"))}>${t("amend.go")}</button>`
}

/** @param {string} at @returns {string} such as 今日09:12 or 13日16:20 */
export function whenWords(at) {
  const { near, ...values } = dueWords(new Date(at), now(), seen().zone)
  return t(`due.${near}`, values)
}
