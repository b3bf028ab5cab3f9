/** Ready sentences for what a unit answers: shown in the language of the screen, kept in Chinese, for the sheet is Chinese. */

import { withPhrase } from "./phrases.js"
import { reasonsFor } from "./reasons.js"

/** @typedef {{id: string, zh: string, en: string}} Words */

/** @type {Record<string, Words[]>} by move; the first of a reply is chosen beforehand */
const READY = {
  reply: [
    { id: "done", zh: "已按要求整改完成", en: "Fixed as required" },
    { id: "fitted", zh: "已补装到位", en: "Missing parts fitted" },
    { id: "cleared", zh: "已清理", en: "Cleared away" },
    { id: "replaced", zh: "已更换", en: "Replaced" },
    { id: "secured", zh: "已加固", en: "Secured" },
    { id: "redone", zh: "已返工重做", en: "Taken out and redone" },
    { id: "closed_off", zh: "已封闭并设警示标志", en: "Closed off and marked" },
    { id: "taught", zh: "已对作业人员再交底", en: "Workers briefed again" },
  ],
  control: [
    { id: "stopped", zh: "已停止作业", en: "Work stopped" },
    { id: "cordoned", zh: "已设警戒，专人看守", en: "Cordoned off and guarded" },
    { id: "left", zh: "人员已撤离", en: "People are out" },
    { id: "power_off", zh: "已切断电源", en: "Power cut off" },
    { id: "propped", zh: "已临时加固", en: "Propped for now" },
    { id: "taken_down", zh: "危险物已拆除", en: "The dangerous part is taken down" },
  ],
}

/** @param {string} move @returns {Words[]} */
export const readyWords = (move) => READY[move] ?? reasonsFor(move)

/** @param {string} move @returns {string[]} in Chinese, chosen before anybody touches the form */
export const usualWords = (move) => (move === "reply" ? readyWords(move).slice(0, 1).map((words) => words.zh) : [])

/** @param {string[]} chosen in Chinese @param {string} own words @returns {string} what is written down */
export const saidWith = (chosen, own) => [...chosen, own.trim()].filter(Boolean).reduce(withPhrase, "")
