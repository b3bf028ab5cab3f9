/** Lays the findings filed or put right on this phone over the replicated ones, in the state the office will give them. */

import { controlByOf } from "./deadlines.js"
import { filedState } from "./lifecycle.js"
import { FIRMS } from "./moves.js"

/** @typedef {import("./shapes.js").Envelope} Envelope */
/**
 * What decides how a finding starts, beside its own words: who files it, for whom he speaks, and where work is stopped.
 * @typedef {{role: string|null, units: string[], stopped: (place: string) => boolean}} Filer
 */

/** @param {any} finding @returns {boolean} still as its filer left it: only such a one follows its record when that is put right or taken back */
export const untouched = (finding) => finding.state === "submitted" && !finding.issued

/** @param {any[]} findings of one record, as they are known here @returns {boolean} whether putting it right or taking it back still changes anything: what was reviewed stays */
export const changeable = (findings) => !findings.length || findings.some(untouched)

/**
 * Replicated findings first, with corrections from here, and then own ones not there yet; each id once.
 * @param {any[]} findings replicated states @param {(Envelope & {amends?: boolean})[]} visits own, not yet replicated @param {Filer} filer
 * @returns {any[]} states; own ones carry `here: true`
 */
export function allFindings(findings, visits, filer) {
  const known = new Map(findings.map((finding) => [finding.id, finding]))
  for (const visit of visits) {
    for (const filed of visit.body.findings) {
      const before = known.get(filed.id)
      if (!before) known.set(filed.id, asState(filed, visit, filer))
      else if (visit.amends && untouched(before)) known.set(filed.id, asAmended(filed, visit, filer, before))
    }
  }
  return [...known.values()]
}

/** @param {any} filed as filed @param {Envelope} visit @param {Filer} filer */
function asState(filed, visit, filer) {
  const place = filed.place ?? visit.body.place
  const line = { event: visit.id, move: "file", text: filed.text, photos: filed.photos, ...doneIn(visit) }
  return {
    ...started({ ...filed, place }, visit, filer), place, number: null, round: 1, here: true, visit: visit.id,
    filed_by: visit.author, filed_org: visit.org, filed_at: visit.at, day: visit.body.day,
    timeline: [line, ...repairLine(filed, visit)], photos: pictures(filed, visit, []),
  }
}

/** @param {any} filed @param {Envelope} visit its correction @param {Filer} filer @param {any} before as the office has it */
function asAmended(filed, visit, filer, before) {
  const place = filed.place ?? visit.body.place
  const line = { event: visit.id, move: "amend", text: filed.text, photos: [], ...doneIn(visit) }
  return {
    ...before, ...started({ ...filed, place }, visit, filer), place, asked: null, timeline: [...(before.timeline ?? []), line, ...repairLine(filed, visit)],
    photos: [...pictures(filed, visit, before.photos ?? []), ...(before.photos ?? []).filter((/** @type {any} */ photo) => photo.role === "note")],
  }
}

/** @param {any} filed @param {Envelope} visit @param {Filer} filer @returns {any} its words, and the state it starts in */
function started(filed, visit, { role, units, stopped }) {
  const mine = !FIRMS.includes(role ?? "") || units.includes(filed.unit)
  const on_spot = mine && Boolean(filed.on_spot?.photos?.length)
  const state = filedState(on_spot ? filed : { ...filed, on_spot: null }, role, stopped(filed.place))
  const alarmed = state === "submitted" && filed.urgent
  return {
    ...filed, on_spot, state, deadlines: alarmed ? { control_by: controlByOf(new Date(visit.at)).toISOString() } : {},
    ...(state === "submitted" ? {} : { replied: { at: visit.at, by: null, org: filed.unit } }),
    ...(state === "closed" ? { closed_at: visit.at } : {}),
  }
}

/** @param {Envelope} visit */
const doneIn = (visit) => ({ at: visit.at, by: visit.author, org: visit.org, here: true })

/** @param {any} filed @param {Envelope} visit */
const repairLine = ({ on_spot }, visit) => (on_spot?.photos?.length ? [{ event: visit.id, move: "on_spot", text: on_spot.text, photos: on_spot.photos,
  witnessed: on_spot.witnessed, ...doneIn(visit) }] : [])

/** @param {any} filed @param {Envelope} visit @param {any[]} had what the office knows of its pictures */
function pictures(filed, visit, had) {
  const told = (/** @type {string} */ sha256) => visit.blobs.find((blob) => blob.sha256 === sha256)?.preview?.sha256 ??
    had.find((photo) => photo.sha256 === sha256)?.preview ?? null
  const part = (/** @type {string[]} */ shas, /** @type {string} */ role) => shas.map((sha256) => ({ sha256, role, preview: told(sha256) }))
  return [...part(filed.photos, "before"), ...part(filed.on_spot?.photos ?? [], "after")]
}
