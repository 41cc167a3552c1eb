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
  const names = (await quietly(window.caches?.keys())) ?? [];
  await Promise.all(names.map((name) => quietly(caches.delete(name))));
  document.documentElement.dataset.forgotten = "yes";
})();
