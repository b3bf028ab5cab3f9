/** A person's own records of today and yesterday at a place, which he may still put right or take back. */

import { amendable } from "../core/own_visits.js"
import { shifted } from "../core/days.js"
import { go } from "../router.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { dueText } from "./dates.js"
import { title } from "./recorded.js"
import { pick } from "./sheet.js"

/** @typedef {import("../core/own_visits.js").OwnVisit} OwnVisit */

/** @returns {OwnVisit[]} of today and yesterday, oldest first */
export const ownRecords = () => amendable(seen().visits, seen().unsent, seen().taken, shifted(seen().day, -1))

/** @param {string} id of the place: opens its only record, or asks which one is meant */
export function openRecord(id) {
  const mine = ownRecords().filter((visit) => visit.body.place === id)
  const choices = mine.map((visit) => ({ value: visit.id, label: [t(`coverage.${visit.body.outcome}`), ...visit.findings.flatMap(words)].join(" · "), detail: whenWords(visit.at) }))
  if (mine.length === 1) go("amend", mine[0]?.id)
  else if (mine.length) pick(t("amend.which"), choices, null, (visit) => go("amend", visit), "amend")
}

/** @param {string} id of a finding @returns {string[]} */
const words = (id) => { const finding = seen().every.get(id); return finding ? [title(finding)] : [] }

/** @param {string} at @returns {string} such as 今日09:12 or 6月13日16:20 */
export const whenWords = (at) => dueText(at)
