/** The rooms of the phone: which may lean on which. */

import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { test } from "node:test"

const root = fileURLToPath(new URL("../../static/js/", import.meta.url))
const modules = readdirSync(root, { recursive: true }).map(String).filter((name) => name.endsWith(".js"))
const roomOf = (name) => (name.includes("/") ? name.split("/")[0] : name.replace(".js", ""))
const MAY_USE = {
  core: ["core"], edge: ["edge", "core"], sync: ["sync", "edge", "core"], html: ["core"], words: ["edge"], router: [],
  elements: ["elements", "html", "words", "router", "sync", "edge", "core"],
  screens: ["screens", "elements", "html", "words", "router", "sync", "edge", "core"],
}

test("imports point one way: main, screens, elements, sync, edge, core", () => {
  for (const name of modules.filter((one) => one !== "main.js")) {
    const code = readFileSync(join(root, name), "utf8").replace(/\/\*[^]*?\*\//g, "")
    const used = [...code.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map((found) => roomOf(relative(root, join(root, dirname(name), found[1]))))
    assert.deepEqual(used.filter((room) => !MAY_USE[roomOf(name)]?.includes(room)), [], name)
  }
})

test("whatever is fetched later is fetched with the screens, so that a page always runs one version", () => {
  const fetched = (name) => [...readFileSync(join(root, name), "utf8").replace(/\/\*[^]*?\*\//g, "").matchAll(/import\("(\.[^"]+)"\)/g)]
    .map((found) => relative(root, join(root, dirname(name), found[1])))
  const known = fetched("screens.js"), later = modules.filter((name) => name !== "screens.js").flatMap(fetched)
  assert.ok(later.length > 5, "the search finds them")
  assert.deepEqual(later.filter((name) => !known.includes(name)), [])
})

test("every guard that is turned off to prove the checker is still where it is turned off", () => {
  const mutants = JSON.parse(readFileSync(new URL("fleet/mutants.json", import.meta.url), "utf8"))
  for (const [name, { file, changes }] of Object.entries(mutants)) {
    for (const [from] of changes) assert.ok(readFileSync(join(root, file), "utf8").includes(from), `${name}: ${from}`)
  }
})

test("every module opens by saying what it is for", () => {
  assert.deepEqual(modules.filter((name) => !readFileSync(join(root, name), "utf8").startsWith("/**")), [])
})

test("the service worker holds no rules and never answers for the server", () => {
  const worker = readFileSync(new URL("../../static/sw.js", import.meta.url), "utf8")
  assert.match(worker, /const VERSION = "__VERSION__"\nconst FILES = __FILES__\n/)
  assert.match(worker, /pathname\.startsWith\("\/api\/"\)\) return/)
  assert.doesNotMatch(worker, /indexedDB|importScripts|\bsync\b/)
})
