/** How long to wait after rounds that did not get through. */

const FIRST_MS = 2_000
const LONGEST_MS = 300_000

/**
 * @param {number} failures rounds in a row that failed, from 1 @param {number} chance in [0, 1)
 * @param {number|null} after_s what the server asked for
 * @returns {number} milliseconds: 2 s doubling to 5 min, the upper half of it random, never less than the server asked
 */
export function waitBeforeRound(failures, chance, after_s = null) {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20))
  const asked = Math.min((after_s ?? 0) * 1000, LONGEST_MS)
  return Math.max(asked, Math.round(full / 2 + (full / 2) * chance))
}

/** @param {number} size bytes @returns {number} milliseconds one request may take: 30 s, or the time at 4 KB/s */
export const timeoutFor = (size) => Math.max(30_000, Math.ceil(size / 4096) * 1000)
