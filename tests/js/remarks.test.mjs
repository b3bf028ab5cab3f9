/** Scripts are sent without their remarks: what is taken out must be remarks, and nothing else. */

import assert from "node:assert/strict"
import { readFileSync, readdirSync } from "node:fs"
import { test } from "node:test"
import ts from "typescript"

const root = new URL("../../static/", import.meta.url)
const scripts = readdirSync(root, { recursive: true }).map(String).filter((name) => name.endsWith(".js"))
const program = (/** @type {string} */ code) => ts.transpileModule(code, {
  compilerOptions: { removeComments: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
}).outputText

test("taking the remarks out of a script leaves the same program", () => {
  assert.ok(scripts.length > 50)
  for (const name of scripts) {
    const written = readFileSync(new URL(name, root), "utf8")
    const sent = written.replace(/\/\*\*[^]*?\*\//g, (remark) => "\n".repeat(remark.split("\n").length - 1))
    assert.equal(program(sent).replace(/\s+/g, " "), program(written).replace(/\s+/g, " "), name)
  }
})
