/** What a person decided on this phone is seen at once, by the office's own table; and whose turn it is. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { withMoves } from "../../static/js/core/overlay_moves.js"
import { dueNext } from "../../static/js/core/deadlines.js"
import { filedBy, ofUnits, toRecheck, toReview, unitsOf } from "../../static/js/core/queues.js"

const AT = new Date("2023-06-14T10:00:00+08:00")
const as = (role, org, units = [org]) => ({ actor: { person: `${role}-1`, role, org }, units, at: AT })
const issued = { id: "f1", state: "issued", round: 1, severity: 2, kind: "safety", unit: "o5", photos: [], timeline: [{ event: "e0", seq: 5 }], deadlines: { fix_by: "2023-06-14T10:00:00.000Z" } }
const told = (n, type, body, blobs = []) => ({ id: `e${n}`, type, author: "contractor-1", org: "o5", at: "2023-06-14T09:00:00+08:00", after: [], blobs, body })
const reply = told(1, "finding.moved", { finding: "f1", move: "reply", text: "已补", photos: ["a"] }, [{ sha256: "a", preview: { sha256: "p" } }])

test("a reply is seen at once with its picture, and its reviewer's turn comes", () => {
  const [finding] = withMoves([issued], [reply], as("subcontractor", "o5"))
  assert.equal(finding.state, "replied")
  assert.deepEqual(finding.photos, [{ sha256: "a", role: "after", by: "contractor-1", at: reply.at, preview: "p" }])
  assert.deepEqual(finding.timeline.at(-1).event, "e1")
  assert.equal(toRecheck([finding], as("specialist", "o3")).length, 1)
  assert.equal(toRecheck([finding], as("assistant", "o3")).length, 0, "an assistant closes no major finding")
})

test("what the feed brought before its receipt arrived is not told twice", () => {
  const comment = told(3, "comment.added", { finding: "f1", text: "等料", photos: ["a"] })
  const known = { ...issued, photos: [{ sha256: "a", role: "note" }], timeline: [...issued.timeline, { event: "e3", seq: 9, move: "comment", text: "等料" }] }
  assert.deepEqual(withMoves([known], [comment], as("subcontractor", "o5")), [known])
})

test("a call made by a wrong clock starts the time for control by the office's", () => {
  const danger = { ...issued, severity: 3, urgent: true, deadlines: { control_by: "2023-06-14T09:00:00.000Z" } }
  const call = { ...told(4, "call.recorded", { finding: "f1", at: "2023-06-13T09:00:00+08:00", result: "reached" }), skew_ms: 86_400_000 }
  assert.equal(withMoves([danger], [call], as("specialist", "o3"))[0].deadlines.control_by, "2023-06-14T03:00:00.000Z")
})

test("a move the table refuses changes nothing here", () => {
  assert.deepEqual(withMoves([{ ...issued, state: "closed" }], [reply], as("subcontractor", "o5")), [{ ...issued, state: "closed" }])
  assert.deepEqual(withMoves([issued], [reply], as("subcontractor", "o6")), [issued])
})

test("a merge is judged here by what the other one weighs", () => {
  const danger = { ...issued, severity: 3, urgent: true, confirmed: true }, merge = { ...told(8, "finding.moved", { finding: "f1", move: "merge", target: "f2" }), author: "specialist-1" }
  const into = (more) => withMoves([danger, { ...danger, id: "f2", ...more }], [merge], as("specialist", "o3"))[0].state
  assert.equal(into({}), "merged", "one as grave, as urgent, and found grave too")
  assert.deepEqual([into({ urgent: false }), into({ severity: 2 }), into({ confirmed: null }), into({ state: "closed" })], Array(4).fill("issued"), "the office would refuse it")
  const unknown = (finding) => withMoves([finding], [merge], as("specialist", "o3"))[0].state
  assert.deepEqual([unknown(issued), unknown(danger)], ["merged", "issued"], "of one not known here nothing grave is said to live on")
})

test("moves build on one another in the order they were made", () => {
  const fail = { ...told(2, "finding.moved", { finding: "f1", move: "fail", text: "仍缺", photos: ["b"] }), author: "chief-1" }
  const [replied] = withMoves([issued], [reply], as("subcontractor", "o5"))
  const [finding] = withMoves([replied], [fail], as("chief", "o3"))
  assert.deepEqual([finding.state, finding.round], ["returned", 2])
})

test("a move is allowed here as often and as long as the project allows it", () => {
  const ask = told(6, "finding.moved", { finding: "f1", move: "extend_ask", text: "等料", new_due: "2023-06-20T10:00:00.000Z" }), asked = { ...issued, extension: { n: 2, granted: true } }
  const counts = (finding, envelope, mover) => { const [one] = withMoves([finding], [envelope], mover); return one.timeline.length > 1 }
  const unit = as("subcontractor", "o5"), chief = as("chief", "o3")
  assert.deepEqual([counts(asked, ask, unit), counts(asked, ask, { ...unit, limits: { extensions_max: 3 } })], [false, true])
  const reopen = { ...told(7, "finding.moved", { finding: "f1", move: "reopen", text: "又坏了" }), author: "chief-1" }
  const closed = { ...issued, state: "closed", closed_at: "2023-06-04T10:00:00+08:00" }
  assert.deepEqual([counts(closed, reopen, chief), counts(closed, reopen, { ...chief, limits: { reopen_days_max: 14, extensions_max: undefined } })], [false, true])
})

test("comments, calls and a first look leave their lines without moving anything", () => {
  const [finding] = withMoves([issued], [told(3, "comment.added", { finding: "f1", text: "等料" }),
    told(4, "call.recorded", { finding: "f1", at: reply.at, result: "reached", whom: "周外檐" }), told(5, "finding.seen", { findings: ["f1", "gone"] })], as("subcontractor", "o5"))
  assert.deepEqual(finding.timeline.map((line) => line.move ?? "file"), ["file", "comment", "call"])
  assert.deepEqual([finding.state, finding.called.result, finding.seen.by], ["issued", "reached", "contractor-1"])
})

test("a contractor speaks for itself and those below it", () => {
  const orgs = new Map([["o4", {}], ["o5", { parent: "o4" }], ["o6", { parent: "o5" }], ["o7", { parent: "o8" }], ["o8", { parent: "o7" }]])
  assert.deepEqual(unitsOf("o4", orgs), ["o4", "o5", "o6"])
  assert.deepEqual(unitsOf("o6", orgs), ["o6"])
  assert.deepEqual(unitsOf(null, orgs), [])
})

test("a unit's list holds what is open to it, the nearest deadline first, and unreviewed danger", () => {
  const later = { ...issued, id: "f2", deadlines: { fix_by: "2023-06-15T10:00:00.000Z" } }
  const danger = { ...issued, id: "f3", state: "submitted", urgent: true, deadlines: { control_by: "2023-06-14T03:00:00.000Z" } }
  const unreviewed = { ...issued, id: "f4", state: "submitted" }, closed = { ...issued, id: "f5", state: "closed" }
  assert.deepEqual(ofUnits([later, issued, danger, unreviewed, closed], ["o5"]).map((one) => one.id), ["f3", "f1", "f2"])
  const ordered = { ...issued, id: "f6", deadlines: { control_by: "2023-06-14T10:30:00+08:00", fix_by: "2023-06-15T02:00:00Z" } }
  assert.deepEqual(ofUnits([later, danger, ordered], ["o5"]).map((one) => one.id), ["f6", "f3", "f2"], "by the instant, however it is written")
  assert.deepEqual([dueNext(ordered), dueNext({ ...ordered, control: { at: "2023-06-14T02:00:00Z" } }), dueNext({})],
    [{ which: "control", due: "2023-06-14T10:30:00+08:00" }, { which: "fix", due: "2023-06-15T02:00:00Z" }, null])
})

test("review begins with danger and severity, and is no inspector's turn", () => {
  const one = (id, severity, urgent = false) => ({ ...issued, id, state: "submitted", severity, urgent, filed_at: id })
  const open = [one("a", 1), one("b", 3), one("c", 2, true)]
  assert.deepEqual(toReview(open, as("specialist", "o3")).map((found) => found.id), ["c", "b", "a"])
  assert.deepEqual(toReview(open, as("inspector", "o2")), [])
  assert.deepEqual(toReview(open, as("pm", "o2")), [], "the client may issue, but review is supervision's")
})

test("what a person filed is listed newest first", () => {
  const filed = [{ id: "x", filed_by: "u1", filed_at: "1" }, { id: "y", filed_by: "u1", filed_at: "2" }, { id: "z", filed_by: "u2", filed_at: "3" }]
  assert.deepEqual(filedBy(filed, "u1").map((one) => one.id), ["y", "x"])
})
