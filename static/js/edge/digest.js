/** Hashes and chance, as the browser gives them. */

import { toHex } from "../core/bytes.js"

/** @param {ArrayBuffer} buffer @returns {Promise<string>} SHA-256, lowercase hex */
export const sha256 = async (buffer) => toHex(await crypto.subtle.digest("SHA-256", buffer))

/** @param {Uint8Array} bytes sixteen, given away @param {number} version @returns {string} as a UUID */
function uuid(bytes, version) {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return toHex(bytes.slice().buffer).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

/** @param {string} text @returns {Promise<string>} a UUID (version 8: of our own making) that is the same wherever it is made of the same text */
export async function idOf(text) {
  return uuid(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)), 0, 16), 8)
}

/** @returns {string} a UUID version 4 (also where `randomUUID` is missing, as before Safari 15.4) */
export function newId() {
  return crypto.randomUUID ? crypto.randomUUID() : uuid(crypto.getRandomValues(new Uint8Array(16)), 4)
}
