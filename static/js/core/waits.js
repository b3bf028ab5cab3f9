/** What waits for a person today, by his role: each as a number, or as a paper of the day that is in or is not. */

import { attention } from "./attention.js"
import { local } from "./days.js"
import { rulesFrom } from "./deadlines.js"
import { isLate, mayAnswer, toDo } from "./decisions.js"
import { FIRMS } from "./moves.js"
import { sentAsCopy } from "./overlay.js"
import { filedBy, ofUnits, toAnswer, toConfirm, toNotify, toRecheck, toReview, unread } from "./queues.js"
import { FILED_UNTIL, filedOn, worksOf } from "./works.js"

/** @typedef {{n: number, late: number, state: "missing"|"may"|"done"|null}} Count  `late`: how many of them, 1 for a paper that is late */
/** @typedef {Count & {name: string, route: string}} Wait  `route`: the screen it leads to */
/** @typedef {{day: string, zone: string, findings: any[], every: Map<string, any>, looked: {answers: Record<string, string>}, of: (kind: string) => any[], orgs: Map<string, any>, settings: Map<string, any>,
 *   mover: import("./overlay_moves.js").Mover, own: any[], taken: Set<string>}} Known  of the snapshot */

export const ATTENDERS = ["inspector", "assistant", "specialist", "chief", "pm", "hq"]
/** From then on an inspector is reminded of the report of a day on which he has recorded nothing. */
const REPORT_FROM = "15:00"
const CUTOFF = "17:00"

/** Requests of the firms and verdicts due stand on the reviewer's screen. @type {Record<string, string>} */
const ROUTES = { answer: "review", confirm: "review" }

/** @param {Known} known @returns {Wait[]} in the order they are shown, nothing that is not there */
export function waits(known) {
  const role = known.mover.actor.role ?? ""
  const names = FIRMS.includes(role) ? ["unit", "decisions", "filing", "mine"]
    : ATTENDERS.includes(role) ? ["confirm", "review", "answer", "recheck", "keyworks", "decisions", "mine", "report"] : []
  return names.map((name) => ({ name, route: ROUTES[name] ?? name, ...(/** @type {any} */ (COUNTS)[name](known)) })).filter((one) => one.n > 0 || one.state)
}

/** @param {any[]} found @param {(one: any) => boolean} isOverdue @returns {Count} */
const counted = (found, isOverdue) => ({ n: found.length, late: found.filter(isOverdue).length, state: null })

/** @param {boolean} done @param {Known} known @param {string} until o'clock @param {Count["state"]} otherwise @returns {Count} */
const paper = (done, { mover, zone }, until, otherwise) =>
  ({ n: 0, late: Number(!done && otherwise === "missing" && local(mover.at, zone).time >= until), state: done ? "done" : otherwise })

/** @param {Known} known @returns {boolean} whether this person has filed or recorded anything that can still be looked at */
const hasOwn = ({ every, mover: { actor }, own, of, taken, day }) =>
  filedBy(every.values(), actor.person).length > 0 || visitsOf(own, of("visit"), taken, day, actor.person).length > 0

/** @type {Record<string, (known: Known) => Count>} */
const COUNTS = {
  review(known) {
    const found = counted(toReview(known.findings, known.mover), tooLong(known))
    return found.n || !toNotify(known.findings, known.mover).length ? found : { ...found, state: "may" }
  },
  confirm: ({ findings, mover }) => counted(toConfirm(findings, mover), () => false),
  answer: (known) => counted(toAnswer(known.findings, known.mover), tooLong(known)),
  recheck: (known) => counted(toRecheck(known.findings, known.mover), tooLong(known)),
  unit({ findings, mover }) {
    const found = counted(toRepair(findings, mover), (finding) => attention(finding, mover.at).overdue !== null)
    return found.n ? found : { ...found, state: "may" }
  },
  decisions: ({ of, mover, day }) => counted(mayAnswer(mover.actor.role) ? toDo(of("decision"), mover) : [], (one) => isLate(one, day, mover.at)),
  mine(known) {
    const n = unread(known).length
    return { n, late: 0, state: n === 0 && hasOwn(known) ? "may" : null }
  },
  keyworks({ of, day, orgs }) {
    const works = worksOf(of("filing"), day, orgs) ?? [], alone = works.filter((one) => one.attended.length === 0)
    return { n: alone.length, late: 0, state: works.length && !alone.length ? "done" : null }
  },
  filing(known) {
    const { org } = known.mover.actor
    return paper(filedOn(known.of("filing"), org, known.day) !== null, known, FILED_UNTIL, known.orgs.get(org ?? "")?.kind === "general_contractor" ? "missing" : "may")
  },
  report(known) {
    const { of, day, mover: { actor, at }, own, taken, settings, zone } = known
    const begun = visitsOf(own, of("visit"), taken, day, actor.person).length > 0
    const asked = begun || (actor.role === "inspector" && local(at, zone).time >= REPORT_FROM)
    return paper(of("day").some((one) => one.id === `${day}:${actor.person}`), known, settings.get("meeting")?.value?.cutoff ?? CUTOFF, asked ? "missing" : null)
  },
}

/** @param {any[]} findings @param {Known["mover"]} mover @returns {any[]} of his units, without those that wait for the reviewer */
export const toRepair = (findings, mover) => ofUnits(findings, mover.units).filter((finding) => finding.state !== "replied")

/** @param {Known} known @returns {(finding: any) => boolean} whether it has waited too long for him */
const tooLong = ({ mover, settings }) => (finding) => Boolean(attention(finding, mover.at, rulesFrom(settings)).waiting?.late)

/**
 * @param {import("./shapes.js").QueuedEvent[]} own @param {any[]} known visits from the office @param {Set<string>} taken back
 * @param {string} day @param {string} person
 * @returns {{visit: string, place: string}[]} of this day, each once, also from another phone of his
 */
export function visitsOf(own, known, taken, day, person) {
  const copied = sentAsCopy(own)
  const here = own.filter((event) => event.type === "visit.recorded" && !copied.has(event.id) && event.envelope?.body.day === day)
    .map((event) => ({ visit: event.id, place: event.envelope?.body.place }))
  const there = known.filter((visit) => visit.day === day && visit.author === person && !visit.withdrawn)
    .map((visit) => ({ visit: visit.id, place: visit.place }))
  return [...new Map([...there, ...here].map((one) => [one.visit, one])).values()].filter(({ visit }) => !taken.has(visit))
}
