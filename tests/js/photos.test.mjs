/** The photos of a draft: where they were taken, in which order they stand, what is drawn on them; and none is left behind. */

import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { newPhone, exchange, picture, states, visit } from "./phone.mjs"
import { drawn, moved, sized, turned, usual, withLast } from "../../static/js/core/annotation.js"
import { added, annotated, dropped, putBack, withAnnotation } from "../../static/js/core/draft_photos.js"
import { readExif } from "../../static/js/core/exif.js"
import { looksLikePicture } from "../../static/js/core/picture.js"
import { setOffset } from "../../static/js/edge/clock.js"
import * as db from "../../static/js/edge/db.js"
import { asWritten, begin, discard, find, saveFields, sweep } from "../../static/js/sync/drafts.js"
import { draftEntries } from "../../static/js/sync/export.js"
import { dropPhoto, leaveDraft, putBack as putPhotosBack, settle, take } from "../../static/js/sync/photos.js"
import { blobKeys, enqueue, savedBefore } from "../../static/js/sync/queue.js"

/** @returns {ArrayBuffer} an EXIF block that knows only where it was: [degrees, minutes, seconds] with their side, metres either way */
function exif({ lat = [39, 10, 12.5], south = "N", lon = [117, 9, 0], west = "E", acc = 8.5, little = true }) {
  const tiff = new DataView(new ArrayBuffer(200)), entries = 5
  const put16 = (at, value) => tiff.setUint16(at, value, little), put32 = (at, value) => tiff.setUint32(at, value, little)
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d); put16(2, 42); put32(4, 8)
  put16(8, 1); put16(10, 0x8825); put16(12, 4); put32(14, 1); put32(18, 26)
  put16(26, entries)
  const entry = (nr, tag, type, count, value) => { const at = 28 + nr * 12; put16(at, tag); put16(at + 2, type); put32(at + 4, count); value(at + 8) }
  const fractions = (start, values) => (at) => { put32(at, start); values.forEach((value, nr) => { put32(start + nr * 8, Math.round(value * 100)); put32(start + nr * 8 + 4, 100) }) }
  const letter = (sign) => (at) => tiff.setUint8(at, sign.charCodeAt(0))
  entry(0, 1, 2, 2, letter(south)); entry(1, 2, 5, lat.length, fractions(100, lat))
  entry(2, 3, 2, 2, letter(west)); entry(3, 4, 5, lon.length, fractions(130, lon)); entry(4, 31, 5, 1, fractions(160, [acc]))
  return Uint8Array.from([0x45, 0x78, 0x69, 0x66, 0, 0, ...new Uint8Array(tiff.buffer)]).buffer
}

const placeOf = (facts) => { const block = exif(facts); return readExif(block, 0, block.byteLength).place }

for (const little of [true, false]) {
  test(`a picture in ${little ? "little" : "big"} endian says where it was taken`, () => {
    assert.deepEqual(placeOf({ little }), { lat: 39.1701389, lon: 117.15, acc: 8.5 })
    assert.deepEqual(placeOf({ little, south: "S", west: "W" }), { lat: -39.1701389, lon: -117.15, acc: 8.5 })
  })
}

test("a receiver without a fix, or numbers that are no place on earth, say nothing", () => {
  assert.equal(placeOf({ lat: [0, 0, 0], lon: [0, 0, 0] }), null)
  assert.equal(placeOf({ lat: [91, 0, 0] }), null)
  assert.equal(placeOf({ lon: [] }), null)
  assert.equal(placeOf({ acc: 0 }).acc, null)
  const whole = exif({})
  for (let length = 0; length < whole.byteLength; length += 1) readExif(whole.slice(0, length), 0, length)
})

const photo = (sha256, more = {}) => ({ sha256, size: 1, type: "image/jpeg", w: 4, h: 3, taken_at: null, source: "camera", geo: null, preview: null, ...more })
const names = (photos) => photos.map((one) => one.sha256).join("")
const three = [photo("a"), photo("A", { of: "a" }), photo("b"), photo("c")]

test("a photo taken again stands where the old one stood, which goes with what was drawn on it", () => {
  assert.equal(names(added(three, photo("n"), "a")), "nbc")
  assert.equal(names(added(three, photo("n"), "c")), "aAbn")
  assert.equal(names(added(three, photo("n"), "gone")), "aAbcn")
  assert.equal(names(added(three, photo("b"), "c")), "aAb", "the same picture is there once")
  assert.equal(names(added(three, photo("b"))), "aAbc")
})

test("what is drawn stands right after its original, once, and never alone", () => {
  assert.equal(names(annotated(three, three[2], photo("B", { of: "b" }))), "aAbBc")
  assert.equal(names(annotated(three, three[0], photo("X", { of: "a" }))), "aXbc")
  assert.equal(names(annotated(three, three[0], null)), "abc")
  assert.equal(names(annotated(three, photo("z"), photo("Z", { of: "z" }))), "aAbc")
  const back = withAnnotation(three, three[0])
  assert.equal(names(putBack(dropped(three, three[0]), back, 0)), "aAbc")
  assert.equal(names(dropped(three, three[1])), "abc")
})

