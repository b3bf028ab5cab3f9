/** The strip of what waits for this person: each a button with its number, gone when there is nothing. */

import { waits } from "../core/waits.js"
import { html } from "../html.js"
import { go } from "../router.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"

/** Those that wait for somebody's answer, not for a deadline. */
const WAITING = ["review", "answer", "recheck"]

/** Whose a paper is, where nobody asks this person for it. @type {Record<string, string>} */
const OTHERS = { filing: "may" }

/** @param {import("../html.js").Child} more what else he may do today @returns {HTMLElement|null} */
export function waitsStrip(more) {
  const found = waits(seen())
  return found.length || more ? html`<nav class="waits" data-testid="waits" aria-label=${t("wait.title")}>${found.map(one)}${more}</nav>` : null
}

/** @param {import("../core/waits.js").Wait} wait a paper says in a word whether it is in */
function one({ name, route, n, late, state }) {
  const news = name === "mine" && n > 0, says = news ? `● ${t("wait.mine.news")}` : late > 0 && (state ? t("wait.overdue") : t(WAITING.includes(name) ? "wait.too_long" : "wait.late", { n: late }))
  const word = state === "may" ? OTHERS[name] : state, shown = n > 0 || name === "unit"
  return html`<button class=${`wait ${late ? "late" : state ?? ""}`} data-testid=${`wait-${name}`} onclick=${() => go(route)}>
    <span>${t(`wait.${name}`)}</span>${shown && html`<strong>${n}</strong>`}${word && html`<b>${t(`wait.${name}.${word}`)}</b>`}
    ${says && html`<em><b class=${news ? "new" : "overdue"}>${says}</b></em>`}</button>`
}
