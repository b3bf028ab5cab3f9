/** What a person must know before working: signed out, cannot work offline, not installed, a report begun and not saved. */

import { html } from "../html.js"
import { go } from "../router.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { placeName } from "./place_names.js"

/** @typedef {import("./problems.js").Problems} Problems */

/** @param {Problems} problems @returns {HTMLElement|false} why nothing can be recorded in this browser, said before anybody signs in too */
export const readingOnly = ({ reading_only }) => reading_only !== null && line("reading-only", t(`banner.${reading_only}`))

/** @param {Problems} problems @returns {(HTMLElement|false)[]} */
export function banners(problems) {
  const found = [readingOnly(problems)]
  if (problems.demo) found.push(line("demo", t("banner.demo", { day: seen().day })))
  if (problems.signed_out) found.push(line("signed-out", t("banner.signed_out"), { label: t("sign_in.go"), act: () => go("sign_in") }))
  if (problems.forgetful && !problems.reading_only) found.push(line("forgetful", t("banner.forgetful")))
  if (problems.clock_minutes) found.push(line("clock", t("banner.clock", { minutes: problems.clock_minutes })))
  if (problems.low_space) found.push(line("low-space", t("banner.low_space")))
  if (problems.update) found.push(line("update", t("banner.update")))
  if (problems.install && (!problems.reading_only || problems.reading_only === "apple")) found.push(line("install", t(`banner.install_${problems.install}`), { label: t("banner.how"), act: () => go("settings") }))
  return [...found, ...seen().drafts.filter(isBegun).map(draftLine)]
}

/** A look at a building is opened with one tap: it is a record once a door was chosen or a photo taken. @param {import("../sync/drafts.js").Draft} draft @returns {boolean} */
const isBegun = ({ kind, fields, photos }) => kind !== "building_looked" || photos.length > 0 || Boolean(fields.doors)

/** @param {import("../sync/drafts.js").Draft} draft each kind has the screen of its name; a look at a building lives on the building's own */
const draftLine = ({ id, kind, place, photos }) => line("draft", place ? t("banner.draft", { place: placeName(place), photos: photos.length }) : t(`banner.draft_${kind}`),
  { label: t("banner.continue"), act: () => (kind === "building_looked" ? go("building", place) : go(kind, id)) })

/** @param {string} name @param {string} text @param {{label: string, act: () => void}} [offer] */
const line = (name, text, offer) => html`<div class=${`banner ${name}`} role="status" data-testid=${`banner-${name}`}><span>${text}</span>
  ${offer && html`<button data-testid=${`banner-${name}-go`} onclick=${offer.act}>${offer.label}</button>`}</div>`
