/** Photos chosen and not on disk yet, by draft: what the phone could not keep stays here until it can. */

/** @typedef {{file: File, source: "camera"|"album", part: string, instead: string|null}} Chosen  `instead`: hash of the photo it replaces */

export const chosen = /** @type {Map<string, Chosen[]>} */ (new Map())

/** @param {string} draft id @returns {boolean} whether a photo chosen for it is not even on disk yet */
export const isTaking = (draft) => chosen.has(draft)
