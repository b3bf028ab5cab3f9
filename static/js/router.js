/** Which screen is shown: the part of the address after `#`, so that the back button works and a reload stays. */

/** @typedef {{name: string, id: string}} Route */

let follow = (/** @type {Route} */ _route) => {}

/** @returns {Route} such as {name: "place", id: "SZ-B03-E2"} for `#/place/SZ-B03-E2`; the map when nothing is said */
export function here() {
  const [, name = "", id = ""] = location.hash.split("/")
  return { name: name || "today", id: decodeURIComponent(id) }
}

/** @param {(route: Route) => void} show called for each change of the address */
export function watch(show) {
  follow = show
  addEventListener("popstate", () => show(here()))
}

/** @param {string} name @param {string} [id] @returns {string} such as `#/place/SZ-B03-E2` */
export const addressOf = (name, id = "") => `#/${name}${id ? `/${encodeURIComponent(id)}` : ""}`

/** Shows a screen at once (a camera opened next still counts as the person's own tap). @param {string} name @param {string} [id] */
export function go(name, id = "") {
  const address = addressOf(name, id)
  if (location.hash !== address) history.pushState({ from: location.hash || addressOf("today") }, "", address)
  follow(here())
}

/** The same without a step back to where we are. @param {string} name @param {string} [id] */
export function turnTo(name, id = "") {
  history.replaceState(history.state, "", addressOf(name, id))
  follow(here())
}

/** One step back to wherever the person came from. @param {string} name to be shown when that is not known @param {string} [id] */
export function back(name, id = "") {
  if (history.state?.from) history.back()
  else turnTo(name, id)
}

/** To this screen: a step back when it lies just behind us, so that going back later never meets it twice. @param {string} name @param {string} [id] */
export function backTo(name, id = "") {
  if (history.state?.from === addressOf(name, id)) history.back()
  else turnTo(name, id)
}
