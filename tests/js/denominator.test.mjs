/** Both policies of the denominator on the phone: its rules and its map agree with desk and sheet, by the same day. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { activeBuildings, coverage, newestFaces, partsCoverage, tally } from "../../static/js/core/coverage.js"
import { marks } from "../../static/js/core/overlay.js"

const days = JSON.parse(readFileSync(new URL("../vectors/denominator.json", import.meta.url), "utf8"))
const building = (id) => id.slice(0, 6)
const doorsOf = (out) => Object.keys(out.entrances).map((id) => ({ id, kind: "entrance", building: building(id), label: id }))
const KINDS = { FE: "facade_side", FS: "facade_side", FW: "facade_side", FN: "facade_side", RF: "roof" }
const partsOf = () => ["SZ-B01", "SZ-B02", "SZ-B03", "SZ-B10"].flatMap((id) => Object.entries(KINDS)
  .map(([end, kind]) => ({ id: `${id}-${end}`, kind, building: id }))).concat(["SZ-Z-P1", "SZ-Z-W1"].map((id) => ({ id, kind: "zone" })))
const states = (covered) => Object.fromEntries(Object.entries(covered).map(([id, row]) => [id, row.state]))

for (const { name, in: given, out } of days) {
  const working = activeBuildings(given.filings, given.day), waiting = [...given.checked_in, ...given.held]
  const oneByOne = (place) => given.policy === "all" || working === null || working.includes(place.building ?? place.id)  // as model.js asks

  test(`${given.policy}: every entrance in the state the sheet prints (${name})`, () => {
    const covered = coverage(doorsOf(out), given.visits, waiting, working, given.policy)
    assert.deepEqual(states(covered), out.entrances)
    assert.deepEqual(tally(covered), out.tally)
  })

  test(`${given.policy}: every part and zone with work`, () => {
    assert.deepEqual(states(partsCoverage(partsOf(), given.visits, waiting, newestFaces(given.filings, given.day))), out.parts)
  })

  test(`${given.policy}: the map of a phone shows the same marks, but for what is on other phones`, () => {
    const places = doorsOf(out).map((place) => ({ ...place, last: out.last[place.id] && { day: given.day, outcome: out.last[place.id] } }))
    const map = marks(places, given.day, [], [], new Set(), oneByOne)
    assert.deepEqual(Object.fromEntries(places.map(({ id }) => [id, map.get(id).outcome])), out.phone)
  })

  test(`${given.policy}: so does the map of the phone that has these records itself`, () => {
    const own = given.visits.map(({ id, ...body }) => ({ id, body: { findings: [], ...body, day: given.day } }))
    const map = marks(doorsOf(out), given.day, own, [], new Set(), oneByOne)
    assert.deepEqual(Object.fromEntries(doorsOf(out).map(({ id }) => [id, map.get(id).outcome])), out.phone)
  })
}
