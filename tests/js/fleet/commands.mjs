/** What a phone of the fleet can be told to do; each answers what the driver is told back. */

import { hashOf, rows } from "./storage.mjs"

/** @param {number} seed @returns {() => number} the same numbers from 0 to 1 for the same seed */
function chance(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** @param {{bytes_b64?: string, seed?: number, size?: number}} wanted @returns {ArrayBuffer} begins like a JPEG unless the bytes are given */
function bytesOf({ bytes_b64, seed = 0, size = 1000 }) {
  if (bytes_b64) return Uint8Array.from(Buffer.from(bytes_b64, "base64")).buffer
  const next = chance(seed), bytes = Uint8Array.from({ length: size }, () => next() * 256)
  bytes.set([0xff, 0xd8, 0xff, 0xe0])
  return bytes.buffer
}

/** Keeps one photo of a draft, whole and small, as the camera part does. @returns {Promise<any>} as the envelope names it */
async function keepPhoto(app, draft, wanted) {
  const full = bytesOf(wanted), small = bytesOf({ seed: (wanted.seed ?? full.byteLength) + 1_000_003, size: 300 })
  const [name, preview] = [await app.sha256(full), await app.sha256(small)]
  await app.write(["blobs"], (tx) => {
    for (const [sha256, buffer] of [[name, full], [preview, small]]) {
      const store = tx.objectStore("blobs"), request = store.get([draft.project, sha256])
      request.onsuccess = () => {
        if (request.result && request.result.state !== "draft") return
        store.put({ project: draft.project, sha256, size: buffer.byteLength, type: "image/jpeg", state: "draft", draft: draft.id,
          buffer, preview: sha256 === preview, reason: null })
      }
    }
  })
  return { sha256: name, size: full.byteLength, type: "image/jpeg", w: 4, h: 3, taken_at: null, source: "camera", geo: null,
    preview: { sha256: preview, size: small.byteLength, w: 4, h: 3 } }
}

/** `@0` in a body is the first photo's hash: whoever asks for a photo by its seed cannot know it before. */
const withNames = (body, photos) => JSON.parse(JSON.stringify(body), (_, value) =>
  (typeof value === "string" && /^@\d+$/.test(value) ? photos[Number(value.slice(1))].sha256 : value))

const within = {
  async sign_in({ app }, { login, password }) {
    const said = await app.signIn(login, password)
    if (said !== "ok") throw new Error(said)
    await app.load(true)
    const { person, project, projects } = app.session()
    return { person: person.id, project, projects: projects.map((one) => one.id) }
  },

  async record({ app }, { type, body, photos = [], after = [] }) {
    const draft = await app.begin("finding", body.place ?? "", {}), blobs = []
    for (const photo of photos) blobs.push(await keepPhoto(app, draft, photo))
    const event = await app.enqueue({ id: draft.id, type, body: withNames(body, blobs), after, blobs })
    return { saved: event.id, n: event.n, digest: event.sha256, sha256: blobs.flatMap((blob) => [blob.sha256, blob.preview.sha256]) }
  },

  async round({ app }, { all = false }) {
    const outcome = await app.round({ changed: () => {}, all })
    await app.refresh(true)
    return outcome
  },

  async dump({ app, factory }) {
    await app.refresh(true)
    const [events, blobs, things] = await rows(factory, "events", "blobs", "things")
    const note = await app.cursorOf(app.viewKey()), shown = app.seen(), view = app.viewKey()
    return {
      events: events.map(({ id, n, project, author, state, sha256, bytes, verdict, reason }) =>
        ({ id, n, project, author, state, sha256, bytes_sha256: hashOf(bytes), size: bytes?.byteLength ?? null, verdict, reason })),
      blobs: blobs.map(({ project, sha256, state, size, buffer }) => ({ project, sha256, state, size, bytes_sha256: hashOf(buffer) })),
      things: things.filter((one) => one.view === view).map(({ kind, id, state }) => [kind, id, state]),
      cursor: note.cursor, seq: app.seqOf(note), own_visible: ownVisible(shown), pending: shown.pending.length,
    }
  },
}

/** @returns {Record<string, number>} id of a visit or finding → how often it is there; a visit not replicated yet lies over the one that is */
function ownVisible({ visits, unsent, every }) {
  const known = visits.map((visit) => visit.id), laid = unsent.filter((one) => one.type === "visit.recorded").map((one) => one.id)
  const found = /** @type {Record<string, number>} */ ({})
  for (const id of [...known.filter((one) => !laid.includes(one)), ...laid, ...[...every.values()].map((one) => one.id)]) found[id] = (found[id] ?? 0) + 1
  return found
}

const around = {
  crash: (phone) => { phone.life.kill(); return { crashed: true } },
  crash_at: ({ life }, { k, seed = 0 }) => Object.assign(life, { crash_at: life.calls + k, after: chance(seed)() < 0.5 }) && {},
  restart: (phone) => phone.start(),
  refuse: (phone, { at }) => { phone.refuse_at = at ?? 0; return {} },
  wipe: (phone) => phone.wipe(),
  clock: (phone, { offset_ms }) => { phone.offset_ms = offset_ms; return {} },
}

/** @param {any} phone @param {any} command @returns {Promise<any>} */
export async function obey(phone, command) {
  if (Object.hasOwn(around, command.do)) return around[command.do](phone, command)
  if (!Object.hasOwn(within, command.do)) throw new Error(`no such command: ${command.do}`)
  return phone.life.run(() => within[command.do](phone, command))
}
