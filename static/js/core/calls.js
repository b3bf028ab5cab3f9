/** Danger is told by telephone: which findings need a call, and who may record one. */

import { FIRMS } from "./moves.js"

/** Those who read papers only. */
const SILENT = ["district", "viewer"]

/** @param {any} finding @returns {boolean} urgent, still dangerous, and nobody of the unit has been reached */
export const needsCall = (finding) => Boolean(finding.urgent) && ["submitted", "issued", "returned"].includes(finding.state) && !finding.control &&
  finding.called?.result !== "reached"

/** @param {any} finding @param {{actor: {role: string|null}, units: string[]}} mover @returns {boolean} a firm may record a call to its own unit only */
export function mayCall(finding, { actor, units }) {
  if (FIRMS.includes(actor.role ?? "")) return units.includes(finding.unit)
  return actor.role !== null && !SILENT.includes(actor.role)
}
