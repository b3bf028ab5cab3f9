/** 盯靠人 of a place's building; contractors are not told whom the office set. */

import { FIRMS } from "../core/moves.js"
import { watcher } from "../core/watchers.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { project } from "../sync/session.js"
import { t } from "../words.js"

/** @param {any} place @returns {HTMLElement|string} nothing for what belongs to no building */
export function watcherLine(place) {
  const building = place.kind === "building" ? place.id : place.building
  if (!building || FIRMS.includes(project().role)) return ""
  const who = watcher(building, seen().settings.get("watchers")?.value ?? {}, seen().of("person"), seen().orgs)
  return who ? html`<p data-testid="watcher"><small>${t("place.watcher", { name: who.name })}</small></p>` : ""
}
