/** Lays this phone's own records over the replicated state, so that what was saved is seen at once and never twice. */

import { STATES } from "./at_work.js"
import { instantOf } from "./clock.js"

/** @typedef {import("./shapes.js").QueuedEvent} QueuedEvent */
/** @typedef {import("./shapes.js").Envelope} Envelope */
/** @typedef {{outcome: string, here: boolean}} Mark  `here`: known only from a record still on this phone */

/** @param {QueuedEvent[]} events own ones @returns {Set<string>} ids of those sent again under another id: the copy stands for them */
export const sentAsCopy = (events) => new Set(events.flatMap(({ id, reason, envelope }) => [reason === "copied" ? id : "", envelope?.copy_of ?? ""]).filter(Boolean))

/**
 * The own records the replicated state does not show yet, told by the office's clock as that state is.
 * @param {QueuedEvent[]} events own ones of this project @param {number} cursorSeq how far the feed was applied
 * @returns {{event: QueuedEvent, envelope: Envelope}[]} oldest first
 */
export function unseen(events, cursorSeq) {
  const shown = (/** @type {QueuedEvent} */ event) => event.verdict !== null && event.state !== "queued" &&
    event.verdict.outcome !== "held" && event.verdict.seq <= cursorSeq
  const copied = sentAsCopy(events)
  return events
    .filter((event) => event.envelope !== null && !shown(event) && !copied.has(event.id))
    .sort((a, b) => a.n - b.n)
    .map((event) => ({ event, envelope: inOfficeTime(/** @type {Envelope} */ (event.envelope)) }))
}

/** @param {Envelope} envelope @returns {Envelope} */
const inOfficeTime = (envelope) => ({ ...envelope, at: instantOf(envelope).toISOString() })

/**
 * A visit the office has already, put right here, stands as its correction: `amends` says so.
 * @param {{envelope: Envelope}[]} own @returns {(Envelope & {amends?: boolean})[]} visits, without those withdrawn here and with amended bodies
 */
export function ownVisits(own) {
  const visits = new Map()
  for (const { envelope } of own) {
    if (envelope.type === "visit.recorded") visits.set(envelope.id, envelope)
    if (envelope.type === "visit.withdrawn") visits.delete(envelope.body.target)
    if (envelope.type === "visit.amended") visits.set(envelope.body.target, amended(visits.get(envelope.body.target), envelope))
  }
  return [...visits.values()]
}

/** @param {Envelope|undefined} visit @param {Envelope} correction */
function amended(visit, correction) {
  const { target, body } = correction.body, day = visit?.body.day ?? body.day
  return { ...(visit ?? { ...correction, id: target, amends: true }), body: { ...body, day }, blobs: [...(visit?.blobs ?? []), ...correction.blobs] }
}

/** @param {{envelope: Envelope}[]} own @returns {Set<string>} visits withdrawn here, whether or not the office knows them yet */
export const withdrawn = (own) =>
  new Set(own.filter(({ envelope }) => envelope.type === "visit.withdrawn").map(({ envelope }) => envelope.body.target))

/**
 * The mark of each place for one day.
 * @param {any[]} places states of places @param {string} day @param {Envelope[]} visits own, not yet replicated
 * @param {any[]} known own visits as replicated @param {Set<string>} gone visits withdrawn here
 * @param {(place: any) => boolean} oneByOne doors for which a look at the whole building does not count
 * @returns {Map<string, Mark>} place → mark
 */
export function marks(places, day, visits, known, gone, oneByOne = () => false) {
  const strict = new Set(places.filter((place) => place.kind === "entrance" && oneByOne(place)).map((place) => place.id))
  const found = new Map(places.map((place) => [place.id, markOf(place, day, strict)]))
  const put = new Set(visits.map((visit) => visit.id))
  for (const visit of known.filter((one) => (gone.has(one.id) || put.has(one.id)) && one.day === day)) {
    const last = places.find((place) => place.id === visit.place)?.last
    if (last?.at === visit.at || last?.visit === visit.id) found.set(visit.place, { outcome: "no_record", here: false })
  }
  for (const { body } of visits) {
    if (body.day !== day) continue
    const touched = body.outcome === "building_looked" ? [body.place, ...(body.doors ?? [])].filter((place) => !strict.has(place)) : [body.place, ...placesOf(body)]
    for (const place of touched) found.set(place, stronger(found.get(place), body.outcome))
  }
  return found
}

/** @param {any} body @returns {string[]} places its findings lie at */
const placesOf = (body) => (body.findings ?? []).map((/** @type {any} */ finding) => finding.place).filter(Boolean)

/** @param {any} place @param {string} day @param {Set<string>} strict @returns {Mark} */
function markOf(place, day, strict) {
  const outcome = place.last?.day === day ? place.last.outcome : "no_record"
  return { outcome: outcome === "building_looked" && strict.has(place.id) ? "no_record" : outcome, here: false }
}

/** @param {Mark|undefined} mark @param {string} outcome @returns {Mark} */
function stronger(mark, outcome) {
  const before = STATES.indexOf(mark?.outcome ?? "no_record")
  return STATES.indexOf(outcome) <= before ? { outcome, here: true } : { outcome: mark?.outcome ?? "no_record", here: true }
}
