/** What the queue says about itself: the order of sending, the words people read, what a check-in tells the office. */

/** @typedef {import("./shapes.js").QueuedEvent} QueuedEvent */
/** @typedef {import("./shapes.js").BlobKey} BlobKey */

const HOLDS_VISITS_MAX = 150
const HERE = new Set(["queued", "attention"])

/**
 * Those that failed less often first, so that one poison item never stands in front of the others.
 * @template T @param {T[]} items @param {(item: T) => string} name @param {(item: T) => number} rank
 * @param {Map<string, number>} failures by name @returns {T[]}
 */
export function inSendingOrder(items, name, rank, failures) {
  const failed = (/** @type {T} */ item) => failures.get(name(item)) ?? 0
  return [...items].sort((a, b) => failed(a) - failed(b) || rank(a) - rank(b))
}

/** @param {string|undefined} state of a picture @returns {boolean} whether the office has it */
export const hasArrived = (state) => ["receipted", "confirmed", "released"].includes(state ?? "")

/** Kinds of events a colleague's session may bring for their author; every other one waits for the author. */
const RELAYED = /^(visit\.|day\.closed$|comment\.added$)/

/** @param {QueuedEvent} event @param {string} person signed in now @returns {boolean} */
export const maySend = (event, person) => event.state === "queued" && (event.author === person || RELAYED.test(event.type))

/**
 * The three words of upload, photos apart from text.
 * @param {QueuedEvent} event @param {Map<string, string>} blobStates sha256 → state
 * @returns {{word: "saved"|"photos"|"done"|"attention", photos_here: number, photos: number}} photos_here: already uploaded
 */
export function uploadState(event, blobStates) {
  const photos = event.blobs.length
  const arrived = event.blobs.filter((sha256) => hasArrived(blobStates.get(sha256))).length
  const stuck = event.state === "attention" || event.blobs.some((sha256) => blobStates.get(sha256) === "attention")
  if (stuck) return { word: "attention", photos_here: arrived, photos }
  if (event.state === "queued") return { word: "saved", photos_here: arrived, photos }
  return { word: arrived < photos ? "photos" : "done", photos_here: arrived, photos }
}

/** @param {QueuedEvent[]} events @param {Map<string, string>} blobStates @returns {QueuedEvent[]} what is not wholly uploaded */
export const onlyHere = (events, blobStates) => events.filter((event) => uploadState(event, blobStates).word !== "done")

/**
 * What a check-in says this phone still holds. `blobs` counts photos: a preview is not one more picture to the office;
 * a building looked at holds each of its doors.
 * @param {QueuedEvent[]} events whatever their author @param {BlobKey[]} blobs @returns {any}
 */
export function holds(events, blobs) {
  const unsent = events.filter((event) => HERE.has(event.state))
  const waiting = blobs.filter((blob) => HERE.has(blob.state))
  const photos = new Set(events.flatMap((event) => event.blobs))
  const visits = /** @type {Record<string, string[]>} */ ({})
  let left = HOLDS_VISITS_MAX
  for (const event of [...unsent].sort((a, b) => b.n - a.n)) {
    const body = event.envelope?.body
    if (event.type !== "visit.recorded" || !body || left === 0) continue
    const places = (visits[body.day] ??= [])
    for (const place of body.doors?.length ? body.doors : [body.place]) {
      if (left > 0 && !places.includes(place)) { places.push(place); left -= 1 }
    }
  }
  const oldest = unsent.map((event) => event.queued_at).sort()[0] ?? null
  const bytes = waiting.reduce((sum, blob) => sum + blob.size, 0)
  return { events: unsent.length, blobs: waiting.filter((blob) => photos.has(blob.sha256)).length, bytes, oldest_at: oldest, visits }
}

/**
 * What to do with kept items when the server was restored or answers "missing".
 * @param {QueuedEvent} event @param {Set<string>} missing ids the server does not hold @param {boolean} asked this id was asked about
 * @returns {QueuedEvent} queued again when missing, confirmed when asked and there
 */
export function afterHave(event, missing, asked) {
  if (missing.has(event.id)) return { ...event, state: "queued", receipted_at: null }
  return asked && event.state === "receipted" ? { ...event, state: "confirmed" } : event
}
