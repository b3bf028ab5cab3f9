/** What must not be overlooked of a finding now, by the rules and with all else this phone knows. */

import { attention } from "../core/attention.js"
import { rulesFrom } from "../core/deadlines.js"
import { now } from "../edge/clock.js"
import { seen } from "../sync/model.js"

/** @param {any} finding @returns {import("../core/attention.js").Attention} */
export const noted = (finding) => attention(finding, now(), rulesFrom(seen().settings), seen().every,
  seen().of("case").filter((one) => one.finding === finding.id && one.status !== "taken").map((one) => one.tier))
