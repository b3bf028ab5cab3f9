/** Draws arrows, circles and words on a picture: red with a white edge, to be seen on anything. */

/** @typedef {import("../core/annotation.js").Mark} Mark */
/** @typedef {CanvasRenderingContext2D|OffscreenCanvasRenderingContext2D} Context */

const RED = "#d40000", WHITE = "#fff"
const STROKE_PART = 1 / 110, HEAD_STROKES = 5, LETTER_PART = 1 / 18
const FONT = "system-ui, \"PingFang SC\", \"Microsoft YaHei\", \"Noto Sans CJK SC\", sans-serif"

/** @param {Context} context @param {number} w of the whole picture, pixels @param {number} h @param {Mark[]} marks */
export function draw(context, w, h, marks) {
  const stroke = Math.max(2, Math.max(w, h) * STROKE_PART)
  context.lineCap = context.lineJoin = "round"
  for (const mark of marks) {
    for (const [colour, width] of /** @type {[string, number][]} */ ([[WHITE, stroke * 1.9], [RED, stroke]])) {
      context.strokeStyle = context.fillStyle = colour
      context.lineWidth = width
      if (mark.kind === "text") words(context, w, h, mark, colour === WHITE ? stroke : 0)
      else outline(context, w, h, mark, stroke)
    }
  }
}

/** @param {Context} context @param {number} w @param {number} h @param {Mark} mark @param {number} stroke */
function outline(context, w, h, mark, stroke) {
  const [x, y, dx, dy] = [mark.x * w, mark.y * h, mark.dx * w, mark.dy * h]
  context.beginPath()
  if (mark.kind === "circle") context.ellipse(x + dx / 2, y + dy / 2, Math.abs(dx / 2), Math.abs(dy / 2), 0, 0, 2 * Math.PI)
  else arrow(context, x, y, dx, dy, stroke * HEAD_STROKES)
  context.stroke()
}

/** @param {Context} context @param {number} x @param {number} y @param {number} dx @param {number} dy @param {number} head length of its barbs */
function arrow(context, x, y, dx, dy, head) {
  const angle = Math.atan2(dy, dx), barb = Math.min(head, Math.hypot(dx, dy))
  context.moveTo(x, y)
  context.lineTo(x + dx, y + dy)
  for (const side of [-1, 1]) {
    context.moveTo(x + dx, y + dy)
    context.lineTo(x + dx - barb * Math.cos(angle + side * 0.5), y + dy - barb * Math.sin(angle + side * 0.5))
  }
}

/** @param {Context} context @param {number} w @param {number} h @param {Mark} mark @param {number} edge width of the white around; 0 fills */
function words(context, w, h, mark, edge) {
  const size = Math.max(w, h) * LETTER_PART
  context.font = `700 ${size}px ${FONT}`
  context.textBaseline = "middle"
  const wide = context.measureText(mark.text).width, room = Math.max(0, w - size * 0.5)
  const squeezed = Math.min(1, room / wide), left = Math.min(mark.x * w, w - wide * squeezed - size * 0.25)
  const place = /** @type {[string, number, number, number]} */ ([mark.text, Math.max(size * 0.25, left), Math.min(h - size, Math.max(size, mark.y * h)), wide * squeezed || 1])
  context.lineWidth = edge * 2
  if (edge) context.strokeText(...place)
  else context.fillText(...place)
}
