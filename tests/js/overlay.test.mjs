/** What was saved on this phone is seen at once, and never twice. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { marks, ownVisits, unseen, withdrawn } from "../../static/js/core/overlay.js"
import { allFindings } from "../../static/js/core/overlay_findings.js"

const DAY = "2023-06-14"
const door = (id, last) => ({ id, kind: "entrance", building: "SZ-B03", ...(last ? { last: { day: DAY, ...last } } : {}) })
const event = (n, body, more = {}) => ({
  n, id: `e${n}`, state: "queued", verdict: null,
  envelope: { id: `e${n}`, type: "visit.recorded", author: "u7", at: "2023-06-14T09:00:00+08:00", skew_ms: null, blobs: [], body: { day: DAY, findings: [], doors: null, ...body } }, ...more,
})
const withdrawal = (n, target) => ({ ...event(n, {}), envelope: { id: `e${n}`, type: "visit.withdrawn", at: "2023-06-14T09:01:00+08:00", body: { target, reason: "undo" } } })
const arrived = (seq, outcome = "applied") => ({ state: "receipted", verdict: { outcome, reasons: [], seq } })
const INSPECTOR = { role: "inspector", units: [], stopped: () => false }
const finding = { id: "f1", photos: [], severity: 1, kind: "safety", place: null }

test("a record is laid over the map from saved until the feed has brought it", () => {
  const saved = event(1, { place: "d1", outcome: "clean" })
  assert.equal(unseen([saved], 10).length, 1)
  assert.equal(unseen([{ ...saved, ...arrived(11) }], 10).length, 1, "received, but its effect is not here yet")
  assert.equal(unseen([{ ...saved, ...arrived(11) }], 11).length, 0)
})

test("what a phone with a wrong clock recorded is told by the office's clock, as the office will tell it", () => {
  const told = (skew_ms) => {
    const saved = event(1, { place: "d1", outcome: "findings", findings: [{ ...finding, severity: 3, urgent: true, unit: "o5", on_spot: null }] })
    const own = unseen([{ ...saved, envelope: { ...saved.envelope, skew_ms } }], 0)
    const [found] = allFindings([], ownVisits(own), INSPECTOR)
    return [found.filed_at, found.deadlines.control_by]
  }
  assert.deepEqual(told(86_400_000), ["2023-06-15T01:00:00.000Z", "2023-06-15T03:00:00.000Z"])
  assert.deepEqual(told(60_000), ["2023-06-14T01:00:00.000Z", "2023-06-14T03:00:00.000Z"], "a small drift is left alone")
  assert.deepEqual(told(1e18), told(null), "no clock is moved beyond the calendar")
})

test("a record sent again as a copy is seen once", () => {
  const saved = event(1, { place: "d1", outcome: "clean" }, { state: "attention", reason: "id_conflict" }), copy = event(2, { place: "d1", outcome: "clean" })
  copy.envelope.copy_of = "e1"
  assert.deepEqual(unseen([saved], 0).map(({ event: { id } }) => id), ["e1"])
  assert.deepEqual(unseen([saved, copy], 0).map(({ event: { id } }) => id), ["e2"], "killed before the old one was marked")
  assert.deepEqual(unseen([{ ...saved, state: "released", reason: "copied" }, { ...copy, envelope: null }], 0), [], "the copy is gone from here long since")
})

test("a held record stays visible until it is released", () => {
  assert.equal(unseen([event(1, { place: "d1", outcome: "clean" }, arrived(3, "held"))], 10).length, 1)
})

test("within a day a finding stands above nothing found, and nothing found above could not enter", () => {
  const own = (outcome) => ownVisits(unseen([event(1, { place: "d1", outcome })], 0))
  assert.deepEqual(marks([door("d1", { outcome: "clean" })], DAY, own("no_access"), [], new Set()).get("d1"), { outcome: "clean", here: true })
  assert.deepEqual(marks([door("d1", { outcome: "clean" })], DAY, own("findings"), [], new Set()).get("d1"), { outcome: "findings", here: true })
})

test("yesterday's record leaves the door unseen today", () => {
  assert.equal(marks([door("d1", { day: "2023-06-13", outcome: "clean" })], DAY, [], [], new Set()).get("d1").outcome, "no_record")
})

test("a look at the building counts for its idle doors only", () => {
  const own = ownVisits(unseen([event(1, { place: "b", outcome: "building_looked", doors: ["d1", "d2"] })], 0))
  const places = [{ id: "b", kind: "building" }, door("d1"), door("d2", { outcome: "building_looked" })]
  const at = (oneByOne) => marks(places, DAY, own, [], new Set(), oneByOne)
  assert.equal(at(() => false).get("d1").outcome, "building_looked")
  assert.equal(at(() => true).get("d1").outcome, "no_record")
  assert.equal(at(() => true).get("d2").outcome, "no_record")
})

test("a record taken back before it was sent leaves no mark", () => {
  const own = unseen([event(1, { place: "d1", outcome: "clean" }), withdrawal(2, "e1")], 0)
  assert.deepEqual(ownVisits(own), [])
  assert.deepEqual([...withdrawn(own)], ["e1"])
})

test("a record taken back after it arrived leaves no mark either", () => {
  const at = "2023-06-14T01:00:00.000Z"
  const gone = withdrawn(unseen([withdrawal(2, "e1")], 5))
  const known = [{ id: "e1", place: "d1", day: DAY, at }]
  assert.equal(marks([door("d1", { outcome: "clean", at })], DAY, [], known, gone).get("d1").outcome, "no_record")
})

test("a finding is listed once, whether it is here, on its way or arrived", () => {
  const visits = ownVisits(unseen([event(1, { place: "d1", outcome: "findings", findings: [finding] })], 0))
  assert.deepEqual(allFindings([], visits, INSPECTOR).map((one) => [one.id, one.place, one.here]), [["f1", "d1", true]])
  const known = { id: "f1", state: "submitted", place: "d1" }
  assert.deepEqual(allFindings([known], visits, INSPECTOR), [known])
  assert.deepEqual(allFindings([{ ...known, state: "closed" }], visits, INSPECTOR).map((one) => one.state), ["closed"])
})
