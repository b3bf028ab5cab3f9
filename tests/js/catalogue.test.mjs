/** A few letters find the check item, on the phone as on the server. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { search } from "../../static/js/core/catalogue.js"
import { chips, tradesOf } from "../../static/js/core/chips.js"

const load = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url)))
const items = load("server/domain/data/catalogue.json").map((row) => ({ ...row, id: row.code }))

for (const { query, recent, first, count } of load("tests/vectors/search.json")) {
  test(`"${query}"${recent.length ? ` after ${recent}` : ""} finds ${count}, the best first`, () => {
    const found = search(query, items, recent).map((item) => item.id)
    assert.deepEqual(found.slice(0, first.length), first)
    assert.equal(found.length, count)
  })
}

test("the first chips are what is open here, then what I use most, each once", () => {
  const codes = chips(items, { building: ["RWP-02"], own: ["LAMP-01", "GON-02", "GON-02", "RWP-02"] }).map((item) => item.id)
  assert.deepEqual(codes.slice(0, 3), ["RWP-02", "GON-02", "LAMP-01"])
  assert.equal(new Set(codes).size, 8)
})

test("trades at work in the building come with the item I use most of each, else the usual one, else the first", () => {
  assert.deepEqual(tradesOf(items, ["facade", "rainwater_pipe"], ["FAC-03"]), ["GON-04", "SCF-03", "FAC-03", "RWP-01"])
  assert.deepEqual(tradesOf(items, ["something_new"], []), [])
})
