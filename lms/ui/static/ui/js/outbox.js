// Sends what an earlier page of this person had written and could not save: the browser was killed, the network was
// gone, the tab was closed. It is sent as that page would have sent it, so the server judges it as that page's word;
// what belongs to the form on this page is also put back into it. Needs drafts.js.
(() => {
  "use strict";
  const RETRY = 3000;
  const store = window.polkuDrafts;
  if (!store) return;
  let timer = 0;
  let busy = false;
  let isFirst = true;

  const formOf = (draft) =>
    draft.page === location.pathname &&
    [...document.querySelectorAll("form[data-autosave]")].find((form) => form.dataset.autosave === draft.address);

  function bodyOf(draft) {
    const body = new URLSearchParams(draft.fields);
    const token = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (token && body.has(token.name)) body.set(token.name, token.value);
    body.set("seq", String(draft.seq + 1));
    return body;
  }

  async function post(draft) {
    const headers = { Accept: "application/json", "X-Requested-With": "autosave" };
    const signal = AbortSignal.timeout(20000);
    const options = { method: "POST", body: bodyOf(draft), credentials: "same-origin", headers, signal };
    try {
      return await fetch(draft.address, options);
    } catch {
      return null;
    }
  }

  // True when it has to be tried again.
  async function settle(draft) {
    const answer = await post(draft);
    if (!answer) restore(formOf(draft), draft, "kept"); // to be seen without a network too
    if (!answer || answer.status >= 500 || answer.status === 429) return true;
    const form = formOf(draft);
    if (answer.ok && !answer.redirected) {
      restore(form, draft, "saved");
      await store.drop(draft.writer, draft.seq);
      return false;
    }
    const told = await answer.json().catch(() => ({}));
    const refused = ["older", "too_late", "already_sent", "no_pass"].includes(told.reason || told.error);
    const conflict = answer.status === 409 && !refused;
    if (form && !refused) restore(form, draft, conflict ? "conflict" : "failed");
    // Refused for good, sent as its page closed, or the person has chosen the other text on the page that showed both.
    else if (refused || (conflict && draft.sent)) await store.drop(draft.writer, draft.seq);
    return false;
  }

  // The page goes on in the name of the one that wrote the draft, unless somebody has begun to write already.
  function restore(form, draft, state) {
    form?.polkuGoOn?.(draft.seq + 1, state, () => {
      for (const [name, value] of draft.fields) if (["writer", "base"].includes(name)) form.elements[name].value = value;
      store.hold(draft.writer);
      fill(form, draft.fields);
    });
  }

  // Puts the posted values back: choices by their value, everything else by its place among those of its name.
  function fill(form, fields) {
    const values = new Map();
    for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
    for (const list of form.querySelectorAll("[data-order]")) arrange(list, values);
    for (const input of form.elements) {
      const given = values.get(input.name) ?? [];
      if (!input.name || ["hidden", "file", "submit", "button"].includes(input.type)) continue;
      if (input.type === "radio" || input.type === "checkbox") input.checked = given.includes(input.value);
      else if (given.length) input.value = given.shift();
    }
  }

  function arrange(list, values) {
    const inputOf = (row) => row.querySelector("input[type=hidden]");
    const order = values.get(inputOf(list)?.name) ?? [];
    const place = (row) => order.indexOf(inputOf(row).value);
    list.append(...[...list.children].sort((one, other) => place(one) - place(other)));
    list.dispatchEvent(new Event("polku:arranged"));
  }

  async function sendAll() {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    let again = false;
    try {
      for (const draft of await store.all()) {
        const waits = await store.ifFree(draft.writer, () => settle(draft));
        again ||= waits ?? isFirst; // an open page's, or still held by the one that was just left
      }
    } catch {
      again = false; // a browser that keeps nothing, as in a private window
    }
    [busy, isFirst] = [false, false];
    if (again) timer = setTimeout(sendAll, RETRY);
  }

  addEventListener("online", sendAll);
  document.addEventListener("DOMContentLoaded", sendAll); // when autosave.js, the later file, has taken its forms
})();
