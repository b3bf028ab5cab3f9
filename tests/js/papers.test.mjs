/** What waits for whom, and the day's papers: counted, copied and laid over what the office knows. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { isLate, toDo } from "../../static/js/core/decisions.js"
import { body, copied, said, shrunk, source, turned, unclear, withRows } from "../../static/js/core/filing.js"
import { withPapers } from "../../static/js/core/overlay_papers.js"
import { differs, walked } from "../../static/js/core/report.js"
import { visitsOf, waits } from "../../static/js/core/waits.js"
import { filedOn, latest, worksOf } from "../../static/js/core/works.js"

const DAY = "2023-06-14", EVE = "2023-06-13", NOON = new Date("2023-06-14T12:00:00+08:00"), EVENING = new Date("2023-06-14T17:30:00+08:00")
const orgs = new Map([["o4", { kind: "general_contractor" }], ["o5", { kind: "subcontractor", parent: "o4" }]])
const as = (role, org, at = NOON, units = [org]) => ({ actor: { person: `${role}-1`, role, org }, units, at })
const known = (mover, { things = {}, findings = [], own = [], answers = {} } = {}) => ({
  day: DAY, zone: "Asia/Shanghai", findings, every: new Map(findings.map((one) => [one.id, one])), looked: { answers }, of: (kind) => things[kind] ?? [], orgs, settings: new Map(), mover, own, taken: new Set() })
const shown = (...of) => waits(known(...of)).map(({ name, n, late, state }) => [name, ...(n ? [n] : []), ...(late ? [`late ${late}`] : []), ...(state ? [state] : [])].join(" "))
const issued = (id, more = {}) => ({ id, state: "issued", severity: 1, kind: "safety", unit: "o5", filed_by: "x", filed_at: id, deadlines: { fix_by: "2023-06-14T10:00:00.000Z" }, ...more })
const filing = (id, day, org, tomorrow = [], more = {}) => ({ id, day, org, at: id, replaced_by: null, attended: [], people: {}, faces: [], outages: [], quantities: {}, tomorrow, ...more })
const decision = (id, more = {}) => ({ id, meeting: EVE, line: 1, text: id, unit: "o5", due: DAY, status: "open", history: [{ event: id }], ...more })
const told = (n, type, said, more = {}) => ({ id: `e${n}`, type, author: "u1", org: "o4", at: "2023-06-14T09:00:00+08:00", body: said, ...more })

test("a quiet day shows nothing at all", () => {
  for (const role of ["inspector", "assistant", "specialist", "chief", "pm", "hq", "subcontractor", "viewer", "district", "admin"]) {
    assert.deepEqual(shown(as(role, "o2")), role === "subcontractor" ? ["unit may", "filing may"] : [], role)
  }
})

test("a firm sees its own open findings with the late ones, its decisions, and whether it has filed", () => {
  const findings = [issued("a"), issued("b", { deadlines: { fix_by: "2023-06-13T10:00:00.000Z" } }), issued("c", { state: "replied" }), issued("d", { unit: "o9" })]
  const things = { decision: [decision("x", { due: EVE }), decision("y", { status: "done" }), decision("z", { unit: "o9" })] }
  assert.deepEqual(shown(as("contractor", "o4", NOON, ["o4", "o5"]), { findings, things }), ["unit 2 late 1", "decisions 1 late 1", "filing missing"])
  assert.deepEqual(shown(as("contractor", "o4", EVENING, ["o4", "o5"])), ["unit may", "filing late 1 missing"])
  assert.deepEqual(shown(as("contractor", "o4"), { things: { filing: [filing("f", DAY, "o4")] } }), ["unit may", "filing done"])
  assert.deepEqual(shown(as("subcontractor", "o5", EVENING)), ["unit may", "filing may"], "a subcontractor may file and is never late")
})

test("a supervisor sees what he may review and re-inspect, and what has waited too long", () => {
  const findings = [issued("2023-06-14T01:00:00Z", { state: "submitted" }), issued("2023-06-12T01:00:00Z", { state: "submitted" }),
    issued("r", { state: "replied", replied: { at: "2023-06-14T01:00:00Z", by: "y", org: "o5" } })]
  assert.deepEqual(shown(as("specialist", "o3"), { findings }), ["review 2 late 1", "recheck 1"])
  assert.deepEqual(shown(as("assistant", "o3"), { findings }), ["recheck 1"])
  assert.deepEqual(shown(as("inspector", "o2"), { findings }), [])
})

test("a firm's request for time and a verdict that is due lead to the reviewer's screen", () => {
  const asked = issued("x", { extension: { asked: "2023-06-20T10:00:00Z", granted: null, n: 0 } }), grave = issued("g", { severity: 3, confirmed: null })
  assert.deepEqual(shown(as("specialist", "o3"), { findings: [asked, grave] }), ["answer 1"])
  const before = (at) => ({ ...asked, extension: { ...asked.extension, at } })
  assert.deepEqual(shown(as("specialist", "o3"), { findings: [before("2023-06-12T01:00:00Z"), before("2023-06-14T01:00:00Z")] }), ["answer 2 late 1"])
  assert.deepEqual(waits(known(as("chief", "o3"), { findings: [asked, grave] })).map(({ name, route, n }) => [name, route, n]), [["confirm", "review", 1], ["answer", "review", 1]])
})

test("a decision is no number for those who cannot answer it", () => {
  const things = { decision: [decision("x", { unit: "o3" })] }
  assert.deepEqual(shown(as("specialist", "o3"), { things }), [])
  assert.deepEqual(shown(as("hq", "o1"), { things }), ["decisions 1"])
})

test("key works wait until somebody was there", () => {
  const works = [{ work: "basket", count: 3 }, { work: "hot_work", count: 0 }, { work: "lifting", count: 1, place: "b1" }]
  const one = filing("f", EVE, "o4", works, { attended: [{ work: 0, by: "u4", at: "x" }] })
  assert.deepEqual(shown(as("inspector", "o2"), { things: { filing: [one] } }), ["keyworks 1"])
  const all = { ...one, attended: [...one.attended, { work: 2, by: "u4", at: "x" }] }
  assert.deepEqual(shown(as("hq", "o1"), { things: { filing: [all] } }), ["keyworks done"])
})

test("the report is asked for once something was recorded, is late after the cut-off, and done when it is in", () => {
  const own = [{ id: "v", type: "visit.recorded", envelope: { body: { day: DAY, place: "d1" } } }]
  assert.deepEqual(shown(as("inspector", "o2"), { own }), ["mine may", "report missing"])
  assert.deepEqual(shown(as("chief", "o3"), { own }), ["mine may", "report missing"])
  assert.deepEqual(shown(as("inspector", "o2", EVENING)), ["report late 1 missing"])
  assert.deepEqual(shown(as("chief", "o3", EVENING)), [], "who did not walk owes no report")
  assert.deepEqual(shown(as("inspector", "o2"), { own, things: { day: [{ id: `${DAY}:inspector-1` }] } }), ["mine may", "report done"])
})

test("his own findings show the number he has not looked at, else only the way to them", () => {
  const mover = as("inspector", "o2"), findings = [issued("a", { filed_by: "inspector-1", timeline: [{ event: "e1", move: "issue", by: "u2" }] })]
  assert.deepEqual(waits(known(mover, { findings })), [{ name: "mine", route: "mine", n: 1, late: 0, state: null }])
  assert.deepEqual(shown(mover, { findings, answers: { a: "e1" } }), ["mine may"])
})

test("today's key works are what each firm announced yesterday, by its last word, the general contractor's first", () => {
  const filings = [filing("old", "2023-06-12", "o4", [{ work: "basket", count: 9 }]), filing("sub", EVE, "o5", [{ work: "hot_work", count: 2, text: "屋面" }]),
    filing("first", EVE, "o4", [{ work: "basket", count: 8 }], { replaced_by: "last" }), filing("last", EVE, "o4", [{ work: "other", count: 0 }, { work: "basket", count: 3, place: "b1" }])]
  assert.deepEqual(worksOf(filings, DAY, orgs).map(({ filing: of, index, work, count, place, text }) => [of, index, work, count, place, text]),
    [["last", 1, "basket", 3, "b1", ""], ["sub", 0, "hot_work", 2, null, "屋面"]])
  const general = new Map([["o5", { kind: "general_contractor" }], ["o4", { kind: "subcontractor" }]])
  assert.deepEqual(worksOf(filings, DAY, general).map(({ org }) => org), ["o5", "o4"])
  assert.equal(worksOf(filings, "2023-06-20", orgs), null, "nobody filed: not known, which is not none")
})

test("the report has each door of the compound in one figure, which add up as on the map, and names those without a record", () => {
  const doors = ["a1", "a2", "a3", "b1", "b2", "c1", "c2"].map((id) => ({ id, building: id[0] }))
  const marks = new Map([["a1", "clean"], ["a2", "no_access"], ["a3", "findings"], ["b1", "building_looked"], ["b2", "building_looked"], ["c1", "no_record"], ["b", "clean"]]
    .map(([id, outcome]) => [id, { outcome }]))
  const { due, checked, no_access, building_looked, left } = walked(doors, marks)
  assert.deepEqual([due, checked, no_access, building_looked, left.map(({ id }) => id)], [7, 2, 1, 2, ["c1", "c2"]])
  assert.equal(due, checked + no_access + building_looked + left.length)
})

test("the report names each own visit of the day once, also from another phone, and none taken back", () => {
  const own = ["v1", "v2"].map((id) => ({ id, type: "visit.recorded", envelope: { body: { day: DAY, place: `p-${id}` } } }))
  const there = [{ id: "v1", day: DAY, author: "u1", place: "p-v1" }, { id: "v3", day: DAY, author: "u1", place: "p-v3" }, { id: "v4", day: EVE, author: "u1", place: "x" },
    { id: "v5", day: DAY, author: "u2", place: "x" }, { id: "v6", day: DAY, author: "u1", place: "x", withdrawn: true }]
  assert.deepEqual(visitsOf(own, there, new Set(["v2"]), DAY, "u1"), [{ visit: "v1", place: "p-v1" }, { visit: "v3", place: "p-v3" }])
  const copy = { id: "v7", type: "visit.recorded", envelope: { copy_of: "v2", body: { day: DAY, place: "p-v2" } } }
  assert.deepEqual(visitsOf([...own, copy], [], new Set(), DAY, "u1").map(({ visit }) => visit), ["v1", "v7"], "nor one that a copy stands for")
})

test("a filing begins as a copy of the last one, without outages that are over", () => {
  const before = filing("f", EVE, "o4", [{ work: "basket", count: 12 }], { people: { managers: 8, workers: 96 }, faces: [{ building: "b", item: "facade" }],
    outages: [{ kind: "water", from: "09:00", to: "12:00" }], quantities: { facade: 41200 } })
  const fields = withRows(copied(before, DAY))
  assert.deepEqual(fields.tomorrow.map(({ work, count }) => [work, count]), [["basket", 12], ["hot_work", null], ["lifting", null], ["underground", null], ["other", null]])
  assert.deepEqual(body(fields, DAY), { day: DAY, people: { managers: 8, workers: 96 }, faces: [{ building: "b", item: "facade" }],
    tomorrow: [{ work: "basket", count: 12, place: null, text: "" }], outages: [], quantities: { facade: 41200 } })
  assert.deepEqual(copied(before, EVE).outages, [{ kind: "water", place: null, from: "09:00", to: "12:00", text: "" }], "a correction of the same day keeps them")
  assert.equal(said(copied(null, DAY)), false)
  assert.equal(said(fields), true)
})

test("a number nobody said is not filed as none; one that was said to be none is", () => {
  const first = withRows(copied(null, DAY)), walls = { ...first, faces: [{ building: "b", item: "wall" }] }
  assert.deepEqual([body(walls, DAY).people, body(walls, DAY).tomorrow], [{}, []])
  const none = { ...first, people: { managers: 0, workers: null } }
  assert.deepEqual([said(first), said(none), body(none, DAY).people], [false, true, { managers: 0 }])
})

test("an outage says where, from when and until when, or is told to be unclear", () => {
  const outage = (more) => ({ kind: "water", place: "b", from: "09:00", to: "12:00", text: "", ...more })
  assert.deepEqual(unclear({ outages: [outage({}), outage({ to: "" }), outage({ place: null, from: "" })] }),
    [{ kind: "water", lacks: ["to"] }, { kind: "water", lacks: ["place", "from"] }])
})

test("a filing begun yesterday and not handed in is copied today like one that was, its outages over; a later one goes before it", () => {
  const begun = { ...copied(null, EVE), day: EVE, people: { managers: 8, workers: 90 }, faces: [{ building: "b", item: "facade" }], outages: [{ kind: "water", place: null, from: "09:00", to: "12:00", text: "" }] }
  const today = copied(source(begun, filing("f", EVE, "o4"), DAY), DAY)
  assert.deepEqual([today.people.workers, today.faces.length, today.outages], [90, 1, []])
  assert.deepEqual(copied(source({ ...begun, day: DAY }, filing("f", DAY, "o4"), DAY), DAY).outages, begun.outages, "today's own stays as it was typed")
  assert.equal(source(begun, filing("later", DAY, "o4"), DAY).id, "later")
  assert.equal(source(null, null, DAY), null)
})

test("a face is turned on and off, and a total that shrank is told", () => {
  const fields = copied(null, DAY), on = { ...fields, faces: turned(fields, "b", "facade") }
  assert.deepEqual(on.faces, [{ building: "b", item: "facade" }])
  assert.deepEqual(turned(on, "b", "facade"), [])
  const before = filing("f", EVE, "o4", [], { quantities: { facade: 10, path: 5, wall: 1 } })
  assert.deepEqual(shrunk({ ...fields, quantities: { facade: 9, path: 5 } }, before), ["facade", "wall"])
  assert.deepEqual(shrunk(fields, null), [])
})

test("a firm's newest word is that of the newest day, whatever was replaced", () => {
  const filings = [filing("a", EVE, "o4"), filing("b", DAY, "o4", [], { replaced_by: "c" }), filing("c", DAY, "o4"), filing("d", DAY, "o5")]
  assert.equal(latest(filings, "o4").id, "c")
  assert.equal(filedOn(filings, "o4", EVE).id, "a")
  assert.equal(latest(filings, "o6"), null)
})

test("decisions stand by their day; a firm hears of its own, who calls the meeting of all", () => {
  const all = [decision("late", { due: EVE }), decision("none", { due: null }), decision("other", { unit: "o9" }), decision("done", { status: "done" }), decision("told", { status: "not_done", due: "2023-06-16" })]
  assert.deepEqual(toDo(all, as("subcontractor", "o5")).map(({ id }) => id), ["late", "told", "none"])
  assert.deepEqual(toDo(all, as("pm", "o2")).map(({ id }) => id), ["late", "other", "told", "none"])
  assert.deepEqual(all.map((one) => isLate(one, DAY, NOON)), [true, false, false, false, false])
  assert.equal(isLate(decision("hour", { due: "2023-06-14T02:00:00Z" }), DAY, NOON), true)
})

test("what was filed here is seen at once and takes the place of the one before, once", () => {
  const things = new Map([["filing", [filing("f", DAY, "o4")]]]), event = told(1, "filing.recorded", { day: DAY, people: { workers: 5 }, faces: [] })
  const [old, fresh] = withPapers(things, [event], DAY).get("filing")
  assert.deepEqual([old.replaced_by, fresh.id, fresh.day, fresh.org, fresh.people.workers, fresh.here], ["e1", "e1", DAY, "o4", 5, true])
  assert.equal(withPapers(new Map([["filing", [old, fresh]]]), [event], DAY).get("filing").length, 2)
  assert.equal(withPapers(new Map(), [told(2, "filing.recorded", { day: "2023-07-01" })], DAY).get("filing")[0].day, DAY, "the office dates no paper later than today")
})

test("a key work is ticked once, a report stands for its day, a notice comes and goes", () => {
  const things = new Map([["filing", [filing("f", EVE, "o4")]]]), tick = told(1, "keyword.attended", {})
  const ticks = [1, 2].map((n) => told(n, "keywork.attended", { filing: "f", work: 0, at: "x" }))
  assert.equal(withPapers(things, ticks, DAY).get("filing")[0].attended.length, 1)
  assert.equal(withPapers(things, [tick], DAY), things, "what is no paper changes nothing")
  const reports = withPapers(new Map([["day", [{ id: `${DAY}:u1`, left: 3 }]]]), [told(3, "day.closed", { day: DAY, left: 0 })], DAY).get("day")
  assert.deepEqual(reports.map(({ id, left }) => [id, left]), [[`${DAY}:u1`, 0]])
  const set = told(4, "notice_of_day.set", { day: DAY, text: "午后大风" }), taken = told(5, "notice_of_day.set", { day: DAY, text: "" })
  assert.deepEqual(withPapers(new Map(), [set], DAY).get("notice_of_day").map(({ id, text }) => [id, text]), [[DAY, "午后大风"]])
  assert.deepEqual(withPapers(new Map(), [set, taken], DAY).get("notice_of_day"), [])
})

test("a decision is answered once, and a new day moves it", () => {
  const things = new Map([["decision", [decision("x")]]])
  const late = told(1, "decision.moved", { decision: "x", done: false, reason: "等料", carried: "2023-06-20" }), done = told(2, "decision.moved", { decision: "x", done: true })
  const [carried] = withPapers(things, [late], DAY).get("decision")
  assert.deepEqual([carried.status, carried.reason, carried.due, carried.history.map(({ event }) => event)], ["not_done", "等料", "2023-06-20", ["x", "e1"]])
  const [again] = withPapers(new Map([["decision", [carried]]]), [told(3, "decision.moved", { decision: "x", done: false, reason: "等料", carried: "2023-06-24" })], DAY).get("decision")
  assert.deepEqual([carried.first_due, again.first_due, again.due], [things.get("decision")[0].due, things.get("decision")[0].due, "2023-06-24"], "the first day stays")
  const [closed] = withPapers(things, [late, done, { ...late, id: "e3" }], DAY).get("decision")
  assert.deepEqual([closed.status, closed.history.length], ["done", 3], "what is done is not undone")
  assert.deepEqual(withPapers(new Map([["decision", [carried]]]), [late], DAY).get("decision"), [carried])
})

test("a report that is in is offered again only where another would say something else", () => {
  const before = { weather: "晴", note: "", due: 9, left: 1, visits: [{ visit: "v1" }, { visit: "v2" }] }
  const numbers = { due: 9, left: ["d9"], visits: [{ visit: "v2" }, { visit: "v1" }] }, said = { weather: "晴", note: " " }
  assert.equal(differs(before, numbers, said), false)
  assert.equal(differs(before, numbers, { ...said, note: "补查" }), true)
  assert.equal(differs(before, numbers, { ...said, weather: "雨" }), true)
  assert.equal(differs(before, { ...numbers, left: [] }, said), true)
  assert.equal(differs(before, { ...numbers, visits: [...numbers.visits, { visit: "v3" }] }, said), true)
})
