/** Reads from a JPEG's header what a canvas would lose: its size, which way is up, when and where it was taken. */

import { readExif } from "./exif.js"

/** @typedef {import("./exif.js").Notes & {width: number, height: number}} Header */

/**
 * @param {ArrayBuffer} buffer
 * @returns {Header|null} null when it is not a JPEG we can follow; width and height are those of the stored pixels
 */
export function readJpeg(buffer) {
  const view = new DataView(buffer)
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null
  let at = 2, notes = /** @type {import("./exif.js").Notes} */ ({ orientation: 1, taken: null, place: null })
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) { at += 1; continue }
    const length = view.getUint16(at + 2)
    if (marker === 0xe1) notes = readExif(buffer, at + 4, length - 2) ?? notes
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), ...notes }
    }
    if (marker === 0xda || length < 2) return null
    at += 2 + length
  }
  return null
}

/** @param {Header} header @returns {{w: number, h: number}} as a person sees the picture */
export function upright(header) {
  const turned = header.orientation >= 5
  return turned ? { w: header.height, h: header.width } : { w: header.width, h: header.height }
}
