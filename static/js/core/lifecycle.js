/** What may happen to a finding next, and why not: the moves table applied on the phone, before the office has spoken. */

import { EXTENSIONS_MAX, LACKS, MOVES, OPEN, REFUSALS, REOPEN_DAYS_MAX, SUPERVISION } from "./moves.js"

/**
 * @typedef {{person: string, role: string|null, org: string|null, submitter?: string|null}} Actor
 * @typedef {{target?: any, stop_order?: boolean, unit_of_actor?: boolean|string[]|null, reopen_days_max?: number,
 *   extensions_max?: number}} Around  what the finding's own state does not hold; `unit_of_actor`: is he of the unit, or
 *   the organisations he speaks for
 * @typedef {{to_state: string, round: number}|{refused: string}} Decision
 */

const DAY_MS = 86_400_000

/**
 * @param {any} finding @param {any} move the body of finding.moved @param {Actor} actor @param {Date} at
 * @param {Around} [around] @returns {Decision}
 */
export function decide(finding, move, actor, at, around = {}) {
  const code = barred(finding, move.move, actor, at, around) ?? lacking(finding, move, actor, around) ?? corrected(finding, move, actor)
  if (code) return { refused: code }
  const round = finding.round || 1
  return { to_state: MOVES[move.move]?.to ?? finding.state, round: move.move === "fail" ? round + 1 : round }
}

/**
 * @param {any} finding @param {Actor} actor @param {Date} at @param {Around} [around]
 * @returns {string[]} the moves he could make now, if he gave what each needs
 */
export const allowedMoves = (finding, actor, at, around = {}) =>
  Object.keys(MOVES).filter((name) => barred(finding, name, actor, at, around) === null)

/** @param {any} finding @param {any} edits @param {string|null} role @returns {boolean} whether he may put that right: what he may not reject he may not make less of either */
export const mayCorrect = (finding, edits, role) => mayEnd(finding, role) ||
  !mergedLower(finding, { ...finding, ...Object.fromEntries(Object.entries(edits).filter(([, value]) => value !== null && value !== undefined)) })

/**
 * @param {any} filed a finding as filed @param {string|null} role its author's @param {boolean} [stopOrder]
 * @returns {"submitted"|"replied"|"closed"} 立行立改 starts further on
 */
export function filedState(filed, role, stopOrder = false) {
  const onSpot = filed.on_spot ?? {}
  if (filed.kind === "coordination" || !onSpot.photos?.length) return "submitted"
  const witnessed = onSpot.witnessed && SUPERVISION.includes(role ?? "") && filed.severity === 1
  return witnessed && !stopOrder ? "closed" : "replied"
}

/** @param {any} finding @param {string} name @param {Actor} actor @param {Date} at @param {Around} around @returns {string|null} */
function barred(finding, name, actor, at, around) {
  const row = MOVES[name]
  if (!row) return "illegal_move"
  const rank = row.who[actor.role ?? ""]
  if (rank === undefined) return "not_allowed"
  if (!row.from.includes(finding.state)) return "illegal_move"
  const failed = (row.only ?? []).find((condition) => !CONDITIONS[condition]?.(finding, actor, at, around))
  if (failed) return REFUSALS[failed] ?? "not_allowed"
  return finding.severity > rank ? "rank" : null
}

/** @param {any} finding @param {any} move @param {Actor} actor @param {Around} around @returns {string|null} */
function lacking(finding, move, actor, around) {
  for (const need of MOVES[move.move]?.needs ?? []) {
    if (need === "target") return targetRefusal(finding, around.target, actor)
    if (!isGiven(finding, move, need)) return LACKS[need] ?? null
  }
  return null
}

/** @param {any} finding @param {any} move @param {string} need @returns {boolean} */
function isGiven(finding, move, need) {
  switch (need) {
    case "unit": return Boolean(move.unit || finding.unit)
    case "deadline": return Boolean(move.due || finding.due)
    case "new_unit": return Boolean(move.unit)
    case "photo": return Boolean(move.photos?.length)
    case "granted":
    case "confirmed": return typeof move[need] === "boolean"
    default: return String(move[need === "reason" ? "text" : need] ?? "").trim() !== ""
  }
}

/** Who may not reject a danger may not let it end in something of less weight either. @param {any} finding @param {any} target @param {Actor} actor */
function targetRefusal(finding, target, actor) {
  if (!target || target.id === finding.id) return "missing_target"
  if (!OPEN.includes(target.state)) return "target_closed"
  return !mayEnd(finding, actor.role) && mergedLower(finding, target) ? "rank" : null
}

/** @param {any} finding @param {any} move @param {Actor} actor @returns {string|null} */
const corrected = (finding, move, actor) => (MOVES[move.move]?.edits && !mayCorrect(finding, move.edits ?? {}, actor.role) ? "rank" : null)

/** @param {any} finding @param {string|null} role */
const mayEnd = (finding, role) => finding.severity <= (MOVES.reject?.who[role ?? ""] ?? 0)

/** What is only a matter of coordination counts nowhere and is never urgent. @param {any} finding @param {any} target or itself, as a reviewer corrects it @returns {boolean} whether less is made of it: what goes on has its own grade, urgency and deadlines */
export const mergedLower = (finding, target) => finding.severity > target.severity || (Boolean(finding.confirmed) && !target.confirmed) ||
  (Boolean(finding.urgent) && !target.urgent) || (target.kind === "coordination" && finding.kind !== "coordination")

/** @param {any} finding @param {Actor} actor @param {Around} around */
function ofUnit(finding, actor, around) {
  const known = around.unit_of_actor
  if (!finding.unit) return false
  if (typeof known === "boolean") return known
  return finding.unit === actor.org || Boolean(known?.includes(finding.unit))
}

/** @param {any} finding @param {Actor} actor @param {Around} around 复查人 ≠ 整改人 */
function isNotTheFixer(finding, actor, around) {
  const { by, org } = finding.replied ?? {}
  if (by && (by === actor.person || by === actor.submitter)) return false
  return !(org && org === actor.org) && !ofUnit(finding, actor, around)
}

/** @type {Record<string, (finding: any, actor: Actor, at: Date, around: Around) => boolean>} */
const CONDITIONS = {
  unit: (finding, actor, _at, around) => ofUnit(finding, actor, around),
  urgent_before_review: (finding) => finding.state !== "submitted" || Boolean(finding.urgent),
  extensions_left: (finding, _actor, _at, around) => (finding.extension?.n ?? 0) < (around.extensions_max ?? EXTENSIONS_MAX),
  extension_asked: (finding) => Boolean(finding.extension?.asked) && (finding.extension.granted ?? null) === null,
  own_if_client: (finding, actor) => SUPERVISION.includes(actor.role ?? "") ||
    (finding.issued?.role === actor.role && finding.issued?.org === actor.org),
  not_the_fixer: (finding, actor, _at, around) => isNotTheFixer(finding, actor, around),
  no_stop_order: (_finding, _actor, _at, around) => !around.stop_order,
  recent: (finding, _actor, at, around) => Boolean(finding.closed_at) &&
    at.getTime() - Date.parse(finding.closed_at) <= (around.reopen_days_max ?? REOPEN_DAYS_MAX) * DAY_MS,
}
