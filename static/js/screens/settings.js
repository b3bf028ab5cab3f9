/** Settings: language, large text, sunlight, buzz; how to install; what the browser promised and what to do about it; signing out. */

import { APP_VERSION } from "../core/version.js"
import * as db from "../edge/db.js"
import { browser, installed, mayForget } from "../edge/browser.js"
import { canBuzz, canInstall, install, persist, persisted, space } from "../edge/device.js"
import { page } from "../elements/page.js"
import { sheet } from "../elements/sheet.js"
import { toast } from "../elements/toast.js"
import { html } from "../html.js"
import { go } from "../router.js"
import { exportQueue } from "../sync/export.js"
import { seen } from "../sync/model.js"
import { chooseProject, session, signOut } from "../sync/session.js"
import { LANGUAGES, language, t } from "../words.js"

/** @param {string} _id @param {import("../screens.js").App} app @returns {HTMLElement} */
export function show(_id, { look, setLook, changedPerson, redraw }) {
  const who = /** @type {import("../core/shapes.js").Session} */ (session())
  const group = (/** @type {string} */ name, /** @type {string[]} */ values, /** @type {string} */ now, /** @type {(value: string) => void} */ set) => html`
    <section role="group" aria-label=${t(`settings.${name}`)}><h2>${t(`settings.${name}`)}</h2><div class="chips">${values.map((value) => html`
      <button class="chip" data-testid=${`${name}-${value}`} aria-pressed=${String(value === now)} onclick=${() => set(value)}>${t(`settings.${name}.${value}`)}</button>`)}</div></section>`
  return page({
    name: "settings", title: t("settings.title"), back: () => go("today"),
    body: [
      html`<p class="lead">${who.person.name} · ${who.login}</p>`,
      who.projects.length > 1 && projects(who, changedPerson),
      group("language", LANGUAGES, language(), (value) => setLook({ ...look, language: value })),
      group("text", ["normal", "large"], look.large ? "large" : "normal", (value) => setLook({ ...look, large: value === "large" })),
      group("theme", ["sun", "soft"], look.theme, (value) => setLook({ ...look, theme: value })),
      canBuzz() && group("buzz", ["on", "off"], look.buzz ? "on" : "off", (value) => setLook({ ...look, buzz: value === "on" })),
      html`<h2>${t("settings.install")}</h2>`, installHelp(redraw),
      html`<h2>${t("settings.storage")}</h2>`, storage(),
      seen().pending.length > 0 && rescue(),
      html`<button class="wide danger" data-testid="sign-out" onclick=${() => leave(changedPerson)}>${t("sign_out")}</button>`,
      html`<p class="version">${t("app.name")} ${APP_VERSION}</p>`,
    ],
  })
}

/** @param {import("../core/shapes.js").Session} who @param {() => Promise<void>} changed */
const projects = (who, changed) => html`<section><h2>${t("settings.project")}</h2><div class="chips">${who.projects.map((one) => html`
  <button class="chip" data-testid=${`project-${one.id}`} aria-pressed=${String(one.id === who.project)}
    onclick=${async () => { await chooseProject(one.id); await changed() }}>${one.name}</button>`)}</div></section>`

/** How the menus of the phones used here put a page on the home screen. */
const WAYS = /** @type {const} */ (["chrome", "edge", "vendor", "apple"])

/** This browser's own way opened, the others one tap away: people ask for a colleague's phone too. @param {() => void} redraw */
function installHelp(redraw) {
  const { way } = browser()
  const done = installed() && html`<p data-testid="installed">${t("install.done")}</p>`
  const offer = canInstall() && html`<button class="wide" data-testid="install" onclick=${async () => { await install(); redraw() }}>${t("install.go")}</button>`
  return html`<div class="ways">${done || offer || (way === "other" && html`<p>${t("install.other")}</p>`)}
    ${WAYS.map((one) => html`<details data-testid=${`install-${one}`} open=${!done && !offer && one === way}><summary>${t(`install.${one}`)}</summary>
      <ol>${t(`install.${one}.steps`).split("\n").map((step) => html`<li>${step}</li>`)}</ol></details>`)}</div>`
}

/** @param {number} bytes @returns {string} such as 2 MB, 9.8 GB */
const size = (bytes) => (bytes < 2 ** 30 ? `${Math.round(bytes / 2 ** 20)} MB` : `${(bytes / 2 ** 30).toFixed(1)} GB`)

/** @returns {HTMLElement} what the browser answered when asked to keep our storage, in plain words, and what to do about it */
function storage() {
  const answer = html`<p class="lead" data-testid="storage-answer"></p>`, advice = html`<p data-testid="storage-advice"></p>`, used = html`<p></p>`
  const ask = html`<button class="wide" data-testid="ask-persist" onclick=${async () => { await db.setNote("persist", await persist()); write() }}>${t("storage.ask")}</button>`
  const write = async () => {
    const state = (await mayForget()) ? "forgetful" : await persisted(), room = await space()
    answer.textContent = t(`storage.${state}`)
    advice.textContent = t(`storage.${state}.advice`)
    used.textContent = room.left === null ? "" : t("storage.used", { used: size(room.used), left: size(room.left) })
    ask.hidden = state !== "refused"
  }
  write()
  return html`<div class="promise">${answer}${advice}${used}${ask}</div>`
}

/** What is only here can be carried to the office as a file. */
const rescue = () => html`<button class="wide" data-testid="settings-export" onclick=${async () => {
  toast(t("pending.exported", { n: await exportQueue(seen().pending) }))
}}>${t("settings.export", { n: seen().pending.length })}</button>`

/** @param {() => Promise<void>} changed */
function leave(changed) {
  const count = seen().pending.length
  const really = async (/** @type {() => void} */ close) => {
    close()
    const outcome = await signOut()
    if (outcome === "ok") return changed()
    toast(t("sign_out.no_network"))
  }
  sheet(t("sign_out"), (close) => [
    html`<p>${count ? t("sign_out.unsent", { n: count }) : t("sign_out.sure")}</p>`,
    html`<button class="wide danger" data-testid="sign-out-sure" onclick=${() => really(close)}>${t("sign_out")}</button>`], "sign-out-sheet")
}