test("a finger draws, a tap makes a mark of ordinary size, and buttons do all a finger can", () => {
  assert.deepEqual(drawn("arrow", { x: 0.1, y: 0.1 }, { x: 0.5, y: 0.3 }), { kind: "arrow", x: 0.1, y: 0.1, dx: 0.4, dy: 0.19999999999999998, text: "" })
  assert.deepEqual(drawn("circle", { x: 0.5, y: 0.5 }, { x: 0.505, y: 0.5 }), usual("circle", { x: 0.5, y: 0.5 }))
  let mark = usual("circle", { x: 0.5, y: 0.5 })
  for (let step = 0; step < 100; step += 1) mark = moved(mark, 1, 1)
  assert.deepEqual([mark.x + mark.dx / 2, mark.y + mark.dy / 2], [1, 1], "never out of the picture")
  for (let step = 0; step < 100; step += 1) mark = sized(mark, 1)
  assert.ok(Math.hypot(mark.dx, mark.dy) <= 1.2)
  let arrow = usual("arrow", { x: 0.5, y: 0.5 })
  for (let eighth = 0; eighth < 8; eighth += 1) arrow = turned(arrow, 4 / 3)
  assert.ok(Math.abs(arrow.dx - 0.18) < 1e-9 && Math.abs(arrow.x - 0.32) < 1e-9, "eight eighths are a whole turn")
  assert.deepEqual(withLast([1, 2, 3], (one) => one * 10), [1, 2, 30])
})

test("a picture is told from other files by how it begins", () => {
  const begins = (...bytes) => looksLikePicture(Uint8Array.from([...bytes, ...new Uint8Array(12)]).buffer)
  const letters = (text) => [...text].map((sign) => sign.charCodeAt(0))
  assert.ok(begins(0xff, 0xd8, 0xff) && begins(0, 0, 0, 24, ...letters("ftypheic")) && begins(...letters("RIFF\n\n\n\nWEBP")))
  assert.ok(!begins(...letters("三号楼")) && !begins(...letters("%PDF-1.7")) && !looksLikePicture(new ArrayBuffer(3)))
})

beforeEach(async () => { setOffset(0); await newPhone() })

test("a record is not saved while a photo chosen for it is still to be developed", async () => {
  const draft = await begin("finding", "SZ-B03-E2", {})
  await db.put("raw", { id: "r1", draft: draft.id, part: "", instead: null, type: "image/jpeg", buffer: new ArrayBuffer(4), source: "camera", taken_at: "", geo: null })
  await assert.rejects(enqueue({ ...visit(), id: draft.id }), { name: "PhotoWaiting" })
  assert.ok(await find(draft.id))
  await db.write(["raw"], (tx) => { tx.objectStore("raw").clear() })
  const event = await enqueue({ ...visit(), id: draft.id })
  assert.equal((await savedBefore(draft.id)).sha256, event.sha256)
  await assert.rejects(savedBefore("nothing"))
})

const jpeg = () => new File([Uint8Array.from({ length: 64 }, (_, at) => [0xff, 0xd8, 0xff, 0xe0, 0, 4][at] ?? 0)], "a.jpg", { type: "image/jpeg" })
const album = (draft) => take(draft.id, [{ file: jpeg(), source: "album", part: "", instead: null }], () => {})
const kept = async () => (await blobKeys("p1")).map((blob) => blob.state)

test("the same picture chosen for two drafts is thrown away with the last of them", async () => {
  const one = await begin("finding", "SZ-B03-E2", {}), other = await begin("finding", "SZ-B03-E1", {})
  await album(one)
  await album(other)
  await discard(other.id)
  assert.deepEqual(await kept(), ["draft"])
  await enqueue({ ...visit(), id: one.id, blobs: (await find(one.id)).photos })
  await sweep()
  assert.deepEqual(await kept(), ["queued"])
})

test("a picture taken out of the draft that took it last stays for the one that shows it", async () => {
  const one = await begin("finding", "SZ-B03-E2", {}), other = await begin("finding", "SZ-B03-E1", {})
  await album(one)
  await album(other)
  await dropPhoto(other.id, (await find(other.id)).photos[0])
  await enqueue({ ...visit(), id: other.id })
  await sweep()
  assert.deepEqual(await kept(), ["draft"])
  await discard(one.id)
  assert.deepEqual(await kept(), [])
})

test("a record that names a picture this phone no longer has is not saved, and its draft stays", async () => {
  const draft = await begin("finding", "SZ-B03-E2", {})
  await album(draft)
  const { photos } = await find(draft.id)
  await db.write(["blobs"], (tx) => { tx.objectStore("blobs").clear() })
  await assert.rejects(enqueue({ ...visit(), id: draft.id, blobs: photos }), { name: "PhotoMissing" })
  assert.ok(await find(draft.id))
  assert.deepEqual(await states(), [])
})

