/** What the person signed in may do with a finding right now, by the moves table and all that is known around it. */

import { stoppedAt } from "../core/history.js"
import { allowedMoves } from "../core/lifecycle.js"
import { now } from "../edge/clock.js"
import { seen } from "../sync/model.js"

/** @param {any} finding @returns {string[]} */
export function allowed(finding) {
  const { mover, settings } = seen()
  return allowedMoves(finding, mover.actor, now(), {
    unit_of_actor: mover.units, stop_order: stopped(finding), reopen_days_max: settings.get("reopen_days")?.value,
    extensions_max: settings.get("extensions_max")?.value })
}

/** @param {any} finding @returns {boolean} nothing closes where work was ordered to stop */
export const stopped = (finding) => stoppedAt(finding.place, seen().of("order"), seen().byId) !== null

/** @returns {boolean} the client: he orders under his own name, not as supervision */
export const isClient = () => ["pm", "hq"].includes(seen().mover.actor.role ?? "")
