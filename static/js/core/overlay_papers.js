/** Lays this phone's own unsent papers over the replicated ones: filings, key works attended, decisions, reports, 今日提示. */

/** @typedef {import("./shapes.js").Envelope} Envelope */
/** @typedef {Map<string, any[]>} Things  states by kind */

/**
 * @param {Things} things @param {Envelope[]} own not yet replicated, oldest first @param {string} today the office dates no paper later
 * @returns {Things} the same kinds; what was said here carries `here: true`
 */
export function withPapers(things, own, today) {
  const told = own.filter((envelope) => envelope.type in FOLDS)
  if (!told.length) return things
  const found = new Map(things)
  for (const envelope of told) {
    const kind = KINDS[envelope.type] ?? "", states = found.get(kind) ?? []
    const day = envelope.body.day < today ? envelope.body.day : today
    found.set(kind, FOLDS[envelope.type]?.(states, envelope, { at: envelope.at, by: envelope.author, org: envelope.org, day }) ?? states)
  }
  return found
}

/** @type {Record<string, string>} */
const KINDS = { "day.closed": "day", "filing.recorded": "filing", "keywork.attended": "filing", "decision.moved": "decision", "notice_of_day.set": "notice_of_day" }

/** What each does, as the office will. @type {Record<string, (states: any[], envelope: Envelope, said: {at: string, by: string, org: string, day: string}) => any[]>} */
const FOLDS = {
  "day.closed": (states, { id, body }, said) => replaced(states, `${said.day}:${said.by}`, { ...body, ...said, event: id, here: true }),
  "notice_of_day.set": (states, { id, body }, said) => replaced(states, said.day, body.text ? { text: body.text, ...said, event: id, here: true } : null),
  "filing.recorded": (states, { id, body }, said) => (states.some((one) => one.id === id) ? states : [
    ...states.map((one) => (one.day === said.day && one.org === said.org && !one.replaced_by ? { ...one, replaced_by: id } : one)),
    { ...body, ...said, id, replaced_by: null, attended: [], here: true }]),
  "keywork.attended": (states, { body }, said) => changed(states, body.filing, (one) => (
    one.attended.some((/** @type {any} */ entry) => entry.work === body.work && entry.by === said.by) ? one
      : { ...one, attended: [...one.attended, { work: body.work, ...said, here: true }] })),
  "decision.moved": (states, { id, body }, said) => changed(states, body.decision, (one) => (
    one.status === "done" || one.history.some((/** @type {any} */ entry) => entry.event === id) ? one : answered(one, id, body, said))),
}

/** @param {any} decision @param {string} event @param {any} body @param {any} said */
function answered(decision, event, { done, reason, carried }, said) {
  const status = done ? "done" : "not_done", moved = done ? null : carried, first_due = decision.first_due || (moved && decision.due) || null
  return { ...decision, status, reason, first_due, carried: moved || decision.carried, due: moved || decision.due, here: true,
    history: [...decision.history, { ...said, event, text: reason, status, was_due: decision.due, here: true }] }
}

/** @param {any[]} states @param {string} id @param {any|null} state */
const replaced = (states, id, state) => [...states.filter((one) => one.id !== id), ...(state ? [{ ...state, id }] : [])]

/** @param {any[]} states @param {string} id @param {(state: any) => any} alter */
const changed = (states, id, alter) => states.map((one) => (one.id === id ? alter(one) : one))
