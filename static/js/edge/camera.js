/** Owns the worker that develops pictures: starts it, replaces one that died, and does the work here where there can be none. */

import { localIso } from "../core/envelope.js"
import { readJpeg } from "../core/jpeg.js"

/** @typedef {import("./darkroom.js").Picture} Picture */
/** @typedef {import("./darkroom.js").Developed} Developed */
/** @typedef {import("../core/annotation.js").Mark} Mark */

/** Some browsers end a worker without a word: then nothing more is heard of the picture. */
const PATIENCE_MS = 30_000
const WORKERS_MAX = 2

let worker = /** @type {Worker|null} */ (null)
let usable = typeof Worker !== "undefined" && typeof OffscreenCanvas !== "undefined"

/** Starts the worker, so that it is there when the photo comes. */
export function warmUp() {
  if (usable) worker ??= start()
}

/** @returns {Worker|null} null where the browser knows no workers made of modules */
function start() {
  let asked = false
  const options = { get type() { asked = true; return /** @type {const} */ ("module") } }
  const made = new Worker(new URL("./picture_worker.js", import.meta.url), options)
  if (asked) return made
  made.terminate()
  usable = false
  return null
}

/**
 * @param {() => Promise<ArrayBuffer>} read gives the bytes, again if need be: they go to the worker and are gone with it
 * @param {string} type @param {Mark[]} [marks] to draw on it @returns {Promise<Developed>}
 */
export async function develop(read, type, marks = []) {
  for (let tries = 0; usable && tries < WORKERS_MAX; tries += 1) {
    warmUp()
    if (!worker) break
    const buffer = await read()
    try {
      return await ask(worker, buffer, type, marks)
    } catch (error) {
      console.warn(error)
      worker.terminate()
      worker = null
    }
  }
  const darkroom = await import("./darkroom.js")
  return darkroom.develop(await read(), type, marks).catch(async () => darkroom.asItIs(await read(), type))
}

let asked = 0

/** @param {Worker} at @param {ArrayBuffer} buffer @param {string} type @param {Mark[]} marks @returns {Promise<Developed>} rejects when the worker is dead */
function ask(at, buffer, type, marks) {
  const id = ++asked
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => done(() => reject(new Error("the worker has fallen silent"))), PATIENCE_MS)
    const done = (/** @type {() => void} */ tell) => {
      clearTimeout(timer)
      at.onmessage = at.onerror = at.onmessageerror = null
      tell()
    }
    at.onmessage = ({ data }) => { if (data.id === id) done(() => (data.made ? resolve(data.made) : reject(new Error(data.error)))) }
    at.onerror = (event) => { event.preventDefault(); done(() => reject(new Error(event.message || "the worker could not be started"))) }
    at.onmessageerror = () => done(() => reject(new Error("the worker's answer could not be read")))
    at.postMessage({ id, buffer, type, marks }, [buffer])
  })
}

/**
 * When a picture was taken: now from the camera; from the album what the picture says itself, else the file's date.
 * Where it was taken is known only if the picture itself says so: nobody is followed about.
 * @param {ArrayBuffer} buffer @param {"camera"|"album"} source @param {Date} at @param {number} modified_ms of the file
 * @returns {{taken_at: string, geo: import("../core/shapes.js").Place|null}} ISO 8601 with offset
 */
export function circumstances(buffer, source, at, modified_ms) {
  const header = readJpeg(buffer), geo = header?.place ?? null
  if (source === "camera") return { taken_at: localIso(at), geo }
  const told = header?.taken ? new Date(header.taken) : new Date(modified_ms)
  return { taken_at: localIso(Number.isNaN(told.getTime()) ? at : told), geo }
}
