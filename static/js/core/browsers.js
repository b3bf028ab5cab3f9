/** Which browser a user agent names, as far as keeping records and installing depend on it. Never what it can do: that is tried. */

/** @typedef {{inside: "wechat"|"app"|null, apple: boolean, way: "apple"|"edge"|"chrome"|"vendor"|"other"}} Browser
 *   `inside`: a page within another app, whose storage goes when that app is tidied up; `way`: how its menu installs a page */

const WECHAT = /MicroMessenger/i
const OTHER_APP = /DingTalk|AlipayClient|\bQQ\/|Weibo|aweme|NewsArticle/i
const APPLE = /iPhone|iPad|iPod/
const VENDOR = /HuaweiBrowser|MiuiBrowser|HeyTapBrowser|VivoBrowser|UCBrowser|MQQBrowser|Quark|SogouMobileBrowser|QHBrowser|360 ?Browser|baidu/i
const OTHER = /Firefox|SamsungBrowser|OPR\//

/** @param {string} agent @param {number} touches the screen takes at once: an iPad says it is a Mac, which takes none @returns {Browser} */
export function browserOf(agent, touches) {
  const apple = APPLE.test(agent) || (/Macintosh/.test(agent) && touches > 1)
  return { inside: WECHAT.test(agent) ? "wechat" : OTHER_APP.test(agent) ? "app" : null, apple, way: wayOf(agent, apple) }
}

/** @param {string} agent @param {boolean} apple @returns {Browser["way"]} */
function wayOf(agent, apple) {
  if (apple) return "apple"
  if (VENDOR.test(agent)) return "vendor"
  if (/EdgA?\//.test(agent)) return "edge"
  return /Chrome\//.test(agent) && !OTHER.test(agent) ? "chrome" : "other"
}

const GIGABYTE = 2 ** 30

/**
 * Private windows of Chromium keep everything in memory, and so lend far less than any disk would.
 * @param {number|null} quota bytes a page may use @param {boolean} promised whether the browser promised to keep it
 * @returns {boolean} whether this looks like a window that forgets
 */
export const forgetful = (quota, promised) => quota !== null && !promised && quota < GIGABYTE
