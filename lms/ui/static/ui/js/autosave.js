// <form data-autosave="address"> is sent while one writes: a second after the last key, on every choice, and when the
// page is hidden. "Saved" is said only after the server has answered 2xx. Without this file the button saves.
(() => {
  "use strict";
  const PAUSE = 1000;
  const RETRY = 10000;

  function autosave(form) {
    const line = form.querySelector("[data-save-state]") || document.querySelector("[data-save-state]");
    let seq = Number(form.dataset.seq || 0);
    let typed = 0; // grows with every change
    let kept = 0; // the newest change that the server has confirmed
    let sending = null;
    let timer = 0;
    let submitted = false;
    let stopped = false; // the server has said no for good: the person decides by the button

    function say(state, time) {
      if (!line || (line.dataset.state === state && state !== "saved")) return;
      const text = (line.dataset[state] || "").replace("{time}", time || "");
      line.dataset.state = state;
      const target = line.querySelector("[data-save-text]") || line;
      if (target.textContent !== text) target.textContent = text;
    }

    const clock = () => {
      const now = new Date();
      return `${now.getHours()}.${String(now.getMinutes()).padStart(2, "0")}`;
    };

    function body() {
      const data = new FormData(form);
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
      seq += 1;
      data.set("seq", String(seq));
      return new URLSearchParams(data);
    }

    async function send(last) {
      clearTimeout(timer);
      if (typed === kept || submitted || stopped || (sending && !last)) return;
      const version = typed;
      say("saving");
      const options = { method: "POST", body: body(), credentials: "same-origin", keepalive: Boolean(last) };
      options.headers = { Accept: "application/json", "X-Requested-With": "autosave" };
      const turn = fetch(form.dataset.autosave, options);
      sending = turn;
      try {
        const answer = await turn;
        if (answer.status === 409) {
          const told = await answer.json().catch(() => ({}));
          stopped = true;
          return say(told.error === "conflict" || !told.error ? "conflict" : "late");
        }
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        kept = Math.max(kept, version);
        if (kept === typed) say("saved", clock());
      } catch {
        say("failed");
        timer = setTimeout(send, RETRY);
        return;
      } finally {
        if (sending === turn) sending = null;
      }
      if (typed !== kept) timer = setTimeout(send, PAUSE);
    }

    function changed(event) {
      if (event.target.type === "hidden" || event.target.type === "file") return;
      typed += 1;
      clearTimeout(timer);
      timer = setTimeout(send, event.type === "change" ? 0 : PAUSE);
    }

    const leave = () => document.visibilityState === "hidden" && send(true);

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", (event) => {
      if (!event.defaultPrevented) submitted = true;
    });
    document.addEventListener("visibilitychange", leave);
    addEventListener("pagehide", () => send(true));
    addEventListener("online", () => send());
    addEventListener("pageshow", () => {
      submitted = false;
    });
    addEventListener("beforeunload", (event) => {
      if (typed !== kept && !submitted) event.preventDefault();
    });
  }

  document.querySelectorAll("form[data-autosave]").forEach(autosave);
})();
