/** Reads what a camera noted in a picture: which way is up, when it was taken, and where, if it knew. */

/** @typedef {import("./shapes.js").Place} Place */
/** @typedef {{orientation: number, taken: string|null, place: Place|null}} Notes `taken` is local, no zone */

const ORIENTATION = 0x0112, EXIF_FOLDER = 0x8769, GPS_FOLDER = 0x8825, TAKEN = 0x9003
const NORTH_OR_SOUTH = 1, LATITUDE = 2, EAST_OR_WEST = 3, LONGITUDE = 4, ACCURACY = 31

/** @typedef {{tiff: DataView, little: boolean}} Notebook */

/** @param {ArrayBuffer} buffer @param {number} start of the block, at the word Exif @param {number} length @returns {Notes|null} */
export function readExif(buffer, start, length) {
  if (length < 14 || start + length > buffer.byteLength) return null
  const view = new DataView(buffer, start, length)
  if (view.getUint32(0) !== 0x45786966) return null
  const tiff = new DataView(buffer, start + 6, length - 6)
  const book = { tiff, little: tiff.getUint16(0) === 0x4949 }
  const root = readFolder(book, tiff.getUint32(4, book.little))
  const orientation = root.get(ORIENTATION)
  const taken = inner(book, root, EXIF_FOLDER).get(TAKEN)
  return {
    orientation: orientation ? clampOrientation(tiff.getUint16(orientation + 8, book.little)) : 1,
    taken: taken ? readTaken(tiff, tiff.getUint32(taken + 8, book.little)) : null,
    place: readPlace(book, inner(book, root, GPS_FOLDER)),
  }
}

/** @param {Notebook} book @param {number} at @returns {Map<number, number>} tag → where its entry starts */
function readFolder({ tiff, little }, at) {
  const entries = new Map()
  if (at + 2 > tiff.byteLength) return entries
  const count = tiff.getUint16(at, little)
  for (let index = 0; index < count && at + 14 + index * 12 <= tiff.byteLength; index += 1) {
    entries.set(tiff.getUint16(at + 2 + index * 12, little), at + 2 + index * 12)
  }
  return entries
}

/** @param {Notebook} book @param {Map<number, number>} root @param {number} tag @returns {Map<number, number>} the folder the tag points to */
function inner(book, root, tag) {
  const entry = root.get(tag)
  return entry === undefined ? new Map() : readFolder(book, book.tiff.getUint32(entry + 8, book.little))
}

/** @param {number} value */
const clampOrientation = (value) => (value >= 1 && value <= 8 ? value : 1)

/** @param {DataView} tiff @param {number} at */
function readTaken(tiff, at) {
  if (at + 19 > tiff.byteLength) return null
  const text = String.fromCharCode(...Array.from({ length: 19 }, (_, index) => tiff.getUint8(at + index)))
  const found = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(text)
  return found ? `${found[1]}-${found[2]}-${found[3]}T${found[4]}` : null
}

/** @param {Notebook} book @param {Map<number, number>} gps @returns {Place|null} both zero is what a receiver without a fix writes */
function readPlace(book, gps) {
  const lat = degrees(book, gps.get(LATITUDE), gps.get(NORTH_OR_SOUTH), "S", 90)
  const lon = degrees(book, gps.get(LONGITUDE), gps.get(EAST_OR_WEST), "W", 180)
  if (lat === null || lon === null || (lat === 0 && lon === 0)) return null
  const acc = rational(book, gps.get(ACCURACY), 0)
  return { lat, lon, acc: acc !== null && acc > 0 && acc <= 10_000_000 ? Math.round(acc * 10) / 10 : null }
}

/** @param {Notebook} book @param {number|undefined} entry @param {number|undefined} side @param {string} negative @param {number} most */
function degrees(book, entry, side, negative, most) {
  const [whole, minutes, seconds] = [0, 1, 2].map((index) => rational(book, entry, index))
  if (whole === null || whole === undefined) return null
  const value = whole + (minutes ?? 0) / 60 + (seconds ?? 0) / 3600
  if (!(value >= 0 && value <= most)) return null
  const turned = side !== undefined && String.fromCharCode(book.tiff.getUint8(side + 8)).toUpperCase() === negative
  return Math.round((turned ? -value : value) * 1e7) / 1e7
}

/** @param {Notebook} book @param {number|undefined} entry @param {number} index @returns {number|null} one of its fractions */
function rational({ tiff, little }, entry, index) {
  if (entry === undefined || tiff.getUint32(entry + 4, little) <= index) return null
  const at = tiff.getUint32(entry + 8, little) + index * 8
  if (at + 8 > tiff.byteLength) return null
  const [over, under] = [tiff.getUint32(at, little), tiff.getUint32(at + 4, little)]
  return under ? over / under : null
}
