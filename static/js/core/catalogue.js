/** Chips and search over the catalogue of check items; the search follows the same vectors as the server's. */

/**
 * @typedef {{id: string, zh: string, en: string, group: string, group_zh: string, group_en: string, group_initials: string,
 *   initials: string, synonyms: string[], phrases: {zh: string, en: string}[], severity: number, due: string, cat: string}} Item
 */

/** Shorter, codes would drown the pinyin initials: "f" is also FAC, FIRE and FALL. */
const CODE_CHARS_MIN = 3
const USUAL = ["GON-04", "SCF-03", "TEMP-08", "HOT-01", "FALL-01", "LANE-01", "CIVIL-01", "ROOF-01"]

/**
 * The first chips: what is open at this building, then what this person uses most, then what is usual on sites.
 * @param {Item[]} items @param {{building: string[], own: string[]}} used codes, most recent first @param {number} count
 * @returns {Item[]} each once
 */
export function chips(items, used, count = 8) {
  const byCode = new Map(items.map((item) => [item.id, item]))
  const times = (/** @type {string} */ code) => used.own.filter((one) => one === code).length
  const frequent = [...new Set(used.own)].sort((a, b) => times(b) - times(a))
  const wanted = new Set([...used.building.slice(0, count / 2), ...frequent, ...USUAL, ...byCode.keys()])
  return [...wanted].flatMap((code) => byCode.get(code) ?? []).slice(0, count)
}

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

/** @param {string} text */
const parts = (text) => text.split(/\s+/)

/** @param {string} term no blanks in it @param {Item} item @returns {number} 0 the best match, -1 none */
function rank(term, item) {
  const code = item.id.toLowerCase(), synonyms = plain(item.synonyms.join(" "))
  return [
    term.length >= CODE_CHARS_MIN && (code.startsWith(term) || code.replaceAll("-", "").startsWith(term)),
    parts(item.initials).includes(term) || parts(synonyms).includes(term),
    parts(item.group_initials).includes(term),
    parts(item.initials).some((word) => word.startsWith(term)),
    item.initials.includes(term) || plain(item.zh).includes(term) || synonyms.includes(term),
    plain(item.group_zh).includes(term) || item.group_en.toLowerCase().includes(term),
    item.en.toLowerCase().includes(term),
    item.phrases.some((phrase) => plain(phrase.zh).includes(term) || phrase.en.toLowerCase().includes(term)),
  ].indexOf(true)
}
