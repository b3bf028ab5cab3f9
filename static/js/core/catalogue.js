/** The search over the catalogue of check items; it follows the same vectors as the server's. */

/**
 * @typedef {{id: string, zh: string, en: string, group: string, group_zh: string, group_en: string, group_initials: string,
 *   initials: string, synonyms: string[], phrases: {zh: string, en: string}[], severity: number, due: string, cat: string}} Item
 */

/** Shorter, codes would drown the pinyin initials: "f" is also FAC, FIRE and FALL. */
const CODE_CHARS_MIN = 3

/**
 * The items meant by a few characters, pinyin initials or a code: every word must match; equal matches stand by recent use,
 * then in the order of the catalogue. An empty query gives all.
 * @param {string} query @param {Item[]} items @param {string[]} recent codes, newest first @returns {Item[]} best first
 */
export function search(query, items, recent = []) {
  const terms = plain(query).split(/\s+/).filter(Boolean)
  const use = (/** @type {Item} */ item) => (recent.includes(item.id) ? recent.indexOf(item.id) : recent.length)
  return items
    .map((item, order) => ({ item, order, ranks: terms.map((term) => rank(term, item)) }))
    .filter(({ ranks }) => !ranks.includes(-1))
    .map((found) => ({ ...found, worst: Math.max(0, ...found.ranks), use: use(found.item) }))
    .sort((a, b) => a.worst - b.worst || a.use - b.use || a.order - b.order)
    .map(({ item }) => item)
}

/** @param {string} text */
const plain = (text) => text.normalize("NFKC").toLowerCase()

/** @typedef {{code: string, bare: string, initials: string[], said: string, groups: string[], zh: string, group: string, en: string, phrases: string[]}} Words */

/** Folding 192 items anew at each letter is what would keep a cheap phone waiting. @type {WeakMap<Item, Words>} */
const folded = new WeakMap()

/** @param {Item} item @returns {Words} what is searched in it, in one spelling */
function wordsOf(item) {
  const known = folded.get(item)
  if (known) return known
  const code = item.id.toLowerCase(), synonyms = plain(item.synonyms.join(" "))
  const words = {
    code, bare: code.replaceAll("-", ""), initials: item.initials.split(/\s+/), said: synonyms, groups: item.group_initials.split(/\s+/), zh: plain(item.zh),
    group: `${plain(item.group_zh)}\n${item.group_en.toLowerCase()}`, en: item.en.toLowerCase(),
    phrases: item.phrases.flatMap((phrase) => [plain(phrase.zh), phrase.en.toLowerCase()]),
  }
  folded.set(item, words)
  return words
}

/** @param {string} term no blanks in it @param {Item} item @returns {number} 0 the best match, -1 none */
function rank(term, item) {
  const words = wordsOf(item)
  return [
    () => term.length >= CODE_CHARS_MIN && (words.code.startsWith(term) || words.bare.startsWith(term)),
    () => words.initials.includes(term) || words.said.split(/\s+/).includes(term),
    () => words.groups.includes(term),
    () => words.initials.some((word) => word.startsWith(term)),
    () => item.initials.includes(term) || words.zh.includes(term) || words.said.includes(term),
    () => words.group.includes(term),
    () => words.en.includes(term),
    () => words.phrases.some((phrase) => phrase.includes(term)),
  ].findIndex((matches) => matches())
}
