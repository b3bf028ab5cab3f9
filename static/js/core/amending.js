/** What a form begins with that puts an own record right: its finding and pictures as they stand now. */

import { blank } from "./finding.js"

/** @typedef {import("./finding.js").Fields} Fields */

/**
 * @param {any} finding state @param {{place: string, source: string}} visit @param {any} item of the catalogue @returns {Fields} as the form shows
 *   it; words that only repeat the item are not the person's own
 */
export function fieldsFrom(finding, { place, source }, item) {
  const told = repair(finding)
  return {
    ...blank(finding.unit ?? null), item: finding.item ?? null, kind: finding.kind, severity: finding.severity, urgent: Boolean(finding.urgent), due: finding.due ?? null,
    place: finding.place === place ? null : finding.place, position: finding.position ?? "", text: finding.text === item?.zh ? "" : finding.text ?? "", source,
    same_as: finding.same_as ?? null, needs: finding.needs ?? null, on_spot: told && { text: told.text ?? "", witnessed: Boolean(told.witnessed) },
  }
}

/** @param {any} finding state @returns {any} the line that told of its repair on the spot */
const repair = (finding) => (finding.timeline ?? []).filter((/** @type {any} */ line) => line.move === "on_spot" || (line.move === "comment" && "witnessed" in line)).pop() ?? null

/** @param {any} finding state @returns {import("./draft_photos.js").DraftPhoto[]} its pictures, for a draft that puts it right */
export const photosFrom = (finding) => (finding.photos ?? []).filter((/** @type {any} */ photo) => ["before", "after"].includes(photo.role))
  .map(keptPhoto)

/** @param {any} photo entry of a state @returns {any} */
export const keptPhoto = ({ sha256, role, preview, w = null, h = null }) => ({
  sha256, size: 0, type: "image/jpeg", w, h, taken_at: null, source: "camera", geo: null, kept: true,
  preview: preview ? { sha256: preview, size: 0, w: null, h: null } : null, ...(role === "after" ? { part: "after" } : {}),
})

/** @param {any} finding state @returns {any} the finding inside a visit's body, as it stands */
export function filedAgain(finding) {
  const told = repair(finding), photos = (/** @type {string} */ role) => finding.photos.filter((/** @type {any} */ one) => one.role === role).map((/** @type {any} */ one) => one.sha256)
  return {
    ...Object.fromEntries(["id", "kind", "item", "severity", "place", "unit", "due", "same_as"].map((key) => [key, finding[key] ?? null])),
    alias: finding.alias ?? "", position: finding.position ?? "", text: finding.text ?? "", urgent: Boolean(finding.urgent), phrase_values: finding.phrase_values ?? [],
    photos: photos("before"), on_spot: told && photos("after").length ? { text: told.text ?? "", photos: photos("after"), witnessed: Boolean(told.witnessed) } : null,
    ...(finding.needs ? { needs: finding.needs } : {}),
  }
}
