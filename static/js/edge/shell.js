/** The app's own files and their renewal: a new version is fetched quietly, waits until nothing is begun, then takes over. */

const ASK_MS = 5_000
const LOOK_MS = 3_600_000
const RENEWED = "xunlou-renewed"

let registration = /** @type {ServiceWorkerRegistration|null} */ (null)
let stale = false

/**
 * @param {() => Promise<boolean>} idle whether this page may be started anew without taking anything from a person
 * @returns {Promise<"kept"|"never"|"later">} never: this browser keeps no app, so it cannot start without a network
 */
export async function serveShell(idle) {
  let controlled = Boolean(navigator.serviceWorker.controller)
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    stale = controlled
    controlled = true
    renew(idle)
  })
  try {
    registration = await navigator.serviceWorker.register("/sw.js")
  } catch (error) {
    return ["SecurityError", "NotSupportedError"].includes(/** @type {any} */ (error)?.name) ? "never" : "later"
  }
  setInterval(() => renew(idle), ASK_MS)
  setInterval(lookForUpdate, LOOK_MS)
  return "kept"
}

/** Asks the office for a newer version at once. */
export const lookForUpdate = () => registration?.update().catch(() => {})

/**
 * The first idle page lets the waiting version in; every other page goes on with what it has loaded until it is idle itself.
 * @param {() => Promise<boolean>} idle
 */
async function renew(idle) {
  const waiting = navigator.serviceWorker.controller && registration?.waiting
  if ((!stale && !waiting) || !(await idle())) return
  if (!stale) return waiting && waiting.postMessage("take over")
  sessionStorage.setItem(RENEWED, "1")
  location.reload()
}

/** @returns {boolean} whether this start is the first one after a new version took over */
export function wasRenewed() {
  const found = sessionStorage.getItem(RENEWED) !== null
  sessionStorage.removeItem(RENEWED)
  return found
}
