/** Sign in: phone number and password, the last number kept, and a clear sentence when it does not work. */

import { readingOnly } from "../elements/banners.js"
import { page } from "../elements/page.js"
import { html } from "../html.js"
import { go } from "../router.js"
import { lastLogin, session, signIn } from "../sync/session.js"
import { LANGUAGES, language, t } from "../words.js"

export const keeps = true

/** There is a way back when somebody is signed in and only the session ended. @param {string} _id @param {import("../screens.js").App} app @returns {HTMLElement} */
export function show(_id, { changedPerson, look, setLook, problems }) {
  const login = field("login", "tel", "username", t("sign_in.login"))
  const password = field("password", "password", "current-password", t("sign_in.password"))
  const problem = html`<p class="problem" role="alert" data-testid="login-problem"></p>`
  const button = /** @type {HTMLButtonElement} */ (html`<button class="primary" data-testid="login-submit">${t("sign_in.go")}</button>`)
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    button.disabled = true
    problem.textContent = ""
    const outcome = await signIn(value(login).replace(/[\s-]/g, ""), value(password))
    button.disabled = false
    if (outcome === "ok") return changedPerson()
    problem.textContent = t(`sign_in.${outcome}`)
  }
  lastLogin().then((last) => { input(login).value ||= last; (last ? input(password) : input(login)).focus() })
  return page({
    name: "sign-in", title: t("app.name"), ...(session() ? { back: () => go("today") } : {}),
    body: html`<form class="form" onsubmit=${submit}><p class="lead">${t("app.line")}</p>${hindrance(problems)}${login}${password}${reveal(password)}${problem}${button}<p>${t("sign_in.forgot")}</p>
      <p class="chips languages" role="group" aria-label=${t("settings.language")}>${LANGUAGES.map((one) => html`<button type="button" class="chip" lang=${one}
        data-testid=${`language-${one}`} aria-pressed=${String(one === language())} onclick=${() => setLook({ ...look, language: one })}>${t(`settings.language.${one}`)}</button>`)}</p></form>`,
  })
}

/** Known before anything is typed: where nothing can be recorded, and what an iPhone wants first. @param {import("../elements/problems.js").Problems} problems */
const hindrance = (problems) => readingOnly(problems)
  || (problems.install === "apple" && html`<p class="banner" data-testid="install-first">${t("install.first")}</p>`)

/** A password is hard to type in gloves without seeing it. @param {HTMLElement} password @returns {HTMLElement} */
function reveal(password) {
  const turn = (/** @type {Event} */ event) => {
    const box = input(password), button = /** @type {HTMLElement} */ (event.currentTarget), hidden = box.type === "password"
    box.type = hidden ? "text" : "password"
    button.setAttribute("aria-pressed", String(hidden))
  }
  return html`<button type="button" class="chip show" data-testid="show-password" aria-pressed="false" onclick=${turn}>${t("sign_in.show")}</button>`
}

/** @param {string} name @param {string} type @param {string} autocomplete @param {string} label */
const field = (name, type, autocomplete, label) => html`<label class="field"><span>${label}</span>
  <input name=${name} type=${type} autocomplete=${autocomplete} required data-testid=${name === "login" ? "login-phone" : "login-password"}></label>`

/** @param {HTMLElement} label @returns {HTMLInputElement} */
const input = (label) => /** @type {HTMLInputElement} */ (label.querySelector("input"))

/** @param {HTMLElement} label */
const value = (label) => input(label).value
