/** The phone's rules satisfy the same examples as the server's: `tests/vectors/*.json`. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { describe, test } from "node:test"
import { attention } from "../../static/js/core/attention.js"
import * as clock from "../../static/js/core/clock.js"
import * as coverage from "../../static/js/core/coverage.js"
import { warning } from "../../static/js/core/cutoff.js"
import * as deadlines from "../../static/js/core/deadlines.js"
import { repeatOf } from "../../static/js/core/repeats.js"
import * as lifecycle from "../../static/js/core/lifecycle.js"
import * as moves from "../../static/js/core/moves.js"
import * as places from "../../static/js/core/places.js"
import * as reconcile from "../../static/js/core/reconcile.js"
import { returnedFixBy } from "../../static/js/core/review.js"

const read = (file) => JSON.parse(readFileSync(new URL(`../vectors/${file}.json`, import.meta.url), "utf8"))
const date = (text) => (text ? new Date(text) : null)
const settings = (given) => ({ ...deadlines.USUAL, ...given.settings })
const states = (covered) => Object.fromEntries(Object.entries(covered).map(([id, door]) => [id, door.state]))
const cover = ({ entrances, visits, on_phone, active_buildings, policy }) =>
  coverage.coverage(entrances, visits, on_phone, active_buildings, policy)

/** A file's examples, each by the function it names; an example nobody plays is an error. */
function examples(file, play) {
  describe(file, () => {
    for (const { name, fn = "only", in: given, out } of read(file)) {
      test(`${fn}: ${name}`, () => assert.deepEqual(play[fn](given, out), out))
    }
  })
}

examples("business_day", {
  only: (given) => clock.businessDay(date(given.at), given.offset_ms, date(given.received_at), given.zone, given.day_starts_at),
})

examples("deadlines", {
  deadlines: (given) => deadlines.deadlines(given.due, date(given.issued_at), given.zone, settings(given), given.control_by ?? null),
  control_by: (given) => deadlines.controlByOf(date(given.received_at), given.reached ? date(given.called_at) : null).toISOString(),
  returned_fix_by: (given) =>
    returnedFixBy(given.finding, date(given.failed_at), given.zone, undefined, given.due ?? null).toISOString(),
  repeat_of: (given) => repeatOf(given.finding, given.others),
})

const noted = (given) => attention(given.finding, date(given.at), settings(given), new Map(Object.entries(given.known ?? {})), given.put)
examples("attention", {
  overdue: (given) => noted(given).overdue,
  waiting: (given) => noted(given).waiting,
  counts: (given) => (({ returned, repeated }) => ({ returned, repeated }))(noted(given)),
  propose: (given) => noted(given).propose,
})

examples("cutoff", {
  only: ({ now, settings: set }) => {
    const said = warning(date(now), set.zone, new Map(Object.entries(set).map(([id, value]) => [id, { value }])))
    return said && { ...said, cutoff: said.cutoff.toISOString() }
  },
})

examples("coverage", {
  coverage: (given, out) => {
    const covered = cover(given)
    return out.tally ? { states: states(covered), tally: coverage.tally(covered) } : { states: states(covered) }
  },
  parts_coverage: (given) => states(coverage.partsCoverage(given.places, given.visits, given.on_phone, given.faces)),
  active_buildings: (given) => coverage.activeBuildings(given.filings, given.day),
  coverage_sentence: (given) => coverage.coverageSentence(cover(given), given.entrances),
})

examples("reconcile", {
  history: (steps) => {
    const flows = []
    let before = null
    for (const step of steps) {
      const counted = reconcile.flows(before, step)
      flows.push(...counted.flows.map(({ unit, effect, tag }) => [unit, effect, tag]))
      before = { ...step, counted_unit: counted.unit }
    }
    return { flows, counted_unit: before.counted_unit }
  },
  reconcile: ({ flows, opening }) => reconcile.reconcile(flows.map(([unit, effect, tag]) => ({ unit, effect, tag })), opening),
})

examples("lifecycle", {
  decide: (given) => lifecycle.decide(given.finding, given.move, given.actor, date(given.at), given.around),
  filed_state: (given) => lifecycle.filedState(given.finding, given.role, given.stop_order),
  allowed_moves: (given) => lifecycle.allowedMoves(given.finding, given.actor, date(given.at), given.around),
})

examples("places", {
  order: (labels) => [...labels].sort(places.compareLabels),
  plain: places.plain,
  search: ({ query, places: all }) => places.search(query, all).map(({ id }) => id),
  door_ranges: (doors) => places.doorRanges(doors),
})

test("the phone's table of moves is the server's", () => {
  const ours = Object.fromEntries(Object.entries(moves).map(([name, value]) => [name.toLowerCase(), value]))
  assert.deepEqual(ours, read("moves"))
})

test("the night is yesterday's afternoon, noon is the afternoon's beginning", () => {
  const half = (text) => clock.halfDay(new Date(text), "Asia/Shanghai")
  assert.deepEqual(["2023-06-14T05:00:00+08:00", "2023-06-14T12:00:00+08:00", "2023-06-15T02:00:00+08:00"].map(half), ["am", "pm", "pm"])
})

test("a finding without an item gets the usual deadline on the phone too", () => {
  assert.deepEqual([["safety", 1], ["quality", 1], ["quality", 2], ["safety", 3]].map(([kind, severity]) => deadlines.usualDue(kind, severity)), ["D0", "D3", "D1", "NOW"])
})
