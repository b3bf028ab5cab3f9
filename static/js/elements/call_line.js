/** On the card of a danger: whether its unit has been told by telephone, and the way to do it now. */

import { mayCall, needsCall } from "../core/calls.js"
import { local } from "../core/days.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { spoken, t } from "../words.js"

/** @returns {Promise<(id: string) => void>} shows 现在打电话 for a finding, when it is a danger nobody has been told of */
export async function caller() {
  const sheet = await spoken(import("./call_sheet.js")).catch(() => null)
  return (id) => {
    const finding = seen().every.get(id)
    if (finding && needsCall(finding) && mayCall(finding, seen().mover)) sheet?.callSheet(id)
  }
}

/** @param {any} finding @returns {HTMLElement|null} */
export function callLine(finding) {
  const { called } = finding
  if (called?.result === "reached" && finding.urgent && !finding.control) return html`<p class="called" data-testid="called">${said(called)}</p>`
  if (!needsCall(finding) || !mayCall(finding, seen().mover) || isForMe(finding)) return null
  return html`<p class="called" data-testid="not-called"><strong>${called ? said(called) : t("call.not_yet")}</strong>
    <button data-testid=${`call-${finding.id}`} onclick=${async () => (await caller())(finding.id)}>${t("call.now")}</button></p>`
}

/** @param {any} finding @returns {boolean} whoever is of the unit and reads it has been told: he need not call himself */
const isForMe = ({ unit, filed_by }) => unit === seen().mover.actor.org && filed_by !== seen().mover.actor.person

/** @param {{at: string, result: string, whom?: string}} called @returns {string} */
const said = ({ at, result, whom }) => t(`call.was_${result}`, { time: local(new Date(at), seen().zone).time, whom: whom ?? "" })
