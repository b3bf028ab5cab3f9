/** What this person may do with a finding, at the foot of its page: each kind of people has a module of its own. */

import { asFirm } from "./finding_card.js"
import { firmActions } from "./firm_actions.js"
import { reviewActions } from "./review_actions.js"

/** @param {any} finding @param {import("../screens.js").App} app @returns {import("../html.js").Child} null when there is nothing for him to do */
export const actionsFor = (finding, app) => (asFirm() ? firmActions(finding, app) : reviewActions(finding, app))
