/** What the screens read: the replicated state with this phone's own records laid over it, recomputed when something changed. */

import { dayOf } from "../core/clock.js"
import { compound, isStopped, route } from "../core/compound.js"
import { ZONE } from "../core/days.js"
import { activeBuildings } from "../core/at_work.js"
import { onlyHere } from "../core/outbox.js"
import { marks, ownVisits, unseen, withdrawn } from "../core/overlay.js"
import { allFindings, untouched } from "../core/overlay_findings.js"
import { withMoves } from "../core/overlay_moves.js"
import { withPapers } from "../core/overlay_papers.js"
import { OPEN } from "../core/moves.js"
import { unitsOf } from "../core/queues.js"
import { now } from "../edge/clock.js"
import * as db from "../edge/db.js"
import * as drafts from "./drafts.js"
import { cursorOf, readAll, seqOf } from "./feed.js"
import { nothingLooked, whatLooked } from "./looked.js"
import { blobKeys, eventsOf } from "./queue.js"
import { project, session, viewKey } from "./session.js"

/** @typedef {import("../core/shapes.js").QueuedEvent} QueuedEvent */
/**
 * @typedef {{day: string, zone: string, oneByOne: (place: any) => boolean, places: any[], byId: Map<string, any>, map: ReturnType<typeof compound>, route: any[],
 *   marks: Map<string, import("../core/overlay.js").Mark>, findings: any[], every: Map<string, any>, items: any[], orgs: Map<string, any>,
 *   mover: import("../core/overlay_moves.js").Mover, unsent: import("../core/shapes.js").Envelope[], of: (kind: string) => any[],
 *   defaults: Map<string, any>, settings: Map<string, any>, notice: string, visits: any[],
 *   own: QueuedEvent[], pending: QueuedEvent[], others: QueuedEvent[], blobs: Map<string, string>, drafts: drafts.Draft[],
 *   taken: Set<string>, looked: import("./looked.js").Looked, ready: boolean}} Snapshot
 */

let things = /** @type {Map<string, any[]>} */ (new Map())
let seq = 0
let kept = true
let snapshot = /** @type {Snapshot|null} */ (null)

/** @returns {Snapshot} */
export const seen = () => /** @type {Snapshot} */ (snapshot)

/** @param {boolean} durable false: nothing is kept here, everything is read into memory once */
export async function load(durable) {
  kept = durable
  if (!durable) sort(session() ? (await readAll(session()?.project ?? "")) ?? [] : [])
  await refresh(true)
}

/** @param {boolean} replicated also what came from the office, not only this phone's own queue */
export async function refresh(replicated) {
  if (!session()) { things = new Map(); snapshot = build([], [], [], nothingLooked()); return }
  if (!kept) { snapshot = build([], [], [], nothingLooked()); return }
  const where = session()?.project ?? "", view = viewKey()
  if (replicated) {
    const [rows, cursor] = await Promise.all([db.all("things", "view", view), cursorOf(view)])
    sort(rows)
    seq = seqOf(cursor)
  }
  // What is the person's own comes last: of two that run at once, the one that ends last has also read last.
  snapshot = build(...await Promise.all([eventsOf(where), blobKeys(where), drafts.mine(), whatLooked()]))
}

/** @param {{kind: string, seq: number, state: any}[]} rows kept in the order the office made them: the catalogue's own */
function sort(rows) {
  things = new Map()
  for (const { kind, state } of [...rows].sort((a, b) => a.seq - b.seq)) {
    if (!things.has(kind)) things.set(kind, [])
    things.get(kind)?.push(state)
  }
}

/** @param {string} kind @returns {any[]} */
const all = (kind) => things.get(kind) ?? []

/** @param {string} kind @returns {Map<string, any>} */
const byId = (kind) => new Map(all(kind).map((state) => [state.id, state]))

/** @param {Map<string, any>} orgs @param {Map<string, any>} settings @returns {import("../core/overlay_moves.js").Mover} the person signed in, as the moves table asks about him */
function moverNow(orgs, settings) {
  const { role = null, org = null } = session() ? project() : {}
  return { actor: { person: session()?.person.id ?? "", role, org }, units: unitsOf(org, orgs), at: now(),
    limits: { reopen_days_max: settings.get("reopen_days")?.value, extensions_max: settings.get("extensions_max")?.value } }
}

/** @param {QueuedEvent[]} events @param {import("../core/shapes.js").BlobKey[]} keys @param {drafts.Draft[]} begun @param {import("./looked.js").Looked} looked @returns {Snapshot} */
function build(events, keys, begun, looked) {
  const settings = byId("setting"), places = all("place"), author = session()?.person.id
  const zone = settings.get("zone")?.value ?? ZONE
  const day = dayOf(now(), zone, settings.get("day_starts_at")?.value)
  const working = activeBuildings(all("filing"), day), policy = settings.get("coverage_policy")?.value
  const oneByOne = (/** @type {any} */ place) => policy === "all" || working === null || working.includes(place.building ?? place.id)
  const own = events.filter((event) => event.author === author)
  const blobs = new Map(keys.map((blob) => [blob.sha256, blob.state]))
  const fresh = unseen(own, seq), visits = ownVisits(fresh), gone = withdrawn(fresh)
  const map = compound(places), orgs = byId("org"), mover = moverNow(orgs, settings), unsent = fresh.map(({ envelope }) => envelope)
  const papers = withPapers(things, unsent, day), of = (/** @type {string} */ kind) => papers.get(kind) ?? []
  const filer = { role: mover.actor.role, units: mover.units, stopped: (/** @type {string} */ place) => isStopped(place, all("order"), places) }
  const standing = all("finding").filter((finding) => !gone.has(finding.visit) || !untouched(finding))
  const every = withMoves(allFindings(standing, visits, filer), unsent, mover)
  return {
    day, zone, oneByOne, places, byId: new Map(places.map((place) => [place.id, place])), map, route: route(places),
    marks: marks(places, day, visits, all("visit"), gone, oneByOne),
    findings: every.filter((finding) => OPEN.includes(finding.state)), every: new Map(every.map((finding) => [finding.id, finding])),
    mover, unsent, of,
    items: all("item").filter((item) => item.active !== false),
    orgs, defaults: byId("default"), settings, notice: of("notice_of_day").find((one) => one.id === day)?.text ?? "",
    visits: all("visit"), own, pending: onlyHere(own, blobs), others: onlyHere(events, blobs).filter((event) => event.author !== author),
    blobs, drafts: begun, looked, taken: withdrawn(own.flatMap((event) => (event.envelope ? [{ envelope: event.envelope }] : []))), ready: places.length > 0,
  }
}
