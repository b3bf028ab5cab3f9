/** Starts the phone: who is signed in, what is known, which screen; then lets the exchange with the office begin. */

import * as db from "./edge/db.js"
import { watchInstall, wear } from "./edge/device.js"
import { serveShell, wasRenewed } from "./edge/shell.js"
import { askDemo, cannotStartOffline, examine, look as lookAround, mayRecord, measure, problems, remembers } from "./elements/problems.js"
import { keepFocus } from "./elements/focus.js"
import { watchRefusals } from "./elements/not_saved.js"
import { lift, quiet, say, toast } from "./elements/toast.js"
import { anyWords } from "./elements/unsaved.js"
import { replace } from "./html.js"
import { addressOf, go, here, turnTo, watch } from "./router.js"
import { fetchAll, fetchScreen, screen } from "./screens.js"
import { isRunning, onChange, sendNow, start } from "./sync.js"
import { chosen } from "./sync/chosen.js"
import * as drafts from "./sync/drafts.js"
import { load, refresh, seen } from "./sync/model.js"
import { restore, session } from "./sync/session.js"
import { LANGUAGES, speak, t } from "./words.js"

const NEWS_GAP_MS = 250
let durable = false
let look = { language: "zh-CN", large: false, theme: "sun", buzz: true }
let shown = ""

async function begin() {
  const remembered = await remembers()
  durable = remembered || await examine()
  look = { ...look, ...(durable ? await db.note("look", {}) : {}) }
  if (!LANGUAGES.includes(look.language)) look.language = "zh-CN"
  wear(look)
  await Promise.all([speak(look.language), restore(durable)])
  person = session()?.person.id ?? ""
  await load(durable)
  watch(() => draw())
  addEventListener("resize", lift)
  addEventListener("scroll", lift, { capture: true, passive: true })
  keepFocus()
  watchInstall(draw)
  watchRefusals()
  draw()
  requestAnimationFrame(() => setTimeout(fetchAll))  // the map is to be seen before anything else is asked for
  askDemo(durable).then(() => { if (problems.demo && here().name === "today" && session() && !document.querySelector("dialog")) draw() })
  if (remembered) durable = await tryStorage().catch(() => false)
  if (remembered || durable) work()
}

/** The trial of a storage that has kept things before comes after the picture: what it holds is to be seen, and sent, whatever comes of it. @returns {Promise<boolean>} whether it still keeps anything */
async function tryStorage() {
  const { reading_only, forgetful } = problems, keeps = await examine()
  if (problems.reading_only !== reading_only || problems.forgetful !== forgetful) await showNews(false)
  return keeps
}

/** What goes on behind the screen, where records may be kept. */
function work() {
  onChange(changed)
  if (problems.reading_only !== "browser") keepShell()
  drafts.sweep().catch(console.warn)
  start()
}

async function keepShell() {
  if (wasRenewed()) toast(t("update.done"), null, 4_000)
  if ((await serveShell(atRest)) !== "never") return
  cannotStartOffline()
  shown = ""
  draw()
}

/** @returns {Promise<boolean>} whether the page may be started anew: at the map, nothing begun here or in another tab, nothing on its way or on offer */
async function atRest() {
  if (!session() || here().name !== "today" || isRunning() || document.querySelector("dialog, .toast button") || anyWords(seen().every)) return false
  return (await drafts.mine()).length === 0
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

/** Nothing is drawn anew between a finger's touching and its leaving. @param {boolean} replicated */
async function showNews(replicated) {
  const waited = seen().pending.length
  await refresh(replicated)
  if (seen().pending.length) say("")
  else if (waited) say(t("pending.none"))
  await measure()
  if (document.querySelector("button:active")) more = { replicated: false }
  else if (!document.querySelector(".look, dialog")) draw()
}

/** Shows the screen of the address. A form stays as it is: nothing is drawn anew behind a person's back. @returns {any} */
function draw() {
  lookAround()
  const { name, id } = session() ? here() : { name: "sign_in", id: "" }
  const found = screen(name)
  if (!found) return fetchScreen(name).then(draw)
  const key = `${name}/${id}`, same = shown === key
  if (same && (typeof found.keeps === "function" ? found.keeps(id) : found.keeps)) return
  const element = found.show(id, app())
  if (!element) return turnTo("today")
  shown = key
  document.title = [...new Set([element.querySelector("h1")?.firstChild?.textContent ?? "", t("app.name")])].filter(Boolean).join(" · ")
  replace(/** @type {HTMLElement} */ (document.getElementById("app")), element, same)
  lift()
}

/** @returns {import("./screens.js").App} */
function app() {
  return { writing: mayRecord(), problems, look, setLook, changedPerson, redraw: draw, openWithCamera }
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

/** At the map, with nothing to go back to. */
function beginAnew() {
  history.replaceState(null, "", addressOf("today"))
  location.reload()
}

/** @returns {Promise<boolean>} not on a phone too full to remember who signed in, or while anything lies in the page's memory alone */
async function mayBeginAnew() {
  if (!durable) return true
  const kept = await db.note("session").catch(() => null)
  return kept?.person?.id === person && chosen.size === 0 && drafts.allKept()
}

let person = ""

/** Another project, the same person signed in again, or another: then the page begins anew, and nothing it remembers of the one before is left. */
async function changedPerson() {
  const before = person
  person = session()?.person.id ?? before
  quiet()
  if (before && person !== before && await mayBeginAnew()) return beginAnew()
  await load(durable)
  if (session()) turnTo("today")
  else draw()
  if (durable) sendNow()
}

begin()
