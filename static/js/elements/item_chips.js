/** Chooses the check item: eight chips, then all of them behind 更多. */

import { newestFaces } from "../core/at_work.js"
import { chips, tradesOf } from "../core/chips.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { inWords, spoken, t } from "../words.js"

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
  const more = html`<button class="chip more" data-testid="chip-more" onclick=${async () => (await spoken(import("./item_search.js"))).searchSheet(items, use.own, choose)}>${t("item.more")}</button>`
  if (!picked) return [...chips(items, use).map(chip), more]
  return [chip(picked), html`<button class="chip more" data-testid="chip-change" onclick=${() => choose(picked)}>${t("item.change")}</button>`]
}
