/** Whom to call about a danger. */

import { FIRMS } from "./moves.js"
import { unitsOf } from "./queues.js"

/** @typedef {{id: string, name: string, org: string, title: string, role: string, phone: string}} Callee `role`: "duty" for the project's own emergency number */

/**
 * The unit's own people first, then those of the firm above it; the emergency number when none of them has one; the chief supervisor too.
 * @param {any} finding @param {any[]} people states @param {Map<string, any>} orgs @param {string} duty number of the project @param {string} me
 * @returns {Callee[]}
 */
export function callees(finding, people, orgs, duty, me) {
  const reachable = people.filter((person) => person.phone && person.active !== false && person.id !== me)
  const ofUnit = finding.unit ? reachable.filter((person) => FIRMS.includes(person.role) && unitsOf(person.org, orgs).includes(finding.unit)) : []
  const own = [...ofUnit].sort((a, b) => Number(b.org === finding.unit) - Number(a.org === finding.unit))
  const chiefs = reachable.filter((person) => person.role === "chief")
  const emergency = own.length === 0 && duty ? [{ id: "duty", name: "", org: "", title: "", role: "duty", phone: duty }] : []
  return [...own, ...emergency, ...chiefs].map(({ id, name, org, role, phone, title = "" }) => ({ id, name, org, role, phone, title: title ?? "" }))
}
