/** What became of a finding, for the person who filed it: one fact to be put in words, and whether it is news to him. */

/**
 * @typedef {{code: string, unit?: string|null, due?: string|null, who?: string|null, text?: string, other?: string|null}} Verdict
 *   `code` names the sentence; `unit`, `who` and `other` are ids, `due` an instant
 */

/** Lines that say nothing about the filer's own report. */
const SILENT = new Set(["file", "amend", "withdraw", "on_spot", "merged_in", "call", "control", "extend_ask", "extend_answer"])
const KEPT_MAX = 1_000

/** @param {any} finding @returns {Verdict} */
export const verdict = (finding) => (SENTENCES[finding.state] ?? submitted)(finding)

/** @param {any} finding */
function submitted(finding) {
  if (finding.asked) return awaitsFiler(finding) ? { code: "asked", text: finding.asked } : { code: "supplemented" }
  if (finding.disputed) return { code: "disputed", unit: finding.unit, text: finding.disputed }
  return finding.urgent && finding.unit ? { code: "urgent", unit: finding.unit } : { code: "submitted" }
}

/** @param {any} finding */
function rejected(finding) {
  const last = lines(finding).filter((line) => line.move === "reject" || line.move === "withdraw").pop()
  return last?.move === "withdraw" ? { code: "withdrawn" } : { code: "rejected", text: last?.text ?? "" }
}

/** @type {Record<string, (finding: any) => Verdict>} */
const SENTENCES = {
  submitted,
  rejected,
  issued: ({ unit, deadlines, control }) => ({ code: control ? "controlled" : "issued", unit, due: deadlines?.fix_by ?? null }),
  replied: ({ unit }) => ({ code: "replied", unit }),
  returned: ({ unit, deadlines }) => ({ code: "returned", unit, due: deadlines?.fix_by ?? null }),
  closed: ({ passed }) => (passed?.by ? { code: "closed", who: passed.by } : { code: "closed_on_spot" }),
  merged: ({ merged_into }) => ({ code: "merged", other: merged_into ?? null }),
}

/** @param {any} finding @returns {boolean} it was sent back for more, and its filer has not answered: nothing to review yet */
export function awaitsFiler(finding) {
  if (finding.state !== "submitted" || !finding.asked) return false
  const told = lines(finding), asked = told.map((line) => line.move).lastIndexOf("ask")
  return !told.slice(asked + 1).some((line) => line.by === finding.filed_by && ["comment", "amend"].includes(line.move))
}

/** @param {any} finding @returns {any[]} lines of its timeline that had an effect */
const lines = (finding) => (finding.timeline ?? []).filter((/** @type {any} */ line) => line.outcome !== "no_effect")

/**
 * @param {any} finding @param {string|undefined} person its filer
 * @returns {string|null} names the newest thing somebody else did with it; a closed one travels without its lines
 */
export function answerTo(finding, person) {
  if (finding.state === "closed" && !finding.timeline) {
    return finding.passed?.by && finding.passed.by !== person ? `closed ${finding.closed_at}` : null
  }
  return lines(finding).filter((line) => line.by !== person && !SILENT.has(line.move)).pop()?.event ?? null
}

/** @param {any[]} filed by this person @param {string|undefined} person @param {Record<string, string>} looked finding → the answer seen last @returns {any[]} those changed by somebody else since he looked */
export const news = (filed, person, looked) => filed.filter((finding) => {
  const answer = answerTo(finding, person)
  return answer !== null && looked[finding.id] !== answer
})

/** @param {any[]} filed @param {string|undefined} person @param {Record<string, string>} looked @returns {Record<string, string>} after a look at all of them; very old ones are forgotten */
export function lookedAt(filed, person, looked) {
  const now = filed.map((finding) => [finding.id, answerTo(finding, person)]).filter(([, answer]) => answer !== null)
  return Object.fromEntries(Object.entries({ ...looked, ...Object.fromEntries(now) }).slice(-KEPT_MAX))
}
