/** What a person who reported something reads about it, and when there is news. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { unread } from "../../static/js/core/queues.js"
import { withoutEffect } from "../../static/js/core/without_effect.js"
import { answerTo, awaitsFiler, lookedAt, news, verdict } from "../../static/js/core/verdict.js"

const ME = "u1", BOB = "u2"
const line = (move, by, more = {}) => ({ event: `e-${move}-${by}`, move, by, outcome: "applied", text: "", ...more })
const found = (more) => ({ id: "f1", state: "submitted", filed_by: ME, filed_at: "2023-06-14T01:00:00Z", unit: "o5", asked: null, disputed: null,
  timeline: [line("file", ME)], ...more })
const moved = (state, ...lines) => found({ state, timeline: [line("file", ME), ...lines] })

test("each state has its own sentence", () => {
  const due = "2023-06-15T10:00:00Z"
  const said = (more) => verdict(found(more))
  assert.deepEqual(said({}), { code: "submitted" })
  assert.deepEqual(said({ urgent: true }), { code: "urgent", unit: "o5" })
  assert.deepEqual(said({ state: "issued", deadlines: { fix_by: due } }), { code: "issued", unit: "o5", due })
  assert.deepEqual(said({ state: "issued", control: { at: due } }), { code: "controlled", unit: "o5", due: null })
  assert.deepEqual(said({ state: "replied" }), { code: "replied", unit: "o5" })
  assert.deepEqual(said({ state: "returned", deadlines: { fix_by: due } }), { code: "returned", unit: "o5", due })
  assert.deepEqual(said({ state: "closed", passed: { by: BOB } }), { code: "closed", who: BOB })
  assert.deepEqual(said({ state: "closed" }), { code: "closed_on_spot" })
  assert.deepEqual(said({ state: "merged", merged_into: "f9" }), { code: "merged", other: "f9" })
  assert.deepEqual(said({ disputed: "不是我单位" }), { code: "disputed", unit: "o5", text: "不是我单位" })
})

test("not founded says why; what was taken back says so", () => {
  assert.deepEqual(verdict(moved("rejected", line("reject", BOB, { text: "符合设计" }))), { code: "rejected", text: "符合设计" })
  assert.deepEqual(verdict(moved("rejected", line("withdraw", ME))), { code: "withdrawn" })
})

test("what was sent back waits for its filer until he has added to it", () => {
  const asked = { ...moved("submitted", line("ask", BOB, { text: "请补近景" })), asked: "请补近景" }
  assert.equal(awaitsFiler(asked), true)
  assert.deepEqual(verdict(asked), { code: "asked", text: "请补近景" })
  const answered = { ...asked, timeline: [...asked.timeline, line("comment", BOB), line("comment", ME)] }
  assert.equal(awaitsFiler(answered), false)
  assert.deepEqual(verdict(answered), { code: "supplemented" })
  assert.equal(awaitsFiler({ ...answered, timeline: [...answered.timeline, line("ask", BOB)] }), true, "asked again")
  assert.equal(awaitsFiler({ ...asked, timeline: [...asked.timeline, line("comment", ME, { outcome: "no_effect" })] }), true)
})

test("news is what somebody else decided, never one's own doing or what had no effect", () => {
  assert.equal(answerTo(found({}), ME), null)
  assert.equal(answerTo(moved("issued", line("issue", ME)), ME), null)
  assert.equal(answerTo(moved("submitted", line("issue", BOB, { outcome: "no_effect" })), ME), null)
  assert.equal(answerTo(moved("issued", line("issue", BOB), line("call", BOB)), ME), "e-issue-u2", "a call is no answer")
})

test("a closed one travels without its lines and is still news, unless one closed it oneself", () => {
  const closed = { ...found({ state: "closed", closed_at: "2023-06-14T09:00:00Z", passed: { by: BOB } }), timeline: undefined }
  assert.equal(answerTo(closed, ME), "closed 2023-06-14T09:00:00Z")
  assert.equal(answerTo({ ...closed, passed: { by: ME } }, ME), null)
})

test("a look clears the marks; the next answer to the same finding is news again", () => {
  const issued = moved("issued", line("issue", BOB)), none = {}
  assert.deepEqual(news([issued, found({ id: "f2" })], ME, none).map((one) => one.id), ["f1"])
  const looked = lookedAt([issued], ME, none)
  assert.deepEqual(news([issued], ME, looked), [])
  const failed = moved("returned", line("issue", BOB), line("reply", "u6"), line("fail", BOB))
  assert.deepEqual(news([failed], ME, looked).map((one) => one.id), ["f1"])
})

test("a look remembers what is not here now, but not for ever", () => {
  const old = Object.fromEntries(Array.from({ length: 1_200 }, (_, at) => [`old${at}`, "e"]))
  const looked = lookedAt([moved("issued", line("issue", BOB))], ME, old)
  assert.equal(Object.keys(looked).length, 1_000)
  assert.equal(looked.f1, "e-issue-u2")
  assert.ok(looked.old1199 && !looked.old0)
})

test("unread counts one's own reports only", () => {
  const every = new Map([["f1", moved("issued", line("issue", BOB))], ["f2", { ...moved("issued", line("issue", BOB)), id: "f2", filed_by: "u9" }]])
  const known = { every, mover: { actor: { person: ME, role: "inspector", org: "o2" }, units: [], at: new Date() }, looked: { answers: {} } }
  assert.deepEqual(unread(known).map((one) => one.id), ["f1"])
})

test("a person is told of his own words without effect, here or from another phone, but not of a look", () => {
  const own = (id, type, outcome) => ({ id, type, verdict: outcome && { outcome, reasons: [{ code: "illegal_move" }] } })
  const events = [own("a", "finding.moved", "applied"), own("b", "finding.moved", "no_effect"), own("c", "finding.seen", "no_effect"), own("d", "comment.added", null), own("e", "visit.recorded", "held")]
  const held = [{ id: "e", author: "u1", type: "visit.recorded" }, { id: "f", author: "u1", type: "finding.seen" }, { id: "g", author: "u1", type: "comment.added" }, { id: "h", author: "u2", type: "comment.added" }]
  assert.deepEqual(withoutEffect(events, held, "u1", []).map(({ id, outcome }) => [id, outcome]), [["e", "held"], ["b", "no_effect"], ["g", "held"]])
  assert.deepEqual(withoutEffect(events, held, "u1", ["e", "b"]).map(({ id }) => id), ["g"])
})
