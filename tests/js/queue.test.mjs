/** What is saved on the phone stays there and reaches the office once, whatever happens on the way. */

import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import * as db from "../../static/js/edge/db.js"
import { blobKeys, changeEvent, enqueue, eventsOf, readEvent } from "../../static/js/sync/queue.js"
import { begin } from "../../static/js/sync/drafts.js"
import { recordPaper, sendAsCopy } from "../../static/js/sync/record.js"
import { session } from "../../static/js/sync/session.js"
import { json, page } from "./office.mjs"
import { exchange, newPhone, picture, save, states, visit } from "./phone.mjs"

/** @type {import("./office.mjs").Office} */
let office
beforeEach(async () => { office = await newPhone() })

const puts = (part) => office.calls.filter((call) => call.startsWith("PUT") && call.includes(part))

test("a saved record is on disk, numbered, and its bytes are the ones the office keeps", async () => {
  const first = await save("SZ-B03-E1")
  const second = await save("SZ-B03-E2")
  assert.deepEqual([first.n, second.n], [1, 2])
  await exchange()
  const kept = office.events.get(second.id)
  assert.equal(kept.sha256, second.sha256)
  assert.equal(kept.event.body.place, "SZ-B03-E2")
  assert.deepEqual(await states(), ["confirmed", "confirmed"])
})

test("two saves at the same moment get two numbers", async () => {
  const made = await Promise.all([save("SZ-B03-E1"), save("SZ-B03-E2"), save("SZ-B03-E3")])
  assert.deepEqual(made.map((event) => event.n).sort(), [1, 2, 3])
})

test("a double tap with the same draft makes one record", async () => {
  const draft = await begin("finding", "SZ-B03-E2", {})
  await enqueue({ ...visit(), id: draft.id })
  await enqueue({ ...visit(), id: draft.id }).catch(() => {})
  await exchange()
  assert.equal(office.log.length, 1)
  assert.equal(await db.get("drafts", draft.id), undefined)
})

test("a record is never written over by another tab's save of the same draft", async () => {
  const draft = await begin("report", "", {})
  const first = await enqueue({ ...visit("SZ-B03-E2"), id: draft.id })
  await exchange()
  await assert.rejects(enqueue({ ...visit("SZ-B03-E1"), id: draft.id }), { name: "SavedAlready" })
  await exchange()
  assert.deepEqual([(await db.get("events", draft.id)).sha256, await states()], [first.sha256, ["confirmed"]])
  assert.equal((await save()).n, 2)
})

test("a paper handed in from two tabs is said once, and other words correct it under an id of their own", async () => {
  const draft = await begin("filing", "", {}), body = { day: "2023-06-14", people: { managers: 1, workers: 40 } }
  const first = await recordPaper("filing.recorded", body, draft.id)
  await exchange()
  assert.equal((await recordPaper("filing.recorded", { ...body }, draft.id)).sha256, first.sha256)
  const second = await recordPaper("filing.recorded", { ...body, people: { managers: 1, workers: 41 } }, draft.id)
  assert.notEqual(second.id, draft.id)
  assert.deepEqual(await states(), ["confirmed", "queued"], "what was sent stands as it was sent")
  assert.equal((await recordPaper("filing.recorded", body, null)).n, 3)
})

test("a record whose id was taken is sent as a copy once, however often that is asked for", async () => {
  const first = await save("SZ-B03-E1")
  await changeEvent(first.id, { state: "attention", reason: "id_conflict" })
  await Promise.all([sendAsCopy(first), sendAsCopy(first)])
  await changeEvent(first.id, { state: "attention", reason: "id_conflict" })
  await sendAsCopy(first)
  const [, copy, ...more] = await eventsOf("p1")
  assert.deepEqual([await states(), readEvent(copy).copy_of, more], [["released", "queued"], first.id, []])
})

test("when the answer is lost the record is sent again and stands there once", async () => {
  await save()
  office.misbehave(({ path }) => path.includes("/events/") && "lose")
  await exchange()
  assert.deepEqual(await states(), ["queued"])
  office.behave()
  await exchange()
  assert.deepEqual(await states(), ["confirmed"])
  assert.equal(office.log.length, 1)
})

