/** The day's report (巡查日报): what was to be looked at, what was, and what was not. */

/**
 * Doors with work one by one, each idle building once; everybody's records count, as far as this phone knows them.
 * @param {{building: any, doors: any[]}[]} rows of the map @param {Map<string, {outcome: string}>} marks @param {(place: any) => boolean} oneByOne
 * @returns {{due: number, seen: number, left: any[]}} `left`: the places, a building where none of its doors was seen
 */
export function walked(rows, marks, oneByOne) {
  const unseen = (/** @type {any} */ door) => (marks.get(door.id)?.outcome ?? "no_record") === "no_record"
  const asked = rows.filter(({ doors }) => doors.length > 0).map(({ building, doors }) => {
    const left = doors.filter(unseen)
    if (oneByOne(building)) return { due: doors.length, left, missing: left.length }
    return { due: 1, left: left.length === doors.length ? [building] : left, missing: Math.min(1, left.length) }
  })
  const sum = (/** @type {"due"|"missing"} */ key) => asked.reduce((total, one) => total + one[key], 0)
  return { due: sum("due"), seen: sum("due") - sum("missing"), left: asked.flatMap((one) => one.left) }
}
