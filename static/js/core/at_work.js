/** Where work goes on, as the firms filed it, and which of several outcomes of a day stands for a door. */

/** Earlier hides later. */
export const STATES = ["findings", "clean", "no_access", "building_looked", "on_phone", "no_record"]

/**
 * @param {any[]} filings @param {string} day
 * @returns {any[]|null} the work faces of the newest filing day before `day`, each firm's last word; null: nobody filed yet
 */
export function newestFaces(filings, day) {
  const earlier = filings.filter((filing) => filing.day < day && !filing.replaced_by)
  if (earlier.length === 0) return null
  const newest = earlier.reduce((found, filing) => (filing.day > found ? filing.day : found), "")
  const ofDay = earlier.filter((filing) => filing.day === newest)
  ofDay.sort((a, b) => ((a.at ?? "") < (b.at ?? "") ? -1 : 1))
  const last = new Map(ofDay.map((filing) => [filing.org, filing]))
  return [...last.values()].flatMap((filing) => filing.faces ?? [])
}

/** @param {any[]} filings @param {string} day @returns {string[]|null} buildings with work, null: all */
export function activeBuildings(filings, day) {
  const faces = newestFaces(filings, day)
  return faces && [...new Set(faces.map((face) => face.building))].sort()
}
