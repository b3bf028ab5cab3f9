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

/** Shows a screen at once (a camera opened next still counts as the person's own tap). @param {string} name @param {string} [id] */
export function go(name, id = "") {
  const address = `#/${name}${id ? `/${encodeURIComponent(id)}` : ""}`
  if (location.hash !== address) history.pushState(null, "", address)
  follow(here())
}

/** The same without a step back to where we are. @param {string} name @param {string} [id] */
export function turnTo(name, id = "") {
  history.replaceState(null, "", `#/${name}${id ? `/${encodeURIComponent(id)}` : ""}`)
  follow(here())
}
