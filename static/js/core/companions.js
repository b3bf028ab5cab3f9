/** Who most likely walks along today: those who did before, then colleagues, then the others on site. */

const SHOWN = 8
/** They do not walk. */
const AT_DESK = new Set(["admin", "district", "viewer"])

/**
 * @param {any[]} people states @param {import("./shapes.js").QueuedEvent[]} own records, oldest first @param {{person: string, org: string|null}} me
 * @returns {string[]} names, each once
 */
export function companions(people, own, { person, org }) {
  const walked = [...own].reverse().flatMap((event) => event.envelope?.body.patrol?.participants ?? [])
  const others = people.filter((one) => one.active !== false && one.id !== person && !AT_DESK.has(one.role))
    .sort((a, b) => Number(b.org === org) - Number(a.org === org))
  return [...new Set([...walked, ...others.map((one) => one.name)])].slice(0, SHOWN)
}
