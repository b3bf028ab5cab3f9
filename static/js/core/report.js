/** The day's report (巡查日报): the doors of the compound, each in one figure, as on the map and on the sheet. */

/**
 * Everybody's records count, as far as this phone knows them: due = checked + no_access + building_looked + left.
 * @param {any[]} doors all of them, in walking order @param {Map<string, {outcome: string}>} marks
 * @returns {{due: number, checked: number, no_access: number, building_looked: number, left: any[]}} `left`: the doors without a record
 */
export function walked(doors, marks) {
  const having = (/** @type {string[]} */ ...outcomes) => doors.filter((door) => outcomes.includes(marks.get(door.id)?.outcome ?? "no_record"))
  const checked = having("findings", "clean"), no_access = having("no_access"), building_looked = having("building_looked")
  const said = new Set([...checked, ...no_access, ...building_looked])
  return { due: doors.length, checked: checked.length, no_access: no_access.length, building_looked: building_looked.length, left: doors.filter((door) => !said.has(door)) }
}

/**
 * @param {any} before the report that is in @param {{due: number, left: any[], visits: {visit: string}[]}} numbers as they are now
 * @param {{weather: string, note: string}} fields @returns {boolean} whether another would say anything else
 */
export function differs(before, { due, left, visits }, { weather, note }) {
  const told = (/** @type {{visit: string}[]} */ rows) => rows.map(({ visit }) => visit).sort().join(" ")
  return weather !== (before.weather ?? "") || note.trim() !== (before.note ?? "") || due !== before.due || left.length !== before.left || told(visits) !== told(before.visits ?? [])
}
