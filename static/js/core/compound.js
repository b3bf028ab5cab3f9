/** The compound as the map shows it: a row per building with its doors in walking order, then the places beside them. */

/** @typedef {{building: any, doors: any[], parts: any[]}} Row */

const PARTS = new Set(["facade_side", "roof", "part"])

/** @param {any} a @param {any} b */
const bySort = (a, b) => (a.sort ?? 0) - (b.sort ?? 0) || String(a.id).localeCompare(String(b.id))
/** @param {any} a @param {any} b */
const byRoute = (a, b) => (a.route ?? a.sort ?? 0) - (b.route ?? b.sort ?? 0) || bySort(a, b)

/**
 * @param {any[]} places states @returns {{rows: Row[], zones: any[], compound: any|null, other: any|null}} retired ones left out
 */
export function compound(places) {
  const living = places.filter((place) => place.active !== false)
  const rows = living.filter((place) => place.kind === "building").sort(bySort).map((building) => ({
    building,
    doors: living.filter((place) => place.kind === "entrance" && place.building === building.id).sort(bySort),
    parts: living.filter((place) => PARTS.has(place.kind) && place.building === building.id).sort(bySort),
  }))
  const first = (/** @type {string} */ kind) => living.find((place) => place.kind === kind) ?? null
  return { rows, zones: living.filter((place) => place.kind === "zone").sort(bySort), compound: first("compound"), other: first("other") }
}

/** @param {any[]} places @returns {any[]} doors in the order a person walks them */
export const route = (places) => places.filter((place) => place.kind === "entrance" && place.active !== false).sort(byRoute)

/**
 * @param {any[]} doors in walking order @param {string|null} from where the person stands, null at the start
 * @param {(id: string) => boolean} seen @returns {any|null} the next door not seen today, going round once
 */
export function nextDoor(doors, from, seen) {
  const start = doors.findIndex((door) => door.id === from) + 1
  const turned = [...doors.slice(start), ...doors.slice(0, start)]
  return turned.find((door) => door.id !== from && !seen(door.id)) ?? null
}

/** @param {any[]} doors in walking order @param {string} id of the next one @param {(id: string) => boolean} seen @returns {number} how many before it have no record today */
export const skipped = (doors, id, seen) => doors.slice(0, doors.findIndex((door) => door.id === id)).filter((door) => !seen(door.id)).length

/** @param {any[]} doors @param {string} id @param {1|-1} step @returns {any|null} the neighbour, going round */
export function neighbour(doors, id, step) {
  const at = doors.findIndex((door) => door.id === id)
  return at < 0 || doors.length < 2 ? null : doors[(at + step + doors.length) % doors.length]
}

/** @param {any} place @param {any|undefined} building @returns {string} its name where the building is said already: 2门, 东立面 */
export function shortName(place, building) {
  const label = place.short || place.label
  return building && label !== building.label && label.startsWith(building.label) ? label.slice(building.label.length) : label
}

/**
 * @param {string} id of a place @param {any[]} orders 暂停令 and 复工令 @param {any[]} places
 * @returns {boolean} whether work is stopped there: at the place itself, in its building or in the whole compound
 */
export function isStopped(id, orders, places) {
  const stops = orders.filter((order) => order.kind === "stop" && order.status === "open")
  if (!stops.length) return false
  const building = places.find((place) => place.id === id)?.building
  const around = new Set([id, building, ...places.filter((place) => place.kind === "compound").map((place) => place.id)])
  return stops.some((order) => order.scope.some((/** @type {string} */ place) => around.has(place)))
}
