/** What this device can do and how it is set: storage, installation, vibration, one tab at a time. */

/** @returns {Promise<"granted"|"refused"|"unknown">} whether the browser promises not to clear our storage; asks if it may */
export async function persist() {
  if (!navigator.storage?.persist) return "unknown"
  return (await navigator.storage.persist()) ? "granted" : "refused"
}

/** @returns {Promise<"granted"|"refused"|"unknown">} the same without asking */
export async function persisted() {
  if (!navigator.storage?.persisted) return "unknown"
  return (await navigator.storage.persisted()) ? "granted" : "refused"
}

/** @returns {Promise<{used: number, left: number|null}>} bytes; null where the browser does not say */
export async function space() {
  const { usage = 0, quota } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {}
  return { used: usage, left: quota === undefined ? null : quota - usage }
}

let buzzing = true

/** A short buzz where the device can and the person wants it. */
export const buzz = () => { if (buzzing) navigator.vibrate?.(60) }

/** @returns {boolean} whether there is anything to switch off */
export const canBuzz = () => "vibrate" in navigator

/** @param {() => Promise<any>} work done with the screen kept on, where that is possible @returns {Promise<any>} */
export async function awake(work) {
  const lock = await navigator.wakeLock?.request("screen").catch(() => null)
  try {
    return await work()
  } finally {
    lock?.release().catch(() => {})
  }
}

let lockedSince = 0
const STUCK_MS = 120_000

/**
 * Lets one tab at a time work. Some browsers never give a lock back, so after two minutes it is ignored: double sending is harmless.
 * @param {string} name @param {() => Promise<any>} work @returns {Promise<boolean>} whether it was done
 */
export async function alone(name, work) {
  if (!navigator.locks || (lockedSince && Date.now() - lockedSince > STUCK_MS)) {
    lockedSince = 0
    await work()
    return true
  }
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock) { lockedSince ||= Date.now(); return false }
    lockedSince = 0
    await work()
    return true
  })
}

/** @type {any} */
let invitation = null

/** Keeps the browser's offer to install until a person asks for it. @param {() => void} changed */
export function watchInstall(changed) {
  addEventListener("beforeinstallprompt", (event) => { event.preventDefault(); invitation = event; changed() })
  addEventListener("appinstalled", () => { invitation = null; changed() })
}

/** @returns {boolean} */
export const canInstall = () => invitation !== null

/** Shows the browser's own question. */
export async function install() {
  const asked = invitation
  invitation = null
  await asked?.prompt()
}

/** @param {{large: boolean, theme: string, language: string, buzz?: boolean}} look set on the root, where the style sheet reads it */
export function wear({ large, theme, language, buzz = true }) {
  buzzing = buzz
  const root = document.documentElement
  root.lang = language
  root.classList.toggle("large", large)
  root.dataset["theme"] = theme
}

/** @param {string} name @param {Uint8Array[]} parts hands a file to the person */
export function handOver(name, parts) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob(/** @type {BlobPart[]} */ (parts), { type: "application/zip" }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
