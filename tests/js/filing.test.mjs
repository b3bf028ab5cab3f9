/** What a finding says when it leaves the phone, where the next door is, and which words people read. */

import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { test } from "node:test"
import { compound, neighbour, nextDoor, route, shortName, skipped } from "../../static/js/core/compound.js"
import { dueWords } from "../../static/js/core/days.js"
import { alias, asCopy, localIso } from "../../static/js/core/envelope.js"
import { ITEMS, KEY_WORKS, OUTAGES } from "../../static/js/core/filing.js"
import { blank, dueOf, enough, filed, urgentOf, usualUnit, withItem, wording } from "../../static/js/core/finding.js"
import { filled, pieces, withPhrase } from "../../static/js/core/phrases.js"
import { APP_VERSION, older } from "../../static/js/core/version.js"

const root = new URL("../../", import.meta.url)
const text = (path) => readFileSync(new URL(path, root), "utf8")
const item = { id: "SCF-06", group: "SCF", cat: "S", severity: 2, due: "NOW" }

test("an item fills in severity, deadline, urgency and unit; nothing is asked", () => {
  const fields = withItem(blank("o3"), item, "o4")
  assert.deepEqual([fields.severity, fields.due, fields.urgent, fields.unit, fields.kind], [2, "NOW", true, "o4", "safety"])
  assert.equal(dueOf(blank("o3")), "D0", "without an item the usual one for a minor safety finding")
})

test("the unit is the one usual for the work in this building, else for the work, else the general contractor", () => {
  const orgs = [{ id: "o3", kind: "general_contractor" }, { id: "o4", kind: "subcontractor" }]
  assert.equal(usualUnit(new Map(), orgs, "SCF", "SZ-B03"), "o3")
  assert.equal(usualUnit(new Map([["SCF", { unit: "o4" }]]), orgs, "SCF", "SZ-B03"), "o4")
  assert.equal(usualUnit(new Map([["SCF", { unit: "o4" }], ["SCF:SZ-B03", { unit: "o5" }]]), orgs, "SCF", "SZ-B03"), "o5")
})

test("phrases with their numbers and own words become one sentence", () => {
  assert.deepEqual(pieces("缺挡脚板约__米"), ["缺挡脚板约", "米"])
  assert.equal(filled("缺挡脚板约__米", ["3"]), "缺挡脚板约3米")
  assert.equal(filled("__号吊篮无绳", [""]), "__号吊篮无绳")
  assert.equal(withPhrase("缺栏杆。", "缺密目网"), "缺栏杆。缺密目网")
  const fields = { ...blank(null), phrases: [{ text: "缺挡脚板约__米", values: ["3"] }, { text: "缺密目网约__米", values: ["5"] }], text: " 已当场告知 " }
  assert.equal(wording(fields), "缺挡脚板约3米，缺密目网约5米，已当场告知")
  const body = filed(fields, { id: "f1", alias: "A7-01", place: "SZ-B03-E2", photos: ["a"], after: [] }, null)
  assert.deepEqual([body.text, body.phrase_values, body.place], [wording(fields), ["3", "5"], "SZ-B03-E2"])
})

test("a phrase whose number was left out is not filed, with or without the number's place", () => {
  const fields = { ...blank(null), phrases: [{ text: "缺挡脚板约__米", values: [" "] }, { text: "基层实测__mm，设计__mm", values: ["3", ""] }, { text: "缺密目网", values: [] }] }
  const body = filed(fields, { id: "f1", alias: "A7-01", place: "d", photos: ["a"], after: [] }, { zh: "挡脚板" })
  assert.deepEqual([body.text, body.phrase_values], ["缺密目网", []])
  assert.equal(filed({ ...fields, phrases: fields.phrases.slice(0, 2) }, { id: "f1", alias: "A7-01", place: "d", photos: ["a"], after: [] }, { zh: "挡脚板" }).text, "挡脚板")
})

