/** Style sheets that come with later screens. */

/** @param {string} name of a file under css/ @returns {Promise<void>} resolves when it is applied, or could not be had */
export function dress(name) {
  const href = `/static/css/${name}.css`
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve()
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href })
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve()
    document.head.append(link)
  })
}
