/** The only way out of the phone: one call, one answer, never a throw. */

/** @typedef {import("../core/shapes.js").Answer} Answer */

/**
 * @param {string} method @param {string} path from the root
 * @param {{json?: any, body?: ArrayBuffer, headers?: Record<string, string>, timeout_ms?: number}} [options]
 * @returns {Promise<Answer>} `json` is null unless the answer says it is JSON and reads as such; status 0 when none came
 */
export async function call(method, path, options = {}) {
  const { json, body, headers = {}, timeout_ms = 30_000 } = options
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), timeout_ms)
  try {
    const response = await fetch(path, {
      method, body: json === undefined ? body ?? null : JSON.stringify(json), signal: stop.signal,
      headers: json === undefined ? headers : { ...headers, "Content-Type": "application/json" },
      credentials: "same-origin", cache: "no-store", redirect: "manual",
    })
    const said = (response.headers.get("Content-Type") ?? "").startsWith("application/json")
    const after = Number.parseInt(response.headers.get("Retry-After") ?? "", 10)
    return {
      status: response.status, json: said ? parsed(await response.text()) : null,
      retry_after_s: Number.isFinite(after) ? after : null,
    }
  } catch {
    return { status: 0, json: null, retry_after_s: null }
  } finally {
    clearTimeout(timer)
  }
}

/** @param {string} text @returns {any} null when it is no JSON */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** @param {string} project @param {string} rest @returns {string} */
export const projectPath = (project, rest) => `/api/v1/projects/${encodeURIComponent(project)}/${rest}`

/** @param {string} language @returns {Promise<Record<string, string>>} the texts of one language (kept by the service worker) */
export async function labels(language) {
  const answer = await call("GET", `/static/labels/${language}.json`)
  if (!answer.json) throw new Error(`no labels for ${language}`)
  return answer.json
}

/** @param {string} project @param {string} sha256 @returns {string} where a picture can be seen small */
export const thumbnail = (project, sha256) => projectPath(project, `blobs/${sha256}?as=thumb`)

/** @param {string} project @param {string} sha256 @returns {string} where it can be seen large, without the camera's full weight */
export const printed = (project, sha256) => projectPath(project, `blobs/${sha256}?as=print`)
