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
  many[0].blobs = ["a", "b"]
  const held = holds(many, [["a", "queued", 10], ["preview", "queued", 2], ["b", "confirmed", 5]].map(
    ([sha256, state, size]) => ({ project: "p1", sha256, state, size })))
  assert.equal(held.visits["2023-06-14"].length, 150)
  assert.equal(held.visits["2023-06-14"][0], "d300")
  assert.deepEqual([held.events, held.blobs, held.bytes], [300, 1, 12], "a preview is no photo of its own")
  assert.ok(JSON.stringify(holds(many.map((one) => ({ ...one, envelope: { body: { day: "2023-06-14", place: `SZ-B${one.n}-E10-ABC` } } })), [])).length < 3900)
})

test("a building looked at holds each of its doors", () => {
  const body = { day: "2023-06-14", place: "SZ-B05", doors: ["SZ-B05-E1", "SZ-B05-E2"] }
  assert.deepEqual(holds([event(1, { envelope: { body } })], []).visits, { "2023-06-14": body.doors })
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
