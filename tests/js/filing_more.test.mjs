/** What a finding starts as, what its correction changes on this phone, and who is told of a danger. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { fieldsFrom, filedAgain, photosFrom } from "../../static/js/core/amending.js"
import { callees } from "../../static/js/core/callees.js"
import { mayCall, needsCall } from "../../static/js/core/calls.js"
import { companions } from "../../static/js/core/companions.js"
import { isStopped } from "../../static/js/core/compound.js"
import { brought, hashes } from "../../static/js/core/draft_photos.js"
import { filed } from "../../static/js/core/finding.js"
import { marks, ownVisits } from "../../static/js/core/overlay.js"
import { allFindings, changeable } from "../../static/js/core/overlay_findings.js"
import { withMoves } from "../../static/js/core/overlay_moves.js"
import { amendable } from "../../static/js/core/own_visits.js"

const DAY = "2023-06-14", AT = "2023-06-14T09:00:00.000+08:00"
const filer = (role, more = {}) => ({ role, units: [], stopped: () => false, ...more })
const named = (sha256) => ({ sha256, size: 1, type: "image/jpeg", w: 1, h: 1, taken_at: null, source: "camera", geo: null, preview: { sha256: `${sha256}-small`, size: 1, w: 1, h: 1 } })
const one = (more = {}) => ({ id: "f1", alias: "A7-01", kind: "safety", item: "TEMP-01", severity: 1, urgent: false, place: "d1", position: "", text: "缺盖板", unit: "o5", due: "D0", photos: ["a"], on_spot: null, same_as: null, ...more })
const visit = (finding, more = {}) => ({ id: "v1", type: "visit.recorded", author: "u1", org: "o2", at: AT, blobs: [named("a"), named("b")], body: { day: DAY, place: "d1", outcome: "findings", source: "patrol", findings: [finding] }, ...more })
const amendment = (body, more = {}) => ({ id: "e2", type: "visit.amended", author: "u1", org: "o2", at: AT, blobs: [], body: { target: "v1", body: { day: DAY, place: "d1", outcome: "findings", source: "patrol", findings: [], ...body } }, ...more })
const repaired = (witnessed, more = {}) => one({ on_spot: { text: "已补", photos: ["b"], witnessed }, ...more })

test("repaired on the spot: closed by the supervisor who saw it, else to be confirmed, and never where work is stopped", () => {
  const state = (finding, who) => allFindings([], [visit(finding)], who)[0].state
  assert.equal(state(repaired(true), filer("assistant")), "closed")
  assert.equal(state(repaired(true), filer("inspector")), "replied")
  assert.equal(state(repaired(true, { severity: 2 }), filer("chief")), "replied")
  assert.equal(state(repaired(true), filer("chief", { stopped: () => true })), "replied")
  assert.equal(state(repaired(false), filer("subcontractor", { units: ["o6"] })), "submitted", "of another firm a firm only says what it found")
  const [shown] = allFindings([], [visit(repaired(false))], filer("inspector"))
  assert.deepEqual(shown.photos.map(({ role, preview }) => [role, preview]), [["before", "a-small"], ["after", "b-small"]])
  assert.deepEqual(shown.timeline.map((line) => line.move), ["file", "on_spot"])
})

test("danger filed here is timed from its filing, and from the first call that reached somebody", () => {
  const [danger] = allFindings([], [visit(one({ urgent: true }))], filer("inspector"))
  assert.equal(danger.deadlines.control_by, "2023-06-14T03:00:00.000Z")
  const call = (id, at, result) => ({ id, type: "call.recorded", author: "u1", org: "o2", at, blobs: [], body: { finding: "f1", at, result, whom: "钱总包" } })
  const told = [call("c1", "2023-06-14T09:05:00+08:00", "no_answer"), call("c2", "2023-06-14T09:10:00+08:00", "reached"), call("c3", "2023-06-14T09:30:00+08:00", "reached")]
  const after = (n) => withMoves([danger], told.slice(0, n), { actor: {}, units: [], at: new Date(AT) })[0]
  assert.deepEqual([after(1).called.result, after(1).deadlines.control_by], ["no_answer", danger.deadlines.control_by])
  assert.deepEqual([after(3).called.event, after(3).deadlines.control_by], ["c2", "2023-06-14T03:10:00.000Z"])
  assert.deepEqual([needsCall(danger), needsCall(after(1)), needsCall(after(2))], [true, true, false])
})

test("a correction of what the office has changes a finding nobody has reviewed, and leaves the others", () => {
  const known = { ...one(), state: "submitted", number: "AQ-1", issued: null, visit: "v1", timeline: [{ move: "file" }], photos: [{ sha256: "a", role: "before", preview: "a-small" }] }
  const visits = ownVisits([{ envelope: amendment({ findings: [one({ text: "门未关", severity: 2 })] }) }])
  const [changed] = allFindings([known], visits, filer("inspector"))
  assert.deepEqual([changed.text, changed.severity, changed.number, changed.photos[0].preview, changed.timeline.at(-1).move], ["门未关", 2, "AQ-1", "a-small", "amend"])
  const reviewed = { ...known, state: "issued", issued: { at: AT } }
  assert.deepEqual(allFindings([reviewed], visits, filer("inspector")), [reviewed])
})

test("a record changes as long as something in it is still its filer's alone", () => {
  const filed = { state: "submitted", issued: null }, ended = ["issued", "replied", "closed", "rejected", "merged"].map((state) => ({ state, issued: null }))
  assert.equal(changeable([]), true, "nothing was found there")
  assert.equal(changeable([filed]), true)
  for (const one of [...ended, { state: "submitted", issued: { at: AT } }]) assert.deepEqual([changeable([one]), changeable([one, filed])], [false, true], one.state)
})

test("a door put right shows the new outcome in place of the old one", () => {
  const places = [{ id: "d1", kind: "entrance", last: { day: DAY, outcome: "clean", at: AT } }]
  const visits = ownVisits([{ envelope: amendment({ outcome: "no_access" }) }])
  assert.equal(marks(places, DAY, visits, [{ id: "v1", place: "d1", day: DAY, at: AT }], new Set()).get("d1").outcome, "no_access")
})

test("own records of today and yesterday stand as last put right; those taken back are gone", () => {
  const known = (id, day, more = {}) => ({ id, day, at: AT, place: "d1", patrol: {}, source: "patrol", outcome: "clean", reason: null, doors: [], photos: [], note: "", findings: [], withdrawn: null, ...more })
  const told = amendable([known("v1", DAY), known("v0", "2023-06-12"), known("v2", DAY, { withdrawn: {} }), known("v3", "2023-06-13")], [amendment({ outcome: "no_access" })], new Set(["v3"]), "2023-06-13")
  assert.deepEqual(told.map(({ id, body }) => [id, body.outcome]), [["v1", "no_access"]])
})

test("a finding goes through its form and back unchanged", () => {
  const [shown] = allFindings([], [visit(repaired(false, { text: "缺盖板" }))], filer("inspector"))
  const item = { id: "TEMP-01", zh: "非TN-S" }, photos = photosFrom(shown)
  const again = filed(fieldsFrom(shown, { place: "d1", source: "patrol" }, item), { id: "f1", alias: "A7-01", place: "d1", photos: hashes(photos), after: hashes(photos, "after") }, item)
  assert.deepEqual(again, filedAgain(shown))
  assert.deepEqual([again.photos, again.on_spot], [["a"], { text: "已补", photos: ["b"], witnessed: false }])
  assert.deepEqual(brought([...photos, { ...named("c"), part: "after" }]), [named("c")], "only what is new travels again")
  assert.equal(fieldsFrom({ ...shown, text: item.zh }, { place: "d1", source: "patrol" }, item).text, "", "the item's own words are not the person's")
})

test("whom to call: the unit, then the firm above it; the emergency number for who has none; the chief too; never oneself", () => {
  const person = (id, role, org, phone = id) => ({ id, name: id, role, org, phone })
  const orgs = new Map([["o4", { id: "o4", parent: null }], ["o5", { id: "o5", parent: "o4" }], ["o6", { id: "o6", parent: "o4" }]])
  const people = [person("gus", "contractor", "o4"), person("sam", "subcontractor", "o5"), person("tom", "subcontractor", "o6"), person("carol", "chief", "o3"), person("gone", "subcontractor", "o5", "")]
  const names = (unit, me = "") => callees({ unit }, people, orgs, "110", me).map((one) => one.id)
  assert.deepEqual(names("o5"), ["sam", "gus", "carol"])
  assert.deepEqual(names(null), ["duty", "carol"])
  assert.deepEqual(names("o5", "carol"), ["sam", "gus"])
  const may = (role, units) => mayCall({ unit: "o5" }, { actor: { role }, units })
  assert.deepEqual([may("inspector", []), may("subcontractor", ["o5"]), may("subcontractor", ["o6"]), may("viewer", []), may(null, [])], [true, true, false, false, false])
})

test("who walks along is suggested: first who did before, then colleagues, never oneself or the desk", () => {
  const people = [{ id: "u1", name: "我", org: "o2", role: "inspector" }, { id: "u2", name: "乙", org: "o3", role: "chief" }, { id: "u3", name: "丙", org: "o2", role: "pm" }, { id: "u4", name: "丁", org: "o2", role: "admin" }]
  const own = [{ envelope: { body: { patrol: { participants: ["老王"] } } } }]
  assert.deepEqual(companions(people, own, { person: "u1", org: "o2" }), ["老王", "丙", "乙"])
})

test("work is stopped at the place itself, in its building, or in the whole compound, until the order is lifted", () => {
  const places = [{ id: "b" }, { id: "d", building: "b" }, { id: "all", kind: "compound" }]
  const stopped = (scope, status = "open") => isStopped("d", [{ kind: "stop", status, scope }], places)
  assert.deepEqual([stopped(["d"]), stopped(["b"]), stopped(["all"]), stopped(["x"]), stopped(["d"], "lifted")], [true, true, true, false, false])
})
