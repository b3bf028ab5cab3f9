/** Starts the phone: who is signed in, what is known, which screen; then lets the exchange with the office begin. */

import { older } from "./core/version.js"
import { call } from "./edge/api.js"
import { offset } from "./edge/clock.js"
import * as db from "./edge/db.js"
import { canInstall, canWorkOffline, inWeChat, installed, onApple, serveShell, space, watchInstall, wear } from "./edge/device.js"
import { keepFocus } from "./elements/focus.js"
import { lift, quiet, say } from "./elements/toast.js"
import { replace } from "./html.js"
import { go, here, turnTo, watch } from "./router.js"
import { fetchAll, fetchScreen, screen } from "./screens.js"
import { isRunning, onChange, sendNow, start } from "./sync.js"
import * as drafts from "./sync/drafts.js"
import { load, refresh, seen } from "./sync/model.js"
import { project, restore, session } from "./sync/session.js"
import { LANGUAGES, speak, t } from "./words.js"

const LOW_SPACE_BYTES = 200 * 1024 * 1024
const NEWS_GAP_MS = 250
const CLOCK_OFF_MS = 5 * 60_000
/** They look at papers and cases; visits are not theirs to record. */
const READERS = new Set(["district", "viewer"])
let durable = false
let look = { language: "zh-CN", large: false, theme: "sun" }
let shown = ""
const problems = {
  signed_out: false, reading_only: /** @type {"wechat"|"browser"|null} */ (null),
  install: /** @type {"apple"|"offer"|null} */ (null), update: false, low_space: false, demo: false, clock_minutes: 0,
}

async function begin() {
  const storage = await db.works()
  durable = storage && canWorkOffline()
  problems.reading_only = durable ? null : inWeChat() ? "wechat" : "browser"
  look = { ...look, ...(storage ? await db.note("look", {}) : {}) }
  if (!LANGUAGES.includes(look.language)) look.language = "zh-CN"
  wear(look)
  await Promise.all([speak(look.language), restore(durable)])
  await load(durable)
  watch(() => draw())
  addEventListener("resize", lift)
  keepFocus()
  watchInstall(draw)
  draw()
  fetchAll()
  askDemo()
  if (!durable) return
  onChange(changed)
  serveShell(() => here().name === "today" && seen().drafts.length === 0 && !isRunning()).catch(console.error)
  drafts.sweep()
  await start()
}

/** Whether the office only plays: said on every start, also without a network. */
async function askDemo() {
  const said = (await call("GET", "/api/v1/hello")).json
  problems.demo = said ? Boolean(said.demo) : durable && await db.note("demo", false)
  if (said && durable) await db.setNote("demo", problems.demo)
  if (problems.demo && here().name === "today" && session() && !document.querySelector("dialog")) draw()
}

let showing = false
let more = /** @type {{replicated: boolean}|null} */ (null)

/** Sixty photos that arrive one by one are not sixty pictures of the screen: what comes meanwhile is shown together. @param {import("./sync/round.js").Outcome|null} outcome */
async function changed(outcome) {
  const replicated = Boolean(outcome?.changed)
  if (showing) { more = { replicated: replicated || Boolean(more?.replicated) }; return }
  showing = true
  try {
    for (let next = /** @type {typeof more} */ ({ replicated }); next; next = more) {
      more = null
      await showNews(next.replicated)
      await new Promise((resolve) => setTimeout(resolve, NEWS_GAP_MS))
    }
  } finally {
    showing = false
  }
}

/** @param {boolean} replicated */
async function showNews(replicated) {
  const waited = seen().pending.length
  await refresh(replicated)
  if (seen().pending.length) say("")
  else if (waited) say(t("pending.none"))
  problems.update = older(await db.note("min_app", ""))
  problems.low_space = ((await space()).left ?? Infinity) < LOW_SPACE_BYTES
  if (!document.querySelector(".look, dialog")) draw()
}

/** Shows the screen of the address. A form stays as it is: nothing is drawn anew behind a person's back. @returns {any} */
function draw() {
  problems.signed_out = Boolean(session()?.signed_out)
  const off_ms = Math.abs(offset() ?? 0)
  problems.clock_minutes = off_ms > CLOCK_OFF_MS && !problems.demo ? Math.round(off_ms / 60_000) : 0
  problems.install = installed() ? null : onApple() ? "apple" : canInstall() ? "offer" : null
  const { name, id } = session() ? here() : { name: "sign_in", id: "" }
  const found = screen(name)
  if (!found) return fetchScreen(name).then(draw)
  const key = `${name}/${id}`, same = shown === key
  if (found.keeps && same) return
  const element = found.show(id, app())
  if (!element) return turnTo("today")
  shown = key
  document.title = [...new Set([element.querySelector("h1")?.firstChild?.textContent ?? "", t("app.name")])].filter(Boolean).join(" · ")
  replace(/** @type {HTMLElement} */ (document.getElementById("app")), element, same)
  lift()
}

/** @returns {import("./screens.js").App} */
function app() {
  const writing = durable && !READERS.has(session() ? project().role : "")
  return { writing, problems, look, setLook, changedPerson, redraw: draw, openWithCamera }
}

/** Shows a draft and starts the camera, still within the person's own tap. @param {string} name of the screen @param {string} id of the draft */
async function openWithCamera(name, id) {
  await fetchScreen(name)
  go(name, id)
  const camera = document.querySelector("[data-testid=btn-camera]")
  if (camera instanceof HTMLElement) camera.click()
}

/** @param {typeof look} next */
async function setLook(next) {
  await speak(next.language)
  look = next
  wear(look)
  if (durable) await db.setNote("look", look)
  shown = ""
  draw()
}

/** Another person, another project, or the same one signed in again. */
async function changedPerson() {
  quiet()
  await load(durable)
  if (session()) turnTo("today")
  else draw()
  if (durable) sendNow()
}

begin()
