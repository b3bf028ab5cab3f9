/** The contractor's filing of the day (施工单位每日报备): a copy of the last one, changed where the day was different. */

/** The ten items of the plan, the dangerous works and what may be cut off, in the order of every paper. */
export const ITEMS = ["balcony", "facade", "path", "wall", "drainage", "roof_waterproof", "rainwater_pipe", "elevator", "fire", "street_lamp"]
export const KEY_WORKS = ["basket", "hot_work", "lifting", "underground", "other"]
export const OUTAGES = ["water", "power", "gas"]

/**
 * @typedef {{work: string, count: number|null, place: string|null, text: string}} Planned
 * @typedef {{kind: string, place: string|null, from: string, to: string, text: string}} Outage
 * @typedef {{people: {managers: number|null, workers: number|null}, faces: {building: string, item: string}[], tomorrow: Planned[],
 *   outages: Outage[], quantities: Record<string, number>}} Fields  null: nobody has said a number yet, which is not none
 */

/**
 * @param {any|null} before the firm's newest filing @param {string} day
 * @returns {Fields} an outage announced yesterday is over: only a correction of today's filing keeps it
 */
export const copied = (before, day) => ({
  people: { managers: before?.people?.managers ?? null, workers: before?.people?.workers ?? null },
  faces: (before?.faces ?? []).map((/** @type {any} */ face) => ({ ...face })),
  tomorrow: (before?.tomorrow ?? []).map((/** @type {any} */ one) => ({ work: one.work, count: one.count, place: one.place ?? null, text: one.text ?? "" })),
  outages: before?.day === day ? before.outages.map((/** @type {any} */ one) => ({ ...noOutage(one.kind), ...one })) : [],
  quantities: { ...before?.quantities },
})

/**
 * Which paper today's form is filled from. What was begun on another day was that day's: today it is copied like one that was handed in,
 * unless a later one was.
 * @param {any|null} begun fields of the draft, with their `day` @param {any|null} before the firm's newest filing @param {string} day
 * @returns {any|null} what is begun, or the newest of both
 */
export const source = (begun, before, day) => (begun && (begun.day === day || begun.day >= (before?.day ?? "")) ? begun : before)

/** @param {string} kind @returns {Outage} */
export const noOutage = (kind) => ({ kind, place: null, from: "", to: "", text: "" })

/** @param {Fields} fields @returns {Fields} with at least one row for each dangerous work, none of them twice empty, in their order */
export const withRows = (fields) => ({ ...fields, tomorrow: KEY_WORKS.flatMap((work) => {
  const rows = fields.tomorrow.filter((one) => one.work === work)
  return rows.length ? rows : [{ work, count: null, place: null, text: "" }]
}) })

/** @param {Fields} fields @param {string} building @param {string} item @returns {Fields["faces"]} with work there, or without if there was */
export function turned({ faces }, building, item) {
  const others = faces.filter((face) => face.building !== building || face.item !== item)
  return others.length < faces.length ? others : [...faces, { building, item }]
}

/** @param {Fields} fields @returns {boolean} whether anything was said: a firm's first filing must not go off empty */
export const said = ({ people, faces, tomorrow, outages, quantities }) =>
  people.managers !== null || people.workers !== null || faces.length + outages.length > 0 || tomorrow.some(planned) || Object.values(quantities).some(Boolean)

/** @param {Fields} fields @param {any|null} before @returns {string[]} items whose total became smaller: cumulative ones cannot, unless the last was wrong */
export const shrunk = ({ quantities }, before) => ITEMS.filter((item) => (quantities[item] ?? 0) < (before?.quantities?.[item] ?? 0))

/** @param {Fields} fields @param {string} day @returns {any} the body of filing.recorded: works of none are left out, and numbers nobody said */
export const body = ({ people, faces, tomorrow, outages, quantities }, day) => ({
  day, people: Object.fromEntries(Object.entries(people).filter(([, n]) => n !== null)), faces, tomorrow: tomorrow.filter(planned).map(trimmed), outages: outages.map(trimmed), quantities,
})

/** @param {Planned} one */
const planned = ({ count }) => (count ?? 0) > 0

/** @param {Fields} fields @returns {{kind: string, lacks: ("place"|"from"|"to")[]}[]} outages that say less than whoever lives there has to know */
export const unclear = ({ outages }) => outages.map((one) => ({ kind: one.kind, lacks: /** @type {("place"|"from"|"to")[]} */ (["place", "from", "to"]).filter((name) => !one[name]) }))
  .filter(({ lacks }) => lacks.length)

/** @param {any} row @returns {any} */
const trimmed = (row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === "string" ? value.trim() : value]))
