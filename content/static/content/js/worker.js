// The worker of the coaching and of the help page: it keeps the site's files and copies of pages that are the same for
// everybody, and shows them when there is no network. What it keeps is fetched without cookies and only if the server
// says that anybody may have it, so nothing of a person can ever be in it. self.POLKU is content/offline.py: Kept.
(() => {
  "use strict";
  const { family, cache: name, root, copies, pages, files, fallback, resend } = self.POLKU;
  const HASHED = /\.[0-9a-f]{12}\.[a-z0-9]+$/;
  const PORTION = 10;
  const ANY = { ignoreSearch: true, ignoreVary: true };
  const HIDDEN = ["csrfmiddlewaretoken", "writer", "base", "seq", "known", "act", "back"];

  const isForAll = (answer, address) => {
    const says = answer.headers.get("Cache-Control") ?? "";
    return answer.ok && !answer.redirected && (files.includes(address) || /\bpublic\b/.test(says));
  };

  async function keep(cache, address) {
    const known = HASHED.test(address) && (await caches.match(address));
    const answer = known || (await fetch(address, { credentials: "omit", cache: "no-cache" }));
    if (!isForAll(answer, address)) throw new Error(address);
    await cache.put(address, answer);
  }

  // What is shown at once when there is no network has to be there from the beginning.
  async function install() {
    const cache = await caches.open(name);
    for (const address of [...files, fallback]) await keep(cache, address);
    await more();
    await self.skipWaiting();
  }

  // The rest comes in small portions while the person goes on, in the same order for everybody: a thin connection
  // keeps room for what they do, and the cache tells nothing of where they have been.
  let filling = false;

  async function more() {
    if (filling) return;
    filling = true;
    try {
      const cache = await caches.open(name);
      const held = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
      for (const address of pages.filter((page) => !held.has(page)).slice(0, PORTION)) await keep(cache, address);
    } catch {} // no network, or a page that is no more: another time
    filling = false;
  }

  async function activate() {
    for (const other of await caches.keys()) {
      if (other.startsWith(family) && other !== name) await caches.delete(other);
    }
    await self.clients.claim();
  }

  const kept = async (address) => (await caches.open(name)).match(address, ANY);

  async function showPage(request, address) {
    try {
      return await fetch(request);
    } catch {
      return (await kept(copies + address.pathname.slice(root.length))) ?? (await kept(fallback)) ?? Response.error();
    }
  }

  async function file(request, address) {
    const held = HASHED.test(address.pathname) && (await kept(address.pathname));
    if (held) return held;
    return fetch(request).catch(async () => (await kept(address.pathname)) ?? Response.error());
  }

  const escaped = (text) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

  // What could not be sent comes back in a page of its own, to be sent again as it was. It is kept nowhere.
  async function send(request, address) {
    const copy = request.clone();
    try {
      return await fetch(request);
    } catch {
      const frame = resend && (await kept(resend));
      return frame ? giveBack(frame, [...(await copy.formData())], address) : Response.error();
    }
  }

  async function giveBack(frame, fields, address) {
    const texts = fields.filter(([, value]) => typeof value === "string");
    const inputs = texts.map(([key, value]) => `<input type="hidden" name="${escaped(key)}" value="${escaped(value)}">`);
    const words = texts.filter(([key, value]) => !HIDDEN.includes(key) && !key.startsWith("earlier-") && /\s/.test(value));
    const lines = words.map(([, value]) => `<p class="answer">${escaped(value)}</p>`);
    const page = (await frame.text())
      .replace("/polku-address/", () => escaped(address.pathname + address.search))
      .replace("<!-- polku-fields -->", () => inputs.join(""))
      .replace("<!-- polku-words -->", () => lines.join(""));
    const headers = new Headers(frame.headers);
    for (const gone of ["Content-Length", "Content-Encoding"]) headers.delete(gone);
    headers.set("Cache-Control", "private, no-store");
    return new Response(page, { status: 503, headers });
  }

  // The page with the help may have new numbers since it was kept.
  async function refresh() {
    await keep(await caches.open(name), root).catch(() => {});
  }

  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const address = new URL(request.url);
    if (address.origin !== self.location.origin) return;
    if (request.mode === "navigate" && address.pathname.startsWith(root)) {
      if (request.method === "POST") event.respondWith(send(request, address));
      if (request.method !== "GET") return;
      event.respondWith(showPage(request, address));
      if (self.navigator.onLine) event.waitUntil(root === copies ? refresh() : more());
    } else if (request.method === "GET" && files.includes(address.pathname)) event.respondWith(file(request, address));
  });
})();
