/** Makes the two pictures that travel out of what the camera or the album gave: upright, bounded, without hidden data, with their names. */

import { readJpeg, upright } from "../core/jpeg.js"
import { FULL, PREVIEW, attempts, fit } from "../core/picture.js"
import { sha256 } from "./digest.js"
import { draw as drawInk } from "./ink.js"

/** @typedef {{buffer: ArrayBuffer, type: string, w: number|null, h: number|null, sha256: string}} Picture */
/** @typedef {{full: Picture, preview: Picture|null}} Developed a picture this browser cannot read stays as it is, without preview */

/**
 * @param {ArrayBuffer} buffer @param {string} type @param {import("../core/annotation.js").Mark[]} marks to draw on it
 * @returns {Promise<Developed>} rejects when a picture every browser can read was not: perhaps for want of memory
 */
export async function develop(buffer, type, marks) {
  const bitmap = await decode(buffer, type).catch((error) => {
    if (readJpeg(buffer)) throw error
    return null
  })
  if (!bitmap) return asItIs(buffer, type)
  try {
    const full = await encode(bitmap, FULL, marks)
    const preview = await encode(bitmap, PREVIEW, marks)
    return { full: await named(full), preview: await named(preview) }
  } finally {
    bitmap.close()
  }
}

/** @param {ArrayBuffer} buffer @param {string} type @returns {Promise<Developed>} the office may be able to read it */
export const asItIs = async (buffer, type) => ({ full: await named({ buffer, type, w: null, h: null }), preview: null })

/** @param {Omit<Picture, "sha256">} picture @returns {Promise<Picture>} */
const named = async (picture) => ({ ...picture, sha256: await sha256(picture.buffer) })

/**
 * Decodes straight to the size needed: a full-size canvas of 48 megapixels would be refused or kill the page.
 * @param {ArrayBuffer} buffer @param {string} type @returns {Promise<ImageBitmap>} upright
 */
async function decode(buffer, type) {
  const header = readJpeg(buffer)
  const source = new Blob([buffer], { type })
  if (!header) return createImageBitmap(source)
  const { w, h } = upright(header)
  return createImageBitmap(source, { resizeWidth: fit(w, h, FULL.side_px).w, resizeQuality: "medium" })
}

/**
 * @param {ImageBitmap} bitmap @param {{side_px: number, bytes_max: number, qualities: number[]}} target
 * @param {import("../core/annotation.js").Mark[]} marks @returns {Promise<Omit<Picture, "sha256">>}
 */
async function encode(bitmap, target, marks) {
  let smallest = /** @type {Omit<Picture, "sha256">|null} */ (null), canvas = null
  for (const { side_px, quality } of attempts(target)) {
    const { w, h } = fit(bitmap.width, bitmap.height, side_px)
    if (canvas?.width !== w) canvas = draw(bitmap, w, h, marks)
    const buffer = await jpeg(canvas, quality)
    if (!smallest || buffer.byteLength < smallest.buffer.byteLength) smallest = { buffer, type: "image/jpeg", w, h }
    if (buffer.byteLength <= target.bytes_max) break
  }
  return /** @type {Omit<Picture, "sha256">} */ (smallest)
}

/** @param {ImageBitmap} bitmap @param {number} w @param {number} h @param {import("../core/annotation.js").Mark[]} marks */
function draw(bitmap, w, h, marks) {
  const canvas = typeof OffscreenCanvas === "undefined"
    ? Object.assign(document.createElement("canvas"), { width: w, height: h })
    : new OffscreenCanvas(w, h)
  const context = /** @type {CanvasRenderingContext2D|OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"))
  context.imageSmoothingQuality = "high"
  context.drawImage(bitmap, 0, 0, w, h)
  drawInk(context, w, h, marks)
  return canvas
}

/** @param {HTMLCanvasElement|OffscreenCanvas} canvas @param {number} quality @returns {Promise<ArrayBuffer>} */
async function jpeg(canvas, quality) {
  const options = { type: "image/jpeg", quality }
  const blob = "convertToBlob" in canvas
    ? await canvas.convertToBlob(options)
    : await new Promise((resolve, reject) =>
      canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("the canvas gave nothing"))), options.type, quality))
  return blob.arrayBuffer()
}
