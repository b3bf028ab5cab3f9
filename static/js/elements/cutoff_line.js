/** 17:00截止前还有待审核 3、待复查 2: nobody of the supervision is printed as late without having been told in time. */

import { warning } from "../core/cutoff.js"
import { local } from "../core/days.js"
import { waits } from "../core/waits.js"
import { now } from "../edge/clock.js"
import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"

/** @returns {HTMLElement|string} nothing outside the minutes in which he is warned, or when nothing waits for him */
export function cutoffLine() {
  const { zone, settings } = seen(), said = warning(now(), zone, settings)
  const left = waits(seen()).filter(({ name, n }) => ["review", "recheck"].includes(name) && n).map(({ name, n }) => `${t(`wait.${name}`)}\u00a0${n}`)
  return said && left.length ? html`<div class="banner cutoff" role="status" data-testid="banner-cutoff">
    <span>${t("banner.cutoff", { time: local(said.cutoff, zone).time, what: left.join(t("comma")), minutes: said.minutes })}</span></div>` : ""
}
