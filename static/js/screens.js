/** Which screens there are: the first ones come with the app, the others right after it, so that they are here when the signal is gone. */

import { dress } from "./edge/style.js"
import * as place from "./screens/place.js"
import * as sign_in from "./screens/sign_in.js"
import * as today from "./screens/today.js"
import { speakWhole } from "./words.js"

/**
 * What every screen may ask of the app: `writing` is false for those who only look, or where nothing is kept.
 * @typedef {{writing: boolean, problems: any, look: any, setLook: (look: any) => Promise<void>, changedPerson: () => Promise<void>,
 *   redraw: () => void, openWithCamera: (screen: string, draft: string) => Promise<void>}} App
 * @typedef {{show: (id: string, app: App) => HTMLElement|null, keeps?: boolean|((id: string) => boolean)}} Screen  null: there is
 *   nothing to show, back to the map; `keeps`: a form, which stays as it is while news arrive
 */

/** @type {Record<string, Screen>} by the first part of the address */
const FIRST = { place, sign_in, today }

/** @type {Record<string, {load: () => Promise<any>, css?: string}>} `css`: a style sheet of its own under css/ */
const LATER = {
  finding: { load: () => import("./screens/finding.js") },
  building: { load: () => import("./screens/building.js") },
  outbox: { load: () => import("./screens/outbox.js") },
  report: { load: () => import("./screens/report.js"), css: "papers" },
  filing: { load: () => import("./screens/filing.js"), css: "papers" },
  keyworks: { load: () => import("./screens/keyworks.js"), css: "papers" },
  decisions: { load: () => import("./screens/decisions.js"), css: "papers" },
  amend: { load: () => import("./screens/amend.js") },
  problem: { load: () => import("./screens/problem.js"), css: "problem" },
  reply: { load: () => import("./screens/reply.js"), css: "problem" },
  unit: { load: () => import("./screens/unit.js") },
  review: { load: () => import("./screens/review.js"), css: "supervision" },
  recheck: { load: () => import("./screens/recheck.js"), css: "supervision" },
  fail: { load: () => import("./screens/fail.js"), css: "supervision" },
  mine: { load: () => import("./screens/mine.js"), css: "supervision" },
  settings: { load: () => import("./screens/settings.js"), css: "settings" },
}

/** Parts that screens fetch when they first need them. Asked for only then, a page left open over an update would get the next version's. */
const PARTS = [
  () => import("./elements/call_sheet.js"), () => import("./elements/cutoff_line.js"), () => import("./elements/details.js"), () => import("./elements/draft_photo.js"),
  () => import("./elements/issue_button.js"), () => import("./elements/item_search.js"), () => import("./elements/notice_form.js"),
  () => import("./elements/on_spot.js"), () => import("./elements/own_records.js"), () => import("./elements/patrol_sheet.js"),
  () => import("./sync/export.js"), () => import("./edge/darkroom.js"), () => import("./elements/watcher_line.js"),
]

const loaded = /** @type {Record<string, Screen>} */ ({})

/** @param {string} name @returns {Screen|null} null while it is still to be fetched; an unknown name is the map */
export const screen = (name) => FIRST[name] ?? loaded[name] ?? (LATER[name] ? null : today)

/** @param {string} name @returns {Promise<void>} */
export async function fetchScreen(name) {
  const later = LATER[name]
  if (!later || loaded[name]) return
  const [found] = await Promise.all([later.load(), speakWhole().catch(console.error), later.css && dress(later.css)])
  loaded[name] = found
}

/** Fetches all of them, one tap ahead of the person, and every part: a page runs one version from its first picture to its last. */
export const fetchAll = () => Promise.all([...Object.keys(LATER).map(fetchScreen), ...PARTS.map((part) => part())].map((one) => one.catch(console.error)))
