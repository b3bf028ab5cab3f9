/** Turns bytes into text and back, and compares them. */

/** @param {ArrayBuffer} buffer @returns {string} lowercase hex */
export const toHex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("")

/** @param {string} hex @returns {string} base64 of the same bytes */
export function hexToBase64(hex) {
  const pairs = hex.match(/../g) ?? []
  return btoa(String.fromCharCode(...pairs.map((pair) => parseInt(pair, 16))))
}

/** @param {ArrayBuffer} left @param {ArrayBuffer} right @returns {boolean} */
export function sameBytes(left, right) {
  const [a, b] = [new Uint8Array(left), new Uint8Array(right)]
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

/** @param {any} value @returns {ArrayBuffer} its JSON in UTF-8; these bytes are what the server will keep */
export function freeze(value) {
  const bytes = new TextEncoder().encode(JSON.stringify(value))
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
}

/** @param {ArrayBuffer} buffer @returns {any} */
export const thaw = (buffer) => JSON.parse(new TextDecoder().decode(buffer))
