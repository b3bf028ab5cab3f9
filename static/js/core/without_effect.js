/** Which of a person's own records changed nothing at the office, or wait there: what he should be told of. */

/** @typedef {import("./shapes.js").QueuedEvent} QueuedEvent */
/** @typedef {import("./shapes.js").Reason} Reason */

/** A look is recorded by the phone itself: nobody waits for its effect. */
const UNASKED = new Set(["finding.seen"])

/**
 * @param {QueuedEvent[]} own oldest first @param {any[]} held by the office, whoever wrote them @param {string|undefined} person
 * @param {string[]} told what he took note of @returns {{id: string, event: QueuedEvent|null, held: any|null, outcome: string, reasons: Reason[]}[]}
 *   newest first; `held`: written on another phone
 */
export function withoutEffect(own, held, person, told) {
  const here = own.filter(({ verdict }) => verdict && verdict.outcome !== "applied")
  const ids = new Set(here.map(({ id }) => id))
  const elsewhere = held.filter((one) => one.author === person && !ids.has(one.id) && !UNASKED.has(one.type))
  return [
    ...elsewhere.map((one) => ({ id: one.id, event: null, held: one, outcome: "held", reasons: one.reasons ?? [] })),
    ...here.filter(({ type }) => !UNASKED.has(type)).map((event) => ({ id: event.id, event, held: null, outcome: event.verdict?.outcome ?? "", reasons: event.verdict?.reasons ?? [] })),
  ].reverse().filter(({ id }) => !told.includes(id))
}