test("every phrase asks for the same numbers in both languages, for the Chinese one is filed", () => {
  const phrases = JSON.parse(text("server/domain/data/catalogue.json")).flatMap((row) => row.phrases)
  assert.ok(phrases.length > 100)
  assert.deepEqual(phrases.filter(({ zh, en }) => pieces(zh).length !== pieces(en).length), [])
})

test("'another problem' and 'not asked' both file without a twin", () => {
  const same = (answer) => filed({ ...blank(null), same_as: answer }, { id: "f1", alias: "A7-01", place: "d", photos: ["a"], after: [] }, null).same_as
  assert.deepEqual([null, "", "f9"].map(same), [null, null, "f9"])
})

test("an item that is due at once is urgent whatever the filer says, as at the office; what others must arrange never is", () => {
  assert.equal(urgentOf({ ...blank(null), urgent: false, due: "D1" }, item), true)
  assert.equal(urgentOf({ ...blank(null), severity: 3 }, null), true, "severity 3 without an item is due at once")
  assert.equal(urgentOf({ ...blank(null), due: "D0" }, { due: "D1" }), false)
  assert.equal(urgentOf({ ...blank(null), kind: "coordination", urgent: true }, item), false)
})

test("repaired on the spot is said only with a photo of it; what is needed from others is words enough", () => {
  const facts = { id: "f1", alias: "A7-01", place: "d", photos: ["a"], after: ["b"] }, fields = { ...blank(null), on_spot: { text: "已补", witnessed: true } }
  assert.deepEqual(filed(fields, facts, null).on_spot, { text: "已补", witnessed: true, photos: ["b"] })
  assert.equal(filed(fields, { ...facts, after: [] }, null).on_spot, null)
  const asked = { ...blank(null), kind: "coordination", needs: { whom: "自来水公司", what: "迁改表井" } }
  assert.equal(enough(asked, 0), true)
  assert.equal(filed(asked, { ...facts, photos: [] }, null).text, "迁改表井")
})

test("a photo alone is enough to file, nothing at all is not", () => {
  assert.equal(enough(blank(null), 0), false)
  assert.equal(enough(blank(null), 1), true)
  assert.equal(enough({ ...blank(null), text: "  " }, 0), false)
})

const places = [
  { id: "B10", kind: "building", label: "10号楼", sort: 10 }, { id: "B3", kind: "building", label: "3号楼", sort: 3 },
  ...["E1", "E2", "E3"].map((door, index) => ({ id: `B3-${door}`, kind: "entrance", building: "B3", label: `3号楼${index + 1}门`, sort: index, route: 3 - index })),
  { id: "gone", kind: "entrance", building: "B3", label: "3号楼9门", active: false }, { id: "OTHER", kind: "other", label: "小区其他部位" },
]

test("the map has a row per building, retired doors are gone, 小区其他部位 is always last", () => {
  const map = compound(places)
  assert.deepEqual(map.rows.map((row) => row.building.id), ["B3", "B10"])
  assert.deepEqual(map.rows[0].doors.map((door) => door.id), ["B3-E1", "B3-E2", "B3-E3"])
  assert.equal(map.other.id, "OTHER")
  assert.equal(shortName(places[2], places[1]), "1门")
})

test("the next door is the next unseen one on the way, going round once", () => {
  const doors = route(places)
  assert.deepEqual(doors.map((door) => door.id), ["B3-E3", "B3-E2", "B3-E1"])
  assert.equal(nextDoor(doors, "B3-E3", (id) => id === "B3-E2").id, "B3-E1")
  assert.equal(nextDoor(doors, "B3-E1", () => false).id, "B3-E3")
  assert.equal(nextDoor(doors, "B3-E1", () => true), null)
  assert.deepEqual(doors.map(({ id }) => skipped(doors, id, (door) => door === doors[0].id)), doors.map((_, at) => Math.max(0, at - 1)), "what was passed by is said")
  assert.equal(neighbour(doors, "B3-E3", -1).id, "B3-E1")
})

