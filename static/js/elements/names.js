/** Names as people say them: who, which firm, which item, when, and how grave. */

import { html } from "../html.js"
import { dueText } from "./dates.js"
import { placeName, positionWords } from "./place_names.js"
import { seen } from "../sync/model.js"
import { inWords, t } from "../words.js"

/** @param {string|null|undefined} id @returns {string} */
export const personName = (id) => seen().of("person").find((one) => one.id === id)?.name ?? ""

/** @param {string|null|undefined} id @returns {string} its short name */
export const firmName = (id) => { const org = seen().orgs.get(id ?? ""); return org?.short ?? org?.name ?? t("finding.no_unit") }

/** @param {any} finding @returns {any} its item of the catalogue, if any */
export const itemOf = (finding) => seen().of("item").find((one) => one.id === finding.item) ?? null

/** @param {any} item @returns {string} with its number and the rule it rests on */
export const itemWords = (item) => (item ? [inWords(item), item.id, item.basis].filter(Boolean).join(" · ") : t("finding.unsorted"))

/** @param {any} finding @returns {string} its number, or the short one until it has one */
export const numberOf = (finding) => finding?.number ?? (finding?.alias ? t("finding.alias", { alias: finding.alias }) : "")

/** @param {any} finding @returns {string} the end of its number, where two that read alike stand together: …-003 */
export const numberEnd = ({ number }) => (number ? `…${number.slice(-4)}` : "")

const NUMBER = /([A-Z]{2}-\d{8}-\d+)/

/** @param {string} text @returns {import("../html.js").Child[]} the same, with the numbers in it on one line where there is room */
export const numbered = (text) => text.split(NUMBER).map((part, at) => (at % 2 ? html`<span class="number">${part}</span>` : part))

/** @param {any} finding @returns {string} its place with the position there, said once: 3号楼2门 · 窗台 */
export const whereWords = (finding) => [placeName(finding.place), positionWords(finding)].filter(Boolean).join(" · ")

/** @param {string|null|undefined} at @returns {string} such as 今日09:12 */
export const when = (at) => (at ? dueText(at) : "")
