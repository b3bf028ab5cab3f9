/** How large a picture may be when it leaves the phone. */

import { toHex } from "./bytes.js"

export const FULL = { side_px: 2048, bytes_max: 600 * 1024, qualities: [0.82, 0.72, 0.6, 0.5] }
export const PREVIEW = { side_px: 640, bytes_max: 60 * 1024, qualities: [0.72, 0.6, 0.48, 0.36] }
export const UNDECODED_BYTES_MAX = 25 * 1024 * 1024

/**
 * @param {number} w @param {number} h @param {number} side_px longest side allowed
 * @returns {{w: number, h: number}} the same shape, never enlarged
 */
export function fit(w, h, side_px) {
  const scale = Math.min(1, side_px / Math.max(w, h))
  return { w: Math.max(1, Math.round(w * scale)), h: Math.max(1, Math.round(h * scale)) }
}

/**
 * Tries in order: each quality at full side, then the lowest at ever smaller sides.
 * @param {{side_px: number, qualities: number[]}} target @returns {{side_px: number, quality: number}[]}
 */
export function attempts(target) {
  const lowest = target.qualities[target.qualities.length - 1] ?? 0.5
  return [
    ...target.qualities.map((quality) => ({ side_px: target.side_px, quality })),
    ...[0.75, 0.5, 0.35].map((part) => ({ side_px: Math.round(target.side_px * part), quality: lowest })),
  ]
}

const TYPES = new Map([["heic", "image/heic"], ["heif", "image/heif"], ["png", "image/png"], ["webp", "image/webp"], ["gif", "image/gif"]])

/** @param {string} type as the browser says, often empty for HEIC @param {string} name of the file @returns {string} */
export const pictureType = (type, name) => type || TYPES.get(name.split(".").pop()?.toLowerCase() ?? "") || "image/jpeg"

const BEGINNINGS = ["ffd8ff", "89504e47", "47494638", "424d", "49492a00", "4d4d002a"]

/** @param {ArrayBuffer} buffer @returns {boolean} whether it begins as pictures do; one that cannot be shown here may be readable at the office */
export function looksLikePicture(buffer) {
  const head = new Uint8Array(buffer.slice(0, 12)), letters = String.fromCharCode(...head)
  return BEGINNINGS.some((beginning) => toHex(head.buffer).startsWith(beginning)) || letters.slice(4, 8) === "ftyp" || /^RIFF....WEBP/s.test(letters)
}
