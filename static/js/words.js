/** The texts of the chosen language; every one a person reads comes from the label files. */

import { labels } from "./edge/api.js"

/** @type {Record<string, string>} */
let texts = {}
let chosen = "zh-CN"

export const LANGUAGES = ["zh-CN", "en"]

/** @param {string} language */
export async function speak(language) {
  texts = await labels(language)
  chosen = language
}

/** @returns {string} */
export const language = () => chosen

/**
 * @param {string} key @param {Record<string, string|number>} [values] for `{name}` in the text
 * @returns {string} the key itself when there is no such text, so that a missing one is seen
 */
export const t = (key, values = {}) =>
  (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))

/** @param {string} key @returns {boolean} */
export const known = (key) => key in texts

/** @param {{zh: string, en: string}} row a text of the catalogue @returns {string} in the chosen language */
export const inWords = (row) => (chosen === "en" ? row.en || row.zh : row.zh)
