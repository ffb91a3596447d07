/**
 * The service worker: the application's own files are kept on the phone, so that it opens without a network. What the bureau answers
 * is never kept here: the application itself keeps what it may, and says so.
 */
interface Extended extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Asked extends Extended {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Scope {
  /** Put before this code by the build. */
  readonly precached: { readonly version: string; readonly files: readonly string[] }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: Extended) => void): void
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

const scope = globalThis as unknown as Scope
const { version, files } = scope.precached
const cacheName = `field-${version}`
const home = '/field/'

const install = async (): Promise<void> => {
  const cache = await caches.open(cacheName)
  // Past the browser's own cache, or an old page would be kept with new scripts.
  await cache.addAll(files.map((file) => new Request(file, { cache: 'reload' })))
}

const activate = async (): Promise<void> => {
  for (const name of await caches.keys()) if (name.startsWith('field-') && name !== cacheName) await caches.delete(name)
  await scope.clients.claim()
}

const answer = async (request: Request): Promise<Response> => {
  const kept = await caches.match(request.mode === 'navigate' ? home : request, { cacheName })
  return kept ?? fetch(request)
}

scope.addEventListener('install', (event) => event.waitUntil(install()))
scope.addEventListener('activate', (event) => event.waitUntil(activate()))
// A new version waits until the person says so: it must not come between a recording and its page.
scope.addEventListener('message', ({ data }) => {
  if (data === 'take over') void scope.skipWaiting()
})
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method === 'GET' && origin === location.origin && pathname.startsWith(home))
    event.respondWith(answer(request))
})
