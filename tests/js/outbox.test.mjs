/** The words of upload, what a check-in tells the office, the waiting between rounds. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { readAnswer } from "../../static/js/core/answers.js"
import { timeoutFor, waitBeforeRound } from "../../static/js/core/backoff.js"
import { holds, maySend, onlyHere, uploadState } from "../../static/js/core/outbox.js"

const event = (n, more = {}) => ({
  n, id: `e${n}`, author: "u7", type: "visit.recorded", state: "queued", queued_at: `2023-06-14T0${n}:00:00Z`, blobs: [],
  envelope: { body: { day: "2023-06-14", place: `d${n}` } }, ...more,
})

test("text that arrived without its photos is not called done", () => {
  const states = new Map([["a", "receipted"], ["b", "queued"], ["c", "confirmed"]])
  const sent = event(1, { state: "receipted", blobs: ["a", "b", "c"] })
  assert.deepEqual(uploadState(sent, states), { word: "photos", photos_here: 2, photos: 3 })
  assert.equal(uploadState(sent, states.set("b", "receipted")).word, "done")
  assert.equal(uploadState(event(1), new Map()).word, "saved")
  assert.equal(uploadState(sent, states.set("b", "attention")).word, "attention")
  assert.deepEqual(onlyHere([sent, event(2)], new Map([["a", "confirmed"], ["b", "released"], ["c", "confirmed"]])).map((one) => one.id), ["e2"])
})

test("a check-in lists visits still here, newest first and few enough for 4 KB", () => {
  const many = Array.from({ length: 300 }, (_, index) => event(index + 1, { queued_at: "2023-06-14T01:00:00Z" }))
  const held = holds(many, [{ project: "p1", sha256: "a", state: "queued", size: 10 }, { project: "p1", sha256: "b", state: "confirmed", size: 5 }])
  assert.equal(held.visits["2023-06-14"].length, 150)
  assert.equal(held.visits["2023-06-14"][0], "d300")
  assert.deepEqual([held.events, held.blobs, held.bytes], [300, 1, 10])
  assert.ok(JSON.stringify(holds(many.map((one) => ({ ...one, envelope: { body: { day: "2023-06-14", place: `SZ-B${one.n}-E10-ABC` } } })), [])).length < 3900)
})

test("a colleague's session brings my visits but never my decisions", () => {
  assert.equal(maySend(event(1, { author: "u9" }), "u7"), true)
  assert.equal(maySend(event(1, { author: "u9", type: "finding.moved" }), "u7"), false)
  assert.equal(maySend(event(1, { author: "u7", type: "finding.moved" }), "u7"), true)
  assert.equal(maySend(event(1, { state: "attention" }), "u7"), false)
})

test("waiting doubles from two seconds to five minutes and honours what the server asks", () => {
  assert.deepEqual([1, 2, 3].map((failures) => waitBeforeRound(failures, 0.999)), [1999, 3998, 7996])
  assert.ok(waitBeforeRound(1, 0) >= 1000)
  assert.ok(waitBeforeRound(50, 0.999) <= 300_000)
  assert.equal(waitBeforeRound(1, 0, 120), 120_000)
  assert.equal(timeoutFor(1), 30_000)
  assert.equal(timeoutFor(4096 * 100), 100_000)
})

test("only our own answer with our own hash is a receipt", () => {
  const sha = "a".repeat(64)
  const read = (status, json) => readAnswer({ status, json, retry_after_s: null }, sha, "e1").kind
  assert.equal(read(201, { id: "e1", sha256: sha }), "receipt")
  assert.equal(read(202, { id: "e1", sha256: sha }), "retry")
  assert.equal(read(200, { id: "e2", sha256: sha }), "retry")
  assert.equal(read(200, null), "retry")
  assert.equal(read(0, null), "retry")
  assert.equal(read(401, { error: "signed_out" }), "signed_out")
  assert.equal(read(401, null), "retry")
  assert.equal(read(500, { error: "too_large" }), "retry")
})
