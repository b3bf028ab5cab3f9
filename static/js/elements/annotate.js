/** Draws arrows, circles and words on a copy of a photo, by finger or by buttons alone. */

import * as ink from "../core/annotation.js"
import { draw as drawInk } from "../edge/ink.js"
import { html } from "../html.js"
import { t } from "../words.js"
import { cover } from "./cover.js"
import { showHere } from "./finding_card.js"
import { arrow } from "./page.js"
import { sheet } from "./sheet.js"

/** @typedef {import("../core/annotation.js").Mark} Mark */
/** @typedef {import("../core/annotation.js").Kind} Kind */
/** @typedef {{x: number, y: number}} Point */

const KINDS = /** @type {Kind[]} */ (["arrow", "circle", "text"])
const CANVAS_MAX = 2048
const MIDDLE = { x: 0.5, y: 0.5 }
const STEPS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowRight: [1, 0] })
const PATHS = /** @type {Record<string, string>} */ ({ ArrowLeft: "m14 5-7 7 7 7", ArrowUp: "m5 14 7-7 7 7", ArrowDown: "m5 10 7 7 7-7", ArrowRight: "m10 5 7 7-7 7" })

/**
 * @param {import("../core/draft_photos.js").DraftPhoto} photo @param {Mark[]} start drawn before
 * @param {(marks: Mark[]) => Promise<boolean>} keep whether it is kept
 */
export function annotate(photo, start, keep) {
  let marks = start, kind = /** @type {Kind} */ ("arrow")
  const pen = board(photo, () => kind, (next) => { marks = next; draw() }, () => marks)
  const tools = html`<div class="tools-row" role="group" aria-label=${t("ink.tools")}></div>`, pad = html`<div class="pad" role="group" aria-label=${t("ink.move")}></div>`
  const undo = /** @type {HTMLButtonElement} */ (html`<button data-testid="ink-undo" onclick=${() => { marks = marks.slice(0, -1); draw() }}>${t("ink.undo")}</button>`)
  const done = /** @type {HTMLButtonElement} */ (html`<button class="primary wide" data-testid="ink-done">${t("ink.done")}</button>`)
  const alter = (/** @type {(mark: Mark) => Mark} */ change) => { marks = ink.withLast(marks, change); draw() }
  const place = () => (kind === "text" ? askWords((text) => { marks = [...marks, ink.usual(kind, { x: 0.3, y: 0.5 }, text)]; draw() })
    : (marks = [...marks, ink.usual(kind, MIDDLE)], draw()))
  const draw = () => {
    pen.draw(marks)
    tools.replaceChildren(...KINDS.map((one) => html`<button data-testid=${`ink-${one}`} aria-pressed=${String(one === kind)} onclick=${() => { kind = one; draw() }}>${t(`ink.${one}`)}</button>`),
      html`<button data-testid="ink-place" onclick=${place}>${t("ink.place")}</button>`)
    pad.replaceChildren(...(marks.length ? padButtons(/** @type {Mark} */ (marks[marks.length - 1]), alter, (photo.w ?? 4) / (photo.h ?? 3)) : [html`<p>${t(`ink.how_${kind}`)}</p>`]))
    undo.disabled = marks.length === 0
  }
  pen.canvas.addEventListener("keydown", (event) => {
    const step = STEPS[event.key]
    if (!step || !marks.length) return
    event.preventDefault()
    event.stopPropagation()
    alter((mark) => ink.moved(mark, ...step))
  })
  const dialog = cover("annotate", t("photo.annotate"), (close) => html`<div class="covering"><div class="cover-head"><h2>${t("photo.annotate")}</h2><button data-testid="ink-cancel" onclick=${close}>${t("ink.cancel")}</button></div>
    <div class="stage">${pen.element}</div>${pad}${tools}<div class="pair">${undo}${done}</div></div>`)
  done.addEventListener("click", async () => {
    done.disabled = true
    done.textContent = t("photo.working")
    if (await keep(marks)) return dialog.close()
    done.disabled = false
    done.textContent = t("ink.done")
  })
  draw()
}

