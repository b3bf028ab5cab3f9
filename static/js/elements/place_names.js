/** Places as people say them. Names stay as they are; what is a common noun, 东立面 or 屋面, is said in the language of the screen. */

import { shortName } from "../core/compound.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"

/** The office's own words for parts every compound has. @type {Record<string, string>} */
const COMMON = { 东立面: "east", 南立面: "south", 西立面: "west", 北立面: "north", 屋面: "roof", 小区: "compound", 小区其他部位: "elsewhere" }

/** @param {string} label @returns {string} in the language of the screen, if it is a common noun */
export const commonWord = (label) => (COMMON[label] ? t(`part_name.${COMMON[label]}`) : label)

/** @param {any} place @param {any} [building] @returns {string} its name where the building is said already: 2门, 东立面 */
export const partWords = (place, building) => commonWord(shortName(place, building))

/** @param {{place: string, position?: string}} finding @returns {string} the position there, where its place does not say it already */
export const positionWords = ({ place, position = "" }) => (position && !(seen().byId.get(place)?.label ?? "").includes(position) ? commonWord(position) : "")

/** @param {string} id @returns {string} such as 3号楼2门 */
export const placeName = (id) => {
  const place = seen().byId.get(id)
  if (!place) return id
  const building = place.building && place.kind !== "building" ? seen().byId.get(place.building)?.label ?? "" : ""
  const rest = place.label.startsWith(building) ? place.label.slice(building.length) : place.label, words = commonWord(rest)
  return building && words !== rest ? `${building}${t("place.joint")}${words}` : building + words
}
