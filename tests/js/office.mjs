/** An office for the tests: answers the phone's calls as the protocol says, and can be told to misbehave. */

import { createHash } from "node:crypto"

const digest = (bytes) => createHash("sha256").update(Buffer.from(bytes)).digest("hex")

export class Office {
  constructor() {
    this.events = new Map()
    this.blobs = new Map()
    this.log = []
    this.calls = []
    this.things = []
    this.mine = []
    this.epoch = "e1"
    this.view = "v1"
    this.faults = []
    this.signedIn = true
    this.now = () => new Date()
  }

  /** Installs itself where the phone's only way out leads. */
  open() {
    globalThis.fetch = (path, options) => this.answer(path, options)
    return this
  }

  /** `fault(call)` may return an answer to give instead, "lose" (do it, but the answer is lost) or "drop". */
  misbehave(fault) {
    this.faults.push(fault)
  }

  behave() {
    this.faults = []
  }

  async answer(path, { method, body }) {
    const url = new URL(path, "http://office")
    const call = { method, path: url.pathname, url, body }
    this.calls.push(`${method} ${url.pathname}`)
    const fault = this.faults.map((one) => one(call)).find(Boolean)
    if (fault === "drop") throw new TypeError("network")
    if (fault && fault !== "lose") return fault
    const answer = this.route(call)
    if (fault === "lose") throw new TypeError("network")
    return answer
  }

  route({ method, path, url, body }) {
    if (path === "/api/v1/session" && method === "POST") {
      return json(200, { person: { id: "u7", name: "张巡" }, projects: [{ id: "p1", name: "水竹花园", kind: "compound", role: "inspector", org: "o2" }], server_time: this.stamp() })
    }
    if (!this.signedIn) return json(401, { error: "signed_out", retry: true })
    const rest = path.replace("/api/v1/projects/p1/", "")
    if (rest === "checkin") return json(200, { server_time: this.stamp(), epoch: this.epoch, head: this.log.length, view: this.view, keep_days: 14, role: "inspector" })
    if (rest.startsWith("events/")) return this.putEvent(rest.slice(7), body)
    if (rest.startsWith("blobs/")) return this.putBlob(rest.slice(6), body)
    if (rest === "feed") return this.feed(url.searchParams.get("after"))
    if (rest === "have") return this.have(JSON.parse(body))
    return json(404, { error: "not_found" })
  }

  stamp() {
    return this.now().toISOString()
  }

  putEvent(id, body) {
    const sha256 = digest(body)
    const known = this.events.get(id)
    if (known && known.sha256 !== sha256) return json(409, { error: "id_conflict" })
    if (!known) {
      const event = JSON.parse(Buffer.from(body).toString())
      this.log.push(id)
      this.events.set(id, { sha256, event, seq: this.log.length })
      this.mine.push({ id, seq: this.log.length, outcome: "applied", reasons: [] })
    }
    const { seq } = this.events.get(id)
    return json(known ? 200 : 201, { id, sha256, project: "p1", seq, epoch: this.epoch, outcome: "applied", reasons: [], missing_blobs: [], server_time: this.stamp() })
  }

  putBlob(name, body) {
    if (digest(body) !== name) return json(400, { error: "hash_mismatch" })
    const known = this.blobs.has(name)
    this.blobs.set(name, body.byteLength)
    return json(known ? 200 : 201, { sha256: name, size: body.byteLength, server_time: this.stamp() })
  }

  feed(after) {
    const [seq, epoch] = after === "0" ? [0, this.epoch] : after.split(".")
    const head = Math.max(this.log.length, ...this.things.map((thing) => thing.seq), 0)
    if (epoch !== this.epoch) return json(200, { reset: true, epoch: this.epoch, head, view: this.view })
    const items = this.things.filter((thing) => thing.seq > Number(seq))
    const mine = this.mine.filter((one) => one.seq > Number(seq))
    return json(200, { epoch: this.epoch, head, view: this.view, next: `${head}.${this.epoch}`, more: false, items, mine, server_time: this.stamp() })
  }

  have({ events, blobs }) {
    return json(200, {
      missing_events: events.filter((id) => !this.events.has(id)), missing_blobs: blobs.filter((name) => !this.blobs.has(name)),
      erased_blobs: [], server_time: this.stamp(),
    })
  }
}

export const json = (status, body, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } })

export const page = (status, text) => new Response(text, { status, headers: { "Content-Type": "text/html" } })
