// What is written and not saved yet, kept in this browser until the server has it: only on the person's own device,
// encrypted with a key that only their own pages bring, and written through to the disk (durability "strict"), so
// that it survives a killed browser. Gives window.polkuDrafts; nothing is kept where the browser cannot do all that.
(() => {
  "use strict";
  const LIFE = 7 * 24 * 60 * 60 * 1000; // as long as a page's pass lets it be sent
  const TABLE = "drafts";
  const ours = document.getElementById("polku-drafts");
  if (!ours || !window.indexedDB || !window.crypto?.subtle || !navigator.locks) return;
  if (!ours.dataset.key && !window.polkuKey) return;

  const bytes = Uint8Array.from(atob(ours.dataset.key ?? ""), (letter) => letter.charCodeAt(0));
  const brought = () => crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  const key = ours.dataset.key ? brought() : window.polkuKey; // a copy kept for a time without a network brings none
  const base = new Promise((resolve, reject) => {
    const opening = indexedDB.open("polku", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE, { keyPath: "id" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });

  // One transaction; done when it is on the disk.
  async function act(mode, work) {
    const transaction = (await base).transaction(TABLE, mode, { durability: "strict" });
    const asked = work(transaction.objectStore(TABLE));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(asked?.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }

  async function write(draft) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(draft));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, plain);
    await act("readwrite", (table) => table.put({ id: draft.writer, seq: draft.seq, at: Date.now(), iv, data }));
  }

  // While one is being written, only the newest of those that follow waits.
  const next = new Map();
  let writing = null;

  async function drain() {
    try {
      while (next.size) {
        const [writer, draft] = next.entries().next().value;
        next.delete(writer);
        await write(draft);
      }
    } finally {
      writing = null;
    }
  }

  // Resolved when the draft, or a newer one of the same page, is on the disk.
  function keep(draft) {
    next.set(draft.writer, draft);
    return (writing ??= drain());
  }

  // What the server has confirmed up to a page's number `seq`, or what was thrown away, is not kept.
  async function drop(writer, seq) {
    if ((next.get(writer)?.seq ?? Infinity) <= seq) next.delete(writer);
    await writing?.catch(() => {});
    await act("readwrite", (table) => {
      const asked = table.get(writer);
      asked.onsuccess = () => asked.result && asked.result.seq <= seq && table.delete(writer);
    });
  }

  async function open(row) {
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, await key, row.data);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      return null; // somebody else's
    }
  }

  // This person's drafts, the oldest first; whosever is too old to be sent goes.
  async function all() {
    const rows = await act("readonly", (table) => table.getAll());
    for (const row of rows) if (Date.now() - row.at > LIFE) await act("readwrite", (table) => table.delete(row.id));
    rows.sort((one, other) => one.at - other.at);
    return (await Promise.all(rows.map(open))).filter(Boolean);
  }

  // An open page is the only one to send what it has written: it holds a lock of its own until it is gone.
  const nameOf = (writer) => `polku-draft-${writer}`;
  const hold = (writer) => void navigator.locks.request(nameOf(writer), () => new Promise(() => {}));
  const ifFree = (writer, work) =>
    navigator.locks.request(nameOf(writer), { ifAvailable: true }, (lock) => (lock ? work() : null));

  // What the page of an autosaved form does with its draft; on a device that is shared only what was kept before goes.
  function of(form) {
    const own = "ownDevice" in ours.dataset;
    const writer = () => form.elements.writer.value;
    const goes = (seq) => drop(writer(), seq).catch(() => {});
    const stays = (seq, more) => {
      const fields = [...new FormData(form)].filter(([, value]) => !(value instanceof File));
      const page = { address: form.dataset.autosave, page: location.pathname };
      return own ? keep({ writer: writer(), seq, ...page, fields, ...more }) : Promise.reject(new Error("shared"));
    };
    // The form is sent by a button: the draft stays until the next page finds that the server has it.
    const leave = (seq, button) =>
      own && !button?.hasAttribute("data-discards") ? stays(seq, { sent: true }).catch(() => {}) : goes(Infinity);
    hold(writer());
    return { keep: stays, drop: goes, leave };
  }

  window.polkuDrafts = { of, all, drop, hold, ifFree };
})();
