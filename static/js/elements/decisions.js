/** Decisions about one finding that ask one thing each: what is missing, why not, one with which, by whom instead, until when. */

import { instantOn } from "../core/clock.js"
import { local } from "../core/days.js"
import { mergeTargets } from "../core/history.js"
import { decide as judge, mergedLower } from "../core/lifecycle.js"
import { reasonsFor } from "../core/reasons.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { recordMove } from "../sync/record.js"
import { inWords, t } from "../words.js"
import { allowed } from "./allowed.js"
import { callLine } from "./call_line.js"
import { absolute } from "./dates.js"
import { units } from "./details_line.js"
import { gallery, photosOf } from "./evidence.js"
import { findingRow, tag } from "./finding_row.js"
import { graveWord, standing } from "./marks.js"
import { firmName, itemFacts, itemOf, numberOf, spaced, when, whereWords } from "./names.js"
import { inChinese, recorded, title } from "./recorded.js"
import { askedWhy } from "./review_facts.js"
import { saving } from "./saved.js"
import { closing, sheet } from "./sheet.js"
import { toast } from "./toast.js"
import { callFirm, callLinks, withNames } from "./whom.js"

/** @typedef {() => void} Then where to go when it is saved */

/**
 * Records one move, unless news arrived meanwhile that leaves nothing to decide.
 * @param {any} finding @param {string} move @param {any} given @param {string} said the sentence afterwards @param {Then} then
 * @param {{id?: string, photos?: import("../core/shapes.js").BlobName[]}} [draft]
 */
export function decide(finding, move, given, said, then, draft) {
  const now = seen().every.get(finding.id)
  if (now && allowed(now).includes(move)) return saving(() => recordMove(now, move, given, draft), then, { said, undoable: false })
  then()
  toast(t("decide.too_late", { number: numberOf(finding) }))
}

/** @param {any} finding @param {"ask"|"reject"|"reopen"} move @param {Then} then */
export function askReason(finding, move, then) {
  const { element, text } = reasonField(move, t(`${move}.hint`))
  sheet(t(`move.${move}`), (close) => [html`<p>${t(`${move}.about`)}</p>`, element, send(`send-${move}`, t(`move.${move}`), () => {
    if (!text()) return false
    decide(finding, move, { text: text() }, t(`said.${move}`, { number: numberOf(finding) }), closing(close, then))
  })], `${move}-sheet`)
}

/** @param {string} move whose usual reasons are offered @param {string} hint @param {string} [given] @param {(text: string) => void} [typed] @returns {{element: HTMLElement, text: () => string}} one tap writes a usual reason, own words beside it */
export function reasonField(move, hint, given = "", typed = () => {}) {
  const words = /** @type {HTMLTextAreaElement} */ (html`<textarea rows="3" maxlength="4000" data-testid=${`${move}-text`} placeholder=${hint} aria-label=${hint}></textarea>`)
  words.value = given
  const chips = reasonsFor(move).map(({ id, zh, en }) => {
    const chip = html`<button class="chip" data-testid=${`reason-${id}`}>${inWords({ zh, en })}</button>`
    chip.addEventListener("click", () => { words.value = toggled(words.value, zh); mark() })
    return { chip, zh }
  })
  const mark = () => {
    for (const { chip, zh } of chips) chip.setAttribute("aria-pressed", String(words.value.includes(zh)))
    typed(words.value)
  }
  words.addEventListener("input", mark)
  mark()
  return { element: html`<div class="reason"><div class="chips">${chips.map(({ chip }) => chip)}</div>${words}${inChinese()}</div>`, text: () => words.value.trim() }
}

/** @param {string} text @param {string} reason @returns {string} with it at the end, or without it */
const toggled = (text, reason) => (text.includes(reason) ? text.replace(reason, "").replace(/^；|；$|；(?=；)/g, "") : [text.trim(), reason].filter(Boolean).join("；"))

/** @param {string} testid @param {string} label @param {() => any} act false: something is still missing @param {boolean} [plain] it is not what one usually wants: no strong colour */
function send(testid, label, act, plain = false) {
  const problem = html`<p class="problem" role="alert"></p>`
  return html`<div>${problem}<button class=${plain ? "wide" : "primary wide"} data-testid=${testid}
    onclick=${() => { problem.textContent = act() === false ? t("decide.missing") : "" }}>${label}</button></div>`
}

/** @param {any} finding @param {Then} then */
export function askMerge(finding, then) {
  const buildingOf = (/** @type {string} */ id) => seen().byId.get(id)?.building ?? id
  const targets = mergeTargets(finding, seen().findings, buildingOf)
  choose("merge", targets.map(({ id }) => id), (id, act) => findingRow(seen().every.get(id), act, tag(t(`state.${seen().every.get(id).state}`)), "merge"), t("merge.none"),
  (target) => ({ title: t("merge.into", { other: numberOf(seen().every.get(target)) }), ...mergeButton(finding, seen().every.get(target)) }),
  (target) => merging(finding, seen().every.get(target)),
  (target, close) => decide(finding, "merge", { target }, t("said.merge", { number: numberOf(finding), other: numberOf(seen().every.get(target)) }), closing(close, then)))
}