test("a copy of a refused record has new ids inside and out", () => {
  const old = { id: "e1", type: "visit.recorded", after: [], body: { place: "d", findings: [{ id: "f1", text: "x" }] } }
  const copy = asCopy(old, () => "new")
  assert.deepEqual([copy.copy_of, copy.body.findings[0].id, copy.body.findings[0].text, old.body.findings[0].id], ["e1", "new", "x", "f1"])
})

test("times carry the phone's own offset and aliases are short", () => {
  const date = new Date("2023-06-14T01:12:33.120Z")
  assert.equal(Date.parse(localIso(date)), date.getTime())
  assert.match(localIso(date), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/)
  assert.match(alias("c0ffee00-0000-4000-8000-000000000000", 7), /^[A-Z]\d-07$/)
})

test("a deadline is said as people say it", () => {
  const now = new Date("2023-06-14T10:00:00+08:00")
  const near = (iso) => dueWords(new Date(iso), now).near
  assert.deepEqual(["2023-06-14T18:00:00+08:00", "2023-06-15T18:00:00+08:00", "2023-06-17T18:00:00+08:00", "2023-07-01T18:00:00+08:00"].map(near), ["today", "tomorrow", "far", "far"])
  assert.equal(dueWords(new Date("2023-06-15T02:00:00Z"), now).time, "10:00")
})

const scripts = readdirSync(new URL("static/js/", root), { recursive: true }).filter((name) => name.endsWith(".js"))
  .map((name) => text(`static/js/${name}`)).join("\n")

/** The first texts and those that follow, each once. */
const texts = (name) => {
  const [first, later] = ["", "later/"].map((folder) => JSON.parse(text(`static/labels/${folder}${name}.json`)))
  assert.deepEqual(Object.keys(first).filter((key) => key in later), [])
  return { ...first, ...later }
}

test("every text the screens ask for is there in both languages, with the same blanks", () => {
  const [chinese, english] = ["zh-CN", "en"].map(texts)
  assert.deepEqual(Object.keys(chinese), Object.keys(english))
  const blanks = (words) => [...new Set(words.match(/\{\w+\}/g) ?? [])].sort()
  for (const key of Object.keys(chinese)) {
    if (!key.startsWith("due.")) assert.deepEqual(blanks(chinese[key]), blanks(english[key]), key)
  }
  const asked = [...scripts.matchAll(/\bt\("([a-z_.]+)"/g)].map((found) => found[1])
  assert.ok(asked.length > 60)
  assert.deepEqual(asked.filter((key) => !(key in chinese)), [])
})

test("the lists of the field are the server's own", () => {
  const labels = texts("zh-CN")
  for (const [list, prefix] of [["no_access_reasons", "no_access"], ["patrol_types", "patrol"], ["sources", "source"], ["work_items", "work"],
    ["key_works", "key_work"], ["outages", "outage"]]) {
    for (const { id, zh } of JSON.parse(text(`server/domain/data/${list}.json`))) assert.equal(labels[`${prefix}.${id}`], zh)
  }
  const ids = (list) => JSON.parse(text(`server/domain/data/${list}.json`)).map(({ id }) => id)
  assert.deepEqual([ITEMS, KEY_WORKS, OUTAGES], [ids("work_items"), ids("key_works"), ids("outages")])
})

test("the phone says the version it was built with", () => {
  assert.match(text("pyproject.toml"), new RegExp(`^version = "${APP_VERSION.replaceAll(".", "\\.")}"$`, "m"))
})

test("an app older than the server likes is told so", () => {
  assert.deepEqual(["0.1.0", "0.0.9", "0.2.0", "1.0.0", ""].map((wanted) => older(wanted, "0.1.0")), [false, false, true, true, false])
  assert.equal(older("1.10.0", "1.9.3"), true)
})
