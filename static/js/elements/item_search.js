/** All check items, found by characters, pinyin initials, other words or the code; those used lately first. */

import { search } from "../core/catalogue.js"
import { html } from "../html.js"
import { inWords, t } from "../words.js"
import { sign } from "./marks.js"
import { sheet } from "./sheet.js"

/** Drawn at once; the others on a touch: a cheap phone draws all 192 too slowly at each letter. */
const ROWS = 20

/** @param {any[]} items @param {string[]} recent @param {(item: any) => void} choose */
export function searchSheet(items, recent, choose) {
  const query = /** @type {HTMLInputElement} */ (html`<input type="search" data-testid="item-search" placeholder=${t("item.search_hint")} aria-label=${t("item.search")}>`)
  const list = html`<div class="found" data-testid="item-results"></div>`
  sheet(t("item.search"), (close) => {
    const row = (/** @type {any} */ item) => html`<button class="row item-row" data-testid=${`item-${item.id}`} onclick=${() => { close(); choose(item) }}>
      <span>${sign(item.severity, "")} ${inWords(item)}</span><small>${inWords({ zh: item.group_zh, en: item.group_en })} ${item.id}</small></button>`
    const show = () => {
      const found = search(query.value, items, recent)
      const rest = found.length - ROWS, all = () => list.replaceChildren(...found.map(row))
      list.replaceChildren(...(found.length ? found.slice(0, ROWS).map(row) : [html`<p class="empty">${t("item.none")}</p>`]),
        ...(rest > 0 ? [html`<button class="row" data-testid="item-rest" onclick=${all}>${t("item.rest", { n: rest })}</button>`] : []))
      list.parentElement?.parentElement?.scrollTo(0, 0)
    }
    query.addEventListener("input", show)
    show()
    return [query, list]
  }, "item-sheet")
  query.focus()
}
