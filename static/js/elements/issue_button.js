/** 保存并下发, for those who may issue what they file themselves: the unit and the absolute deadline stand on the button. */

import { dueOf } from "../core/finding.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { absolute } from "./dates.js"
import { fixBy, units } from "./details_line.js"
import { pick } from "./sheet.js"

/** @typedef {import("./finding_form.js").Now} Now */

/** @param {Now} now @returns {boolean} what is repaired, to be merged or to be arranged by others is not ordered here */
const mayIssue = ({ fields, repaired, same }) =>
  ["specialist", "chief"].includes(seen().mover.actor.role ?? "") && fields.kind !== "coordination" && !repaired && !same

/** @param {Now} now @param {(unit: string) => void} issue @returns {HTMLElement|null} */
export function issueButton(now, issue) {
  if (!mayIssue(now)) return null
  const { unit } = now.fields, short = seen().orgs.get(unit ?? "")?.short
  return html`<button data-testid="save-issue" disabled=${!now.something || now.busy} onclick=${() => (unit ? issue(unit) : askUnit(issue))}>
    ${t("finding.save_issue")}<small>${short ?? t("finding.no_unit")} ${t("finding.due", { due: absolute(fixBy(dueOf(now.fields))) })}</small></button>`
}

/** @param {(unit: string) => void} issue */
const askUnit = (issue) => pick(t("finding.unit"), units().map((org) => ({ value: org.id, label: org.short ?? org.name })), null, issue, "issue-unit")
