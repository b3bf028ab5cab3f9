/** Who decides, when it is not the one who looks: by name, and a call away. */

import { html } from "../html.js"
import { seen } from "../sync/model.js"
import { t } from "../words.js"

const NAMED_MAX = 3

/** @param {string} role @returns {any[]} those who hold it, himself left out */
const holders = (role) => seen().of("person").filter((one) => one.role === role && one.active !== false && one.id !== seen().mover.actor.person).slice(0, NAMED_MAX)

/** @param {string} what @param {string} role @returns {string} such as 由总监复查：赵总监, or without names where nobody is known */
export function withNames(what, role) {
  const names = holders(role).map((one) => one.name).join(t("comma"))
  return names ? t("whom.named", { what, names }) : what
}

/** @param {string} role @returns {HTMLElement[]} a link to call each whose number is known */
export const callLinks = (role) => links(holders(role))

/** @param {string} unit @returns {HTMLElement[]} a link to call each of its people whose number is known */
export const callFirm = (unit) => links(seen().of("person").filter((one) => one.org === unit && one.active !== false).slice(0, NAMED_MAX))

/** @param {any[]} people */
const links = (people) => people.filter((one) => one.phone).map((one) => html`<a class="row call" href=${`tel:${one.phone}`} data-testid=${`tel-${one.id}`}>
  <span><strong>${t("whom.call", { name: one.name })}</strong></span><span class="tel">${one.phone}</span></a>`)
