// Works on any page. A pressed button says what is happening after 400 ms and a second press does nothing
// (data-repeatable: a form that answers with a file may be sent again). The focus goes to what matters first:
// an element with data-focus, such as the error summary or a new heading.
(() => {
  "use strict";
  const WAIT = 400;

  function guard(event) {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog") return;
    if (form.dataset.sent === "yes") return event.preventDefault();
    if (form.method !== "post" || "repeatable" in form.dataset) return;
    form.dataset.sent = "yes";
    const button = event.submitter || form.querySelector("button[type=submit], button:not([type])");
    if (button) setTimeout(busy, WAIT, button);
  }

  function busy(button) {
    button.setAttribute("aria-disabled", "true");
    const text = button.dataset.busy || document.body.dataset.busy;
    if (!text) return;
    button.dataset.idle = button.innerHTML;
    button.textContent = text;
  }

  // A page that comes back must be usable again.
  function restore(event) {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[aria-disabled][data-idle]")) {
      button.innerHTML = button.dataset.idle;
      button.removeAttribute("aria-disabled");
    }
  }

  function focusFirst() {
    const target = document.querySelector(".note-error[data-focus]") || document.querySelector("[data-focus]");
    if (!target || location.hash) return;
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus();
  }

  // The language list and the like close with Escape, as a menu would, and give the focus back.
  function closeOnEscape(event) {
    const open = event.key === "Escape" && event.target.closest?.("details.languages[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  }

  // The browser brings the caret of a large text field into view, and may leave the rest of the field outside.
  function showWhole(event) {
    if (event.target.matches("textarea")) event.target.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("focusin", showWhole);
  document.addEventListener("submit", guard);
  document.addEventListener("keydown", closeOnEscape);
  addEventListener("pageshow", restore);
  focusFirst();
})();
