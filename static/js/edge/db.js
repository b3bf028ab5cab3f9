/** The phone's own storage: opens it, reopens it when the browser drops it, and says "done" only when it is on disk. */

const NAME = "xunlou"
const VERSION = 1

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

/** @returns {Promise<IDBDatabase>} */
function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION)
    request.onupgradeneeded = () => makeStores(request.result)
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const database = request.result
      database.onclose = forget
      database.onversionchange = () => { database.close(); forget() }
      resolve(database)
    }
  })
  opened.catch(forget)
  return opened
}

function forget() {
  opened = null
}

/** @param {IDBDatabase} database */
function makeStores(database) {
  for (const { store, keyPath, indexes } of STORES) {
    if (database.objectStoreNames.contains(store)) continue
    const made = database.createObjectStore(store, { keyPath })
    for (const [name, path] of Object.entries(indexes)) made.createIndex(name, path)
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
    if (!["InvalidStateError", "UnknownError"].includes(/** @type {any} */ (error)?.name)) throw error
    forget()
    return once(await open(), stores, mode, work)
  }
}

/** @param {IDBDatabase} database @param {string[]} stores @param {IDBTransactionMode} mode @param {(tx: IDBTransaction) => any} work */
function once(database, stores, mode, work) {
  return new Promise((resolve, reject) => {
    const options = mode === "readwrite" ? /** @type {const} */ ({ durability: "strict" }) : {}
    const tx = database.transaction(stores, mode, options)
    let result = /** @type {any} */ (undefined)
    tx.oncomplete = () => resolve(typeof result === "function" ? result() : result?.result)
    tx.onabort = () => reject(tx.error ?? new DOMException("aborted", "AbortError"))
    try {
      result = work(tx)
    } catch (error) {
      tx.onabort = () => reject(error)
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

/** @returns {Promise<boolean>} whether there is storage here at all (private windows of old browsers refuse); written once */
export async function works() {
  try {
    if (typeof indexedDB === "undefined") return false
    if (!(await note("works"))) await setNote("works", true)
    return true
  } catch {
    return false
  }
}

/** Closes the connection, as a browser does behind our back; the next call opens it again. */
export async function close() {
  ;(await open()).close()
  forget()
}
