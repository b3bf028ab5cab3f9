/** Phrases with blanks: `缺挡脚板约__米` and what a person fills in. */

const BLANK = /_{2,}/

/** @param {string} phrase @returns {string[]} the texts around its blanks; one more than there are blanks */
export const pieces = (phrase) => phrase.split(new RegExp(BLANK.source, "g"))

/** @typedef {{text: string, values: string[]}} Phrase `text` in Chinese, as it will be printed, with one value per blank */

/** @param {Phrase} phrase @returns {boolean} whether every blank has its value: half a measure is never filed */
export const complete = ({ text, values }) => pieces(text).slice(1).every((_, index) => values[index]?.trim())

/**
 * @param {string} phrase @param {string[]} values one per blank; an empty one stays a blank
 * @returns {string}
 */
export const filled = (phrase, values) =>
  pieces(phrase).reduce((text, piece, index) => text + (values[index - 1]?.trim() || "__") + piece)

/** @param {string} text @param {string} phrase a filled one @returns {string} the text with the phrase as its own clause */
export function withPhrase(text, phrase) {
  const before = text.trim()
  if (!before) return phrase
  return /[，。；、,.;]$/.test(before) ? before + phrase : `${before}，${phrase}`
}
