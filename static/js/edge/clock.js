/** The phone's clock, and how far the server's is from it. */

let offset_ms = /** @type {number|null} */ (null)

/** @returns {Date} as this phone says; never corrected */
export const phoneNow = () => new Date()

/** @returns {Date} the server's time as far as known: days and deadlines are told by it */
export const now = () => new Date(Date.now() + (offset_ms ?? 0))

/** @returns {number|null} server minus phone, milliseconds; null when never measured */
export const offset = () => offset_ms

/** @param {number|null} measured_ms */
export function setOffset(measured_ms) {
  offset_ms = measured_ms
}

/** @param {number} ms @returns {Promise<void>} */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