/** What falls, or lies elsewhere, is said on the button too, which then is no strong default. @param {any} one @param {any} other @returns {{label: string, plain: boolean, instead?: import("../html.js").Child}} */
function mergeButton(one, other) {
  const { actor, at } = seen().mover, decision = judge(one, { move: "merge", target: other.id }, actor, at, { target: other })
  if ("refused" in decision && decision.refused === "rank") return { label: "", plain: true, instead: [html`<p class="alert" data-testid="merge-chief">${withNames(t("merge.chief"), "chief")}</p>`, callLinks("chief")] }
  const words = { other: numberOf(other), was: grade(one), now: grade(other) }
  if (mergedLower(one, other)) return { label: t("merge.anyway_lower", words), plain: true }
  return whereWords(one) === whereWords(other) ? { label: t("merge.into", words), plain: false } : { label: t("merge.anyway", words), plain: true }
}

/** @param {any} finding @param {Then} then */
export const askUnit = (finding, then) => choose("reassign",
  units().map((org) => org.id).filter((id) => id !== finding.unit),
  (id, act) => html`<button class="row item-row" data-testid=${`reassign-${id}`} onclick=${act}><span>${firmName(id)}</span><small>${seen().orgs.get(id)?.name}</small></button>`, t("reassign.none"),
  (unit) => ({ title: t("reassign.give", { unit: firmName(unit) }), label: t("reassign.give", { unit: firmName(unit) }), plain: false }), (unit) => reassigning(finding, unit),
  (unit, close) => decide(finding, "reassign", { unit }, t("said.reassign", { number: numberOf(finding), unit: firmName(unit) }), closing(close, then)))

/**
 * One of several; what was chosen is shown before it is sent.
 * @param {string} move @param {string[]} ids @param {(id: string, act: () => void) => HTMLElement} draw @param {string} none
 * @param {(id: string) => {title: string, label: string, plain: boolean, instead?: import("../html.js").Child}} name of sending it, or who does `instead` @param {(id: string) => import("../html.js").Child} shown @param {(id: string, close: () => void) => void} act
 */
function choose(move, ids, draw, none, name, shown, act) {
  const sure = (/** @type {string} */ id) => {
    const { title: head, label, plain, instead } = name(id)
    sheet(head, (close) => [shown(id), instead ?? send(`send-${move}`, label, () => act(id, close), plain)], `${move}-sure`)
  }
  sheet(t(`move.${move}`), (close) => (ids.length ? [html`<p>${t(`${move}.about`)}</p>`, ids.map((id) => draw(id, () => { close(); sure(id) }))]
    : html`<p class="empty">${none}</p>`), `${move}-sheet`)
}

/** @param {any} one @param {any} other the living one @returns {import("../html.js").Child} whether they are the same is seen at a glance, and what changes */
const merging = (one, other) => [
  html`<p class="lead">${t("merge.sure", { number: numberOf(one), other: numberOf(other) })}</p>`,
  mergedLower(one, other) && html`<p class="problem" data-testid="merge-lower">${t("merge.lower", { now: grade(other), was: grade(one), other: numberOf(other) })}</p>`,
  whereWords(one) !== whereWords(other) && html`<p class="problem" data-testid="merge-apart">${t(one.place === other.place ? "merge.apart_position" : "merge.apart", { one: whereWords(one), other: whereWords(other) })}</p>`,
  html`<div class="before-after">${[one, other].map((finding) => html`<figure><figcaption>${numberOf(finding)}</figcaption>
    ${gallery(photosOf(finding, "before").slice(0, 1), numberOf(finding), t("photo.none"))}
    <p><strong>${grade(finding)}</strong></p><p>${whereWords(finding)}</p><p>${title(finding)} ${recorded(finding)}</p><p><span class="tag">${t(`state.${finding.state}`)}</span></p></figure>`)}</div>`,
]

/** @param {any} finding @param {string} unit @returns {import("../html.js").Child} from whom to whom; a limit that was set stays as it is */
function reassigning(finding, unit) {
  const { fix_by } = finding.deadlines ?? {}
  return [html`<p class="lead">${t("reassign.sure", { number: numberOf(finding), from: firmName(finding.unit), unit: firmName(unit) })}</p>`,
    html`<p>${title(finding)} ${recorded(finding)}</p>`, stillDanger(finding, unit), html`<p data-testid="reassign-limit">${fix_by ? t("reassign.limit", { due: absolute(fix_by) }) : t("reassign.no_limit")}</p>`]
}

