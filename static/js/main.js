/** Starts the phone: who is signed in, what is known, which screen; then lets the exchange with the office begin. */

import { older } from "./core/version.js"
import { call } from "./edge/api.js"
import { offset } from "./edge/clock.js"
import * as db from "./edge/db.js"
import { canInstall, canWorkOffline, inWeChat, installed, onApple, serveShell, space, watchInstall, wear } from "./edge/device.js"
import { lift, quiet } from "./elements/toast.js"
import { replace } from "./html.js"
import { go, here, turnTo, watch } from "./router.js"
import { placeScreen } from "./screens/place.js"
import { signInScreen } from "./screens/sign_in.js"
import { todayScreen } from "./screens/today.js"
import { isRunning, onChange, sendNow, start } from "./sync.js"
import * as drafts from "./sync/drafts.js"
import { load, refresh, seen } from "./sync/model.js"
import { project, restore, session } from "./sync/session.js"
import { LANGUAGES, speak } from "./words.js"

/** Screens few people need in the first second; fetched right after it, so that they are here when the signal is gone. */
const LATER = /** @type {Record<string, () => Promise<any>>} */ ({
  finding: () => import("./screens/finding.js"), building: () => import("./screens/building.js"),
  outbox: () => import("./screens/outbox.js"), settings: () => import("./screens/settings.js"),
})
const loaded = /** @type {Record<string, any>} */ ({})

const LOW_SPACE_BYTES = 200 * 1024 * 1024
const CLOCK_OFF_MS = 5 * 60_000
/** They look at papers and cases; visits are not theirs to record. */
const READERS = new Set(["district", "viewer"])
/** Screens with a form are not drawn again behind a person's back. */
const FORMS = new Set(["finding", "sign_in"])

let durable = false
let look = { language: "zh-CN", large: false, theme: "sun" }
let shown = ""
let openCamera = () => {}
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
  watchInstall(draw)
  draw()
  Object.keys(LATER).forEach(fetchScreen)
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

/** @param {import("./sync/round.js").Outcome|null} outcome */
async function changed(outcome) {
  await refresh(Boolean(outcome?.changed))
  problems.update = older(await db.note("min_app", ""))
  problems.low_space = ((await space()).left ?? Infinity) < LOW_SPACE_BYTES
  if (!FORMS.has(here().name) && !document.querySelector(".look, dialog")) draw()
}

/** @returns {any} */
function draw() {
  problems.signed_out = Boolean(session()?.signed_out)
  const off_ms = Math.abs(offset() ?? 0)
  problems.clock_minutes = off_ms > CLOCK_OFF_MS && !problems.demo ? Math.round(off_ms / 60_000) : 0
  problems.install = installed() ? null : onApple() ? "apple" : canInstall() ? "offer" : null
  const route = session() ? here() : { name: "sign_in", id: "" }
  if (LATER[route.name] && !loaded[route.name]) return fetchScreen(route.name).then(draw)
  if (route.name === "finding") return drawFinding(route.id)
  show(route, screenOf(route))
}

/** @param {string} name @returns {Promise<void>} */
async function fetchScreen(name) {
  loaded[name] ??= await LATER[name]?.()
}

/** @param {import("./router.js").Route} route @returns {HTMLElement} */
function screenOf({ name, id }) {
  const writing = durable && !READERS.has(session() ? project().role : "")
  if (name === "sign_in") return signInScreen({ done: changedPerson, back: session() ? () => go("today") : undefined, speak: (language) => setLook({ ...look, language }) })
  if (name === "place") return placeScreen({ id, writing, openReport })
  if (name === "building") return loaded["building"].buildingScreen({ id, writing, draft: seen().drafts.find((one) => one.kind === "building_looked" && one.place === id) ?? null })
  if (name === "outbox") return loaded["outbox"].outboxScreen()
  if (name === "settings") return loaded["settings"].settingsScreen({ look, setLook, changedPerson, redraw: draw })
  return todayScreen({ redraw: draw, problems, writing })
}

/** @param {string} id of the draft; one that is no more leads back to the map */
function drawFinding(id) {
  const draft = seen().drafts.find((one) => one.id === id)
  if (!draft) return turnTo("today")
  if (shown === `finding/${id}`) return
  const { element, openCamera: open } = loaded["finding"].findingScreen(draft)
  openCamera = open
  show({ name: "finding", id }, element)
}

/** @param {import("./router.js").Route} route @param {HTMLElement} screen */
function show({ name, id }, screen) {
  const same = shown === `${name}/${id}`
  shown = `${name}/${id}`
  replace(/** @type {HTMLElement} */ (document.getElementById("app")), screen, same)
  lift()
}

/** Shows a draft and starts the camera, still within the person's own tap. @param {string} id */
async function openReport(id) {
  if (!loaded["finding"]) await fetchScreen("finding")
  go("finding", id)
  openCamera()
}

/** @param {typeof look} next */
async function setLook(next) {
  await speak(next.language)
  look = next
  wear(look)
  if (durable) await db.setNote("look", look)
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
