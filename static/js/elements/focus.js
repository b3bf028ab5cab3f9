/** Keeps the place of those who walk by keyboard or are read to: what they stood on and was drawn anew is found again. */

const REACHABLE = "button:not(:disabled), input:not([hidden]), select, textarea, a[href], [tabindex]"

/** From now on nobody falls out of the screen because the part of it he stood on was replaced. */
export function keepFocus() {
  let stood = /** @type {HTMLElement|null} */ (null), around = /** @type {HTMLElement[]} */ ([])
  document.addEventListener("focusin", ({ target }) => {
    stood = target instanceof HTMLElement ? target : null
    around = ancestors(stood)
  })
  new MutationObserver(() => {
    if (!stood || stood.isConnected || document.activeElement !== document.body) return
    const next = same(stood) ?? nearest(around)
    stood = null
    next?.focus({ preventScroll: true })
  }).observe(document.body, { childList: true, subtree: true })
}

/** @param {HTMLElement|null} element @returns {HTMLElement[]} what it stands in, inmost first */
function ancestors(element) {
  const found = []
  for (let one = element?.parentElement; one && one !== document.body; one = one.parentElement) found.push(one)
  return found
}

/** @param {HTMLElement} gone @returns {HTMLElement|null} the same thing in the new picture */
function same(gone) {
  const name = gone.dataset["testid"]
  return name ? document.querySelector(`[data-testid="${CSS.escape(name)}"]`) : null
}

/** @param {HTMLElement[]} around @returns {HTMLElement|null} the first thing to reach where it stood */
function nearest(around) {
  const left = around.find((one) => one.isConnected && one.id !== "app" && one.id !== "toast")
  return left?.querySelector(REACHABLE) ?? document.querySelector("h1")
}
