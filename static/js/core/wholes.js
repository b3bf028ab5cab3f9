/** Which parts of a text are read as one thing and belong on one line: places, numbers, days and times, measures. */

const MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
const CLOCK = "\\d\\d:\\d\\d"
/** No repeat without an end: a text of somebody else's, thousands of digits long, is not to hold a screen up. */
const WHOLE = new RegExp(`(${[
  "（?[A-Z]{2}-\\d{8}-\\d{1,5}）?[，。：,;:]?", "[A-Z]{3,5}-\\d\\d(?!\\d)", "非?TN-[SC]", "[Rr]e-inspect\\w{0,4}",
  "\\d{1,4}号楼(?:[东南西北]立面|屋面|\\d{1,3}(?:[–-]\\d{1,3})?门)?", "\\d{1,3}(?:[–-]\\d{1,3})?门",
  `(?:整改)?限?(?:\\d{1,2}月\\d{1,2}日(?:（..）)?|今日|明日)(?:${CLOCK})?前?`,
  `(?:[A-Z][a-z]{2} )?\\d{1,2} (?:${MONTHS})(?:, ${CLOCK})?`, `today ${CLOCK}`, `${CLOCK}前?`, "（余\\d{1,3}分钟）",
  "\\d{1,6}(?:\\.\\d{1,4})?\\u2009? ?(?:mm|cm|m²|㎡|m|kg|MB|km)(?![A-Za-z])",
].join("|")})`)

/** @param {string} text @returns {string[]} the same text cut in pieces: those at odd places are wholes. A dot between two facts never begins a line. */
export const wholes = (text) => (/[\d·-]/.test(text) ? text.replaceAll(" · ", "\u00a0· ").split(WHOLE) : [text])
