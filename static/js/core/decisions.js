/** What the meeting decided (议定事项): whose it is, what is still to be done, what is late. */

import { FIRMS } from "./moves.js"

/** They write decisions, see all of them, answer for anybody and carry them to a new day. */
export const CLIENT = ["pm", "hq"]

/** @typedef {import("./overlay_moves.js").Mover} Mover */

/** @param {string|null} role */
export const mayAnswer = (role) => CLIENT.includes(role ?? "") || FIRMS.includes(role ?? "")

/** @param {any[]} decisions @param {Mover} mover @returns {any[]} of those he speaks for; 代建 and the street hear of all */
const heard = (decisions, { actor, units }) => decisions.filter((one) => CLIENT.includes(actor.role ?? "") || units.includes(one.unit))

/** @param {any} a @param {any} b */
const byLine = (a, b) => String(a.meeting).localeCompare(String(b.meeting)) || a.line - b.line

/** @param {any[]} decisions @param {Mover} mover @returns {any[]} still to be done, the nearest day first */
export const toDo = (decisions, mover) => heard(decisions, mover).filter((one) => one.status !== "done")
  .sort((a, b) => (a.due ?? "9").localeCompare(b.due ?? "9") || byLine(a, b))

/** @param {any[]} decisions @param {Mover} mover @returns {any[]} done, the newest meeting first */
export const done = (decisions, mover) => heard(decisions, mover).filter((one) => one.status === "done").sort((a, b) => byLine(b, a))

/** @param {any} decision @param {string} day of business @param {Date} at @returns {boolean} past its day, or its hour if one was set */
export const isLate = ({ status, due }, day, at) =>
  status !== "done" && Boolean(due) && (due.length === 10 ? due < day : Date.parse(due) < at.getTime())
