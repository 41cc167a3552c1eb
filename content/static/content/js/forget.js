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
  const workers = (await quietly(navigator.serviceWorker?.getRegistrations())) ?? [];
  await Promise.all(workers.map((worker) => quietly(worker.unregister())));
  // A worker that was just fetching something may put it away once more before it ends.
  for (let round = 0; round < 5; round += 1) {
    const names = (await quietly(window.caches?.keys())) ?? [];
    await Promise.all(names.map((name) => quietly(caches.delete(name))));
    await new Promise((done) => setTimeout(done, 300));
  }
  document.documentElement.dataset.forgotten = "yes";
})();
