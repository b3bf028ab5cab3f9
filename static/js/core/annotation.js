/** What a person draws on a photo: arrows, circles, words. Places are parts of the picture's sides, so that any size of it can be drawn on. */

/**
 * @typedef {"arrow"|"circle"|"text"} Kind
 * @typedef {{kind: Kind, x: number, y: number, dx: number, dy: number, text: string}} Mark  an arrow goes from x, y by dx, dy to its
 *   head; a circle touches the frame from x, y to there; words begin at x, y
 */

export const WORDS_MAX = 40
const STEP = 0.03, GROWTH = 1.25, LEAST = 0.04, MOST = 1.2
/** A finger that hardly moved has tapped: it gets a mark of ordinary size. */
const TAP = 0.02

/** @param {number} value */
const within = (value) => Math.min(1, Math.max(0, value))

/**
 * @param {Kind} kind @param {{x: number, y: number}} from where the finger came down @param {{x: number, y: number}} to where it is
 * @param {string} [text] @returns {Mark}
 */
export function drawn(kind, from, to, text = "") {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  if (kind !== "text" && Math.hypot(dx, dy) < TAP) return usual(kind, from)
  return { kind, x: from.x, y: from.y, dx: kind === "text" ? 0 : dx, dy: kind === "text" ? 0 : dy, text }
}

/** @param {Kind} kind @param {{x: number, y: number}} at what it shows: the head of an arrow, the middle of a circle @param {string} [text] @returns {Mark} */
export function usual(kind, { x, y }, text = "") {
  if (kind === "arrow") return { kind, x: x - 0.18, y: y - 0.18, dx: 0.18, dy: 0.18, text }
  if (kind === "circle") return { kind, x: x - 0.12, y: y - 0.12, dx: 0.24, dy: 0.24, text }
  return { kind, x, y, dx: 0, dy: 0, text }
}

/** @param {Mark} mark @param {number} across steps @param {number} down @returns {Mark} never out of the picture */
export function moved(mark, across, down) {
  const [x, y] = [within(mark.x + mark.dx / 2 + across * STEP), within(mark.y + mark.dy / 2 + down * STEP)]
  return { ...mark, x: x - mark.dx / 2, y: y - mark.dy / 2 }
}

/** @param {Mark} mark @param {1|-1} step larger or smaller, about its middle @returns {Mark} words keep their size */
export function sized(mark, step) {
  const factor = step > 0 ? GROWTH : 1 / GROWTH, long = Math.hypot(mark.dx, mark.dy) * factor
  if (mark.kind === "text" || long < LEAST || long > MOST) return mark
  const [dx, dy] = [mark.dx * factor, mark.dy * factor]
  return { ...mark, x: mark.x - (dx - mark.dx) / 2, y: mark.y - (dy - mark.dy) / 2, dx, dy }
}

/** @param {Mark} mark @param {number} shape width ÷ height of the picture @returns {Mark} an arrow turned by an eighth about its middle */
export function turned(mark, shape) {
  if (mark.kind !== "arrow") return mark
  const [long, high] = [mark.dx * shape, mark.dy], part = Math.SQRT1_2
  const [dx, dy] = [(long - high) * part / shape, (long + high) * part]
  return { ...mark, x: mark.x + (mark.dx - dx) / 2, y: mark.y + (mark.dy - dy) / 2, dx, dy }
}

/** @param {Mark[]} marks @param {(mark: Mark) => Mark} alter @returns {Mark[]} the last one changed: it is the one in hand */
export const withLast = (marks, alter) => marks.map((mark, at) => (at === marks.length - 1 ? alter(mark) : mark))
