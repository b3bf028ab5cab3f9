/** Who is signed in on this phone, and for which project; kept so that a start without network knows both. */

import { isSignedOut } from "../core/answers.js"
import { call } from "../edge/api.js"
import { setOffset } from "../edge/clock.js"
import * as db from "../edge/db.js"
import { newId } from "../edge/digest.js"

/** @typedef {import("../core/shapes.js").Session} Session */
/** @typedef {import("../core/shapes.js").Project} Project */

let current = /** @type {Session|null} */ (null)
let device = ""

/** @returns {Session|null} */
export const session = () => current

/** @returns {Project} the chosen project of the person signed in */
export function project() {
  const found = current?.projects.find((one) => one.id === current?.project)
  if (!found) throw new Error("nobody is signed in")
  return found
}

/** @returns {string} uuid of this phone's storage; a cleared storage makes a new one, and the office is told */
export const deviceId = () => device

/** @returns {string} under which things, cursor and view are kept */
export const viewKey = () => `${current?.person.id}/${current?.project}`

/** @param {boolean} durable false: only reading, nothing is kept @returns {Promise<Session|null>} */
export async function restore(durable) {
  if (durable) {
    const [known, last, offset_ms] = await Promise.all([db.note("device"), db.note("session"), db.note("offset_ms")])
    device = known ?? newId()
    if (!known) await db.setNote("device", device)
    setOffset(offset_ms)
    current = last
    return current
  }
  device = newId()
  const answer = await call("GET", "/api/v1/session")
  if (answer.status === 200 && answer.json?.person) current = fromAnswer(answer.json, "", null)
  return current
}

/**
 * @param {string} login @param {string} password
 * @returns {Promise<"ok"|"wrong_login"|"throttled"|"no_network"|"no_project"|"disabled"|"server">}
 */
export async function signIn(login, password) {
  const answer = await call("POST", "/api/v1/session", { json: { login, password } })
  if (answer.status === 0) return "no_network"
  if (answer.json?.error === "wrong_login") return "wrong_login"
  if (answer.json?.error === "throttled") return "throttled"
  if (!answer.json?.person || answer.status >= 300) return answer.json ? "server" : "no_network"
  if (!answer.json.projects?.length) return "no_project"
  setOffset(Date.parse(answer.json.server_time) - Date.now())
  await keep(fromAnswer(answer.json, login, current))
  return "ok"
}

/** @param {any} json @param {string} login @param {Session|null} before @returns {Session} */
function fromAnswer(json, login, before) {
  const same = json.projects.find((/** @type {Project} */ one) => one.id === before?.project)
  const compound = json.projects.find((/** @type {Project} */ one) => one.kind !== "district")
  return {
    person: { id: json.person.id, name: json.person.name }, projects: json.projects, login: login || before?.login || "",
    project: (same ?? compound ?? json.projects[0]).id, signed_out: false,
  }
}

/** @param {Session|null} next */
async function keep(next) {
  current = next
  await db.setNote("session", next).catch(() => {})
  if (next?.login) await db.setNote("last_login", next.login).catch(() => {})
}

/** @returns {Promise<string>} the login used last on this phone */
export const lastLogin = () => db.note("last_login", "").catch(() => "")

/** Sending pauses and the person is asked to sign in; what is on the phone stays and work goes on. */
export async function markSignedOut() {
  if (current && !current.signed_out) await keep({ ...current, signed_out: true })
}

/** @param {string} id */
export async function chooseProject(id) {
  if (current) await keep({ ...current, project: id })
}

/** @param {string} role @param {string} org as a check-in told them; a change of role reaches the phone this way */
export async function noteRole(role, org) {
  if (!current) return
  const mine = project()
  if (mine.role === role && mine.org === org) return
  await keep({ ...current, projects: current.projects.map((one) => (one.id === mine.id ? { ...one, role, org } : one)) })
}

/** @returns {Promise<"ok"|"no_network">} the person leaves; unsent records stay, sealed to their author */
export async function signOut() {
  const answer = await call("DELETE", "/api/v1/session")
  const gone = answer.status === 200 || answer.status === 204 || isSignedOut(answer)
  if (gone) await keep(null)
  return gone ? "ok" : "no_network"
}