for (const [what, answer] of [
  ["a captive portal's page", () => page(200, "<html>请登录</html>")],
  ["JSON without the right hash", () => json(200, { sha256: "0".repeat(64), id: "x" })],
  ["a proxy's 403", () => page(403, "<html>forbidden</html>")],
  ["a proxy's 413", () => page(413, "too big")],
  ["our bad_origin", () => json(403, { error: "bad_origin" })],
  ["a server error", () => json(500, { error: "internal" })],
  ["a full disk", () => json(507, { error: "storage_full" })],
]) {
  test(`${what} means not sent, and the record waits`, async () => {
    await save()
    office.misbehave(({ path }) => path.includes("/events/") && answer())
    const outcome = await exchange()
    assert.deepEqual(await states(), ["queued"])
    assert.equal(outcome.failed, 1)
    office.behave()
    await exchange()
    assert.deepEqual(await states(), ["confirmed"])
  })
}

for (const [status, error] of [[400, "bad_envelope"], [403, "not_member"], [409, "id_conflict"], [413, "too_large"]]) {
  test(`our ${status} ${error} is shown to the person and the record is kept`, async () => {
    await save()
    office.misbehave(({ path }) => path.includes("/events/") && json(status, { error }))
    await exchange()
    const [event] = await eventsOf("p1")
    assert.equal(event.state, "attention")
    assert.equal(event.reason, error)
    assert.ok(event.bytes.byteLength > 0)
  })
}

test("one poison record delays no other one", async () => {
  const poison = await save("SZ-B03-E1")
  await save("SZ-B03-E2")
  office.misbehave(({ path }) => path.endsWith(poison.id) && "drop")
  await exchange()
  assert.deepEqual(await states(), ["queued", "confirmed"])
  await save("SZ-B03-E3")
  office.calls = []
  await exchange()
  assert.ok(puts("/events/")[1].endsWith(poison.id), "what failed before goes last")
})

test("pictures go smallest first, and the record is only done when they have arrived", async () => {
  const large = await picture("large", 5000), small = await picture("small", 100)
  const event = await enqueue({ ...visit(), blobs: [large, small] })
  office.misbehave(({ path }) => path.endsWith(large.sha256) && "drop")
  await exchange()
  assert.ok(puts("/blobs/")[0].endsWith(small.sha256))
  assert.equal((await db.get("events", event.id)).state, "receipted")
  office.behave()
  await exchange()
  assert.equal((await db.get("events", event.id)).state, "confirmed")
  assert.deepEqual((await blobKeys("p1")).map((blob) => blob.state), ["confirmed", "confirmed"])
})

test("a session that ended pauses sending; new records are kept and go after the next sign-in", async () => {
  office.signedIn = false
  await save("SZ-B03-E1")
  const outcome = await exchange()
  assert.equal(outcome.signed_out, true)
  assert.equal(session().signed_out, true)
  await save("SZ-B03-E2")
  assert.deepEqual(await states(), ["queued", "queued"])
})

test("bytes damaged on the phone are shown, not sent for ever", async () => {
  const event = await save()
  await db.put("events", { ...event, bytes: new Uint8Array([123, 125]).buffer })
  office.misbehave(({ path }) => path.includes("/events/") && json(400, { error: "digest_mismatch" }))
  await exchange()
  assert.deepEqual(await states(), ["attention"])
})

test("a portal before the check-in ends the round before anything else is tried", async () => {
  await save()
  office.misbehave(() => page(200, "<html>"))
  office.calls = []
  const outcome = await exchange()
  assert.equal(outcome.reached, false)
  assert.equal(office.calls.length, 1)
})

test("a check-in our own server cannot answer does not stop the records", async () => {
  await save()
  office.misbehave(({ path }) => path.endsWith("/checkin") && json(500, { error: "internal" }))
  await exchange()
  assert.deepEqual(await states(), ["confirmed"])
})

test("a storage that refuses says so and the draft is still there", async () => {
  const draft = await begin("finding", "SZ-B03-E2", { text: "缺栏杆" })
  const whole = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (row) {
    if (this.name === "events") throw new DOMException("full", "QuotaExceededError")
    return whole.call(this, row)
  }
  try {
    await assert.rejects(enqueue({ ...visit(), id: draft.id }))
  } finally {
    IDBObjectStore.prototype.put = whole
  }
  assert.equal((await db.get("drafts", draft.id)).fields.text, "缺栏杆")
  assert.deepEqual(await states(), [])
  assert.equal((await save()).n, 1)
})

test("a connection the browser dropped is opened again without anyone noticing", async () => {
  await db.close()
  await save()
  assert.deepEqual(await states(), ["queued"])
})
