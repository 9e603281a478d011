/**
 * Stands between the pages and the network for one thing alone: where the network is gone, a page of ours
 * says so instead of the browser's. It keeps that page and no other; what that page looks like comes out
 * of the browser's own cache.
 */
const PAGE = "/offline/";
const KEPT = "tilth-offline-1";

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Event {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(response: Promise<Response>): void;
}

interface Scope {
  readonly registration: ServiceWorkerRegistration;
}

async function keep(): Promise<void> {
  const cache = await caches.open(KEPT);
  await cache.put(PAGE, await fetch(PAGE, { credentials: "omit", cache: "reload" }));
}

/** The request goes out while this script is still waking up. */
async function hurry(): Promise<void> {
  await (self as unknown as Scope).registration.navigationPreload?.enable();
}

async function page({ request, preloadResponse }: Fetching): Promise<Response> {
  try {
    return (await preloadResponse) ?? (await fetch(request));
  } catch {
    return (await (await caches.open(KEPT)).match(PAGE)) ?? Response.error();
  }
}

self.addEventListener("install", (event) => (event as Extendable).waitUntil(keep()));
self.addEventListener("activate", (event) => (event as Extendable).waitUntil(hurry()));
self.addEventListener("fetch", (event) => {
  const fetching = event as Fetching;
  const { mode, method } = fetching.request;
  if (mode === "navigate" && method === "GET") fetching.respondWith(page(fetching));
});
