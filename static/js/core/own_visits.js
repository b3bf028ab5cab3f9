/** Which of a person's own records can be put right or taken back, and how they stand now. */

import { ownVisits } from "./overlay.js"

/** @typedef {import("./shapes.js").Envelope} Envelope */
/** @typedef {{id: string, at: string, body: any, findings: any[]}} OwnVisit `findings`: ids; their words are in the findings themselves */

/**
 * @param {any[]} known own visits as the office has them @param {Envelope[]} unsent own events it does not show yet
 * @param {Set<string>} taken visits taken back here @param {string} since day @returns {OwnVisit[]} oldest first, each as it stands now
 */
export function amendable(known, unsent, taken, since) {
  const found = new Map(known.filter((visit) => !visit.withdrawn).map((visit) => [visit.id, { id: visit.id, at: visit.at, body: bodyOf(visit), findings: visit.findings }]))
  for (const visit of ownVisits(unsent.map((envelope) => ({ envelope })))) {
    const before = found.get(visit.id), ids = visit.body.findings.map((/** @type {any} */ finding) => finding.id)
    found.set(visit.id, { id: visit.id, at: before?.at ?? visit.at, body: visit.body, findings: [...new Set([...(before?.findings ?? []), ...ids])] })
  }
  return [...found.values()].filter((visit) => !taken.has(visit.id) && visit.body.day >= since).sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** @param {any} visit state @returns {any} the body it would be recorded with now; its findings are told by themselves */
const bodyOf = (visit) => ({
  day: visit.day, place: visit.place, patrol: visit.patrol, source: visit.source, outcome: visit.outcome, reason: visit.reason ?? null,
  doors: visit.doors?.length ? visit.doors : null, photos: visit.photos.map((/** @type {any} */ photo) => photo.sha256), note: visit.note ?? "", findings: [],
})