/** A danger waits for no change of hands: until when, who knows of it, and whom to call now. @param {any} finding @param {string} unit the next one */
function stillDanger(finding, unit) {
  const { control_by } = finding.deadlines ?? {}
  return control_by && !finding.control && html`<div class="alert" data-testid="reassign-danger"><p><strong>${t("reassign.danger", { due: when(control_by) })}</strong></p>
    <p>${finding.unit && t("reassign.told", { unit: firmName(finding.unit) })}${t("reassign.not_told", { unit: firmName(unit) })}</p>${callLine(finding)}${callFirm(unit)}</div>`
}

/** @param {any} finding @returns {string} how grave, and whether at once: ▲ 紧急（待总监判定） · 立即 */
const grade = (finding) => [standing(finding), finding.urgent && t("due.now")].filter(Boolean).join(" · ")

/** 延期申请: agreed to as asked, until another instant, or not. @param {any} finding @param {Then} then */
export function askExtension(finding, then) {
  const { asked } = finding.extension
  const date = dateField(t("extend.other"), null, () => name()), { element, text } = reasonField("extend_answer", t("extend.words"))
  const answer = (/** @type {boolean} */ granted, /** @type {() => void} */ close) => {
    const other = granted ? date.instant() : null
    decide(finding, "extend_answer", { granted, text: text(), ...(other ? { new_due: other } : {}) },
      t(granted ? "said.granted" : "said.denied", { number: numberOf(finding), due: when(other ?? asked) }), closing(close, then))
  }
  const grant = html`<button class="primary wide" data-testid="extend-grant"></button>`, name = () => { grant.replaceChildren(t("extend.grant"), html`<span class="unbroken">${absolute(date.instant() ?? asked)}</span>`) }
  name()
  sheet(t("move.extend_answer"), (close) => {
    grant.addEventListener("click", () => answer(true, close))
    return [html`<p class="lead">${title(finding)} ${recorded(finding)}</p>`, html`<p><span class="number">${numberOf(finding)}</span> <span class="unbroken">${firmName(finding.unit)}</span></p>`, asking(finding), date.element, element,
      html`<div class="pair"><button data-testid="extend-deny" onclick=${() => answer(false, close)}>${t("extend.deny")}</button>${grant}</div>`]
  }, "extend-sheet")
}

/** @param {any} finding @returns {HTMLElement} what is asked, what is in force, why, and how often it was granted before: a line each */
function asking({ extension, deadlines, timeline }) {
  const lines = [["extend.until_full", absolute(extension.asked)], ["extend.now", deadlines?.fix_by ? absolute(deadlines.fix_by) : t("extension.none")],
    ["extend.why", askedWhy({ timeline }) || t("extend.no_why")], ["extend.before", t(extension.n ? "extend.times" : "extend.never", { n: extension.n })]]
  return html`<dl class="asked">${lines.map(([name = "", words]) => html`<div><dt>${t(name)}</dt><dd>${words}</dd></div>`)}</dl>`
}

/** @param {string} label @param {string|null} [given] an instant @param {() => void} [changed] @returns {{element: HTMLElement, instant: () => string|null}} a date and time of day at the compound */
export function dateField(label, given = null, changed = () => {}) {
  const box = /** @type {HTMLInputElement} */ (html`<input type="datetime-local" data-testid="due-other">`)
  if (given) { const { day, time } = local(new Date(given), seen().zone); box.value = `${day}T${time}` }
  box.addEventListener("change", changed)
  const instant = () => { const [day = "", time = ""] = box.value.split("T"); return day && time ? instantOn(day, time.slice(0, 5), seen().zone).toISOString() : null }
  return { element: html`<label class="field"><span>${label}</span>${box}</label>`, instant }
}

/** 判定: the chief alone. @param {any} finding @param {Then} then */
export function askConfirm(finding, then) {
  const grave = graveWord(finding), kind = finding.kind === "quality" ? "quality" : "safety"
  const answer = (/** @type {boolean} */ confirmed, /** @type {() => void} */ close) => decide(finding, "confirm", { confirmed },
    t(confirmed ? "said.grave" : "said.not_grave", { number: numberOf(finding), grave }), closing(close, then))
  sheet(t(`confirm.title.${kind}`), (close) => [html`<div class="to-judge">${gallery(photosOf(finding, "before").slice(0, 1), t("part.before"), t("photo.none"))}</div>`,
    html`<p class="lead">${whereWords(finding)}</p>`, html`<p><span class="standing">${standing(finding)}</span> ${title(finding)} </p>`,
    html`<p>${spaced([numberOf(finding), firmName(finding.unit)])}</p>`, html`<p>${spaced(itemFacts(itemOf(finding)))}</p>`, html`<p data-testid="confirm-then">${t("confirm.then", { grave })} ${t("confirm.again")}</p>`,
    html`<div class="pair stacked"><button data-testid="confirm-no" onclick=${() => answer(false, close)}>${t(`confirm.no.${kind}`)}</button>
      <button data-testid="confirm-yes" onclick=${() => answer(true, close)}>${t(`confirm.yes.${kind}`)}</button></div>`], "confirm-sheet")
}
