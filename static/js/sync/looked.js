/** What this person has looked at already, on this phone: answers to his reports, and records told to be without effect. */

import * as db from "../edge/db.js"
import { viewKey } from "./session.js"

/** @typedef {{answers: Record<string, string>, told: string[]}} Looked  `answers`: finding → answer; `told`: ids of records */

const TOLD_MAX = 200

const key = () => `looked/${viewKey()}`

/** @returns {Looked} */
export const nothingLooked = () => ({ answers: {}, told: [] })

/** @returns {Promise<Looked>} */
export const whatLooked = async () => ({ ...nothingLooked(), ...(await db.note(key(), {})) })

/** @param {Record<string, string>} answers all that were seen */
export const lookedAtAnswers = async (answers) => db.setNote(key(), { ...(await whatLooked()), answers })

/** @param {string} record id the person has taken note of */
export async function tookNote(record) {
  const looked = await whatLooked()
  await db.setNote(key(), { ...looked, told: [...looked.told.filter((id) => id !== record), record].slice(-TOLD_MAX) })
}
