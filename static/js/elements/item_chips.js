/** Chooses the check item: eight chips, then all of them by characters, pinyin initials or other words. */

import { chips, search, tradesOf } from "../core/catalogue.js"
import { newestFaces } from "../core/coverage.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { inWords, t } from "../words.js"
import { sign } from "./marks.js"
import { sheet } from "./sheet.js"

/** Drawn at once; the others on a touch: a cheap phone draws all 192 too slowly at each letter. */
const ROWS = 30

/** @param {string} building @returns {{building: string[], own: string[]}} items open in this building, then of the trades at work there, and those I filed, newest first */
function used(building) {
  const open = seen().findings.filter((finding) => seen().byId.get(finding.place)?.building === building || finding.place === building)
  const own = [...seen().own].reverse().flatMap((event) => event.envelope?.body.findings ?? [])
  const codes = (/** @type {any[]} */ findings) => findings.map((finding) => finding.item).filter(Boolean)
  const works = (newestFaces(seen().of("filing"), seen().day) ?? []).filter((face) => face.building === building).map((face) => face.item)
  return { building: [...new Set([...codes(open), ...tradesOf(seen().items, works, codes(own))])], own: codes(own) }
}

/**
 * Once one is chosen only that one stays, so that its phrases come within reach; `choose` of the chosen one opens all again.
 * @param {string} building @param {string|null} chosen @param {(item: any) => void} choose @returns {HTMLElement[]}
 */
export function itemChips(building, chosen, choose) {
  const items = seen().items, use = used(building)
  const picked = items.find((item) => item.id === chosen)
  const chip = (/** @type {any} */ item) => html`<button class="chip" data-testid=${`chip-item-${item.id}`} aria-pressed=${String(item.id === chosen)}
    onclick=${() => choose(item)}>${inWords(item)}</button>`
  const more = html`<button class="chip more" data-testid="chip-more" onclick=${() => searchSheet(items, use.own, choose)}>${t("item.more")}</button>`
  if (!picked) return [...chips(items, use).map(chip), more]
  return [chip(picked), html`<button class="chip more" data-testid="chip-change" onclick=${() => choose(picked)}>${t("item.change")}</button>`]
}

/** @param {any[]} items @param {string[]} recent @param {(item: any) => void} choose */
function searchSheet(items, recent, choose) {
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
