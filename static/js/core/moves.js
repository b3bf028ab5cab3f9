/** The moves a finding can make, as data: the same table the server decides by (a test compares the two). */

/**
 * @typedef {{from: string[], to?: string, who: Record<string, number>, needs: string[], only?: string[], edits?: boolean}} Row
 */

export const STATES = ["submitted", "issued", "replied", "returned", "closed", "rejected", "merged"]
export const OPEN = ["submitted", "issued", "replied", "returned"]
export const SUPERVISION = ["assistant", "specialist", "chief"]
export const FIRMS = ["contractor", "subcontractor"]
export const REOPEN_DAYS_MAX = 7
export const EXTENSIONS_MAX = 2

/** @type {Record<string, string>} */
export const REFUSALS = {
  unit: "not_allowed", urgent_before_review: "illegal_move", extensions_left: "extension_limit",
  extension_asked: "illegal_move", own_if_client: "not_allowed", not_the_fixer: "self_check",
  no_stop_order: "stop_order", recent: "too_late",
}

/** @type {Record<string, string>} */
export const LACKS = {
  unit: "missing_unit", new_unit: "missing_unit", deadline: "missing_deadline",
  new_due: "missing_deadline", text: "missing_text", reason: "missing_reason",
  photo: "missing_photo", granted: "missing_answer", confirmed: "missing_answer",
}

/** @type {Record<string, Row>} */
export const MOVES = {
  issue: {
    from: ["submitted"], to: "issued", who: { specialist: 3, chief: 3, pm: 3, hq: 3 },
    needs: ["unit", "deadline"], edits: true,
  },
  ask: {
    from: ["submitted"], who: { specialist: 3, chief: 3 },
    needs: ["text"], edits: true,
  },
  reject: {
    from: ["submitted", "issued"], to: "rejected", who: { specialist: 2, chief: 3 },
    needs: ["reason"],
  },
  merge: {
    from: ["submitted", "issued"], to: "merged", who: { specialist: 3, chief: 3 },
    needs: ["target"],
  },
  reassign: {
    from: ["submitted", "issued", "returned"], who: { specialist: 3, chief: 3 },
    needs: ["new_unit"], edits: true,
  },
  control: {
    from: ["submitted", "issued", "returned"], who: { contractor: 3, subcontractor: 3 },
    needs: ["photo"], only: ["unit", "urgent_before_review"],
  },
  reply: {
    from: ["issued", "returned"], to: "replied", who: { contractor: 3, subcontractor: 3 },
    needs: ["photo", "text"], only: ["unit"],
  },
  extend_ask: {
    from: ["issued", "returned"], who: { contractor: 3, subcontractor: 3 },
    needs: ["new_due"], only: ["unit", "extensions_left"],
  },
  extend_answer: {
    from: ["issued", "returned"], who: { specialist: 2, chief: 3 },
    needs: ["granted"], only: ["extension_asked"],
  },
  dispute: {
    from: ["issued"], to: "submitted", who: { contractor: 3, subcontractor: 3 },
    needs: ["text"], only: ["unit"],
  },
  pass: {
    from: ["replied"], to: "closed", who: { assistant: 1, specialist: 2, chief: 3, pm: 2, hq: 2 },
    needs: [], only: ["own_if_client", "not_the_fixer", "no_stop_order"],
  },
  fail: {
    from: ["replied"], to: "returned", who: { assistant: 1, specialist: 2, chief: 3, pm: 2, hq: 2 },
    needs: ["reason", "photo"], only: ["own_if_client", "not_the_fixer"],
  },
  reopen: {
    from: ["closed"], to: "issued", who: { chief: 3 },
    needs: ["reason"], only: ["recent"],
  },
  confirm: {
    from: ["submitted", "issued", "replied", "returned"], who: { chief: 3 },
    needs: ["confirmed"],
  },
}
