// <form data-autosave="address"> is sent while one writes: a second after the last key, on every choice, and when the
// page is hidden. "Saved" is said only after the server has answered 2xx; within five seconds somebody who is not
// saved knows it. On the person's own device drafts.js keeps the text meanwhile. Without this file the button saves.
(() => {
  "use strict";
  const PAUSE = 1000;
  const LONGEST = 3000; // somebody who writes on and on is saved all the same
  const SLOW = 4000;
  const GIVE_UP = 20000;
  const RETRY = 4000; // and up to half as much again: not everybody at the same moment

  function autosave(form) {
    const line = form.querySelector("[data-save-state]") || document.querySelector("[data-save-state]");
    const drafts = form.elements.writer && window.polkuDrafts?.of(form);
    let seq = Number(form.dataset.seq || 0);
    let typed = 0; // grows with every change
    let saved = 0; // the newest change that the server has confirmed
    let kept = 0; // the newest change that is on this device's disk
    let since = 0; // when the oldest change that waits was made
    let [sending, timer, submitted] = [null, 0, false];
    let stopped = false; // the server has said no for good

    function say(state, time) {
      if (!line || (line.dataset.state === state && state !== "saved")) return; // said once is enough
      line.dataset.state = state;
      line.querySelector("[data-save-text]").textContent = (line.dataset[state] ?? line.dataset.failed).replace("{time}", time);
    }

    const inTrouble = () => ["failed", "offline", "kept"].includes(line?.dataset.state);
    const sayTrouble = () => say(kept === typed ? "kept" : navigator.onLine ? "failed" : "offline");
    const clock = () => new Date().toTimeString().slice(0, 5).replace(/^0/, "").replace(":", ".");

    function keep() {
      const version = typed;
      const told = () => ((kept = Math.max(kept, version)), inTrouble() && sayTrouble());
      drafts?.keep((seq += 1)).then(told, () => {}); // newer than what was sent before, older than what will be
    }

    async function send(last) {
      clearTimeout(timer);
      if (typed === saved || submitted || stopped || (sending && !last)) return;
      const version = typed;
      since = 0;
      if (!inTrouble()) say("saving"); // what is tried again is not announced each time
      const turn = (sending = new AbortController());
      const watches = [setTimeout(sayTrouble, SLOW), setTimeout(() => turn.abort(), GIVE_UP)];
      const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => !(value instanceof File)));
      const number = (seq += 1);
      body.set("seq", String(number));
      const options = { method: "POST", body, credentials: "same-origin", keepalive: last === true };
      options.headers = { Accept: "application/json", "X-Requested-With": "autosave" };
      try {
        const answer = await fetch(form.dataset.autosave, { ...options, signal: turn.signal });
        if (answer.status === 409) {
          if (sending !== turn) return; // overtaken by a newer one of this page, which speaks for both
          const told = await answer.json().catch(() => ({}));
          stopped = true;
          return say(told.error === "conflict" || !told.error ? "conflict" : "late");
        }
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        saved = Math.max(saved, version);
        if (saved === typed) {
          delete form.dataset.waits;
          say("saved", clock());
        }
        drafts?.drop(number);
        dispatchEvent(new CustomEvent("polku:saved", { detail: await answer.json().catch(() => ({})) }));
      } catch {
        if (sending !== turn) return;
        sayTrouble();
      } finally {
        watches.forEach(clearTimeout);
        if (sending === turn) sending = null;
      }
      const wait = inTrouble() ? RETRY * (1 + Math.random() / 2) : PAUSE;
      if (typed !== saved) timer = setTimeout(send, wait);
    }

    function changed(event) {
      if (event.target.type === "hidden" || event.target.type === "file") return;
      typed += 1;
      form.dataset.waits = "";
      since ||= Date.now();
      keep();
      clearTimeout(timer);
      const pause = Math.min(PAUSE, since + LONGEST - Date.now());
      timer = setTimeout(send, event.type === "change" ? 0 : pause);
    }

    // From outbox.js: `fill` puts in what an earlier page had written here, and this page goes on in its name.
    form.polkuGoOn = (number, state, fill) => {
      if (typed) return; // somebody was quicker
      fill((seq = number));
      if (state === "saved") return say(state, clock());
      [typed, stopped, form.dataset.waits] = [1, state === "conflict", ""];
      keep();
      say(state);
      send();
    };

    for (const name of ["input", "change"]) form.addEventListener(name, changed);
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      submitted = true;
      if (typed !== saved || stopped) drafts?.leave((seq += 1), event.submitter);
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send(true));
    addEventListener("pagehide", () => send(true));
    addEventListener("online", () => {
      sending = sending?.abort(); // it may hang for long on a network that is gone
      send();
    });
    addEventListener("pageshow", () => (submitted = false));
    addEventListener("beforeunload", (event) => {
      if (typed !== saved && kept !== typed && !submitted) event.preventDefault();
    });
  }

  document.querySelectorAll("form[data-autosave]").forEach(autosave);
})();
