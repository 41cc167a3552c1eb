// On the pages of the coaching and of the help. Starts the workers that keep pages for a time without a network (see
// worker.js), unless the person asked their browser to save data. On the person's own device, when they have no
// account, it also holds the key that seals what is written meanwhile; nobody can read the key out of the browser.
// On a shared device, and for whoever has an account, the key goes. Gives window.polkuKey to drafts.js.
(() => {
  "use strict";
  const told = document.currentScript.dataset;
  const ours = document.getElementById("polku-drafts");
  const BASE = "polku-key";
  const [TABLE, ID] = ["keys", "key"];

  function start() {
    const workers = navigator.serviceWorker;
    if (!workers || navigator.connection?.saveData) return;
    for (const [script, scope] of [[told.helpWorker, told.helpScope], [told.worker, told.scope]]) {
      if (script) workers.register(script, { scope, updateViaCache: "all" }).catch(() => {}); // as in a private window
    }
  }

  async function act(mode, work) {
    const base = await new Promise((resolve, reject) => {
      const opening = indexedDB.open(BASE, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    try {
      return await new Promise((resolve, reject) => {
        const transaction = base.transaction(TABLE, mode);
        const asked = work(transaction.objectStore(TABLE));
        transaction.oncomplete = () => resolve(asked.result);
        transaction.onerror = transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      base.close();
    }
  }

  async function hold(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    await act("readwrite", (table) => table.put(key, ID));
  }

  async function heldKey() {
    const key = await act("readonly", (table) => table.get(ID));
    if (!key) throw new Error("no key on this device");
    return key;
  }

  // A copy is the same page for all, so its form gets a name of its own here, and says whether it is somebody's.
  function prepare(form) {
    const number = () => Math.random().toString(36).slice(2, 10);
    form.elements.writer.value = number() + number();
    window.polkuKey.then(() => (form.elements.known.value = "code"), () => {});
  }

  if (window.indexedDB && window.crypto?.subtle) {
    if (told.device === "own" && ours?.dataset.key) hold(ours.dataset.key).catch(() => {});
    else if (told.device === "shared") indexedDB.deleteDatabase(BASE);
    if (ours && !ours.dataset.key) window.polkuKey = heldKey();
    window.polkuKey?.catch(() => {});
  }
  const form = document.querySelector("form[data-copy]");
  if (form && window.polkuKey) prepare(form);
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
})();
