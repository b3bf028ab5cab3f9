/** Hashes and chance, as the browser gives them. */

import { toHex } from "../core/bytes.js"

/** @param {ArrayBuffer} buffer @returns {Promise<string>} SHA-256, lowercase hex */
export const sha256 = async (buffer) => toHex(await crypto.subtle.digest("SHA-256", buffer))

/** @returns {string} a UUID version 4 (also where `randomUUID` is missing, as before Safari 15.4) */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return toHex(bytes.buffer).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}
