/** How places are ordered, found and listed: 3号楼 before 10号楼, "3-2", 17号楼3–4门. */

const STEMS = "甲乙丙丁戊己庚辛壬癸"
/** @type {Record<string, number>} */
const DIGITS = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const NUMERAL = /[〇零一二两三四五六七八九十百]+(?=号|楼|栋|幢|门|单元|[-#])/g
const STEM_AFTER = /(\d+)(?:号楼|[栋幢楼])([甲乙丙丁戊己庚辛壬癸])/g
const PIECE = /\d+|[甲乙丙丁戊己庚辛壬癸]|增|[^\d甲乙丙丁戊己庚辛壬癸增]+/g
const JOINTS = /号楼|号院|楼门|单元|[号楼栋幢门#\-–—/.\s]+/g
const DOOR = /^(.*?)(\d+)门$/
const SPOKEN_END = /[号楼栋幢\-#][一二两三四五六七八九十]+$/

/** @typedef {[number, number, string]} Weight */

/** @param {string} a @param {string} b @returns {number} numbers by value, then 甲 乙 丙, then 增, then words */
export function compareLabels(a, b) {
  const ours = pieces(a).map(weight), theirs = pieces(b).map(weight)
  for (const [at, left] of ours.entries()) {
    const right = theirs[at]
    if (right === undefined) return 1
    const difference = left[0] - right[0] || left[1] - right[1] || byText(left[2], right[2])
    if (difference !== 0) return difference
  }
  return ours.length - theirs.length
}

/** @param {any[]} places @returns {any[]} by the register's sort, then as people count */
export const inOrder = (places) => [...places].sort((a, b) =>
  (a.sort || 0) - (b.sort || 0) || compareLabels(a.label, b.label) || byText(a.id, b.id))

/** @param {string} text @returns {string} 三号楼二门, 3号楼2单元, ３栋２门 and 3-2 are all `3-2` */
export function plain(text) {
  const folded = text.normalize("NFKC").toLowerCase().trim()
  return (folded + (SPOKEN_END.test(folded) ? "门" : ""))
    .replace(NUMERAL, (found) => String(numeral(found)))
    .replace(STEM_AFTER, "$1$2号楼")
    .replace(JOINTS, "-").replace(/^-+|-+$/g, "")
}

/** @param {string} text @returns {number} 二十三 → 23, 一〇三 → 103 */
export function numeral(text) {
  if (!/[十百]/.test(text)) return Number([...text].map((sign) => DIGITS[sign]).join(""))
  let total = 0, digit = 0
  for (const sign of text) {
    if (sign in DIGITS) digit = DIGITS[sign] ?? 0
    else {
      total += (digit || 1) * (sign === "十" ? 10 : 100)
      digit = 0
    }
  }
  return total + digit
}

/**
 * @param {string} query @param {any[]} places @param {number} [limit]
 * @returns {any[]} best first: the very one, a flat's door, those it begins, those containing it
 */
export function search(query, places, limit = 20) {
  const wanted = plain(query)
  if (wanted === "") return []
  const ranked = inOrder(places).map((place) => ({ place, rank: rankOf(wanted, place) }))
  return ranked.filter(({ rank }) => rank < Infinity).sort((a, b) => a.rank - b.rank).slice(0, limit).map(({ place }) => place)
}

/** @param {any[]} doors @returns {{building: any, label: string, places: string[]}[]} neighbours drawn together */
export function doorRanges(doors) {
  /** @type {{building: any, stem: string, first: number|null, last: number|null, places: string[]}[]} */
  const found = []
  for (const { id, label, building = null } of inOrder(doors)) {
    const split = DOOR.exec(label)
    const stem = split?.[1] ?? label, number = split ? Number(split[2]) : null
    const last = found[found.length - 1]
    if (last && number !== null && last.stem === stem && last.building === building && last.last === number - 1) {
      last.places.push(id)
      last.last = number
    } else found.push({ building, stem, first: number, last: number, places: [id] })
  }
  return found.map((span) => ({ building: span.building, label: spanLabel(span), places: span.places }))
}

/** @param {{stem: string, first: number|null, last: number|null}} span */
function spanLabel({ stem, first, last }) {
  if (first === null) return stem
  return first === last ? `${stem}${first}门` : `${stem}${first}–${last}门`
}

/** @param {string} wanted @param {any} place @returns {number} */
const rankOf = (wanted, place) => Math.min(...[place.label, ...(place.aliases ?? [])].filter(Boolean)
  .map((name) => match(wanted, plain(name))))

/** @param {string} wanted @param {string} name @returns {number} */
function match(wanted, name) {
  if (name === wanted) return 0
  const parts = (/** @type {string} */ text) => text.split("-").length
  if (parts(name) === 2 && parts(wanted) === 3 && wanted.startsWith(`${name}-`)) return 1
  if (name.startsWith(`${wanted}-`) || (name.startsWith(wanted) && !/\d$/.test(wanted))) return 2
  return !/^\d+$/.test(wanted) && parts(wanted) === 1 && name.includes(wanted) ? 3 : Infinity
}

/** @param {string} label @returns {string[]} */
const pieces = (label) => plain(label).split("-").flatMap((part) => part.match(PIECE) ?? [])

/** @param {string} piece @returns {Weight} */
function weight(piece) {
  if (/^\d+$/.test(piece)) return [0, Number(piece), ""]
  if (STEMS.includes(piece)) return [1, STEMS.indexOf(piece), ""]
  return piece === "增" ? [2, 0, ""] : [3, 0, piece]
}

/** @param {string} a @param {string} b */
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
