/** One save at a time: a tap meanwhile is answered, and a storage that does not answer is said; words not saved hold the page. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { anyWords, forgetWords, keepWords } from "../../static/js/elements/unsaved.js"
import { oneAtATime } from "../../static/js/elements/one_at_a_time.js"

/** @returns {{alone: any, said: string[]}} which tells what it says */
function turnstile(slow_ms) {
  const said = []
  return { said, alone: oneAtATime(slow_ms, { busy: () => { said.push("busy") }, slow: () => { said.push("slow"); return () => said.push("over") } }) }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

test("a second tap while one save is under way saves nothing and is answered", async () => {
  const { alone, said } = turnstile(1_000)
  let saved = 0, release = () => {}
  const first = alone(async () => { saved += 1; await new Promise((resolve) => { release = resolve }); return true })
  assert.equal(await alone(async () => { saved += 1; return true }), undefined)
  release()
  assert.deepEqual([await first, saved, said], [true, 1, ["busy"]])
  assert.equal(await alone(async () => true), true, "the next one goes through")
})

test("a save that hangs is said once, and taken back when it is through after all", async () => {
  const { alone, said } = turnstile(5)
  await alone(() => pause(40))
  await alone(async () => {})
  await pause(20)
  assert.deepEqual(said, ["slow", "over"])
})

test("a save that was refused lets the next one through", async () => {
  const { alone, said } = turnstile(1_000)
  await assert.rejects(alone(async () => { throw new Error("full") }))
  assert.equal(await alone(async () => true), true)
  assert.deepEqual(said, [])
})

test("words typed about a finding hold the page until they are decided, or it moved on", () => {
  const every = new Map([["f1", { state: "submitted" }], ["f2", { state: "submitted" }]])
  assert.equal(anyWords(every), false)
  keepWords({ id: "f1", state: "submitted" })
  keepWords({ id: "f2", state: "submitted" })
  forgetWords("f1")
  assert.equal(anyWords(every), true)
  assert.equal(anyWords(every.set("f2", { state: "issued" })), false)
  forgetWords("f2")
  assert.equal(anyWords(new Map([["f2", { state: "submitted" }]])), false)
})
