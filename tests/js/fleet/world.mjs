/** The browser each phone lives in: globals that look up whose code is running, and what a kill leaves of it. */

import "fake-indexeddb/auto"
import { IDBDatabase, IDBObjectStore } from "fake-indexeddb"
import { AsyncLocalStorage } from "node:async_hooks"

/** Which generation the running code belongs to; nobody's code is the program's own. */
export const running = new AsyncLocalStorage()

const never = () => new Promise(() => {})
/** Answers nothing, whatever is asked of it: what a killed page would have got. */
const inert = new Proxy(function () {}, { get: () => inert, set: () => true, apply: () => inert })
const owners = new WeakMap()

/**
 * One call that a kill may come with. @param {any} life a generation, or undefined for the program itself
 * @param {() => any} work @param {any} silence what a dead page gets instead
 */
function mortal(life, work, silence) {
  if (!life) return work()
  if (life.dead) return silence()
  life.calls += 1
  const fatal = life.crash_at > 0 && life.calls === life.crash_at
  if (fatal && !life.after) { life.kill(); return silence() }
  const answer = work()
  if (fatal) life.kill(false)
  return answer
}

const { transaction } = IDBDatabase.prototype, { put } = IDBObjectStore.prototype

IDBDatabase.prototype.transaction = function (stores, mode, ...more) {
  if (mode === "versionchange") return transaction.call(this, stores, mode, ...more)
  const life = running.getStore()
  return mortal(life, () => {
    const tx = transaction.call(this, stores, mode, ...more)
    if (life) { owners.set(tx, life); life.writing.add(new WeakRef(tx)) }
    return tx
  }, () => inert)
}

/** A handler may run in the context of another transaction: the owner of its own one counts. */
IDBObjectStore.prototype.put = function (...row) {
  const life = owners.get(this.transaction)
  return mortal(life, () => {
    const request = put.apply(this, row), tx = this.transaction
    if (life?.phone.refuse_at && (life.phone.refuse_at -= 1) === 0) queueMicrotask(() => refuse(tx))
    return request
  }, () => { giveUp(this.transaction); return inert })
}

/** @param {IDBTransaction} tx what the phone has no room for is not kept, and the page is told why */
function refuse(tx) {
  tx.error = new DOMException("no room", "QuotaExceededError")
  giveUp(tx)
}

/** @param {IDBTransaction} tx */
export function giveUp(tx) {
  try {
    tx.abort()
  } catch {
    // it is over already
  }
}

const node = { fetch: globalThis.fetch, Date: globalThis.Date, warn: console.warn, indexedDB: globalThis.indexedDB }

async function fetchAs(path, options = {}) {
  const life = running.getStore(), { phone } = life
  const answered = mortal(life, () => send(life, path, options), never)
  const answer = await answered.catch((error) => (life.dead ? never() : Promise.reject(error)))
  for (const line of answer.headers.getSetCookie()) phone.keepCookie(line)
  return life.dead ? never() : answer
}

function send({ phone, stop }, path, options) {
  const cookie = [...phone.cookies].map((pair) => pair.join("=")).join("; ")
  const headers = { ...options.headers, Origin: phone.origin, ...(cookie ? { Cookie: cookie } : {}) }
  const signal = AbortSignal.any([stop.signal, ...(options.signal ? [options.signal] : [])])
  return node.fetch(new URL(path, phone.origin), { ...options, headers, signal })
}

const nowHere = () => node.Date.now() + (running.getStore()?.phone.offset_ms ?? 0)

class PhoneDate extends node.Date {
  constructor(...given) {
    if (given.length) super(...given)
    else super(nowHere())
  }

  static now() { return nowHere() }
}

const factory = {
  open: (...named) => {
    const life = running.getStore()
    return mortal(life, () => life.phone.factory.open(...named), () => inert)
  },
}
const storage = { estimate: async () => ({ usage: 0, quota: running.getStore()?.phone.quota }) }
const browser = { onLine: true, userAgent: "", maxTouchPoints: 0, storage }

for (const [name, value] of Object.entries({ fetch: fetchAs, Date: PhoneDate, indexedDB: factory, navigator: browser, addEventListener: () => {} })) {
  Object.defineProperty(globalThis, name, { configurable: true, writable: true, value })
}
console.log = console.warn = (...said) => { if (!running.getStore()?.dead) console.error(...said) }
process.on("unhandledRejection", (error) => { if (!running.getStore()?.dead) console.error("unhandled", error) })
