/** 待上传 says of every record why it is still here and what happens next; and none that is stuck keeps another here. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { beforeEach, test } from "node:test"
import { whyHere } from "../../static/js/core/why_here.js"
import { blobKeys, enqueue } from "../../static/js/sync/queue.js"
import { attempts } from "../../static/js/sync/send.js"
import { json } from "./office.mjs"
import { exchange, newPhone, picture, save, states, visit } from "./phone.mjs"

const event = (more = {}) => ({ id: "e1", state: "queued", reason: null, blobs: ["a", "b", "c"], ...more })
const PHOTOS = new Map([["a", "confirmed"], ["b", "queued"], ["c", "queued"]])
const sent = event({ state: "receipted" })

/** What is known where nothing special goes on. */
const sending = (more = {}) => ({
  signed_out: false, running: false, last: { reached: true, after_s: null }, wait_ms: 150_000, failed: () => 0, underway: () => false, ...more,
})
const only = (name, value) => (one) => (one === name ? value : 0)
const why = (one, more = {}, photos = PHOTOS) => whyHere(one, photos, sending(more))

const CASES = [
  ["needs_you", event({ state: "attention", reason: "too_large" }), {}],
  ["signed_out", event(), { signed_out: true, last: { reached: false, after_s: null } }],
  ["record_now", event(), { running: true, underway: (one) => one === "e1" }],
  ["photo_now", sent, { running: true, underway: (one) => one === "b" }],
  ["turn", event(), { running: true, underway: (one) => one === "another" }],
  ["no_signal", event(), { last: { reached: false, after_s: null } }],
  ["busy", event(), { last: { reached: true, after_s: 120 }, failed: only("e1", 1) }],
  ["failed", event(), { failed: only("e1", 4) }],
  ["next", event(), {}],
  ["soon", event(), { last: null, wait_ms: -1 }],
]

for (const [wanted, one, more] of CASES) {
  test(`a record still here may be here because: ${wanted}`, () => assert.equal(why(one, more).why, wanted))
}

test("every reason there is has its words in both languages, and they say what will happen", () => {
  for (const language of ["zh-CN", "en"]) {
    const read = (folder) => JSON.parse(readFileSync(new URL(`../../static/labels/${folder}${language}.json`, import.meta.url)))
    const texts = { ...read(""), ...read("later/") }
    for (const [wanted] of CASES.slice(1)) assert.ok(texts[`here.${wanted}`], wanted)
    for (const wanted of ["no_signal", "busy", "failed", "next"]) assert.match(texts[`here.${wanted}`], /\{minutes\}/)
    for (const reason of ["bad_envelope", "not_member", "id_conflict", "too_large", "damaged", "photo", "unknown"]) assert.ok(texts[`why.${reason}`], reason)
  }
})

test("photos are counted for people: the second of three is under way, and the minutes are whole ones", () => {
  const { photo, photos, minutes } = why(sent, { running: true, underway: (one) => one === "b" })
  assert.deepEqual([photo, photos, minutes], [2, 3, 3])
  assert.equal(why(event(), { wait_ms: 20 }).minutes, 1)
})

test("what failed counts only for what is still here", () => {
  assert.equal(why(sent, { failed: only("a", 9) }).why, "next", "this photo is there meanwhile")
  assert.deepEqual([why(sent, { failed: only("c", 9) }).times, why(sent, { failed: only("e1", 9) }).times], [9, 0])
})

test("a photo that was refused needs a person, and which one is said", () => {
  const { why: word, reason, photo } = why(sent, { signed_out: true }, new Map([...PHOTOS, ["c", "attention"]]))
  assert.deepEqual([word, reason, photo], ["needs_you", "photo", 3])
})

/** @type {import("./office.mjs").Office} */
let office
beforeEach(async () => { office = await newPhone() })

/** From now on the office never answers to these: half a minute each is lost. @param {string[]} names */
function hangs(names) {
  const clock = performance.now
  let lost = 0
  performance.now = () => clock.call(performance) + lost
  office.misbehave(({ path }) => {
    if (!names.some((name) => path.endsWith(name))) return null
    lost += 30_000
    return "drop"
  })
  return () => { performance.now = clock }
}

test("while a record is on its way the screen can say so, and how often one failed", async () => {
  const { id } = await save()
  let seen = false
  office.misbehave(({ path }) => { if (path.endsWith(id)) { seen = attempts.underway(id); return json(503, { error: "busy" }) } })
  await exchange()
  await exchange()
  assert.deepEqual([seen, attempts.underway(id), attempts.failed(id)], [true, false, 2])
  office.behave()
  await exchange()
  assert.equal(attempts.failed(id), 0)
})

test("one poison photo delays no other one, nor any record", async () => {
  const poison = await picture("poison", 10), good = await picture("good", 5000)
  await enqueue({ ...visit("SZ-B03-E1"), blobs: [poison] })
  await enqueue({ ...visit("SZ-B03-E2"), blobs: [good] })
  office.misbehave(({ path }) => path.endsWith(poison.sha256) && json(500, { error: "internal" }))
  await exchange()
  assert.deepEqual(await states(), ["receipted", "confirmed"])
  assert.deepEqual((await blobKeys("p1")).map((blob) => blob.state).sort(), ["confirmed", "queued"])
})

test("what needs a person stands aside for good", async () => {
  const stuck = await save("SZ-B03-E1")
  office.misbehave(({ path }) => path.endsWith(stuck.id) && json(403, { error: "not_member" }))
  await exchange()
  await save("SZ-B03-E2")
  office.calls = []
  await exchange()
  assert.deepEqual([await states(), office.calls.filter((call) => call.endsWith(stuck.id))], [["attention", "confirmed"], []])
})

test("a record that hangs for ever costs a round at most, and the next one goes before it", async () => {
  const stuck = await save("SZ-B03-E1")
  const stop = hangs([stuck.id])
  try {
    await save("SZ-B03-E2")
    await exchange()
    await save("SZ-B03-E3")
    office.calls = []
    await exchange()
    assert.deepEqual(await states(), ["queued", "confirmed", "confirmed"])
    assert.ok(office.calls.filter((call) => call.startsWith("PUT"))[1].endsWith(stuck.id), "it goes last")
  } finally { stop() }
})

test("records that use up the round by hanging keep no photo and no news from their turn", async () => {
  const stuck = [await save("SZ-B03-E1"), await save("SZ-B03-E2"), await save("SZ-B03-E3")]
  const stop = hangs(stuck.map(({ id }) => id))
  try {
    const photo = await picture("photo", 900)
    const last = await enqueue({ ...visit("SZ-B03-E4"), blobs: [photo] })
    for (let rounds = 0; rounds < 2; rounds += 1) await exchange()
    assert.ok(office.events.has(last.id) && office.blobs.has(photo.sha256), "a round later than without them")
    for (let rounds = 0; rounds < 2; rounds += 1) await exchange()
    assert.equal((await states())[3], "confirmed")
  } finally { stop() }
})
