/** Writes a zip file whose entries are stored as they are (photos are compressed already). */

const TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

/** @param {Uint8Array} bytes @returns {number} CRC-32 */
export function crc32(bytes) {
  let crc = 0xffffffff
  for (const byte of bytes) crc = /** @type {number} */ (TABLE[(crc ^ byte) & 0xff]) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/**
 * @param {{name: string, bytes: Uint8Array}[]} entries names in UTF-8, unique @param {Date} at local time written beside each
 * @returns {Uint8Array[]} parts in order, to be joined by a Blob (never copied into one array here)
 */
export function zip(entries, at) {
  const parts = [], directory = []
  let offset = 0, directorySize = 0
  for (const { name, bytes } of entries) {
    const label = new TextEncoder().encode(name)
    const common = commonFields(label, bytes, at)
    const local = join([words(0x04034b50, 4), common, label])
    const central = join([words(0x02014b50, 4), words(20, 2), common, new Uint8Array(10), words(offset, 4), label])
    parts.push(local, bytes)
    directory.push(central)
    offset += local.length + bytes.length
    directorySize += central.length
  }
  const count = words(entries.length, 2)
  const end = join([words(0x06054b50, 4), new Uint8Array(4), count, count, words(directorySize, 4), words(offset, 4), new Uint8Array(2)])
  return [...parts, ...directory, end]
}

/** @param {Uint8Array} label @param {Uint8Array} bytes @param {Date} at */
function commonFields(label, bytes, at) {
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1)
  const day = (Math.max(at.getFullYear() - 1980, 0) << 9) | ((at.getMonth() + 1) << 5) | at.getDate()
  const utf8Names = 0x0800
  return join([
    words(20, 2), words(utf8Names, 2), words(0, 2), words(time, 2), words(day, 2),
    words(crc32(bytes), 4), words(bytes.length, 4), words(bytes.length, 4), words(label.length, 2), words(0, 2),
  ])
}

/** @param {number} value @param {number} size bytes, little-endian */
function words(value, size) {
  return Uint8Array.from({ length: size }, (_, index) => Math.floor(value / 2 ** (8 * index)) & 0xff)
}

/** @param {Uint8Array[]} parts */
function join(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
