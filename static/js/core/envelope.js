/** Builds the envelope of an event: who, where, when, on which device, and the body. */

import { APP_VERSION } from "./version.js"

/** @typedef {import("./shapes.js").Envelope} Envelope */

/**
 * ISO 8601 with the phone's own offset, as the phone's clock says it (never corrected: the offset travels beside it).
 * @param {Date} date @returns {string} such as `2023-06-14T09:12:33.120+08:00`
 */
export function localIso(date) {
  const minutes = -date.getTimezoneOffset()
  const shifted = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, 23)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0")
  return `${shifted}${minutes < 0 ? "-" : "+"}${two(hours)}:${two(rest)}`
}

/**
 * @param {{id: string, type: string, project: string, author: string, org: string, device: string, n: number,
 *   after: string[], at: Date, skew_ms: number|null, blobs: import("./shapes.js").BlobName[], body: any, copy_of?: string}} facts
 * @returns {Envelope} version 1 of the type; `skew_ms` is server minus phone, null when never measured
 */
export function envelope(facts) {
  const { id, type, project, author, org, device, n, after, at, skew_ms, blobs, body, copy_of } = facts
  return {
    id, v: 1, type, project, author, org, device, n, after, at: localIso(at), skew_ms, app: APP_VERSION,
    ...(copy_of ? { copy_of } : {}), blobs, body,
  }
}

/**
 * A short name for a finding until the server numbers it: two signs of the device, two of the count.
 * @param {string} device uuid @param {number} count findings made on this phone so far @returns {string} such as `A7-02`
 */
export function alias(device, count) {
  const number = parseInt(device.replaceAll("-", "").slice(0, 6), 16) || 0
  const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
  return `${letters[number % letters.length]}${Math.floor(number / letters.length) % 10}-${String(count % 100).padStart(2, "0")}`
}

/**
 * The same content under new ids, for an id that was taken: the event and each finding inside get new ones.
 * @param {Envelope} old @param {() => string} newId @returns {{type: string, body: any, copy_of: string, after: string[]}}
 */
export function asCopy(old, newId) {
  const findings = (old.body.findings ?? []).map((/** @type {any} */ finding) => ({ ...finding, id: newId() }))
  const body = old.body.findings ? { ...old.body, findings } : { ...old.body }
  return { type: old.type, body, copy_of: old.id, after: old.after }
}
