/** Where records may be kept: which browsers say what, and whether the storage they lend can be trusted. */

import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import * as db from "../../static/js/edge/db.js"
import { browserOf, forgetful } from "../../static/js/core/browsers.js"
import { mayForget } from "../../static/js/edge/browser.js"
import { space } from "../../static/js/edge/device.js"
import { exchange, lock, newPhone, save, states } from "./phone.mjs"

const ANDROID = "Mozilla/5.0 (Linux; Android 12; NOH-AN00) AppleWebKit/537.36 (KHTML, like Gecko)"
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15"

for (const [name, agent, inside, way] of [
  ["Chrome", `${ANDROID} Chrome/124.0.0.0 Mobile Safari/537.36`, null, "chrome"],
  ["Edge", `${ANDROID} Chrome/124.0.0.0 Mobile Safari/537.36 EdgA/124.0.0.0`, null, "edge"],
  ["Huawei", `${ANDROID} Chrome/99.0.4844.88 Mobile Safari/537.36 HuaweiBrowser/13.0.6.303`, null, "vendor"],
  ["Xiaomi", `${ANDROID} Version/4.0 Chrome/112.0.5615.136 Mobile Safari/537.36 XiaoMi/MiuiBrowser/18.2`, null, "vendor"],
  ["UC", `${ANDROID} Version/4.0 Chrome/100.0.4896.58 UCBrowser/15.5.2 Mobile Safari/537.36`, null, "vendor"],
  ["QQ's browser", `${ANDROID} Version/4.0 Chrome/109.0.5414.86 MQQBrowser/14.2 Mobile Safari/537.36`, null, "vendor"],
  ["QQ itself", `${ANDROID} Version/4.0 Chrome/109.0.5414.86 MQQBrowser/6.2 TBS/046805 Mobile Safari/537.36 V1_AND QQ/8.9.68`, "app", "vendor"],
  ["WeChat", `${ANDROID} Version/4.0 Chrome/116.0.0.0 XWEB/1160065 MMWEBSDK/20231202 Mobile Safari/537.36 MicroMessenger/8.0.47`, "wechat", "chrome"],
  ["WeCom", `${ANDROID} Version/4.0 Chrome/107 Mobile Safari/537.36 wxwork/4.1.20 MicroMessenger/7.0.1`, "wechat", "chrome"],
  ["DingTalk", `${ANDROID} Version/4.0 Chrome/100 UWS/3.22 Mobile Safari/537.36 AliApp(DingTalk/7.5.0)`, "app", "chrome"],
  ["Samsung", `${ANDROID} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`, null, "other"],
  ["Firefox", "Mozilla/5.0 (Android 13; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0", null, "other"],
  ["Safari", `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`, null, "apple"],
  ["Edge on an iPhone", `${IPHONE} Version/17.0 EdgiOS/124.0 Mobile/15E148 Safari/604.1`, null, "apple"],
]) {
  test(`${name} is told from the others by what it says`, () => {
    const found = browserOf(agent, 5)
    assert.deepEqual([found.inside, found.way, found.apple], [inside, way, way === "apple"])
  })
}

test("an iPad says it is a Mac, and only its screen gives it away", () => {
  assert.equal(browserOf(MAC, 5).apple, true)
  assert.equal(browserOf(MAC, 0).apple, false)
})

test("a window with little room and no promise is taken for one that forgets", () => {
  const some = 300 * 2 ** 20, much = 6 * 2 ** 30
  assert.deepEqual([forgetful(some, false), forgetful(some, true), forgetful(much, false), forgetful(null, false)], [true, false, false, false])
})

/** The storage under test, opened beside the app. @param {number} [version] @param {(database: IDBDatabase) => void} [upgrade] */
const beside = (version, upgrade = () => {}) => new Promise((resolve, reject) => {
  const request = indexedDB.open("xunlou", version)
  request.onupgradeneeded = () => upgrade(request.result)
  request.onsuccess = () => resolve(request.result)
  request.onerror = () => reject(request.error)
})

beforeEach(newPhone)

test("the app of yesterday finds its records in a storage a newer one has extended", async () => {
  await save()
  await db.close()
  const newer = await beside(7, (database) => database.createObjectStore("later", { keyPath: "id" }))
  newer.close()
  await save()
  assert.deepEqual(await states(), ["queued", "queued"])
})

test("a store this app has and the storage lacks is added, whatever its version", async () => {
  await db.close()
  await new Promise((resolve) => { indexedDB.deleteDatabase("xunlou").onsuccess = resolve })
  const older = await beside(3, (database) => database.createObjectStore("meta", { keyPath: "key" }))
  await new Promise((resolve) => { older.transaction("meta", "readwrite").objectStore("meta").put({ key: "kept", value: 1 }).onsuccess = resolve })
  older.close()
  assert.equal(await db.note("kept"), 1)
  assert.deepEqual(await db.all("drafts"), [])
})

test("tabs that start at the same moment each find the storage good, and leave nothing in it", async () => {
  assert.deepEqual(await Promise.all([db.works(), db.works(), db.works()]), ["yes", "yes", "yes"])
  assert.deepEqual(await db.all("raw"), [])
})

test("a storage that has kept somebody's name is known by it before any trial", async () => {
  await newPhone()
  assert.deepEqual(await db.held(["session", "nobody"]), [await db.note("session"), null])
  const letGo = await lock("drafts", "raw", "blobs")
  assert.deepEqual(await db.held(["session"], 20), [null], "the map could not be drawn")
  letGo()
})

test("a browser that fails to say how much room is left stops no exchange", async () => {
  await save()
  Object.defineProperty(navigator, "storage", { configurable: true, value: { estimate: async () => { throw new TypeError("internal") } } })
  try {
    assert.deepEqual([await space(), await mayForget()], [{ used: 0, left: null }, false])
    await exchange()
    assert.deepEqual(await states(), ["confirmed"])
  } finally {
    Object.defineProperty(navigator, "storage", { configurable: true, value: undefined })
  }
})

test("storage that gives back something else, nothing, or no answer at all is told apart from a good one", async () => {
  assert.equal(await db.works(), "yes")
  const { put } = IDBObjectStore.prototype, { open } = IDBFactory.prototype
  IDBObjectStore.prototype.put = function (row) { return put.call(this, { ...row, value: new ArrayBuffer(32) }) }
  assert.equal(await db.works(), "no")
  IDBObjectStore.prototype.put = function () { throw new DOMException("private", "InvalidStateError") }
  assert.equal(await db.works(), "no")
  IDBObjectStore.prototype.put = put
  await db.close()
  IDBFactory.prototype.open = () => ({})
  assert.equal(await db.works(20), "silent")
  assert.deepEqual(await db.held(["session"], 20), [null])
  IDBFactory.prototype.open = open
})
