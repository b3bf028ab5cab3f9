/** What the browser says of itself and what it turns out to be able to do. */

import { browserOf, forgetful } from "../core/browsers.js"

/** @returns {import("../core/browsers.js").Browser} */
export const browser = () => browserOf(navigator.userAgent, navigator.maxTouchPoints)

/** @returns {boolean} started from the home screen */
export const installed = () =>
  matchMedia("(display-mode: standalone)").matches || /** @type {any} */ (navigator).standalone === true

/** @returns {boolean} Safari throws away after seven days what was not installed, and the icon's app has a storage of its own */
export const mustInstall = () => browser().apple && !installed()

/** @returns {boolean} whether this browser can start without a network and check what it saved (storage is tried apart) */
export const canStartOffline = () => "serviceWorker" in navigator && Boolean(globalThis.crypto?.subtle)

/** @returns {boolean} a hint at best */
export const seemsOffline = () => !navigator.onLine

/** @returns {Promise<boolean>} whether this looks like a private window, which forgets when it is closed */
export async function mayForget() {
  if (!navigator.storage?.estimate) return false
  const { quota = null } = (await navigator.storage.estimate().catch(() => null)) ?? {}
  return forgetful(quota, (await navigator.storage.persisted?.().catch(() => false)) ?? false)
}
