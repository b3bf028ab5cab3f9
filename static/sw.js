/** Serves the shell it cached whole, and nothing else: no rules, no queue, never a call to the server's interface. */

const VERSION = "__VERSION__"
const FILES = __FILES__
const CACHE = `xunlou-shell-${VERSION}`

self.addEventListener("install", (event) => {
  const fresh = FILES.map((path) => new Request(path, { cache: "no-cache" }))
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)))
})

self.addEventListener("activate", (event) => {
  const clean = caches.keys().then((names) =>
    Promise.all(names.filter((name) => name.startsWith("xunlou-shell-") && name !== CACHE).map((name) => caches.delete(name))))
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
