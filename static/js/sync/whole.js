/** A closed finding travels without its story and pictures: here it is asked for whole, once, when somebody opens it. */

import { call, projectPath } from "../edge/api.js"
import { project } from "./session.js"

/** @typedef {{finding: any, delivered_at: string|null}|"asking"|"out_of_reach"} Whole */

const asked = /** @type {Map<string, Whole>} */ (new Map())

/** @param {any} finding @returns {string} another state of it is asked for anew */
const keyOf = ({ id, state, closed_at }) => [project().id, id, state, closed_at].join(" ")

/** @param {any} finding @returns {boolean} whether this phone has only its head, and perhaps what was just said here */
export const isHead = ({ state, timeline = [] }) => state === "closed" && timeline.every((/** @type {any} */ line) => line.here)

/** @param {any} head as kept here @param {any} body as the office tells it @returns {any} both, what was said here last */
export function joined(head, body) {
  const fresh = (/** @type {string} */ list, /** @type {string} */ key) => (head[list] ?? []).filter((/** @type {any} */ one) => !(body[list] ?? []).some((/** @type {any} */ told) => told[key] === one[key]))
  return { ...body, ...head, timeline: [...(body.timeline ?? []), ...fresh("timeline", "event")], photos: [...(body.photos ?? []), ...fresh("photos", "sha256")] }
}

/** @param {any} finding @param {() => void} changed called when the answer is there @returns {Whole} */
export function whole(finding, changed) {
  const key = keyOf(finding), known = asked.get(key)
  if (known) return known
  asked.set(key, "asking")
  call("GET", projectPath(project().id, `findings/${encodeURIComponent(finding.id)}`)).then(({ status, json }) => {
    asked.set(key, status === 200 && json?.finding ? json : "out_of_reach")
    changed()
  })
  return "asking"
}

/** @param {any} finding to be asked for again */
export const askAgain = (finding) => asked.delete(keyOf(finding))
