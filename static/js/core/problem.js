/** One finding as its page tells it: pictures by their part of the story, what happened and what the office refused, how long is left. */

import { local } from "./days.js"
import { attention } from "./attention.js"

/** @typedef {import("./shapes.js").QueuedEvent} QueuedEvent */

const CLOCK_OFF_MS = 5 * 60_000
const PARTS = ["before", "control", "after", "note"]
const BACK_PARTS = ["failed", "before", "control", "again", "earlier", "note"]
/** What a person says about one finding; its refusal belongs on the finding's page. @type {Record<string, (body: any) => string>} */
const SAID = { "finding.moved": (body) => body.move, "comment.added": () => "comment", "call.recorded": () => "call" }

/**
 * @param {any} finding
 * @returns {{part: string, photos: any[], round: number}[]} in the order of the story, empty parts left out; of one that came back first
 *   what is still wrong, and the repairs so far as those of `round` and before
 */
export function pictureParts(finding) {
  const failed = whyReturned(finding)?.photos ?? [], back = finding.state === "returned", round = (finding.round ?? 2) - 1
  const last = back ? newest(finding, "reply")?.photos ?? [] : []
  const partOf = (/** @type {any} */ { sha256, role }) => {
    if (failed.includes(sha256)) return "failed"
    if (back && role === "after") return round > 1 && last.length && !last.includes(sha256) ? "earlier" : "again"
    return PARTS.includes(role) ? role : "note"
  }
  return (back ? BACK_PARTS : PARTS).map((part) => ({ part, round, photos: (finding.photos ?? []).filter((/** @type {any} */ photo) => partOf(photo) === part) }))
    .filter(({ photos }) => photos.length > 0)
}

/** @param {any} finding @param {string} move @returns {any|null} the newest line of it that had an effect */
const newest = (finding, move) => (finding.timeline ?? []).filter((/** @type {any} */ line) => line.move === move && line.outcome !== "no_effect").pop() ?? null

/**
 * @param {any} finding @param {QueuedEvent[]} own
 * @returns {any[]} its lines, newest first; those refused carry `why`. What was refused without leaving a line here has one all the same.
 */
export function story(finding, own) {
  const mine = own.filter((event) => event.envelope?.body.finding === finding.id && event.type in SAID)
  const told = (finding.timeline ?? []).map((/** @type {any} */ line) => ({ ...line, why: line.outcome === "no_effect" ? whyOf(mine.find((event) => event.id === line.event)) : "" }))
  const known = new Set(told.map((/** @type {any} */ line) => line.event))
  const refused = mine.filter((event) => event.verdict?.outcome === "no_effect" && !known.has(event.id)).map(asLine)
  return [...told, ...refused].reverse().sort((a, b) => (b.seq ?? Infinity) - (a.seq ?? Infinity) || 0)
}

/** @param {QueuedEvent|undefined} event @returns {string} in the office's words */
const whyOf = (event) => event?.verdict?.reasons[0]?.text ?? ""

/** @param {QueuedEvent} event */
function asLine(event) {
  const { id, at, author, org, body } = /** @type {import("./shapes.js").Envelope} */ (event.envelope)
  return { event: id, seq: event.verdict?.seq, at, by: author, org, move: SAID[event.type]?.(body), text: body.text ?? "", photos: body.photos ?? [],
    outcome: "no_effect", code: event.verdict?.reasons[0]?.code ?? "", why: whyOf(event) }
}

/** @param {any} line @returns {boolean} whether the phone's time and the office's are told both: uploaded late, or a clock that is wrong */
export const arrivedLater = ({ at, received_at }) => Boolean(received_at) && Math.abs(Date.parse(received_at) - Date.parse(at)) > CLOCK_OFF_MS

/** @param {any} finding @returns {any|null} the line that last said 复查不合格, while it is to be repaired again */
export const whyReturned = (finding) => (finding.state === "returned" ? newest(finding, "fail") : null)

/**
 * @param {any} finding @param {Date} at @param {string} zone
 * @returns {{which: "fix"|"control", due: string, done: string|null, late: number, days: number|null}[]} `late`: days overdue, else
 *   `days` are left; null when nobody has to hurry: under control, replied, ended
 */
export function limits(finding, at, zone) {
  const { fix_by, control_by } = finding.deadlines ?? {}, { passed } = attention(finding, at)
  const runs = ["issued", "returned"].includes(finding.state) || (finding.state === "submitted" && finding.urgent)
  const one = (/** @type {"fix"|"control"} */ which, /** @type {string} */ due, /** @type {string|null} */ done) =>
    ({ which, due, done, late: passed.find((one) => one.which === which)?.days ?? 0, days: runs && !done ? daysUntil(due, at, zone) : null })
  return [...(control_by ? [one("control", control_by, finding.control?.at ?? null)] : []), ...(fix_by ? [one("fix", fix_by, null)] : [])]
}

/** @param {string} due @param {Date} at @param {string} zone */
const daysUntil = (due, at, zone) => Math.round((Date.parse(local(new Date(due), zone).day) - Date.parse(local(at, zone).day)) / 86_400_000)

/** @param {any} finding @returns {string|null} the first deadline of this round, when an extension was granted since */
export const originalDue = ({ deadlines }) => (deadlines?.original && deadlines.fix_by && deadlines.original !== deadlines.fix_by ? deadlines.original : null)
