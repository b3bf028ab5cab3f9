"""A phone whose storage refuses or drops its connection: the browser's own objects are wrapped before the app starts."""

from tests.browser.phone import Phone

WRAPPED = """(() => {
    const put = IDBObjectStore.prototype.put, open = IDBFactory.prototype.open
    const said = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "error"), refused = new WeakSet()
    const faults = window.faults = { puts: [], at: 0, full: false, refused: [], dropping: false, dropped: 0, connections: new Set() }
    IDBObjectStore.prototype.put = function (...row) {
        const request = put.apply(this, row), tx = this.transaction
        faults.puts.push(this.name)
        if (faults.full || faults.puts.length === faults.at) {
            faults.refused.push(this.name)
            refused.add(tx)
            queueMicrotask(() => { try { tx.abort() } catch { refused.delete(tx) } })
        }
        if (faults.dropping) {
            for (const one of faults.connections) one.close()
            faults.dropped += faults.connections.size
            faults.connections.clear()
        }
        return request
    }
    Object.defineProperty(IDBTransaction.prototype, "error", { configurable: true, get() {
        return refused.has(this) ? new DOMException("no room", "QuotaExceededError") : said.get.call(this)
    } })
    IDBFactory.prototype.open = function (...named) {
        const request = open.apply(this, named)
        request.addEventListener("success", () => faults.connections.add(request.result))
        return request
    }
})()"""
KEPT = """async () => {
    const open = indexedDB.open("xunlou"), done = request => new Promise((ok, no) => {
        request.onsuccess = () => ok(request.result)
        request.onerror = () => no(request.error)
    })
    const database = await done(open)
    const rows = name => done(database.transaction([name]).objectStore(name).getAll())
    const hex = async buffer => [...new Uint8Array(await crypto.subtle.digest("SHA-256", buffer))]
        .map(byte => byte.toString(16).padStart(2, "0")).join("")
    const blobs = new Map()
    for (const row of await rows("blobs")) blobs.set(row.sha256, row.state + " " + (await hex(row.buffer) === row.sha256))
    const events = (await rows("events")).map(event => ({
        id: event.id, photos: [...event.blobs, ...event.previews].map(sha256 => blobs.get(sha256) ?? "missing"),
        texts: event.envelope.body.findings.map(one => one.text) }))
    const left = { drafts: (await rows("drafts")).length, raw: (await rows("raw")).length }
    database.close()
    return { events, ...left }
}"""

FORGET = """async ([name, id]) => {
    const open = indexedDB.open("xunlou"), database = await new Promise(ok => { open.onsuccess = () => ok(open.result) })
    const tx = database.transaction([name], "readwrite"), rows = tx.objectStore(name).openCursor()
    rows.onsuccess = () => {
        if (!rows.result) return
        if (rows.result.value.id === id) rows.result.delete()
        rows.result.continue()
    }
    await new Promise(ok => { tx.oncomplete = ok })
    database.close()
}"""


def wrap(phone: Phone) -> None:
    """From the next page on."""
    phone.page.add_init_script(WRAPPED)


def refuse_put(phone: Phone, number: int) -> None:
    """The `number`-th put from now on is refused, and none after it."""
    phone.page.evaluate("at => Object.assign(faults, { puts: [], refused: [], at })", number)


def fill(phone: Phone, full: bool) -> None:
    """Every put is refused from now on, or none any more."""
    phone.page.evaluate("full => Object.assign(faults, { full, puts: [], refused: [], at: 0 })", full)


def puts(phone: Phone) -> list[str]:
    """The stores written to since the last word."""
    return list(phone.page.evaluate("faults.puts"))


def refused(phone: Phone) -> list[str]:
    """The stores that refused since then."""
    return list(phone.page.evaluate("faults.refused"))


def drop_connections(phone: Phone) -> None:
    """From now on the connection is closed behind the app's back at every put."""
    phone.page.evaluate("() => { faults.dropping = true }")


def kept(phone: Phone) -> dict:
    """What lies in the storage: {events: [{id, photos: their states, texts}], drafts, raw} (numbers)."""
    return dict(phone.page.evaluate(KEPT))


def forget(phone: Phone, store: str, id: str) -> None:
    """The row is gone, as while everything is fetched anew."""
    phone.page.evaluate(FORGET, [store, id])
