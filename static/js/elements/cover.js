/** A dialog that covers the whole screen, for a photo; the phone's own way back closes it. */

import { html } from "../html.js"

/**
 * @param {string} name @param {string} title @param {(close: () => void) => any} content @returns {HTMLDialogElement} open already; gone when closed
 */
export function cover(name, title, content) {
  const close = () => dialog.close()
  const dialog = /** @type {HTMLDialogElement} */ (html`<dialog class=${`cover ${name}`} data-testid=${name} aria-label=${title}></dialog>`)
  dialog.append(content(close))
  addEventListener("popstate", close)
  dialog.addEventListener("close", () => { removeEventListener("popstate", close); dialog.remove() })
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}
