/** A line that says what was just done and offers to undo it for a few seconds. */

import { html } from "../html.js"

const SHOWN_MS = 8_000
/** Above the actions, whatever their height: never over what a thumb aims at. */
const GAP_PX = 10
/** Of a danger nobody has been told of: seen beside the line, never beyond it. */
const PRESSING = ".called button"

let timer = /** @type {any} */ (0)

/**
 * @param {string} text @param {{label: string, act: () => void, testid?: string}|null} [offer] @param {number} [shown_ms]
 */
export function toast(text, offer = null, shown_ms = SHOWN_MS) {
  const place = /** @type {HTMLElement} */ (document.getElementById("toast"))
  clearTimeout(timer)
  const act = () => { quiet(); offer?.act() }
  place.replaceChildren(html`<div class="toast" data-testid="toast"><span>${text}</span>
    ${offer && html`<button data-testid=${offer.testid ?? "toast-action"} onclick=${act}>${offer.label}</button>`}</div>`)
  pointed = false
  lift()
  timer = setTimeout(quiet, shown_ms)
}

/** Whether such a danger was brought to the eye since the line is there: once, and then the person scrolls. */
let pointed = true

/** What the line stands above: it grows with the text and with what the screen has to say. */
let watched = /** @type {Element|null} */ (null)
let watcher = /** @type {ResizeObserver|null} */ (null)

/** Puts the line above the actions of the screen that is shown now, or at the bottom where they are scrolled away; what the screen says ends above it. */
export function lift() {
  const place = document.getElementById("toast"), actions = document.querySelector(".actions")
  watcher ??= new ResizeObserver(lift)
  if (watched !== actions) {
    watcher.disconnect()
    if (actions) watcher.observe(actions)
    watched = actions
  }
  const top = actions?.getBoundingClientRect().top ?? innerHeight
  if (!place) return
  place.style.bottom = `${Math.max(0, innerHeight - top) + GAP_PX}px`
  document.documentElement.style.setProperty("--toast", place.firstElementChild ? `${place.offsetHeight + 2 * GAP_PX}px` : "0px")
  const pressing = pointed || !place.firstElementChild ? null : document.querySelector(PRESSING)
  if (!pressing) return
  pointed = true
  pressing.parentElement?.scrollIntoView({ block: "nearest" })
}

/** Says to those who are read to what others see on the badge. @param {string} text */
export function say(text) {
  const place = document.getElementById("said")
  if (place) place.textContent = text
}

/** Takes the line away: the person has gone on to something else. */
export function quiet() {
  document.getElementById("toast")?.replaceChildren()
  lift()
}
