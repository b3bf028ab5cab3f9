/** Days, moments and names put into the words of both languages: one form on every screen. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { absolute, dayText, dueFull, dueText } from "../../static/js/elements/dates.js"
import { refresh } from "../../static/js/sync/model.js"
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
