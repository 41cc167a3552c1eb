// On the page "this device is cleared". Browsers that know the header Clear-Site-Data have nothing left by now; for the
// others everything that this site keeps goes here.
(async () => {
  "use strict";
  const quietly = (work) => Promise.resolve(work).catch(() => {});
  for (const name of ["polku", "polku-key"]) window.indexedDB?.deleteDatabase(name);
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch {} // a browser that keeps nothing
  // A worker that the page before was just starting may come late, and put away once more what it was fetching.
  for (let round = 0, quiet = 0; round < 30 && quiet < 5; round += 1) {
    const workers = (await quietly(navigator.serviceWorker?.getRegistrations())) ?? [];
    await Promise.all(workers.map((worker) => quietly(worker.unregister())));
    const names = (await quietly(window.caches?.keys())) ?? [];
    await Promise.all(names.map((name) => quietly(caches.delete(name))));
    quiet = workers.length + names.length ? 0 : quiet + 1;
    await new Promise((done) => setTimeout(done, 300));
  }
  document.documentElement.dataset.forgotten = "yes";
})();
