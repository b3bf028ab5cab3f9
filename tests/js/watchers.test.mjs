/** Who stands by a building: the same examples as the server's. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { watcher } from "../../static/js/core/watchers.js"

for (const { name, in: given, out } of JSON.parse(readFileSync(new URL("../vectors/watchers.json", import.meta.url), "utf8"))) {
  test(name, () => {
    const found = watcher(given.building, given.chosen, given.people, new Map(Object.entries(given.orgs)))
    assert.equal(found?.id ?? null, out)
  })
}
