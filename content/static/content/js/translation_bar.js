// wagtail-localize writes the bar above a translation and the name of one button in English, whatever the language
// of its reader. Here they get the words of our own catalogue, which the script's tag carries.
(() => {
  "use strict";
  const words = document.currentScript.dataset;
  const reword = (editor) => {
    for (const heading of editor.querySelectorAll("section h3")) {
      const found = /^(.+) to (.+) translation$/.exec(heading.textContent);
      if (found) heading.textContent = words.bar.replace("%(source)s", found[1]).replace("%(target)s", found[2]);
    }
    for (const name of editor.querySelectorAll("button .w-sr-only")) {
      if (name.textContent === "More actions") name.textContent = words.more;
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    const editor = document.querySelector(".js-translation-editor");
    if (!editor) return;
    new MutationObserver(() => reword(editor)).observe(editor, { childList: true, subtree: true });
    reword(editor);
  });
})();
