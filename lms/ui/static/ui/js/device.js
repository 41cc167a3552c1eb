// The theme a person chose, applied at once; the form's own button does the same without this file.
(() => {
  "use strict";
  const YEAR = 31536000;
  const form = document.querySelector("form[data-theme-choice]");
  if (!form) return;

  form.addEventListener("change", (event) => {
    if (event.target.name !== "theme") return;
    const theme = event.target.value;
    const chosen = theme === "light" || theme === "dark";
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `polku_theme=${theme}; path=/; samesite=lax; max-age=${chosen ? YEAR : 0}${secure}`;
    if (chosen) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  });
})();
