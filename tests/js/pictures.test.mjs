/** Pictures: upright, bounded, with their own time; and the zip that rescues a queue. */

import assert from "node:assert/strict"
import { execFileSync } from "node:child_process"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { test } from "node:test"
import { readJpeg, upright } from "../../static/js/core/jpeg.js"
import { attempts, fit, FULL } from "../../static/js/core/picture.js"
import { crc32, zip } from "../../static/js/core/zip.js"

/** @returns {ArrayBuffer} a JPEG header of 300 × 200 with an EXIF block, in either byte order */
function jpeg({ orientation = 1, taken = "", little = true }) {
  const tiff = new DataView(new ArrayBuffer(80))
  const put16 = (at, value) => tiff.setUint16(at, value, little), put32 = (at, value) => tiff.setUint32(at, value, little)
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d); put16(2, 42); put32(4, 8)
  put16(8, 2); put16(10, 0x0112); put16(12, 3); put32(14, 1); put16(18, orientation)
  put16(22, 0x8769); put16(24, 4); put32(26, 1); put32(30, 40)
  put16(40, 1); put16(42, 0x9003); put16(44, 2); put32(46, 20); put32(50, 58)
  ;[...taken.padEnd(19, " ")].forEach((sign, index) => tiff.setUint8(58 + index, sign.charCodeAt(0)))
  const exif = [0xff, 0xe1, 0, 2 + 6 + 80, 0x45, 0x78, 0x69, 0x66, 0, 0, ...new Uint8Array(tiff.buffer)]
  const frame = [0xff, 0xc0, 0, 11, 8, 0, 200, 1, 44, 1, 1, 0x11, 0]
  return Uint8Array.from([0xff, 0xd8, ...exif, ...frame, 0xff, 0xda, 0, 2]).buffer
}

for (const little of [true, false]) {
  test(`a header in ${little ? "little" : "big"} endian tells size, way up and time`, () => {
    const header = readJpeg(jpeg({ orientation: 6, taken: "2023:06:14 09:12:33", little }))
    assert.deepEqual(header, { width: 300, height: 200, orientation: 6, taken: "2023-06-14T09:12:33", place: null })
    assert.deepEqual(upright(header), { w: 200, h: 300 })
  })
}

test("what is no JPEG, or broken off anywhere, is not guessed at", () => {
  assert.equal(readJpeg(new ArrayBuffer(0)), null)
  assert.equal(readJpeg(new TextEncoder().encode("<html>").buffer), null)
  const whole = jpeg({ orientation: 3, taken: "not a date" })
  for (let length = 0; length < whole.byteLength; length += 1) readJpeg(whole.slice(0, length))
  assert.equal(readJpeg(whole).taken, null)
})

test("a picture is never enlarged and never loses its shape", () => {
  assert.deepEqual(fit(8000, 6000, 2048), { w: 2048, h: 1536 })
  assert.deepEqual(fit(300, 200, 2048), { w: 300, h: 200 })
  assert.deepEqual(fit(100_000, 1, 640), { w: 640, h: 1 })
  assert.ok(attempts(FULL).every((one, index, all) => index === 0 || one.quality <= all[index - 1].quality))
})

test("another program reads the zip we write", () => {
  const folder = mkdtempSync(join(tmpdir(), "xunlou-"))
  const entries = [
    { name: "events/e1.json", bytes: new TextEncoder().encode('{"place":"3号楼2门"}') },
    { name: "blobs/照片", bytes: Uint8Array.from({ length: 70_000 }, (_, index) => index % 251) },
  ]
  writeFileSync(join(folder, "queue.zip"), Buffer.concat(zip(entries, new Date(2023, 5, 14, 9, 12, 34))))
  const script = "import sys,zipfile,json; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; " +
    "print(json.dumps([[i.filename, i.file_size, i.date_time] for i in z.infolist()]), z.read('events/e1.json').decode())"
  const read = execFileSync("python3", ["-X", "utf8", "-c", script, join(folder, "queue.zip")], { encoding: "utf8" })
  assert.match(read, /3号楼2门/)
  assert.match(read, /70000, \[2023, 6, 14, 9, 12, 34\]/)
})

test("the checksum is the usual one", () => {
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926)
})
