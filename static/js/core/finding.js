/** A finding while it is being filed: what its item fills in, and the body that leaves the phone. */

import { usualDue } from "./deadlines.js"
import { complete, filled, withPhrase } from "./phrases.js"

/**
 * @typedef {{item: string|null, kind: string, severity: number, urgent: boolean, due: string|null, unit: string|null, place: string|null,
 *   position: string, phrases: import("./phrases.js").Phrase[], text: string, source: string, same_as: string|null,
 *   needs: {whom: string, what: string}|null, on_spot: {text: string, witnessed: boolean}|null}} Fields `same_as`: null when not asked
 *   or not answered, "" for another problem; `on_spot`: repaired before the person left
 */

/** @param {string|null} unit usual here @returns {Fields} nothing said yet: a minor safety finding */
export const blank = (unit) => ({
  item: null, kind: "safety", severity: 1, urgent: false, due: null, unit, place: null, position: "", phrases: [], text: "",
  source: "patrol", same_as: null, needs: null, on_spot: null,
})

/**
 * @param {Fields} fields @param {any} item of the catalogue @param {string|null} unit usual for it
 * @returns {Fields} severity, deadline and kind as the item has them; phrases of the item before are gone
 */
export const withItem = (fields, item, unit) => ({
  ...fields, item: item.id, kind: item.cat === "Q" ? "quality" : "safety", severity: item.severity, due: item.due,
  urgent: item.due === "NOW", unit, phrases: [], same_as: null,
})

/**
 * Whose work it usually is: by work and building, by work, else the general contractor.
 * @param {Map<string, any>} defaults @param {any[]} orgs @param {string} group of the item @param {string|null} building
 * @returns {string|null}
 */
export function usualUnit(defaults, orgs, group, building) {
  const named = [`${group}:${building}`, `${group}@${building}`, group, building ?? "", "*"]
    .map((key) => defaults.get(key)?.unit).find(Boolean)
  return named ?? orgs.find((org) => org.kind === "general_contractor" && org.active !== false)?.id ?? null
}

/** @param {Fields} fields @returns {string} the deadline code: chosen, of the item, or usual for such a finding */
export const dueOf = (fields) => fields.due ?? usualDue(fields.kind, fields.severity)

/**
 * Danger that does not wait: due at once, by choice or by its item, or because the filer says so. The office decides the same way.
 * @param {Fields} fields @param {any} item of the catalogue, if one is chosen @returns {boolean}
 */
export const urgentOf = (fields, item) => fields.kind !== "coordination" && (fields.urgent || dueOf(fields) === "NOW" || item?.due === "NOW")

/** @param {Fields} fields @returns {string} what is written: phrases without an empty blank, then own words */
export const wording = (fields) =>
  [...fields.phrases.filter(complete).map((phrase) => filled(phrase.text, phrase.values)), fields.text.trim()].filter(Boolean).reduce(withPhrase, "")

/** @param {Fields} fields @param {number} photos @returns {boolean} whether there is anything to file */
export const enough = (fields, photos) => photos > 0 || fields.item !== null || wording(fields) !== "" || asked(fields) !== ""

/** @param {Fields} fields @returns {string} what is needed, of something others must arrange */
const asked = (fields) => (fields.kind === "coordination" ? fields.needs?.what.trim() ?? "" : "")

/**
 * @param {Fields} fields @param {{id: string, alias: string, place: string, photos: string[], after: string[]}} facts `after`: how it
 *   looks repaired @param {any} item of the catalogue; its words stand where nothing was written
 * @returns {any} the finding inside `visit.recorded`
 */
export function filed(fields, { id, alias, place, photos, after }, item) {
  return {
    id, alias, kind: fields.kind, item: fields.item, severity: fields.severity, urgent: urgentOf(fields, item), place: fields.place ?? place,
    position: fields.position, text: wording(fields) || asked(fields) || (item?.zh ?? ""),
    phrase_values: fields.phrases.filter(complete).flatMap((phrase) => phrase.values),
    unit: fields.unit, due: dueOf(fields), photos, on_spot: repaired(fields, after), same_as: fields.same_as || null,
    ...(fields.kind === "coordination" && fields.needs ? { needs: fields.needs } : {}),
  }
}

/** @param {Fields} fields @param {string[]} after @returns {any} 立行立改, which only a photo proves */
const repaired = ({ kind, on_spot }, after) => (on_spot && kind !== "coordination" && after.length ? { ...on_spot, photos: after } : null)
