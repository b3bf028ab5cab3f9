/** A unit's own findings: what stands in its lists, what it may say, and what it is told about what it said. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { extensionsLeft, isAsked, isLater, laterDues, typedInstant } from "../../static/js/core/extension.js"
import { arrivedLater, limits, originalDue, pictureParts, story, whyReturned } from "../../static/js/core/problem.js"
import { unitLists } from "../../static/js/core/queues.js"
import { readyWords, saidWith, usualWords } from "../../static/js/core/ready_words.js"
import { REASONS } from "../../static/js/core/reasons.js"

const ZONE = "Asia/Shanghai"
const AT = new Date("2023-06-14T10:00:00+08:00")
const due = (text) => new Date(text).toISOString()
const one = (id, state, more = {}) => ({ id, state, unit: "o5", severity: 1, urgent: false, deadlines: {}, ...more })
const ids = (findings) => findings.map((finding) => finding.id)

test("a unit's findings stand in three lists, those of others in none, and nothing just disappears", () => {
  const lists = unitLists([one("a", "issued"), one("b", "replied"), one("c", "closed", { closed_at: due("2023-06-01T10:00:00+08:00") }),
    one("old", "closed", { closed_at: due("2023-05-01T10:00:00+08:00") }), one("d", "submitted", { disputed: "不是我们" }), one("e", "rejected", { closed_at: due("2023-06-13T10:00:00+08:00") }),
    one("x", "issued", { unit: "o6" }), one("z", "closed", { unit: "o6", closed_at: due("2023-06-13T10:00:00+08:00") }), one("y", "submitted")], ["o5"], AT)
  assert.deepEqual([lists.to_fix, lists.to_recheck, lists.closed, lists.disputed, lists.ended].map(ids), [["a"], ["b"], ["c"], ["d"], ["e"]])
})

test("only deadlines later than the one in force are offered", () => {
  const until = (fix_by) => laterDues({ deadlines: { fix_by: due(fix_by) } }, AT, ZONE, "18:00").map(({ id, due: to }) => [id, to.toISOString()])
  assert.deepEqual(until("2023-06-14T18:00:00+08:00"), [["tomorrow", due("2023-06-15T18:00:00+08:00")], ["after", due("2023-06-16T18:00:00+08:00")], ["three", due("2023-06-17T18:00:00+08:00")]])
  assert.deepEqual(until("2023-06-20T18:00:00+08:00"), [["three", due("2023-06-23T18:00:00+08:00")]])
  assert.deepEqual(until("2023-06-10T18:00:00+08:00").map(([id]) => id), ["tomorrow", "after", "three"], "overdue ones are asked for from today")
})

test("a time of one's own is the project's, and must be later", () => {
  assert.deepEqual(typedInstant("2023-06-16T18:30", ZONE)?.toISOString(), due("2023-06-16T18:30:00+08:00"))
  assert.equal(typedInstant("", ZONE), null)
  const finding = { deadlines: { fix_by: due("2023-06-15T18:00:00+08:00") } }
  assert.deepEqual([isLater(finding, new Date("2023-06-15T17:00:00+08:00"), AT), isLater(finding, new Date("2023-06-15T19:00:00+08:00"), AT), isLater(finding, null, AT)], [false, true, false])
})

test("granted extensions are counted, a waiting one is known, and the first deadline stays in sight", () => {
  assert.deepEqual([extensionsLeft({}), extensionsLeft({ extension: { n: 1 } }), extensionsLeft({ extension: { n: 3 } }, 2)], [2, 1, 0])
  assert.deepEqual([isAsked({ extension: { asked: "x", granted: null } }), isAsked({ extension: { asked: "x", granted: false } }), isAsked({})], [true, false, false])
  assert.equal(originalDue({ deadlines: { original: "a", fix_by: "b" } }), "a")
  assert.equal(originalDue({ deadlines: { original: "a", fix_by: "a" } }), null)
})

test("deadlines say how long is left only to those who still have to hurry", () => {
  const deadlines = { control_by: due("2023-06-14T09:00:00+08:00"), fix_by: due("2023-06-15T18:00:00+08:00") }
  const said = (more) => limits({ state: "issued", deadlines, ...more }, AT, ZONE).map(({ which, late, days }) => [which, late, days])
  assert.deepEqual(said({}), [["control", 1, 0], ["fix", 0, 1]])
  assert.deepEqual(said({ control: { at: "x" } }), [["control", 0, null], ["fix", 0, 1]])
  assert.deepEqual(said({ state: "closed" }), [["control", 0, null], ["fix", 0, null]])
})

test("pictures are told in the order of the story", () => {
  const photos = ["after", "note", "before", "control", "unheard-of"].map((role, nr) => ({ sha256: String(nr), role }))
  assert.deepEqual(pictureParts({ photos }).map(({ part, photos: found }) => [part, found.length]), [["before", 1], ["control", 1], ["after", 1], ["note", 2]])
  const came_back = (round, timeline) => pictureParts({ state: "returned", round, timeline, photos: [["b", "before"], ["a1", "after"], ["a2", "after"], ["f", "note"]].map(([sha256, role]) => ({ sha256, role })) })
    .map(({ part, round: nr, photos: found }) => [part, nr, found.map(({ sha256 }) => sha256).join()])
  const first = [{ move: "reply", photos: ["a1", "a2"] }, { move: "fail", photos: ["f"] }]
  assert.deepEqual(came_back(2, first), [["failed", 1, "f"], ["before", 1, "b"], ["again", 1, "a1,a2"]])
  const second = [{ move: "reply", photos: ["a1"] }, { move: "fail", photos: [] }, { move: "reply", photos: ["a2"] }, { move: "fail", photos: ["f"] }]
  assert.deepEqual(came_back(3, second), [["failed", 2, "f"], ["before", 2, "b"], ["again", 2, "a2"], ["earlier", 2, "a1"]])
})

const refused = (id, finding, seq) => ({ id, type: "finding.moved", verdict: { outcome: "no_effect", seq, reasons: [{ code: "illegal_move", text: "问题状态已变化" }] },
  envelope: { id, at: AT.toISOString(), author: "u6", org: "o5", body: { finding, move: "reply", text: "已补" } } })

test("what the office refused stands in the story with its reason, once, newest first", () => {
  const finding = { id: "f", timeline: [{ event: "e1", seq: 1, move: "file" }, { event: "e2", seq: 4, move: "reply", outcome: "no_effect" }, { event: "e9", move: "comment", here: true }] }
  const told = story(finding, [refused("e2", "f", 4), refused("e3", "f", 3), refused("e4", "another", 5)])
  assert.deepEqual(told.map((line) => [line.event, line.why]), [["e9", ""], ["e2", "问题状态已变化"], ["e3", "问题状态已变化"], ["e1", ""]])
})

test("a late arrival is told beside the phone's time, a few minutes are not", () => {
  assert.deepEqual([5, 6].map((minutes) => arrivedLater({ at: AT.toISOString(), received_at: new Date(AT.getTime() + minutes * 60_000).toISOString() })), [false, true])
})

test("why it came back is the newest failure, as long as it is to be repaired again", () => {
  const timeline = [{ move: "fail", text: "一" }, { move: "reply" }, { move: "fail", text: "二" }, { move: "fail", text: "三", outcome: "no_effect" }]
  assert.equal(whyReturned({ state: "returned", timeline }).text, "二")
  assert.equal(whyReturned({ state: "replied", timeline }), null)
})

test("a reply begins with the usual words and nothing else does: only another choice is a person's own", () => {
  assert.deepEqual(usualWords("reply"), ["已按要求整改完成"])
  for (const move of ["control", "extend_ask", "dispute", "comment"]) assert.deepEqual(usualWords(move), [])
})

test("what is filed is Chinese and one clause after the other", () => {
  assert.equal(saidWith(["已清理", "已更换"], " 三楼 "), "已清理，已更换，三楼")
  for (const move of ["reply", "control", "extend_ask", "dispute"]) {
    assert.ok(readyWords(move).length >= 3, move)
    for (const { zh, en } of readyWords(move)) assert.ok(!/[a-z]/i.test(zh) && /^[\x20-\x7e]+$/.test(en), `${zh} ${en}`)
  }
})

test("usual reasons are those of the office's list", () => {
  const list = JSON.parse(readFileSync(new URL("../../server/domain/data/move_reasons.json", import.meta.url), "utf8"))
  assert.deepEqual(REASONS, list)
})
