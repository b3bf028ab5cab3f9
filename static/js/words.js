/** The texts of the chosen language; every one a person reads comes from the label files, those of later screens after the first. */

import { labels } from "./edge/api.js"

/** @type {Record<string, string>} */
let texts = {}
let chosen = "zh-CN"

export const LANGUAGES = ["zh-CN", "en"]

let whole = /** @type {Promise<void>|null} */ (null)

/** @param {string} language */
export async function speak(language) {
  texts = await labels(language)
  chosen = language
  if (whole) await (whole = more())
}

/** Fetches the texts of the screens that come later; once is enough. @returns {Promise<void>} */
export const speakWhole = () => (whole ??= more().catch((error) => { whole = null; throw error }))

/**
 * A part of a screen that is fetched when it is first needed, with the texts it speaks.
 * @template T @param {Promise<T>} part as `import()` gives it @returns {Promise<T>}
 */
export const spoken = async (part) => (await Promise.all([part, speakWhole().catch(console.error)]))[0]

async function more() {
  const language = chosen, later = await labels(`later/${language}`)
  if (language === chosen) texts = { ...texts, ...later }
}

/** @returns {string} */
export const language = () => chosen

/** @param {string|number|undefined} value @returns {string|undefined} as it begins a sentence */
const begun = (value) => (value === undefined ? value : String(value).replace(/^./u, (first) => first.toUpperCase()))

/**
 * @param {string} key @param {Record<string, string|number>} [values] for `{name}` in the text; `{Name}` is the same where a sentence begins
 * @returns {string} the key itself when there is no such text, so that a missing one is seen
 */
export const t = (key, values = {}) =>
  (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? begun(values[name.toLowerCase()]) ?? whole))

/** @param {string} key @returns {boolean} */
export const known = (key) => key in texts

/** @param {{zh: string, en: string}} row a text of the catalogue @returns {string} in the chosen language */
export const inWords = (row) => (chosen === "en" ? row.en || row.zh : row.zh)
