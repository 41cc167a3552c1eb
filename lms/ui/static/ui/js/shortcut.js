// <button data-shortcut="hint's id">: Ctrl + Enter anywhere in its form presses it. The hint that says so is shown only
// here, where it is true.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("button[data-shortcut]")) {
    document.getElementById(button.dataset.shortcut).hidden = false;
    button.form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      event.preventDefault();
      button.click();
    });
  }
})();
