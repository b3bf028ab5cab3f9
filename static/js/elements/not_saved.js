/** Says loudly that something was not saved, and offers to bring to safety what is here, the report on the screen included. */

import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"
import { sheet } from "./sheet.js"
import { toast } from "./toast.js"

const SHOWN_MS = 60_000
/** How storage says that it did not keep something; a request to the office fails otherwise. */
const STORAGE = new Set(["QuotaExceededError", "UnknownError", "InvalidStateError", "AbortError", "VersionError", "DataError"])

/** Where it is not the storage that refused. @type {Record<string, string>} */
const WHY = { PhotoWaiting: "save.photo_waiting", PhotoMissing: "save.photo_missing", SavedAlready: "save.already" }

/** @param {unknown} error after a person said save: everything stays on the screen as it is */
export function refusal(error) {
  console.warn(error)
  if (document.querySelector("[data-testid=not-saved]")) return
  const name = String(/** @type {any} */ (error)?.name ?? ""), why = WHY[name] ?? "save.refused"
  const again = /** @type {HTMLElement|null} */ (name === "PhotoWaiting" ? document.querySelector("[data-testid=photo-again]") : null)
  again?.scrollIntoView({ block: "start", inline: "nearest" })
  sheet(t("save.refused_title"), (close) => [html`<p role="alert">${t(why)}</p>`,
    html`<button class="wide" data-testid="btn-rescue" onclick=${rescue}>${t("pending.export")}</button>`,
    again && html`<button class="primary wide" data-testid="btn-photo-again" onclick=${() => { close(); again.click() }}>${t("pending.retry")}</button>`], "not-saved")
}

/** @returns {() => void} takes the words away: a storage that has not answered yet may still do so */
export function stillSaving() {
  const dialog = sheet(t("save.slow_title"), () => [html`<p role="alert">${t("save.slow")}</p>`,
    html`<button class="wide" data-testid="btn-rescue" onclick=${rescue}>${t("pending.export")}</button>`], "still-saving")
  return () => dialog.close()
}

/** @param {unknown} error while a person goes on writing: said without standing in the way */
export function notKept(error) {
  console.warn(error)
  toast(t("save.not_kept"), { label: t("pending.export"), testid: "btn-rescue", act: rescue }, SHOWN_MS)
}

/** @param {number} kept @param {number} refused photos @returns {HTMLElement[]} stands beside them until there is room */
export const notKeptPhotos = (kept, refused) => [html`<span>${kept > 0 && t("photo.kept", { n: kept })}${t("photo.refused", { n: refused })}</span>`,
  html`<button data-testid="btn-rescue" onclick=${rescue}>${t("pending.export")}</button>`]

/** What nobody waited for and storage refused is said all the same. */
export const watchRefusals = () => addEventListener("unhandledrejection", (event) => {
  if (!(event.reason instanceof DOMException) || !STORAGE.has(event.reason.name)) return
  event.preventDefault()
  notKept(event.reason)
})

async function rescue() {
  const { exportAll } = await import("../sync/export.js")
  const count = await exportAll(seen().pending).catch(() => null)
  toast(t(count === null ? "save.no_rescue" : count ? "pending.exported" : "pending.nothing", { n: count ?? 0 }), null, SHOWN_MS)
}
