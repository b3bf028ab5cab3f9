/** The version this phone tells the server; the same as the distribution's. */
export const APP_VERSION = "0.1.0"

/** @param {string} wanted the oldest version the server likes @param {string} [own] @returns {boolean} whether we are older */
export function older(wanted, own = APP_VERSION) {
  const [left = [], right = []] = [own, wanted].map((version) => version.split(".").map(Number))
  const at = left.findIndex((part, index) => part !== (right[index] ?? 0))
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0)
}
