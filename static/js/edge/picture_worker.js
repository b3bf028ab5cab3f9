/** The worker in the darkroom: develops one picture after the other, apart from the page, so that a screen never stands still. */

import { develop } from "./darkroom.js"

const page = /** @type {any} */ (globalThis)

page.onmessage = async (/** @type {MessageEvent} */ { data: { id, buffer, type, marks } }) => {
  try {
    const made = await develop(buffer, type, marks)
    page.postMessage({ id, made }, [made.full, made.preview].flatMap((picture) => (picture ? [picture.buffer] : [])))
  } catch (error) {
    page.postMessage({ id, error: String(error) })
  }
}
