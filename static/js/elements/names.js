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

/** @param {any} item @returns {string[]} what it is called, its number and the rule it rests on */
export const itemFacts = (item) => (item ? [inWords(item), item.id, item.basis].filter(Boolean) : [t("finding.unsorted")])

/** @param {string[]} facts @returns {import("../html.js").Child} side by side, each on one line where there is room, and nothing between them that dangles where a line ends */
export const spaced = (facts) => facts.filter(Boolean).map((fact) => [html`<span class="fact">${fact}</span>`, " "])

/** @param {any} finding @returns {string} the end of its number, where two that read alike stand together: …-003 */
export const numberEnd = ({ number }) => (number ? `…${number.slice(-4)}` : "")

/** @param {any} finding @returns {string} its number, or the short one until it has one */
export const numberOf = (finding) => finding?.number ?? (finding?.alias ? t("finding.alias", { alias: finding.alias }) : "")

/** @param {any} finding @returns {string} its place with the position there, said once: 3号楼2门 · 窗台 */
export const whereWords = (finding) => [placeName(finding.place), positionWords(finding)].filter(Boolean).join(" · ")

/** @param {string|null|undefined} at @returns {string} such as 今日09:12 */
export const when = (at) => (at ? dueText(at) : "")
