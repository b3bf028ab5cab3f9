/** What each move adds to 新增, 销项 and 核减, and the sum they obey; the same counting as on the sheet. */

/** @typedef {{unit: string, effect: "new"|"closed"|"void", tag: string|null}} Flow */

/** @param {string} unit @param {Flow["effect"]} effect @param {string|null} [tag] @returns {Flow} */
const flow = (unit, effect, tag = null) => ({ unit, effect, tag })

/**
 * @param {any|null} before the finding as it was, null at filing @param {any} after
 * @returns {{flows: Flow[], unit: string|null}} and the unit that carries it afterwards
 */
export function flows(before, after) {
  const carried = before?.counted_unit ?? null
  if (after.kind === "coordination" || after.state === "rejected" || after.state === "merged") {
    return { flows: carried ? [flow(carried, "void")] : [], unit: null }
  }
  if (before?.state === "closed" && after.state === "closed") return { flows: [], unit: null }
  if (after.state === "submitted" && carried === null) return { flows: [], unit: null }
  return carriedOn(before, after, carried)
}

/** @param {any|null} before @param {any} after @param {string|null} carried */
function carriedOn(before, after, carried) {
  const unit = after.unit || carried
  if (!unit) return { flows: [], unit: null }
  const found = []
  if (carried === null) found.push(flow(unit, "new", origin(before, after)))
  else if (carried !== unit) found.push(flow(carried, "void", "reassigned"), flow(unit, "new", "reassigned"))
  if (after.state !== "closed") return { flows: found, unit }
  return { flows: [...found, flow(unit, "closed", before === null ? "on_spot" : null)], unit: null }
}

/** @param {any|null} before @param {any} after @returns {string|null} */
function origin(before, after) {
  if (before === null) return after.state === "closed" ? "on_spot" : null
  return before.state === "closed" ? "reopened" : null
}

/** @typedef {Record<"opening"|"new"|"closed"|"void"|"closing"|"reassigned"|"reopened"|"on_spot", number>} Row */

/**
 * @param {Flow[]} happened @param {Record<string, number>} opening by unit
 * @returns {{units: Record<string, Row>, total: Row}} in each row opening + new − closed − void = closing
 */
export function reconcile(happened, opening) {
  /** @type {Record<string, Row>} */
  const units = Object.fromEntries(Object.entries(opening).map(([unit, count]) => [unit, row(count)]))
  for (const { unit, effect, tag } of happened) {
    const here = units[unit] ??= row(0)
    here[effect] += 1
    if (effect === "new" && tag) here[/** @type {keyof Row} */ (tag)] += 1
  }
  const total = row(0)
  for (const here of Object.values(units)) {
    here.closing = here.opening + here.new - here.closed - here.void
    for (const key of /** @type {(keyof Row)[]} */ (Object.keys(total))) total[key] += here[key]
  }
  return { units, total }
}

/** @param {number} opening @returns {Row} */
const row = (opening) => ({ opening, new: 0, closed: 0, void: 0, closing: opening, reassigned: 0, reopened: 0, on_spot: 0 })