test("leaving a form throws its draft away only when nothing is in it and no photo is on its way", async () => {
  const nothing = ({ photos, fields }) => !photos.length && !fields.text
  const raw = await begin("fail", "SZ-B03-E2", { text: "" })
  await db.put("raw", { id: "r1", draft: raw.id, part: "", instead: null, type: "image/jpeg", buffer: new ArrayBuffer(4), source: "camera", taken_at: "", geo: null })
  await leaveDraft(raw.id, nothing)
  assert.ok(await find(raw.id) && await db.get("raw", "r1"), "chosen, kept, and not developed yet")
  const taking = await begin("fail", "SZ-B03-E2", { text: "" })
  const taken = take(taking.id, [{ file: new File(["no picture"], "a.jpg"), source: "camera", part: "", instead: null }], () => {})
  await leaveDraft(taking.id, nothing)
  assert.ok(await find(taking.id), "chosen a moment ago, and not even on disk")
  await taken
  await leaveDraft(taking.id, nothing)
  assert.equal(await find(taking.id), undefined, "what was chosen was no photo")
  const written = await begin("fail", "SZ-B03-E2", { text: "仍缺栏杆" })
  await leaveDraft(written.id, nothing)
  assert.ok(await find(written.id))
  await leaveDraft("gone already", () => true)
})

test("a photo taken out twice by a double tap was taken out once, and can be put back", async () => {
  const draft = await begin("finding", "SZ-B03-E2", {}, three)
  const [first, second] = await Promise.all([dropPhoto(draft.id, three[0]), dropPhoto(draft.id, three[0])])
  assert.deepEqual([names(first.gone), first.at, second.gone], ["aA", 0, []])
  await putPhotosBack(draft.id, first.gone, first.at)
  assert.equal(names((await find(draft.id)).photos), "aAbc")
  assert.deepEqual((await dropPhoto("gone already", three[0])).gone, [])
})

test("a file without content is left out and said, and one the phone could not keep waits to be tried again", async () => {
  const draft = await begin("finding", "SZ-B03-E2", {}), chosen = (file) => ({ file, source: "album", part: "", instead: null })
  assert.deepEqual(await take(draft.id, [chosen(new File([], "a.jpg"))], () => {}), ["empty"])
  const whole = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") }
  try {
    await assert.rejects(take(draft.id, [chosen(new File(["no picture"], "b.jpg"))], () => {}), { name: "QuotaExceededError" })
    await assert.rejects(saveFields(draft.id, { text: "缺栏杆" }))
  } finally {
    IDBObjectStore.prototype.put = whole
  }
  await assert.rejects(enqueue({ ...visit(), id: draft.id }), { name: "PhotoWaiting" })
  const rescued = await draftEntries(await asWritten())
  assert.deepEqual(rescued.map((entry) => entry.name), [`drafts/${draft.id}.json`, `drafts/${draft.id}-1`])
  assert.match(new TextDecoder().decode(rescued[0].bytes), /缺栏杆/)
  assert.deepEqual(await settle(draft.id), ["no_picture"])
})

test("short of space, what the office has had for three days is freed within the hour; otherwise it is kept", async () => {
  const office = await newPhone()
  const days = (count) => { setOffset(count * 86_400_000); office.now = () => new Date(Date.now() + count * 86_400_000) }
  const left = (mib) => Object.defineProperty(navigator, "storage", { configurable: true, value: { estimate: async () => ({ usage: 0, quota: mib * 2 ** 20 }) } })
  left(5_000)
  await enqueue({ ...visit(), blobs: [await picture("scaffold", 900)] })
  await exchange()
  await exchange()
  assert.deepEqual(await states(), ["confirmed"])
  days(4)
  await exchange()
  assert.deepEqual(await states(), ["confirmed"])
  left(100)
  await exchange()
  assert.deepEqual(await states(), ["confirmed"], "asked a moment ago")
  days(4.1)
  await exchange()
  assert.deepEqual([await states(), (await blobKeys("p1")).map((blob) => blob.state)], [["released"], ["released"]])
})

test("a phone that can write nothing down any more goes on sending, and settles when it can", async () => {
  const office = await newPhone()
  await enqueue({ ...visit("SZ-B03-E1"), blobs: [await picture("one", 900)] })
  await enqueue(visit("SZ-B03-E2"))
  const whole = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") }
  try {
    assert.equal(await db.works(), "yes", "what it holds is to be seen and sent")
    await exchange().catch(() => {})
  } finally {
    IDBObjectStore.prototype.put = whole
  }
  assert.deepEqual([office.log.length, office.blobs.size, await states()], [2, 1, ["queued", "queued"]])
  await exchange()
  await exchange()
  assert.deepEqual([office.log.length, await states()], [2, ["confirmed", "confirmed"]])
})
