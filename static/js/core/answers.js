/** Reads what came back for a PUT: a true receipt, a refusal to show a person, or simply "not sent". */

/** @typedef {import("./shapes.js").Answer} Answer */
/**
 * @typedef {{kind: "receipt", receipt: any} | {kind: "signed_out"} | {kind: "attention", reason: string}
 *   | {kind: "damaged"} | {kind: "retry", after_s: number|null}} Reading
 */

/** Only these words of ours, with their own status, stop an item; anything else, a proxy's page included, is "not sent". */
const STOPS = new Map([["bad_envelope", 400], ["not_member", 403], ["id_conflict", 409], ["too_large", 413]])
const DAMAGED = new Set(["truncated", "digest_mismatch", "hash_mismatch", "length_required"])

/**
 * @param {Answer} answer @param {string} sha256 of the bytes we sent @param {string|null} id of the event, null for a blob
 * @returns {Reading}
 */
export function readAnswer(answer, sha256, id = null) {
  const { status, json } = answer
  if ((status === 200 || status === 201) && json?.sha256 === sha256 && (id === null || json.id === id)) {
    return { kind: "receipt", receipt: json }
  }
  const error = typeof json?.error === "string" ? json.error : null
  if (status === 401 && error === "signed_out") return { kind: "signed_out" }
  if (error !== null && STOPS.get(error) === status) return { kind: "attention", reason: error }
  if ((status === 400 || status === 411) && error !== null && DAMAGED.has(error)) return { kind: "damaged" }
  return { kind: "retry", after_s: answer.retry_after_s }
}

/** @param {Answer} answer @returns {boolean} whether our server spoke at all (not a portal, a proxy or silence) */
export const fromOurServer = (answer) =>
  answer.json !== null && (typeof answer.json.server_time === "string" || typeof answer.json.error === "string")

/** @param {Answer} answer @returns {boolean} */
export const isSignedOut = (answer) => answer.status === 401 && answer.json?.error === "signed_out"
