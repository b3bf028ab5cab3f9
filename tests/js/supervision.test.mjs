/** In what order work comes to a reviewer, what is filled in for him, and what leaves the phone when he decides. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { rulesFrom, fixByOf } from "../../static/js/core/deadlines.js"
import { hereBefore, mergeTargets, stoppedAt } from "../../static/js/core/history.js"
import { mergedLower } from "../../static/js/core/lifecycle.js"
import { withMoves } from "../../static/js/core/overlay_moves.js"
import { byPlace, closerOf, sentBack, toAnswer, toConfirm, toNotify, toReview } from "../../static/js/core/queues.js"
import { REASONS } from "../../static/js/core/reasons.js"
import { controlBy, editsOf, issued, lasting, prefilled, reclassified } from "../../static/js/core/review.js"

const AT = new Date("2023-06-14T16:30:00+08:00")
const as = (role, org) => ({ actor: { person: `${role}-1`, role, org }, units: [org], at: AT })
const one = (id, more = {}) => ({ id, state: "submitted", severity: 1, kind: "safety", item: "BAL-01", place: "SZ-B03-E2", unit: "o5", filed_by: "u1",
  filed_at: `2023-06-14T0${id.length}:00:00Z`, timeline: [], deadlines: {}, text: "缺栏杆", requirement: "补装", position: "三层", due: "D1", urgent: false, ...more })
const ids = (found) => found.map(({ id }) => id)

test("what was sent back to its filer is not counted in review until he has answered, for it waits for him", () => {
  const ask = { move: "ask", by: "u2", outcome: "applied" }, asked = one("a", { severity: 3, asked: "请补", timeline: [ask] })
  const told = one("c", { asked: "请补", timeline: [ask, { move: "comment", by: "u1" }] }), specialist = as("specialist", "o3")
  assert.deepEqual(ids(toReview([asked, one("bb"), told], specialist)), ["c", "bb"])
  assert.deepEqual(ids(sentBack([asked, one("bb"), told], specialist)), ["a"])
  assert.deepEqual([ids(toNotify([asked], as("pm", "o2"))), ids(sentBack([asked], as("pm", "o2"))), sentBack([asked], as("inspector", "o2"))], [[], ["a"], []])
})

test("the client may order what is not reviewed yet; it is nobody else's list", () => {
  const open = [one("a"), one("b", { state: "issued" }), one("c", { here: true })]
  assert.deepEqual(ids(toNotify(open, as("pm", "o2"))), ["a"])
  assert.deepEqual(toNotify(open, as("specialist", "o3")), [])
  assert.deepEqual(toNotify(open, as("inspector", "o2")), [])
})

test("requests for time come by their deadline, and the severe ones only to the chief", () => {
  const ask = (id, fix_by, severity = 1) => one(id, { state: "issued", severity, deadlines: { fix_by }, extension: { asked: "2023-06-20T10:00:00Z", granted: null, n: 0 } })
  const open = [ask("late", "2023-06-16T10:00:00Z"), ask("soon", "2023-06-15T10:00:00Z"), ask("grave", "2023-06-15T11:00:00Z", 3), one("none", { state: "issued" })]
  assert.deepEqual(ids(toAnswer(open, as("specialist", "o3"))), ["soon", "late"])
  assert.deepEqual(ids(toAnswer(open, as("chief", "o3"))), ["soon", "grave", "late"])
})

test("only the severe and undecided wait for the chief's verdict", () => {
  const open = [one("a", { severity: 3 }), one("b", { severity: 3, confirmed: false }), one("c")]
  assert.deepEqual(ids(toConfirm(open, as("chief", "o3"))), ["a"])
  assert.deepEqual(toConfirm(open, as("specialist", "o3")), [])
})

test("places come in walking order, those beside the walk after them", () => {
  const open = [one("a", { place: "FACE" }), one("b", { place: "D2" }), one("c", { place: "D1" }), one("d", { place: "D2" }), one("e", { place: "ELSEWHERE" })]
  assert.deepEqual(byPlace(open, ["D1", "D2", "FACE"]).map(({ place, findings }) => [place, ids(findings)]),
    [["D1", ["c"]], ["D2", ["b", "d"]], ["FACE", ["a"]], ["ELSEWHERE", ["e"]]])
})

test("the lowest rank that may close it is named", () => {
  assert.deepEqual([1, 2, 3].map((severity) => closerOf({ severity })), ["assistant", "specialist", "chief"])
})

test("what it repeats comes first, then the same item here, then what else is open here", () => {
  const me = one("me", { repeat_of: "far" })
  const every = [one("open", { item: "X", filed_at: "3" }), one("old", { state: "closed", filed_at: "1" }), one("gone", { state: "closed", item: "X" }), one("far", { place: "D9", state: "closed" }),
    one("void", { state: "rejected" }), one("elsewhere", { place: "D9" }), me]
  assert.deepEqual(ids(hereBefore(me, every)), ["far", "old", "open"])
})

test("it is merged into a living finding of its building: the one its filer named, the same item, the same place", () => {
  const me = one("me", { same_as: "named" }), buildingOf = (place) => place.slice(0, 6)
  const open = [one("door", { item: "X" }), one("item", { place: "SZ-B03-E1" }), one("both"), one("named", { place: "SZ-B03-RF", item: "Y" }), one("other", { place: "SZ-B04-E1" }), one("here", { here: true }), me]
  assert.deepEqual(ids(mergeTargets(me, open, buildingOf)), ["named", "both", "item", "door"])
})

test("a stop order covers its place, its building, or everything", () => {
  const places = new Map([["D1", { building: "B1" }], ["ALL", { kind: "compound" }]])
  const stop = (scope, more = {}) => [{ kind: "stop", status: "open", scope, ...more }]
  assert.ok(stoppedAt("D1", stop(["D1"]), places) && stoppedAt("D1", stop(["B1"]), places) && stoppedAt("D1", stop(["ALL"]), places))
  assert.equal(stoppedAt("D1", stop(["B2"]), places), null)
  assert.equal(stoppedAt("D1", stop(["B1"], { status: "lifted" }), places), null)
})

test("an untouched review corrects nothing", () => {
  const finding = one("a"), before = prefilled(finding, null, "o4")
  assert.deepEqual(issued(before, before), { unit: "o5", due: "D1" })
})

test("only what was changed is sent as a correction, an emptied text included", () => {
  const before = prefilled(one("a"), null, "o4")
  assert.deepEqual(editsOf(before, { ...before, text: "", severity: 2 }), { severity: 2, text: "" })
})

test("another item grades a danger no lower than its reviewer may", () => {
  const item = { id: "Y", cat: "Q", severity: 1, due: "D3" }, before = prefilled({ ...one("a"), severity: 3 }, null, "o4")
  assert.deepEqual([reclassified(before, item, 3).severity, reclassified(before, item).severity], [3, 1])
})

test("an unsorted finding gets the words, the unit and the deadline that are usual", () => {
  const bare = one("a", { item: null, unit: null, due: null, text: "", requirement: "" })
  const review = prefilled(bare, null, "o4")
  assert.deepEqual([review.unit, review.due, review.text], ["o4", "D0", ""])
  const item = { id: "SCF-01", cat: "S", severity: 2, due: "NOW", zh: "缺连墙件", requirement: { zh: "补设连墙件" } }
  const after = reclassified(review, item)
  assert.deepEqual([after.severity, after.due, after.urgent, after.text, after.requirement], [2, "NOW", true, "缺连墙件", "补设连墙件"])
})

test("the project's own hours decide the deadline that is shown", () => {
  const rules = rulesFrom(new Map([["work_ends_at", { value: "17:00" }], ["short_notice_hours", { value: 1 }]]))
  assert.equal(fixByOf("D0", new Date("2023-06-14T15:30:00+08:00"), "Asia/Shanghai", rules).toISOString(), "2023-06-14T09:00:00.000Z")
  assert.equal(fixByOf("D0", AT, "Asia/Shanghai", rules).toISOString(), "2023-06-15T02:00:00.000Z", "half an hour is too short")
})

test("an old deadline is not shown after a repair was sent back or more time was given", () => {
  const told = (body) => [{ id: "e1", type: "finding.moved", author: "specialist-1", org: "o3", at: "2023-06-14T09:00:00+08:00", after: [], blobs: [], body: { finding: "a", ...body } }]
  const old = { fix_by: "2023-06-12T10:00:00Z" }
  const [failed] = withMoves([one("a", { state: "replied", deadlines: old })], told({ move: "fail", text: "仍缺", photos: ["p"], due: "D1" }), as("specialist", "o3"))
  assert.deepEqual([failed.state, failed.deadlines.fix_by], ["returned", null])
  const asked = one("a", { state: "issued", deadlines: old, extension: { asked: "2023-06-16T10:00:00Z", granted: null, n: 0 } })
  assert.equal(withMoves([asked], told({ move: "extend_answer", granted: true }), as("specialist", "o3"))[0].deadlines.fix_by, "2023-06-16T10:00:00Z")
  assert.equal(withMoves([asked], told({ move: "extend_answer", granted: false }), as("specialist", "o3"))[0].deadlines.fix_by, old.fix_by)
})

test("the usual reasons are the office's", () => {
  const rows = JSON.parse(readFileSync(new URL("../../server/domain/data/move_reasons.json", import.meta.url), "utf8"))
  assert.deepEqual(REASONS, rows.map(({ move, id, zh, en }) => ({ move, id, zh, en })))
})

test("before the repair is due, danger must be under control: in two hours, or as it was said when it was reported", () => {
  const said = one("a", { urgent: true, deadlines: { control_by: "2023-06-14T06:43:00Z" } })
  assert.equal(controlBy(said, prefilled(said, null, "o5"), AT), "2023-06-14T06:43:00Z")
  assert.equal(controlBy(one("a"), { ...prefilled(one("a"), null, "o5"), due: "NOW" }, AT), "2023-06-14T10:30:00.000Z")
  assert.equal(controlBy(one("a"), prefilled(one("a"), null, "o5"), AT), null)
  const safe = { ...said, control: { at: "2023-06-14T06:00:00Z" } }
  assert.equal(controlBy(safe, prefilled(safe, null, "o5"), AT), null)
})

test("a wait is told in the two units people would name", () => {
  const told = [0, 59, 60, 80, 24 * 60, 51 * 60 + 5].map((minutes) => Object.values(lasting(minutes * 60_000)).join(" "))
  assert.deepEqual(told, ["minutes 0 0", "minutes 59 0", "hours 1 0", "hours 1 20", "days 1 0", "days 2 3"])
})

test("merging says when the one that ends was the graver or the more urgent one", () => {
  const [minor, major, urgent] = [one("a"), one("b", { severity: 2 }), one("c", { urgent: true })]
  assert.deepEqual([mergedLower(major, minor), mergedLower(urgent, minor), mergedLower(minor, major), mergedLower(minor, urgent), mergedLower(minor, minor)], [true, true, false, false, false])
})
