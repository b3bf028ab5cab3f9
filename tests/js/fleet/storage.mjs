/** A phone's storage seen from outside its app: copied whole, or told row by row. */

import { createHash } from "node:crypto"

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result)
  request.onerror = () => reject(request.error)
})

/** @param {ArrayBuffer|null|undefined} buffer @returns {string|null} */
export const hashOf = (buffer) => (buffer ? createHash("sha256").update(new Uint8Array(buffer)).digest("hex") : null)

/** @param {IDBFactory} factory @param {string[]} stores @returns {Promise<any[][]>} all their rows, of one moment */
export async function rows(factory, ...stores) {
  const database = await done(factory.open("xunlou"))
  try {
    const tx = database.transaction(stores)
    return await Promise.all(stores.map((store) => done(tx.objectStore(store).getAll())))
  } finally {
    database.close()
  }
}

/** @param {IDBFactory} from @param {IDBFactory} to */
export async function copyStorage(from, to) {
  const source = await done(from.open("xunlou")), names = [...source.objectStoreNames]
  const tx = source.transaction(names), shapes = names.map((name) => shapeOf(tx.objectStore(name)))
  const kept = await Promise.all(names.map((name) => done(tx.objectStore(name).getAll())))
  const request = to.open("xunlou", source.version)
  request.onupgradeneeded = () => {
    for (const [nr, { name, keyPath, indexes }] of shapes.entries()) {
      const store = request.result.createObjectStore(name, { keyPath })
      for (const [index, path] of indexes) store.createIndex(index, path)
      for (const row of kept[nr]) store.put(row)
    }
  }
  ;(await done(request)).close()
  source.close()
}

const shapeOf = (store) => ({
  name: store.name, keyPath: store.keyPath, indexes: [...store.indexNames].map((name) => [name, store.index(name).keyPath]),
})
