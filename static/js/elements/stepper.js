/** A number one can type or step with a thumb. */

import { html } from "../html.js"
import { t } from "../words.js"

/**
 * @param {{name: string, label: string, unit?: string, value: number|null, most: number, step?: number}} of `name`: its test id; `value` null: not said yet, which a step or a key says
 * @param {(value: number) => void} change after each key and each step @returns {HTMLElement}
 */
export function stepper({ name, label, unit = "", value, most, step = 1 }, change) {
  const box = /** @type {HTMLInputElement} */ (html`<input inputmode="numeric" pattern="[0-9]*" maxlength="6" autocomplete="off" placeholder="—" data-testid=${name} aria-label=${`${label} ${unit}`}>`)
  const set = (/** @type {number} */ next) => { box.value = String(next); change(next) }
  const read = () => whole(box.value, most)
  box.value = String(value ?? "")
  box.addEventListener("input", () => change(read()))
  box.addEventListener("change", () => set(read()))
  box.addEventListener("focus", () => box.select())
  return html`<div class="stepper" role="group" aria-label=${label}>
    <button data-testid=${`${name}-less`} aria-label=${t("stepper.less", { what: label })} onclick=${() => set(Math.max(0, read() - step))}>−</button>
    ${box}<button data-testid=${`${name}-more`} aria-label=${t("stepper.more", { what: label })} onclick=${() => set(Math.min(most, read() + step))}>＋</button>
    ${unit && html`<span>${unit}</span>`}</div>`
}

/** @param {string} text @param {number} most @returns {number} the digits of what was typed, 0 when there are none */
const whole = (text, most) => Math.min(most, Number(text.normalize("NFKC").replace(/\D/g, "")) || 0)
