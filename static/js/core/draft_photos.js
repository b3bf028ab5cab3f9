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
