/** What the office knows arrives here page by page, survives its restores, and nothing kept is freed too early. */

import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import * as db from "../../static/js/edge/db.js"
import { blobKeys, enqueue } from "../../static/js/sync/queue.js"
import { cursorOf, seqOf } from "../../static/js/sync/feed.js"
import { load, refresh, seen } from "../../static/js/sync/model.js"
import { json } from "./office.mjs"
import { exchange, lock, newPhone, picture, save, states, visit } from "./phone.mjs"

/** @type {import("./office.mjs").Office} */
let office
beforeEach(async () => { office = await newPhone() })

const place = (seq, id, more = {}) => ({ seq, kind: "place", id, state: { id, kind: "entrance", ...more } })
const ids = async () => (await db.all("things", "view", "u7/p1")).map((row) => row.id).sort()

test("changes arrive, gone ones leave, and the cursor moves with them", async () => {
  office.things = [place(1, "SZ-B03-E1"), place(2, "SZ-B03-E2")]
  await exchange()
  assert.deepEqual(await ids(), ["SZ-B03-E1", "SZ-B03-E2"])
  office.things = [{ seq: 3, kind: "place", id: "SZ-B03-E1", state: null }]
  await exchange()
  assert.deepEqual(await ids(), ["SZ-B03-E2"])
  assert.equal((await cursorOf("u7/p1")).cursor, "3.e1")
})

test("a page that cannot be kept whole leaves neither things nor cursor", async () => {
  office.things = [place(1, "SZ-B03-E1"), { seq: 2, kind: "place", id: { not: "a key" }, state: {} }]
  await assert.rejects(exchange())
  assert.deepEqual(await ids(), [])
  assert.equal((await cursorOf("u7/p1")).cursor, "0")
})

test("after a restore the old map stays until the new one is complete", async () => {
  office.things = [place(1, "SZ-B03-E1"), place(2, "SZ-B03-E2")]
  await exchange()
  office.epoch = "e2"
  office.things = [place(1, "SZ-B03-E1")]
  office.misbehave(({ url }) => url.searchParams.get("after") === "0" && "drop")
  await exchange()
  assert.deepEqual(await ids(), ["SZ-B03-E1", "SZ-B03-E2"])
  office.behave()
  await exchange()
  assert.deepEqual(await ids(), ["SZ-B03-E1"])
})

test("when the person's view changes, what was seen before goes at once", async () => {
  office.view = "rights.numbers"
  office.things = [place(1, "SZ-B03-E1")]
  await exchange()
  office.view = "others.numbers"
  office.things = []
  office.misbehave(({ url }) => url.searchParams.get("after") === "0" && "drop")
  await exchange()
  assert.deepEqual(await ids(), [])
})

test("when only a number to call changes, the old map stays until the new one is complete", async () => {
  office.view = "rights.numbers"
  office.things = [place(1, "SZ-B03-E1"), place(2, "SZ-B03-E2")]
  await exchange()
  office.view = "rights.other"
  office.things = [place(1, "SZ-B03-E1")]
  office.misbehave(({ url }) => url.searchParams.get("after") === "0" && "drop")
  await exchange()
  assert.deepEqual(await ids(), ["SZ-B03-E1", "SZ-B03-E2"])
  assert.equal(seqOf(await cursorOf("u7/p1")), 2, "own records the old map shows already are not laid over it again")
  office.behave()
  await exchange()
  assert.deepEqual(await ids(), ["SZ-B03-E1"])
})

test("a server restored from a backup gets back what it lost, once", async () => {
  const photo = await picture("photo", 300)
  await enqueue({ ...visit(), blobs: [photo] })
  await exchange()
  assert.deepEqual(await states(), ["confirmed"])
  office.epoch = "e2"
  Object.assign(office, { events: new Map(), blobs: new Map(), log: [], mine: [] })
  await exchange()
  await exchange()
  assert.equal(office.log.length, 1)
  assert.equal(office.blobs.size, 1)
  assert.deepEqual(await states(), ["confirmed"])
})

test("photos are freed only after the grace period and only when the office just said it has them", async () => {
  const photo = await picture("photo", 300)
  const event = await enqueue({ ...visit(), blobs: [photo] })
  await exchange(true)
  assert.equal((await blobKeys("p1"))[0].state, "confirmed")
  await db.put("events", { ...(await db.get("events", event.id)), receipted_at: "2020-01-01T00:00:00Z" })
  office.misbehave(({ path }) => path.endsWith("/have") && json(500, { error: "internal" }))
  await exchange(true)
  assert.equal((await blobKeys("p1"))[0].state, "confirmed")
  office.behave()
  office.blobs.clear()
  await exchange(true)
  assert.equal((await blobKeys("p1"))[0].state, "queued")
  await exchange(true)
  await exchange(true)
  assert.equal((await blobKeys("p1"))[0].state, "released")
  assert.deepEqual(await states(), ["released"])
})

test("an own record that was held is told when it is released", async () => {
  const event = await save()
  await exchange()
  office.mine.push({ id: event.id, seq: 9, outcome: "no_effect", reasons: [{ code: "too_late", text: "太晚" }] })
  office.things = [place(9, "SZ-B03-E1")]
  await exchange()
  assert.deepEqual((await db.get("events", event.id)).verdict, { outcome: "no_effect", reasons: [{ code: "too_late", text: "太晚" }], seq: 9 })
})

test("news that are long in reading hide no record saved meanwhile", async () => {
  await load(true)
  const letGo = await lock("things"), reading = refresh(true)
  await save()
  await refresh(false)
  assert.equal(seen().pending.length, 1)
  letGo()
  await reading
  assert.equal(seen().pending.length, 1)
})
