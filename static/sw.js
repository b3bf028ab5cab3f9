/** Serves the shell it cached whole, and nothing else: no rules, no queue, never a call to the server's interface. */

const VERSION = "__VERSION__"
const FILES = __FILES__
const CACHE = `xunlou-shell-${VERSION}`

/** Where the browser can, it takes the shell from the cache itself: no start waits until this worker is awake. */
const ROUTES = ["/", "/static/*"].map((pathname) => ({ condition: { urlPattern: { pathname, search: "" }, requestMethod: "get" }, source: { cacheName: CACHE } }))

self.addEventListener("install", (event) => {
  event.addRoutes?.(ROUTES).catch(console.warn)
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.all(Object.entries(FILES).map((file) => keep(cache, ...file)))))
})

/**
 * While the office changes its version two of them may answer: a shell of both would not start. Icons may be packed anew on the way.
 * Kept without the headers of the way: the bytes are unpacked already, and a proxy's `Vary` would make a route miss what the handler finds.
 */
async function keep(cache, path, sha256) {
  const answer = await fetch(path, { cache: "no-cache" })
  const body = await answer.arrayBuffer()
  const same = Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", body)), (byte) => byte.toString(16).padStart(2, "0")).join("") === sha256
  if (!answer.ok || !(same || path.startsWith("/static/icons/"))) throw new Error(`${path} is of another version`)
  await cache.put(path, new Response(body, { headers: { "Content-Type": answer.headers.get("Content-Type") ?? "" } }))
}

/** Pages of the version before keep its routes until they are closed: its cache goes when the next version comes. */
self.addEventListener("activate", (event) => {
  const clean = caches.keys().then((names) =>
    Promise.all(names.filter((name) => name.startsWith("xunlou-shell-") && name !== CACHE).slice(0, -1).map((name) => caches.delete(name))))
  event.waitUntil(Promise.all([self.clients.claim(), clean]))
})

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting()
})

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/api/")) return
  if (event.request.mode === "navigate" && url.pathname !== "/") return
  const wanted = event.request.mode === "navigate" ? "/" : url.pathname
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(wanted)).then((hit) => hit ?? fetch(event.request)))
})
