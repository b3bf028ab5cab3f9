/** Lays this phone's own unsent moves, comments and looks over the findings, by the same table the office decides with. */

import { instantOf } from "./clock.js"
import { controlByOf } from "./deadlines.js"
import { decide } from "./lifecycle.js"

/** @typedef {import("./shapes.js").Envelope} Envelope */
/** @typedef {import("./lifecycle.js").Actor} Actor */
/**
 * @typedef {{actor: Actor, units: string[], at: Date, limits?: {reopen_days_max?: number, extensions_max?: number}}} Mover  `units`: the
 *   organisations he speaks for; `limits`: what the project allows, where it is not the usual
 */

/** Which part of the story a move's pictures tell; all others are notes. @type {Record<string, string>} */
const PARTS = { control: "control", reply: "after" }

/**
 * @param {any[]} findings states @param {Envelope[]} own not yet replicated, oldest first @param {Mover} mover
 * @returns {any[]} the same findings; those touched here carry lines with `here: true`
 */
export function withMoves(findings, own, mover) {
  const told = own.filter((envelope) => envelope.type in FOLDS)
  if (!told.length) return findings
  const found = new Map(findings.map((finding) => [finding.id, finding]))
  for (const envelope of told) {
    for (const id of envelope.body.findings ?? [envelope.body.finding]) {
      const finding = found.get(id)
      if (finding && !tells(finding, envelope)) found.set(id, FOLDS[envelope.type]?.(finding, envelope, mover, found))
    }
  }
  return [...found.values()]
}

/** Its receipt may have been lost while the feed brought what it did. @param {any} finding @param {Envelope} envelope @returns {boolean} */
const tells = (finding, envelope) => (finding.timeline ?? []).some((/** @type {any} */ line) => line.event === envelope.id)

/** @type {Record<string, (finding: any, envelope: Envelope, mover: Mover, found: Map<string, any>) => any>} */
const FOLDS = {
  "finding.moved": moved,
  "comment.added": (finding, envelope) => withLine(finding, envelope, "comment", {}, envelope.body.internal ? { internal: true } : {}),
  "call.recorded": called,
  "finding.seen": (finding, envelope) => ({ ...finding, seen: finding.seen ?? { at: envelope.at, by: envelope.author } }),
}

/** The call kept is the first that reached somebody, else the newest; that first one sets when the danger must be under control. @param {any} finding @param {Envelope} envelope */
function called(finding, envelope) {
  const { result, whom = "" } = envelope.body, at = instantOf({ ...envelope, at: envelope.body.at }).toISOString()
  const reached = finding.called?.result === "reached", limit = finding.deadlines?.control_by
  const starts = result === "reached" && !reached && finding.urgent && limit && !finding.control
  return withLine(finding, envelope, "call", {
    ...(reached ? {} : { called: { at, by: envelope.author, result, whom, event: envelope.id } }),
    ...(starts ? { deadlines: { ...finding.deadlines, control_by: controlByOf(new Date(at)).toISOString() } } : {}),
  }, { result })
}

/** A move the table refuses changes nothing here either: the office will say so. @param {any} finding @param {Envelope} envelope @param {Mover} mover @param {Map<string, any>} found */
function moved(finding, envelope, { actor, units, at, limits }, found) {
  const move = envelope.body
  const decision = decide(finding, move, actor, at, { ...limits, unit_of_actor: units, target: living(move.target, found) })
  if ("refused" in decision) return finding
  const doer = { at: envelope.at, by: envelope.author, org: envelope.org }
  const set = CHANGES[move.move]?.(finding, move, doer, actor) ?? {}
  return withLine(finding, envelope, move.move, { ...set, state: decision.to_state, round: decision.round }, { to: decision.to_state })
}

/** What it is merged into, with its grade and urgency; one not known here is taken to be open, and of no weight. @param {string|undefined} id @param {Map<string, any>} found */
const living = (id, found) => (id ? found.get(id) ?? { id, state: "issued" } : null)

/** What each move sets as far as a phone can know it; deadlines come back from the office. @type {Record<string, (finding: any, move: any, doer: any, actor: Actor) => any>} */
const CHANGES = {
  issue: (finding, move, doer, actor) => ({ ...edits(move), unit: move.unit ?? finding.unit, due: move.due ?? finding.due, issued: { ...doer, role: actor.role }, asked: null, disputed: null }),
  ask: (_finding, move) => ({ ...edits(move), asked: move.text ?? "" }),
  reassign: (_finding, move) => ({ ...edits(move), unit: move.unit, seen: null, extension: null }),
  merge: (_finding, move) => ({ merged_into: move.target }),
  control: (_finding, _move, doer) => ({ control: doer }),
  reply: (_finding, _move, doer) => ({ replied: doer }),
  pass: (_finding, _move, doer) => ({ passed: doer, closed_at: doer.at }),
  extend_ask: (finding, move, doer) => ({ extension: { asked: move.new_due, ...doer, granted: null, n: finding.extension?.n ?? 0 } }),
  extend_answer: (finding, move) => ({ extension: { ...finding.extension, granted: move.granted },
    ...(move.granted ? until(finding, move.new_due ?? finding.extension?.asked) : {}) }),
  fail: (finding, move) => until(finding, move.due),
  dispute: (_finding, move) => ({ disputed: move.text ?? "" }),
  confirm: (_finding, move) => ({ confirmed: move.confirmed }),
}

/** @param {any} finding @param {string|undefined} due an instant; of a rule only the office knows when it began to run */
const until = (finding, due = "") => ({ deadlines: { ...finding.deadlines, fix_by: /^\d{4}-/.test(due) ? due : null } })

/** @param {any} move @returns {any} what the reviewer put right */
const edits = ({ edits: given = {} }) => Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== null && value !== undefined))

/** @param {any} finding @param {Envelope} envelope @param {string} move @param {any} set @param {any} more */
function withLine(finding, envelope, move, set, more) {
  const { text = "", photos = [] } = envelope.body
  const line = { event: envelope.id, at: envelope.at, by: envelope.author, org: envelope.org, move, text, photos, outcome: "applied", here: true, ...more }
  const pictures = photos.map((/** @type {string} */ sha256) => ({ sha256, role: PARTS[move] ?? "note", by: envelope.author, at: envelope.at,
    preview: envelope.blobs.find((blob) => blob.sha256 === sha256)?.preview?.sha256 ?? null }))
  return { ...finding, ...set, photos: [...(finding.photos ?? []), ...pictures], timeline: [...(finding.timeline ?? []), line] }
}
