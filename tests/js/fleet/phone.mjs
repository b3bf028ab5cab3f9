/** A phone: storage, cookies and clock that outlast its page, and one page after another, each the unmodified app. */

import { IDBFactory } from "fake-indexeddb"
import { readFileSync } from "node:fs"
import { registerHooks } from "node:module"
import { copyStorage } from "./storage.mjs"
import { giveUp, running } from "./world.mjs"

const APP = new URL("../../../static/js/", import.meta.url)
const PARTS = ["edge/db", "edge/digest", "sync/queue", "sync/round", "sync/session", "sync/model", "sync/drafts", "sync/feed"]

/** A page's modules are its own: what imports them says whose they are. */
registerHooks({
  resolve(name, context, next) {
    const found = next(name, context), page = context.parentURL && new URL(context.parentURL).searchParams.get("page")
    return page && found.url.startsWith(APP.href) ? { ...found, url: `${found.url.split("?")[0]}?page=${page}` } : found
  },
})

/** With `MUTANT` in the environment that fault is sown into the code: a checker has to notice. */
const mutant = process.env.MUTANT && JSON.parse(readFileSync(new URL("mutants.json", import.meta.url), "utf8"))[process.env.MUTANT]
if (mutant) {
  registerHooks({
    load(url, context, next) {
      const found = next(url, context)
      return url.split("?")[0] === `${APP.href}${mutant.file}` ? { ...found, source: mutant.changes.reduce(changed, String(found.source)) } : found
    },
  })
}

/** @param {string} source @param {string[]} change @returns {string} */
function changed(source, [from, to]) {
  if (!source.includes(from)) throw new Error(`nothing to change: ${from}`)
  return source.replace(from, () => to)
}

/** One start of the app, until it is killed. */
class Life {
  constructor(phone, generation) {
    Object.assign(this, { phone, generation, dead: false, calls: 0, crash_at: 0, after: false, writing: new Set(), stop: new AbortController() })
    this.died = new Promise((resolve) => { this.tell = resolve })
  }

  /** @param {boolean} [lost] whether what was being written is lost; else what had all its requests may still be kept */
  kill(lost = true) {
    this.dead = true
    this.stop.abort()
    if (lost) for (const one of this.writing) { const tx = one.deref(); if (tx) giveUp(tx) }
    this.writing.clear()
    this.tell({ crashed: true })
  }

  /** @param {() => Promise<any>} work @returns {Promise<any>} its answer, or that the phone died meanwhile */
  async run(work) {
    const answer = await Promise.race([running.run(this, work), this.died])
    return this.dead ? { crashed: true } : answer
  }
}

export class Phone {
  /** @param {string} name @param {string} origin */
  constructor(name, origin) {
    Object.assign(this, { name, origin, factory: new IDBFactory(), cookies: new Map(), offset_ms: 0, refuse_at: 0, quota: 10 ** 10, generation: 0 })
  }

  /** Starts the app on what the storage holds, as main.js does. */
  async start() {
    this.life?.kill()
    const life = this.life = new Life(this, this.generation += 1)
    return life.run(async () => {
      const page = `${this.name}.${this.generation}`
      const parts = await Promise.all(PARTS.map((part) => import(`${APP.href}${part}.js?page=${page}`)))
      this.app = Object.assign({}, ...parts)
      await this.app.restore(true)
      await this.app.load(true)
      return { started: this.generation }
    })
  }

  /** @param {string} line of Set-Cookie */
  keepCookie(line) {
    const [pair, ...said] = line.split(";").map((part) => part.trim()), [name, ...value] = pair.split("=")
    if (said.some((one) => /^max-age=0$/i.test(one))) this.cookies.delete(name)
    else this.cookies.set(name, value.join("="))
  }

  /** @param {string} name @returns {Promise<Phone>} another phone with all that is in this one, cookies included */
  async clone(name) {
    const twin = new Phone(name, this.origin)
    twin.cookies = new Map(this.cookies)
    twin.offset_ms = this.offset_ms
    await copyStorage(this.factory, twin.factory)
    await twin.start()
    return twin
  }

  /** The browser cleared its storage; it goes on with an empty one. */
  wipe() {
    this.life.kill()
    this.factory = new IDBFactory()
    return this.start()
  }
}
