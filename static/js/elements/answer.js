/** Begins what a person says about a finding: a draft on its own screen, with the camera in the same tap where a photo is needed. */

import { usualWords } from "../core/ready_words.js"
import { go } from "../router.js"
import { begin } from "../sync/drafts.js"
import { refresh, seen } from "../sync/model.js"
import { quiet } from "./toast.js"

/** These show a place as it is now: the camera is what one needs first. */
const CAMERA_FIRST = new Set(["reply", "control"])

/**
 * What was begun before is taken up again.
 * @param {any} finding @param {string} move of a unit, or `comment` @param {import("../screens.js").App} app
 */
export async function answer(finding, move, { openWithCamera }) {
  const begun = seen().drafts.find(({ kind, fields }) => kind === "reply" && fields.finding === finding.id && fields.move === move)
  const draft = begun ?? await begin("reply", finding.place, { finding: finding.id, move, chosen: usualWords(move), text: "" })
  await refresh(false)
  quiet()
  if (CAMERA_FIRST.has(move) && !draft.photos.length) openWithCamera("reply", draft.id)
  else go("reply", draft.id)
}
