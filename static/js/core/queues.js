/** Whose turn it is: the findings that wait for this person, in the order he should take them. */

import { dueNext } from "./deadlines.js"
import { allowedMoves } from "./lifecycle.js"
import { MOVES, OPEN, SUPERVISION } from "./moves.js"
import { awaitsFiler, news } from "./verdict.js"

/** @typedef {import("./overlay_moves.js").Mover} Mover */

/** @param {string|null} org @param {Map<string, any>} orgs states @returns {string[]} the organisations a member of `org` speaks for: it and those below */
export function unitsOf(org, orgs) {
  const above = (/** @type {string|null} */ id, /** @type {Set<string>} */ met) => {
    while (id && !met.has(id)) { met.add(id); id = orgs.get(id)?.parent ?? null }
    return met
  }
  return org ? [org, ...[...orgs.keys()].filter((id) => id !== org && above(id, new Set()).has(org))] : []
}

/** @param {any} finding @returns {number} the instant it falls due, after all others when it has none */
const dueAt = (finding) => Date.parse(dueNext(finding)?.due ?? "9999-01-01")

/** @param {any} a @param {any} b */
const byDue = (a, b) => dueAt(a) - dueAt(b)

/** @param {any} a @param {any} b */
const bySeverity = (a, b) => Number(b.urgent) - Number(a.urgent) || b.severity - a.severity || String(a.filed_at).localeCompare(String(b.filed_at))

/** @param {any[]} findings @param {Mover} mover @returns {any[]} not reviewed yet, which he may issue: urgent and severe first, then the longest waiting */
const unreviewed = (findings, mover) => findings
  .filter((finding) => finding.state === "submitted" && !finding.here && may("issue", finding, mover)).sort(bySeverity)

/** @param {any[]} findings @param {Mover} mover @returns {any[]} 待审核, without those that wait for their filer */
export const toReview = (findings, mover) => (["specialist", "chief"].includes(mover.actor.role ?? "") ? unreviewed(findings, mover).filter((finding) => !awaitsFiler(finding)) : [])

/** @param {any[]} findings @param {Mover} mover @returns {any[]} not reviewed yet, which the client may order under his own name (整改通知) */
export const toNotify = (findings, mover) => (SUPERVISION.includes(mover.actor.role ?? "") ? [] : unreviewed(findings, mover).filter((finding) => !awaitsFiler(finding)))

/** @param {any[]} findings @param {Mover} mover @returns {any[]} 已退回，等补充: sent back to their filers, who have not answered; nobody waits for the reviewer */
export const sentBack = (findings, mover) => unreviewed(findings, mover).filter(awaitsFiler)

/** @param {any[]} findings @param {Mover} mover @returns {any[]} 延期申请 he may answer, the nearest deadline first */
export const toAnswer = (findings, mover) => findings
  .filter((finding) => may("extend_answer", finding, mover)).sort(byDue)

/** @param {any[]} findings @param {Mover} mover @returns {any[]} 待判定: severe ones the chief has not decided about */
export const toConfirm = (findings, mover) => findings
  .filter((finding) => finding.severity === 3 && (finding.confirmed ?? null) === null && finding.kind !== "coordination" && may("confirm", finding, mover))
  .sort(bySeverity)

/** @param {any[]} findings @param {Mover} mover @returns {any[]} 待复查: those he may pass or fail */
export const toRecheck = (findings, mover) => findings
  .filter((finding) => finding.state === "replied" && (may("pass", finding, mover) || may("fail", finding, mover)))
  .sort(bySeverity)

/**
 * @param {any[]} findings @param {string[]} walk ids of places in the order a person walks
 * @returns {{place: string, findings: any[]}[]} by place, those on the walk first
 */
export function byPlace(findings, walk) {
  const at = (/** @type {string} */ place) => (walk.includes(place) ? walk.indexOf(place) : walk.length)
  return [...new Set(findings.map((finding) => finding.place))].sort((a, b) => at(a) - at(b))
    .map((place) => ({ place, findings: findings.filter((finding) => finding.place === place) }))
}

/** @param {any} finding @returns {string|null} the lowest role of supervision that may close it; null: none */
export const closerOf = ({ severity }) => SUPERVISION.find((role) => (MOVES["pass"]?.who[role] ?? 0) >= severity) ?? null

/** @param {any[]} findings @param {string[]} units @returns {any[]} open ones of these units, the nearest deadline first */
export const ofUnits = (findings, units) => findings
  .filter((finding) => OPEN.includes(finding.state) && units.includes(finding.unit) && (finding.state !== "submitted" || finding.urgent))
  .sort((a, b) => byDue(a, b) || bySeverity(a, b))

/** What a firm sees of its findings, in three lists. */
export const UNIT_LISTS = /** @type {const} */ (["to_fix", "to_recheck", "closed"])
const KEPT_MS = 30 * 86_400_000

/**
 * @param {Iterable<any>} every @param {string[]} units @param {Date} at
 * @returns {Record<typeof UNIT_LISTS[number], any[]> & {disputed: any[], ended: any[]}} `disputed` wait for an answer too, `ended` were
 *   ended without repair; closed ones of the last 30 days, the newest first
 */
export function unitLists(every, units, at) {
  const ours = [...every].filter((finding) => units.includes(finding.unit)), open = ofUnits(ours, units)
  const lately = (/** @type {any} */ finding) => !(at.getTime() - Date.parse(finding.closed_at) > KEPT_MS)
  const past = (/** @type {string[]} */ ...states) => ours.filter((finding) => states.includes(finding.state) && lately(finding))
    .sort((a, b) => String(b.closed_at).localeCompare(String(a.closed_at)))
  return {
    to_fix: open.filter((finding) => finding.state !== "replied"), to_recheck: open.filter((finding) => finding.state === "replied"),
    disputed: ours.filter((finding) => finding.state === "submitted" && !finding.urgent && finding.disputed).sort(bySeverity),
    closed: past("closed"), ended: past("rejected", "merged"),
  }
}

/** @param {Iterable<any>} findings @param {string|undefined} person @returns {any[]} filed by this person, newest first */
export const filedBy = (findings, person) => [...findings].filter((finding) => finding.filed_by === person)
  .sort((a, b) => String(b.filed_at).localeCompare(String(a.filed_at)))

/**
 * @param {{every: Map<string, any>, mover: Mover, looked: {answers: Record<string, string>}}} known of the snapshot
 * @returns {any[]} own findings with an answer he has not looked at
 */
export const unread = ({ every, mover, looked }) => news(filedBy(every.values(), mover.actor.person), mover.actor.person, looked.answers)

/** @param {string} move @param {any} finding @param {Mover} mover */
const may = (move, finding, { actor, units, at }) => allowedMoves(finding, actor, at, { unit_of_actor: units }).includes(move)
