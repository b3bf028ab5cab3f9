/** Reads from a JPEG's header what a canvas would lose: its size, which way is up, and when it was taken. */

/** @typedef {{width: number, height: number, orientation: number, taken: string|null}} Header `taken` is local, no zone */

/**
 * @param {ArrayBuffer} buffer
 * @returns {Header|null} null when it is not a JPEG we can follow; width and height are those of the stored pixels
 */
export function readJpeg(buffer) {
  const view = new DataView(buffer)
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null
  let orientation = 1, at = 2
  /** @type {string|null} */
  let taken = null
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) { at += 1; continue }
    const length = view.getUint16(at + 2)
    if (marker === 0xe1) ({ orientation, taken } = readExif(buffer, at + 4, length - 2) ?? { orientation, taken })
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), orientation, taken }
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

const ORIENTATION = 0x0112, EXIF_FOLDER = 0x8769, TAKEN = 0x9003

/** @param {ArrayBuffer} buffer @param {number} start @param {number} length */
function readExif(buffer, start, length) {
  if (length < 14 || start + length > buffer.byteLength) return null
  const view = new DataView(buffer, start, length)
  if (view.getUint32(0) !== 0x45786966) return null
  const tiff = new DataView(buffer, start + 6, length - 6)
  const little = tiff.getUint16(0) === 0x4949
  const root = readFolder(tiff, tiff.getUint32(4, little), little)
  const orientation = root.get(ORIENTATION)
  const inner = root.get(EXIF_FOLDER)
  const taken = inner ? readFolder(tiff, tiff.getUint32(inner + 8, little), little).get(TAKEN) : undefined
  return {
    orientation: orientation ? clampOrientation(tiff.getUint16(orientation + 8, little)) : 1,
    taken: taken ? readTaken(tiff, tiff.getUint32(taken + 8, little)) : null,
  }
}

/** @param {DataView} tiff @param {number} at @param {boolean} little @returns {Map<number, number>} tag → where its entry starts */
function readFolder(tiff, at, little) {
  const entries = new Map()
  if (at + 2 > tiff.byteLength) return entries
  const count = tiff.getUint16(at, little)
  for (let index = 0; index < count && at + 14 + index * 12 <= tiff.byteLength; index += 1) {
    entries.set(tiff.getUint16(at + 2 + index * 12, little), at + 2 + index * 12)
  }
  return entries
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
