/** Turns what the camera or the album gave into the two pictures that travel: upright, bounded, without hidden data. */

import { localIso } from "../core/envelope.js"
import { readJpeg, upright } from "../core/jpeg.js"
import { FULL, PREVIEW, attempts, fit } from "../core/picture.js"

/** @typedef {{buffer: ArrayBuffer, type: string, w: number|null, h: number|null}} Picture */

/**
 * @param {ArrayBuffer} buffer @param {string} type
 * @returns {Promise<{full: Picture, preview: Picture|null}>} a picture the browser cannot read stays as it is, without preview
 */
export async function shrink(buffer, type) {
  const bitmap = await decode(buffer, type).catch(() => null)
  if (!bitmap) return { full: { buffer, type, w: null, h: null }, preview: null }
  try {
    const full = await encode(bitmap, FULL)
    const preview = await encode(bitmap, PREVIEW)
    return { full, preview }
  } finally {
    bitmap.close()
  }
}

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

/** @param {ImageBitmap} bitmap @param {{side_px: number, bytes_max: number, qualities: number[]}} target @returns {Promise<Picture>} */
async function encode(bitmap, target) {
  let smallest = /** @type {Picture|null} */ (null)
  for (const { side_px, quality } of attempts(target)) {
    const { w, h } = fit(bitmap.width, bitmap.height, side_px)
    const buffer = await jpeg(draw(bitmap, w, h), quality)
    if (!smallest || buffer.byteLength < smallest.buffer.byteLength) smallest = { buffer, type: "image/jpeg", w, h }
    if (buffer.byteLength <= target.bytes_max) break
  }
  return /** @type {Picture} */ (smallest)
}

/** @param {ImageBitmap} bitmap @param {number} w @param {number} h */
function draw(bitmap, w, h) {
  const canvas = typeof OffscreenCanvas === "undefined"
    ? Object.assign(document.createElement("canvas"), { width: w, height: h })
    : new OffscreenCanvas(w, h)
  const context = /** @type {CanvasRenderingContext2D|OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"))
  context.imageSmoothingQuality = "high"
  context.drawImage(bitmap, 0, 0, w, h)
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

/**
 * When a picture was taken: now from the camera; from the album what the picture says itself, else the file's date.
 * @param {ArrayBuffer} buffer @param {"camera"|"album"} source @param {Date} at @param {number} modified_ms of the file
 * @returns {string} ISO 8601 with offset
 */
export function takenAt(buffer, source, at, modified_ms) {
  if (source === "camera") return localIso(at)
  const written = readJpeg(buffer)?.taken
  const told = written ? new Date(written) : new Date(modified_ms)
  return localIso(Number.isNaN(told.getTime()) ? at : told)
}