/** @param {Mark} mark in hand @param {(change: (mark: Mark) => Mark) => void} alter @param {number} shape of the picture @returns {HTMLElement[]} everything a finger can drag, as buttons */
function padButtons(mark, alter, shape) {
  const way = (/** @type {string} */ key) => html`<button class="icon" data-testid=${`ink-${key}`} aria-label=${t(`ink.${key}`)} onclick=${() => alter((one) => ink.moved(one, ...(STEPS[key] ?? [0, 0])))}>
    ${arrow(PATHS[key] ?? "")}</button>`
  const word = (/** @type {string} */ name, /** @type {(one: Mark) => Mark} */ change) => html`<button data-testid=${`ink-${name}`} onclick=${() => alter(change)}>${t(`ink.${name}`)}</button>`
  return [...Object.keys(STEPS).map(way),
    ...(mark.kind === "text" ? [] : [word("larger", (one) => ink.sized(one, 1)), word("smaller", (one) => ink.sized(one, -1))]),
    ...(mark.kind === "arrow" ? [word("turn", (one) => ink.turned(one, shape))] : [])]
}

/**
 * The photo with a clear sheet over it to draw on.
 * @param {import("../core/draft_photos.js").DraftPhoto} photo @param {() => Kind} kind @param {(marks: Mark[]) => void} change @param {() => Mark[]} marks
 */
function board(photo, kind, change, marks) {
  const image = /** @type {HTMLImageElement} */ (html`<img alt="" width=${photo.w ?? 4} height=${photo.h ?? 3}>`)
  const canvas = /** @type {HTMLCanvasElement} */ (html`<canvas tabindex="0" role="img" aria-label=${t("ink.board")} data-testid="ink-board"></canvas>`)
  const element = html`<div class="board">${image}${canvas}</div>`
  const draw = (/** @type {Mark[]} */ list) => {
    const context = canvas.getContext("2d")
    if (!context || !canvas.clientWidth) return
    const scale = Math.min(devicePixelRatio, CANVAS_MAX / Math.max(canvas.clientWidth, canvas.clientHeight))
    canvas.width = Math.round(canvas.clientWidth * scale)
    canvas.height = Math.round(canvas.clientHeight * scale)
    drawInk(context, canvas.width, canvas.height, list)
  }
  showHere(image, photo.sha256)
  new ResizeObserver(() => draw(marks())).observe(canvas)
  follow(canvas, kind, change, marks)
  return { element, canvas, draw }
}

/** @param {HTMLCanvasElement} canvas @param {() => Kind} kind @param {(marks: Mark[]) => void} change @param {() => Mark[]} marks the finger draws what the tool says */
function follow(canvas, kind, change, marks) {
  let from = /** @type {Point|null} */ (null), before = marks()
  const point = (/** @type {PointerEvent} */ event) => {
    const { left, top, width, height } = canvas.getBoundingClientRect()
    return { x: Math.min(1, Math.max(0, (event.clientX - left) / width)), y: Math.min(1, Math.max(0, (event.clientY - top) / height)) }
  }
  canvas.addEventListener("pointerdown", (event) => {
    if (from || !event.isPrimary) return
    canvas.setPointerCapture(event.pointerId)
    from = point(event)
    before = marks()
  })
  canvas.addEventListener("pointermove", (event) => { if (from && kind() !== "text") change([...before, ink.drawn(kind(), from, point(event))]) })
  canvas.addEventListener("pointerup", (event) => {
    const start = from, end = point(event)
    from = null
    if (!start) return
    if (kind() === "text") askWords((text) => change([...marks(), ink.drawn("text", end, end, text)]))
    else change([...before, ink.drawn(kind(), start, end)])
  })
  canvas.addEventListener("pointercancel", () => { if (from) change(before); from = null })
}

/** @param {(text: string) => void} then with what was written */
function askWords(then) {
  const words = /** @type {HTMLInputElement} */ (html`<input maxlength=${ink.WORDS_MAX} data-testid="ink-words">`)
  sheet(t("ink.words_title"), (close) => [html`<label class="field"><span>${t("ink.words")}</span>${words}</label>`,
    html`<button class="primary" data-testid="ink-words-ok" onclick=${() => { if (!words.value.trim()) return words.focus(); close(); then(words.value.trim()) }}>${t("ok")}</button>`], "ink-words-sheet")
  words.focus()
}
