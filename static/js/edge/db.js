/** The phone's own storage: opens it, reopens it when the browser drops it, and says "done" only when it is on disk. */

import { sameBytes } from "../core/bytes.js"

const NAME = "xunlou"
const ANSWER_MS = 10_000
const SOON_MS = 1_000

/** @type {{store: string, keyPath: string|string[], indexes: Record<string, string|string[]>}[]} additive only */
const STORES = [
  { store: "drafts", keyPath: "id", indexes: {} },
  { store: "raw", keyPath: "id", indexes: { draft: "draft" } },
  { store: "events", keyPath: "id", indexes: { project: "project", owner: ["project", "author"] } },
  { store: "blobs", keyPath: ["project", "sha256"], indexes: { state: ["project", "state", "size"], draft: "draft" } },
  { store: "things", keyPath: ["view", "kind", "id"], indexes: { view: "view" } },
  { store: "meta", keyPath: "key", indexes: {} },
]

/** @type {Promise<IDBDatabase>|null} */
let opened = null
const underWay = /** @type {Set<IDBTransaction>} */ (new Set())
let asleep = /** @type {Promise<any>|null} */ (null)

/**
 * Opens whatever version is here, and raises it only when something is missing: the app of yesterday, put back, must find
 * its records in what the newer one made of the storage.
 * @returns {Promise<IDBDatabase>}
 */
function open() {
  if (asleep) return asleep.then(open)
  opened ??= connect().then(async (found) => {
    const database = lacks(found) ? (found.close(), await connect(found.version + 1)) : found
    database.onclose = forget
    database.onversionchange = () => { database.close(); forget() }
    return database
  })
  opened.catch(forget)
  return opened
}

/** @param {number} [version] @returns {Promise<IDBDatabase>} */
const connect = (version) => new Promise((resolve, reject) => {
  const request = indexedDB.open(NAME, version)
  request.onupgradeneeded = () => makeStores(/** @type {IDBTransaction} */ (request.transaction))
  request.onerror = () => reject(request.error)
  request.onsuccess = () => resolve(request.result)
})

function forget() {
  opened = null
}

/** @param {IDBDatabase} database @returns {boolean} */
const lacks = (database) => STORES.some(({ store }) => !database.objectStoreNames.contains(store))

/** @param {IDBTransaction} tx that changes the version */
function makeStores({ db: database }) {
  for (const { store, keyPath, indexes } of STORES) {
    if (database.objectStoreNames.contains(store)) continue
    const made = database.createObjectStore(store, { keyPath })
    for (const [name, path] of Object.entries(indexes)) made.createIndex(name, path)
  }
}

/**
 * A page that is left may be kept asleep for going back. What it was writing then, or began while it fell asleep, would never
 * end and lock the storage for every page after it (WebKit). So it is given up, which says "not saved" to a person who comes
 * back; the connection is closed, and nothing is begun before the page is shown again.
 */
globalThis.addEventListener?.("pagehide", (event) => {
  if (!event.persisted) return
  asleep = new Promise((resolve) => addEventListener("pageshow", () => { asleep = null; resolve(null) }, { once: true }))
  for (const tx of underWay) giveUp(tx)
  opened?.then((database) => database.close()).catch(() => {})
  forget()
})

/** @param {IDBTransaction} tx */
function giveUp(tx) {
  try {
    tx.abort()
  } catch {
    // it is on its way to the disk already
  }
}

/**
 * One transaction. `work` may return a request or a function; its result is what the promise gives.
 * Resolves when the transaction is complete (for writes: on disk), not when a request succeeds.
 * @param {string[]} stores @param {IDBTransactionMode} mode
 * @param {(tx: IDBTransaction) => IDBRequest | (() => any) | void} work @returns {Promise<any>}
 */
async function within(stores, mode, work) {
  try {
    return await once(await open(), stores, mode, work)
  } catch (error) {
    if (!["InvalidStateError", "UnknownError", "VersionError"].includes(/** @type {any} */ (error)?.name)) throw error
    forget()
    return once(await open(), stores, mode, work)
  }
}

