/** Lets one save through at a time, says so to whoever taps meanwhile, and does not wait in silence for a storage that does not answer. */

/**
 * @param {number} slow_ms @param {{busy: () => void, slow: () => () => void}} say `slow` returns what takes its words away again
 * @returns {(work: () => Promise<any>) => Promise<any>} undefined without having begun, while another is under way
 */
export function oneAtATime(slow_ms, { busy, slow }) {
  let running = false
  return async (work) => {
    if (running) return busy()
    running = true
    let over = () => {}
    const timer = setTimeout(() => { over = slow() }, slow_ms)
    try {
      return await work()
    } finally {
      clearTimeout(timer)
      running = false
      over()
    }
  }
}

/** After one decision another button lies under the same thumb: the second half of a double tap does nothing. @param {() => void} act */
export const once = (act) => (/** @type {MouseEvent} */ event) => { if (event.detail < 2) act() }
