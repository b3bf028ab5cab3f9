/** Words about a finding that were typed and not decided: they live as long as the page, which must not be started anew meanwhile. */

const typed = /** @type {Map<string, string>} */ (new Map())

/** @param {{id: string, state: string}} finding as it was when the words were typed */
export const keepWords = ({ id, state }) => { typed.set(id, state) }

/** @param {string} id of the finding: decided, the words are on their way */
export const forgetWords = (id) => { typed.delete(id) }

/** @param {Map<string, any>} every finding as it is now @returns {boolean} words about one that moved on meanwhile count no more */
export const anyWords = (every) => [...typed].some(([id, state]) => every.get(id)?.state === state)
