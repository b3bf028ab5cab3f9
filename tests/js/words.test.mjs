/** Days, moments and names put into the words of both languages: one form on every screen. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { wholes } from "../../static/js/core/wholes.js"
import { absolute, dayText, dueFull, dueText } from "../../static/js/elements/dates.js"
import { whereWords } from "../../static/js/elements/names.js"
import { placeName } from "../../static/js/elements/place_names.js"
import { itemLine, recorded, requirement, title } from "../../static/js/elements/recorded.js"
import { refresh, seen } from "../../static/js/sync/model.js"
import { speak, t } from "../../static/js/words.js"

globalThis.fetch = async (address) => new Response(readFileSync(new URL(`../..${address}`, import.meta.url)), { headers: { "Content-Type": "application/json" } })
await refresh(true)

const FAR = "2023-06-14T10:00:00Z"
/** @param {number} hours from now */
const hence = (hours) => new Date(Date.now() + hours * 3_600_000)

test("in English a day is told with its weekday and its month by name", async () => {
  await speak("en")
  assert.equal(dayText("2023-06-14"), "Wed 14 Jun")
  assert.deepEqual([absolute(FAR), dueText(FAR), dueFull(FAR)], Array(3).fill("Wed 14 Jun, 18:00"))
  assert.match(dueText(hence(24)), /^[A-Z][a-z]{2} \d+ [A-Z][a-z]{2}, \d\d:\d\d \(tomorrow\)$/)
  assert.match(dueText(hence(0)), /^today \d\d:\d\d$/)
  assert.match(dueFull(hence(0)), / \(today\)$/)
})

test("in Chinese the month is always told, except for today and tomorrow", async () => {
  await speak("zh-CN")
  assert.equal(dayText("2023-06-14"), "6月14日")
  assert.deepEqual([absolute(FAR), dueText(FAR), dueFull(FAR)], Array(3).fill("6月14日18:00"))
  assert.match(dueText(hence(24)), /^明日\d\d:\d\d$/)
  assert.match(dueFull(hence(24)), /^\d+月\d+日（明日）\d\d:\d\d$/)
})

test("a word put into a text begins with a capital where the sentence does", async () => {
  await speak("en")
  assert.equal(t("severity.decided", { grave: t("severity.grave") }), "Major hazard – confirmed")
  assert.equal(t("severity.not_grave", { grave: t("severity.grave") }), "Urgent – not a major hazard")
})

test("what is due at once is never called urgent, which is a grade, nor is the second grade called major", async () => {
  await speak("en")
  for (const flag of ["due.now", "finding.unreviewed"]) assert.doesNotMatch(t(flag), /urgent/i)
  for (const kind of ["safety", "quality"]) assert.doesNotMatch(t(`severity.${kind}.2`), /major/i)
})

/** A phone that knows the item and its place. @param {string} language */
async function knowing(language) {
  await speak(language)
  const places = [{ id: "B3", kind: "building", label: "3号楼" }, { id: "B3-FE", kind: "facade_side", building: "B3", label: "3号楼东立面" },
    { id: "B3-E2", kind: "entrance", building: "B3", label: "3号楼2门" }, { id: "ALL", kind: "compound", label: "小区" }]
  const item = { id: "BAL-01", zh: "栏杆高度不足", en: "Guard rail too low", requirement: { zh: "加高", en: "Raise it" } }
  Object.assign(seen(), { byId: new Map(places.map((place) => [place.id, place])), items: [item] })
}

const FINDING = { item: "BAL-01", place: "B3-FE", position: "东立面", text: "栏杆净高仅0.9m", requirement: "加高" }

test("what a finding says itself is its headline in both languages, its check item a smaller line that never says the same", async () => {
  const asListed = { ...FINDING, text: "栏杆高度不足" }, free = { ...FINDING, item: null }
  await knowing("en")
  assert.deepEqual([title(FINDING), itemLine(FINDING)], ["栏杆净高仅0.9m", "Check item: Guard rail too low"])
  assert.deepEqual([asListed, { ...FINDING, text: "" }].map((one) => [title(one), itemLine(one)]), Array(2).fill(["Guard rail too low", ""]))
  assert.deepEqual([title(free), itemLine(free), recorded(free), requirement({ ...FINDING, requirement: "改写过的" })], ["栏杆净高仅0.9m", "", null, "改写过的"])
  await knowing("zh-CN")
  assert.deepEqual([title(FINDING), itemLine(FINDING), requirement(FINDING)], ["栏杆净高仅0.9m", "检查项：栏杆高度不足", "加高"])
  assert.deepEqual([title(asListed), itemLine(asListed)], ["栏杆高度不足", ""])
})

test("faces, roof and compound are common nouns, buildings and doors are names", async () => {
  const said = () => [...["B3-FE", "B3-E2", "B3", "ALL"].map(placeName), whereWords(FINDING), whereWords({ ...FINDING, place: "B3-E2" })]
  await knowing("en")
  assert.deepEqual(said(), ["3号楼 East face", "3号楼2门", "3号楼", "Whole compound", "3号楼 East face", "3号楼2门 · East face"])
  await knowing("zh-CN")
  assert.deepEqual(said(), ["3号楼东立面", "3号楼2门", "3号楼", "小区", "3号楼东立面", "3号楼2门 · 东立面"])
})

test("what is read as one thing is kept on one line, and no line begins with the dot between two facts", () => {
  const kept = (text) => wholes(text).filter((_, at) => at % 2)
  assert.deepEqual(kept("AQ-20261126-003 并入 GON-04，3号楼2门"), ["AQ-20261126-003", "GON-04", "3号楼2门"])
  assert.deepEqual(kept("10号楼东立面：整改限11月27日（明日）18:00，22:05前控制，明日10:00前"), ["10号楼东立面", "整改限11月27日（明日）18:00", "22:05前", "明日10:00前"])
  assert.deepEqual(kept("fix by Fri 27 Nov, 18:00; made safe 26 Nov; today 09:00, re-inspected"), ["Fri 27 Nov, 18:00", "26 Nov", "today 09:00", "re-inspected"])
  assert.deepEqual(kept("高度不足1.10 m，非TN-S系统，3–4门"), ["1.10 m", "非TN-S", "3–4门"])
  assert.deepEqual(kept("3 more, 12345 hotline"), [])
  assert.equal(wholes("3号楼2门 · 三层阳台").join(""), "3号楼2门\u00a0· 三层阳台")
})
