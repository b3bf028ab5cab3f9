/** A tag that makes elements: `html\`<button onclick=${act}>${text}</button>\`` — texts are never read as markup. */

import { wholes } from "./core/wholes.js"

/** @typedef {string|number|Node|null|undefined|false|any[]} Child */

const HOLE = "hole-"
/** Handlers must never stand in the markup as `on…`: a strict content policy counts that as an inline script. */
const ON = "data-on-"
const HOLES = /hole-(\d+)-/
/** @typedef {{root: Element, filled: number[], open: boolean}} Template  `filled`: which of its elements have holes in their attributes; `open`: holes between them */
const parsed = /** @type {WeakMap<TemplateStringsArray, Template>} */ (new WeakMap())

/**
 * @param {TemplateStringsArray} strings one root element @param {...any} values functions for `on…`, booleans for flags, else texts,
 *   nodes and lists of them; null and false leave nothing
 * @returns {HTMLElement}
 */
export function html(strings, ...values) {
  const template = parsed.get(strings) ?? parse(strings)
  // Of this document, not of the template's: a picture that passes through another document is asked for again.
  const root = /** @type {HTMLElement} */ (document.importNode(template.root, true))
  const inside = root.querySelectorAll("*")
  for (const at of template.filled) fillAttributes(at ? /** @type {Element} */ (inside[at - 1]) : root, values)
  if (template.open) fillChildren(root, values)
  return root
}

/** @param {TemplateStringsArray} strings @returns {Template} */
function parse(strings) {
  const template = document.createElement("template")
  let text = ""
  strings.forEach((part, index) => {
    text += part
    if (index === strings.length - 1) return
    const inTag = text.lastIndexOf("<") > text.lastIndexOf(">")
    if (inTag) text = text.replace(/\son(\w+)=$/, ` ${ON}$1=`)
    text += inTag ? `${HOLE}${index}-` : `<!--${HOLE}${index}--->`
  })
  template.innerHTML = text.trim()
  if (template.content.childNodes.length !== 1) throw new Error(`one root element, please: ${text.trim().slice(0, 80)}`)
  const root = /** @type {Element} */ (template.content.firstElementChild), all = [root, ...root.querySelectorAll("*")]
  const filled = all.flatMap((one, at) => ([...one.attributes].some(({ value }) => HOLES.test(value)) ? [at] : []))
  const found = { root, filled, open: document.createTreeWalker(root, NodeFilter.SHOW_COMMENT).nextNode() !== null }
  parsed.set(strings, found)
  return found
}

/** @param {Element} element @param {any[]} values */
function fillAttributes(element, values) {
  for (const { name, value } of [...element.attributes]) {
    if (!HOLES.test(value)) continue
    const whole = /^hole-(\d+)-$/.exec(value)
    const given = whole ? values[Number(whole[1])] : value.replace(/hole-(\d+)-/g, (_, index) => String(values[Number(index)] ?? ""))
    setAttribute(element, name, given)
  }
}

/** @param {Element} element @param {string} name @param {any} given */
function setAttribute(element, name, given) {
  if (typeof given === "function") {
    element.removeAttribute(name)
    element.addEventListener(name.slice(ON.length), given)
  } else if (given === false || given === null || given === undefined) {
    element.removeAttribute(name)
  } else {
    element.setAttribute(name, given === true ? "" : String(given))
  }
}

/** @param {Element} root @param {any[]} values */
function fillChildren(root, values) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT)
  const holes = /** @type {Comment[]} */ ([])
  while (walker.nextNode()) holes.push(/** @type {Comment} */ (walker.currentNode))
  for (const hole of holes) {
    const found = HOLES.exec(hole.data)
    if (found) hole.replaceWith(...nodes(values[Number(found[1])]))
  }
}

/** @param {Child} child @returns {(Node|string)[]} */
function nodes(child) {
  if (Array.isArray(child)) return child.flatMap(nodes)
  if (child === null || child === undefined || child === false) return []
  return child instanceof Node ? [child] : [written(String(child))]
}

/** @param {string} text @returns {string|HTMLElement} what belongs together stays on one line where there is room; all in one element, for beside others in a row it must be one */
function written(text) {
  const pieces = wholes(text)
  if (pieces.length === 1) return pieces[0] ?? ""
  const made = document.createElement("bdi")
  for (const [at, piece] of pieces.entries()) {
    if (at % 2) made.appendChild(document.createElement("bdi")).textContent = piece
    else made.append(piece)
  }
  return made
}

/**
 * Puts a new picture of a screen in place of the old one; what had the focus and how far it was scrolled stay.
 * @param {HTMLElement} place @param {HTMLElement} next @param {boolean} same screen as before
 */
export function replace(place, next, same) {
  const focused = same ? document.activeElement?.getAttribute("data-testid") : null
  const scroll = same ? [place.firstElementChild, place.querySelector("main")].map((one) => one?.scrollTop ?? 0) : []
  place.replaceChildren(next)
  for (const [at, one] of [next, next.querySelector("main")].entries()) if (scroll[at]) one?.scrollTo(0, scroll[at])
  const target = focused ? place.querySelector(`[data-testid="${CSS.escape(focused)}"]`) : next.querySelector("h1")
  if (target instanceof HTMLElement) target.focus({ preventScroll: true })
}
