// On any page. A pressed button says after 400 ms what is happening, and a second press does nothing (data-repeatable:
// a form that answers with a file may be sent again). The focus goes to what matters first.
(() => {
  "use strict";
  let there, slow, told;

  // Without a network a form stays, with what is written and chosen in it; worker.js does better where it is. A chosen
  // file and words that wait ask first whether the network is there. A line that is only slow is asked once.
  async function guard(event) {
    const { target: form } = event;
    const button = event.submitter ?? form.querySelector("button:not([type=button])");
    const { sent, repeatable, waits } = form.dataset;
    if (form.method !== "post" || !button) return;
    if (sent) return event.preventDefault();
    const timer = repeatable ?? setTimeout(busy, 400, button);
    if (timer) form.dataset.sent = "yes";
    told?.remove();
    const asks = !navigator.onLine || waits === "" || [...form.elements].some((field) => field.files?.length);
    if (!asks || form === there || form === slow || navigator.serviceWorker?.controller || !form.requestSubmit) return;
    event.preventDefault();
    const options = { cache: "no-store", signal: AbortSignal.timeout?.(8000) };
    const answer = await fetch("/health/live", options).catch((error) => error);
    clearTimeout(timer);
    restore();
    slow = answer.name === "TimeoutError" && form;
    if (answer.status < 500) return (there = form), form.requestSubmit(button), (there = null);
    told = Object.assign(document.createElement("p"), { className: "err", role: "alert" });
    told.textContent = document.body.dataset.offline;
    (button.closest(".actions") ?? button).before(told);
  }

  function busy(button) {
    button.setAttribute("aria-disabled", "true");
    const text = button.dataset.busy || document.body.dataset.busy;
    if (!text) return;
    button.dataset.idle = button.innerHTML;
    button.textContent = text;
  }

  // A page that stays or comes back must be usable again.
  function restore() {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[data-idle]")) {
      button.innerHTML = button.dataset.idle;
      button.removeAttribute("aria-disabled");
    }
  }

  function focusFirst() {
    const target = document.querySelector(".note-error[data-focus]") || document.querySelector("[data-focus]");
    if (!target || location.hash) return;
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus();
  }

  // The language list and the like close with Escape and give the focus back.
  function closeOnEscape({ key, target }) {
    const open = key === "Escape" && target.closest?.("details.languages[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  }

  // The browser brings the caret of a large text field into view, and may leave the rest outside.
  const showWhole = ({ target }) => target.matches("textarea") && target.scrollIntoView({ block: "nearest" });

  document.addEventListener("focusin", showWhole);
  document.addEventListener("submit", guard, true);
  document.addEventListener("keydown", closeOnEscape);
  addEventListener("pageshow", ({ persisted }) => persisted && restore());
  focusFirst();
})();
