/** The photos of a draft: which part of the story each tells, and how the envelope names them. */

/**
 * @typedef {import("./shapes.js").BlobName & {part?: string, kept?: boolean}} DraftPhoto  `part`: "after" for how it looks repaired,
 *   else as it was found; `kept`: an earlier record brought it already
 */

/** @param {DraftPhoto[]} photos @param {string} [part] @returns {DraftPhoto[]} */
export const ofPart = (photos, part = "") => photos.filter((photo) => (photo.part ?? "") === part)

/** @param {DraftPhoto[]} photos @param {string} [part] @returns {string[]} their hashes, as a body names them */
export const hashes = (photos, part = "") => ofPart(photos, part).map((photo) => photo.sha256)

/** @param {DraftPhoto} one @param {DraftPhoto} other */
export const samePhoto = (one, other) => one.sha256 === other.sha256 && (one.part ?? "") === (other.part ?? "")

/** @param {DraftPhoto[]} photos @returns {import("./shapes.js").BlobName[]} each new picture once, as an envelope names it */
export const brought = (photos) => [...new Map(photos.filter((photo) => !photo.kept)
  .map(({ part: _part, kept: _kept, ...name }) => [name.sha256, name])).values()]

/** A photo and what was drawn on it both count: a record names at most so many pictures. */
export const PHOTOS_MAX = 9

/**
 * A photo just developed takes its place: that of the one taken again, else behind the others.
 * @param {DraftPhoto[]} photos @param {DraftPhoto} photo @param {string|null} [instead] hash of the one it replaces, which goes with its annotation
 * @returns {DraftPhoto[]} the same picture chosen twice stays one
 */
export function added(photos, photo, instead = null) {
  const old = instead === null ? undefined : photos.find((one) => one.sha256 === instead && (one.part ?? "") === (photo.part ?? ""))
  if (old && !samePhoto(old, photo)) {
    const others = dropped(photos, old)
    if (others.some((one) => samePhoto(one, photo))) return others
    return putBack(others, [photo], photos.indexOf(old))
  }
  return photos.some((one) => samePhoto(one, photo)) ? photos : [...photos, photo]
}

/** @param {DraftPhoto[]} photos @param {DraftPhoto} photo @returns {DraftPhoto[]} without it and what was drawn on it */
export const dropped = (photos, photo) => photos.filter((one) => !belongs(one, photo))

/** @param {DraftPhoto[]} photos @param {DraftPhoto} photo @returns {DraftPhoto[]} it, and what was drawn on it */
export const withAnnotation = (photos, photo) => photos.filter((one) => belongs(one, photo))

/** @param {DraftPhoto} one @param {DraftPhoto} photo */
const belongs = (one, photo) => samePhoto(one, photo) || (one.of === photo.sha256 && (one.part ?? "") === (photo.part ?? ""))

/** @param {DraftPhoto[]} photos @param {DraftPhoto[]} back taken out by mistake @param {number} at where they stood @returns {DraftPhoto[]} */
export function putBack(photos, back, at) {
  const missing = back.filter((photo) => !photos.some((one) => samePhoto(one, photo)))
  return [...photos.slice(0, at), ...missing, ...photos.slice(at)]
}

/**
 * The rendition with arrows and circles stands right after its original, one for each photo; the original is never touched.
 * @param {DraftPhoto[]} photos @param {DraftPhoto} original @param {DraftPhoto|null} rendition null: nothing is drawn any more @returns {DraftPhoto[]}
 */
export function annotated(photos, original, rendition) {
  const others = photos.filter((one) => samePhoto(one, original) || !belongs(one, original))
  const at = others.findIndex((one) => samePhoto(one, original))
  return at < 0 || !rendition ? others : putBack(others, [rendition], at + 1)
}
