/** What is filled in beforehand and never asked, in one folded line. */

import { fixByOf, rulesFrom } from "../core/deadlines.js"
import { dueOf, urgentOf } from "../core/finding.js"
import { now } from "../edge/clock.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { dueText } from "./dates.js"
import { severityWord, sign } from "./marks.js"
import { commonWord } from "./place_names.js"

/** @typedef {import("../core/finding.js").Fields} Fields */

export const DUES = ["NOW", "D0", "D1", "D3", "D7"]

/** @param {string} due a code or an instant @returns {string} such as 限明日18:00 */
export const dueWord = (due) => (due === "NOW" ? t("due.now") : t("finding.due", { due: dueText(fixBy(due)) }))

/** @param {string} due a code or an instant @returns {Date} the instant it falls due if it were ordered now */
export const fixBy = (due) => fixByOf(due, now(), seen().zone, rulesFrom(seen().settings))

/** @param {Fields} fields @param {any} item @returns {string} */
export function line(fields, item) {
  const unit = seen().orgs.get(fields.unit ?? "")?.short ?? t("finding.no_unit"), due = dueOf(fields)
  const urgent = urgentOf(fields, item) && due !== "NOW" ? `${t("due.now")} · ` : ""
  const parts = fields.kind === "coordination" ? [t("kind.coordination")] : [`${sign(fields.severity, fields.kind)}\u00a0${severityWord(fields)}`, unit,
    fields.on_spot ? t("on_spot.yes") : urgent + dueWord(due)]
  return [...parts, commonWord(fields.position), fields.source === "patrol" ? "" : t(`source.${fields.source}`)].filter(Boolean).join(" · ")
}

/** @returns {any[]} the firms on site, as the office lists them */
export const units = () => [...seen().orgs.values()].filter((org) => ["general_contractor", "subcontractor"].includes(org.kind) && org.active !== false)
  .sort((a, b) => a.order - b.order)
