/** Usual reasons of a move: shown in the language of the screen, kept in Chinese (a test compares them with the office's list). */

/** @type {{move: string, id: string, zh: string, en: string}[]} */
export const REASONS = [
  { move: "ask", id: "photo_unclear", zh: "照片看不清，请补近景", en: "Photo unclear, please add a close-up" },
  { move: "ask", id: "place_unclear", zh: "部位不明确，请写清楼层位置", en: "Place unclear, please give floor and position" },
  { move: "ask", id: "size_missing", zh: "缺少数量尺寸，请补量", en: "No quantity or size, please measure" },
  { move: "ask", id: "several_facts", zh: "一条写了多件事，请分开报", en: "Several facts in one, please split" },
  { move: "reject", id: "not_found", zh: "现场核实无此问题", en: "Not found on the spot" },
  { move: "reject", id: "meets_design", zh: "现状符合设计图纸", en: "As designed" },
  { move: "reject", id: "outside_scope", zh: "不属于本工程范围", en: "Outside this project" },
  { move: "reject", id: "not_our_works", zh: "原有状况，非本次施工造成", en: "Existed before, not caused by these works" },
  { move: "reject", id: "fixed_before_issue", zh: "下发前已改好，现场核实", en: "Already fixed before issue, seen on the spot" },
  { move: "fail", id: "not_fixed", zh: "现场未见整改", en: "Not fixed" },
  { move: "fail", id: "partly_fixed", zh: "只改了一部分", en: "Only partly fixed" },
  { move: "fail", id: "fixed_badly", zh: "改后仍不符合要求", en: "Fixed but still not right" },
  { move: "fail", id: "photo_elsewhere", zh: "回复照片不是该部位", en: "Reply photo shows another place" },
  { move: "fail", id: "again_damaged", zh: "改后又被破坏", en: "Damaged again after the fix" },
  { move: "extend_ask", id: "rain", zh: "下雨无法施工", en: "Rain stops the work" },
  { move: "extend_ask", id: "material", zh: "材料未到场", en: "Material not delivered" },
  { move: "extend_ask", id: "resident", zh: "居民未同意进户", en: "Resident has not agreed to entry" },
  { move: "extend_ask", id: "other_trade", zh: "须等其他工序完成", en: "Waiting for another trade" },
  { move: "dispute", id: "other_unit", zh: "不是我单位施工范围", en: "Not our scope" },
  { move: "dispute", id: "as_drawing", zh: "按图施工，请设计确认", en: "Built to drawing, ask the designer" },
  { move: "dispute", id: "wrong_fact", zh: "所写情况与现场不符", en: "The record does not match the site" },
  { move: "reopen", id: "came_back", zh: "销项后问题重现", en: "Came back after closing" },
  { move: "reopen", id: "closed_wrongly", zh: "销项依据不足", en: "Closed without enough proof" },
]

/** @param {string} move @returns {{id: string, zh: string, en: string}[]} */
export const reasonsFor = (move) => REASONS.filter((row) => row.move === move)
