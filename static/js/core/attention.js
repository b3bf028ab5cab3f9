/** What about one finding must not be overlooked at an instant: the server's `domain/attention.py`, held to the same examples. */

import { USUAL, daysPast } from "./deadlines.js"
import { OPEN } from "./moves.js"

/** @typedef {{which: "control"|"fix", since: string, days: number}} Passed  days are at least 1 */
/** @typedef {{for: "review"|"reinspect"|"extension", since: string, hours: number, limit: number, late: boolean}} Kept */
/** @typedef {{overdue: Passed|null, passed: Passed[], returned: number, repeated: number, waiting: Kept|null,
 *   propose: {tier: "street"|"district", why: string[]}|null}} Attention */

const HOUR_MS = 3_600_000
const WITH_UNIT = ["issued", "returned"]

/**
 * @param {any} finding @param {Date} at @param {typeof USUAL} [settings] @param {Map<string, any>} [every] its forerunners
 * @param {string[]} [put] tiers a case about it was put to @returns {Attention}
 */
export function attention(finding, at, settings = USUAL, every = new Map(), put = []) {
  const passed = passedOf(finding, at)
  const told = { overdue: passed[0] ?? null, passed, returned: (finding.round || 1) - 1, repeated: repeated(finding, every), waiting: waiting(finding, at, settings) }
  return { ...told, propose: proposed(finding, told, settings, put) }
}

/** @param {any} finding @param {Date} at @returns {Passed[]} a danger is made safe before it is repaired */
function passedOf({ state, urgent, disputed, control, deadlines }, at) {
  const withUnit = WITH_UNIT.includes(state), alarmed = state === "submitted" && urgent && !disputed
  const limits = { control: (withUnit || alarmed) && !control && deadlines?.control_by, fix: withUnit && deadlines?.fix_by }
  return /** @type {any[]} */ (Object.entries(limits)).filter(([, since]) => since && Date.parse(since) < at.getTime())
    .map(([which, since]) => ({ which, since, days: daysPast(since, at) }))
}

/** @param {any} finding @param {Map<string, any>} every @returns {number} it and its chain of forerunners; 0 when it is the first */
function repeated({ id, repeat_of }, every) {
  const chain = new Set([id])
  for (let before = repeat_of; before && !chain.has(before); before = every.get(before)?.repeat_of) chain.add(before)
  return chain.size > 1 ? chain.size : 0
}

/** @param {any} finding @param {Date} at @param {typeof USUAL} settings @returns {Kept|null} how long whoever decides next has kept it */
function waiting(finding, at, settings) {
  const [purpose, since] = keptFor(finding)
  if (!purpose || !since) return null
  const waited = at.getTime() - Date.parse(since)
  const limit = purpose === "extension" ? settings.extension_hours : settings.reinspect_hours[finding.severity] ?? 24
  return { for: purpose, since, hours: Math.max(0, Math.floor(waited / HOUR_MS)), limit, late: waited > limit * HOUR_MS }
}

/** @param {any} finding @returns {[Kept["for"], string|null]|[]} */
function keptFor(finding) {
  const { state, extension } = finding
  if (state === "submitted") return ["review", finding.disputed_at || finding.filed_at || null]
  if (state === "replied") return ["reinspect", finding.replied?.at ?? null]
  return WITH_UNIT.includes(state) && extension?.asked && (extension.granted ?? null) === null ? ["extension", extension.at ?? null] : []
}

/** @param {any} finding @param {Omit<Attention, "propose">} told @param {typeof USUAL} settings @param {string[]} put @returns {Attention["propose"]} */
function proposed({ state, severity, confirmed }, { overdue, returned, repeated: again }, { escalation: most }, put) {
  const days = overdue?.days ?? 0, grave = severity === 3 && confirmed === true, far = days >= most.district_days
  const why = { confirmed: grave, overdue: far || days >= most.street_days, returned: returned >= most.street_returns, repeated: again >= most.street_repeats }
  const said = Object.entries(why).filter(([, stands]) => stands).map(([reason]) => reason), tier = grave || far ? "district" : "street"
  return OPEN.includes(state) && said.length && !put.includes("district") && !put.includes(tier) ? { tier, why: said } : null
}