/** @param {IDBDatabase} database @param {string[]} stores @param {IDBTransactionMode} mode @param {(tx: IDBTransaction) => any} work */
function once(database, stores, mode, work) {
  return new Promise((resolve, reject) => {
    const options = mode === "readwrite" ? /** @type {const} */ ({ durability: "strict" }) : {}
    const tx = database.transaction(stores, mode, options)
    let result = /** @type {any} */ (undefined), wrong = /** @type {unknown} */ (null)
    underWay.add(tx)
    tx.oncomplete = () => { underWay.delete(tx); resolve(typeof result === "function" ? result() : result?.result) }
    tx.onabort = () => { underWay.delete(tx); reject(wrong ?? tx.error ?? new DOMException("aborted", "AbortError")) }
    try {
      result = work(tx)
    } catch (error) {
      wrong = error
      tx.abort()
    }
  })
}

/** @param {string[]} stores @param {(tx: IDBTransaction) => any} work @returns {Promise<any>} */
export const read = (stores, work) => within(stores, "readonly", work)

/** @param {string[]} stores @param {(tx: IDBTransaction) => any} work @returns {Promise<any>} on disk when it resolves */
export const write = (stores, work) => within(stores, "readwrite", work)

/** @param {string} store @param {IDBValidKey} key @returns {Promise<any>} the row, or undefined */
export const get = (store, key) => read([store], (tx) => tx.objectStore(store).get(key))

/** @param {string} store @param {string|null} index @param {any} [key] a key or a range @returns {Promise<any[]>} */
export const all = (store, index = null, key = undefined) =>
  read([store], (tx) => (index ? tx.objectStore(store).index(index) : tx.objectStore(store)).getAll(key))

/** @param {string} store @param {any} row */
export const put = (store, row) => write([store], (tx) => tx.objectStore(store).put(row))

/** @param {string} key @param {any} otherwise @returns {Promise<any>} the value kept under this key of `meta` */
export const note = async (key, otherwise = null) => (await get("meta", key))?.value ?? otherwise

/** @param {string} key @param {any} value */
export const setNote = (key, value) => put("meta", { key, value })

/** @param {any[]} lower @param {any[]} upper @returns {IDBKeyRange} keys from lower to upper, both included */
export const range = (lower, upper) => IDBKeyRange.bound(lower, upper)

/**
 * Whether what is written here can be read back: private windows refuse it, or take it and forget.
 * @param {number} [patience_ms] @returns {Promise<"yes"|"no"|"silent">} silent: it does not answer, though it may hold records
 */
export async function works(patience_ms = ANSWER_MS) {
  try {
    return await soon(patience_ms, keepsBytes().then((kept) => (kept ? "yes" : "no")), "silent")
  } catch (error) {
    // A full phone still holds what it holds: that is to be seen and sent.
    return /** @type {any} */ (error)?.name === "QuotaExceededError" ? "yes" : "no"
  }
}

/**
 * Asks every store the map is drawn from: one that somebody else has locked answers nothing, however well the others do.
 * @param {string[]} keys of `meta` @param {number} [patience_ms] @returns {Promise<any[]>} their values, null where nothing is kept or nothing is said so soon
 */
export const held = (keys, patience_ms = SOON_MS) => soon(patience_ms, read(["drafts", "events", "blobs", "things", "meta"], (tx) => {
  const requests = keys.map((key) => tx.objectStore("meta").get(key))
  return () => requests.map((request) => request.result?.value ?? null)
}).catch(() => []), []).then((found) => keys.map((_, n) => found[n] ?? null))

/** @template T @param {number} patience_ms @param {Promise<T>} answer @param {T} otherwise @returns {Promise<T>} */
export async function soon(patience_ms, answer, otherwise) {
  let timer = /** @type {any} */ (0)
  const patience = new Promise((resolve) => { timer = setTimeout(() => resolve(otherwise), patience_ms) })
  return Promise.race([answer, patience]).finally(() => clearTimeout(timer))
}

/**
 * Each try has a key of its own: two tabs may start at the same moment. It lies among the raw photos, which no start waits for.
 * @returns {Promise<boolean>}
 */
async function keepsBytes() {
  const wanted = crypto.getRandomValues(new Uint8Array(32)), id = `works/${wanted.join(".")}`
  await put("raw", { id, value: wanted.buffer })
  const found = (await get("raw", id))?.value
  write(["raw"], (tx) => { tx.objectStore("raw").delete(id) }).catch(console.warn)
  return found instanceof ArrayBuffer && sameBytes(found, wanted.buffer)
}

/** Closes the connection, as a browser does behind our back; the next call opens it again. */
export async function close() {
  ;(await open()).close()
  forget()
}
