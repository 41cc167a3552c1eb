// <div data-clock="deadline" data-now="the server's time"> tells how much time is left, by the server's clock. It is
// said aloud politely at 10, 5 and 1 minute and at the end, once each, and the focus stays where it is. Without this
// file the page says when the answers have to be there, and the server decides in any case.
(() => {
  "use strict";
  const WARNINGS = [10, 5, 1, 0];
  const TOLERATED = 60_000;

  function run(box) {
    const deadline = Date.parse(box.dataset.clock);
    const ahead = Date.parse(box.dataset.now) - Date.now();
    const shown = box.querySelector("[data-clock-left]");
    const spoken = box.querySelector("[data-clock-spoken]");
    const key = `polku-clock-${box.dataset.clockKey}-${deadline}`;
    const told = new Set(remembered());

    function remembered() {
      try {
        return JSON.parse(sessionStorage.getItem(key) || "[]");
      } catch {
        return [];
      }
    }

    function remember() {
      try {
        sessionStorage.setItem(key, JSON.stringify([...told]));
      } catch {
        // Told once more on the next page then.
      }
    }

    function words(left) {
      if (left <= 0) return box.dataset.over;
      const seconds = Math.ceil(left / 1000);
      if (seconds <= 60) return box.dataset.seconds.replace("{n}", String(seconds));
      return box.dataset.minutes.replace("{n}", String(Math.ceil(seconds / 60)));
    }

    function warn(left) {
      const passed = WARNINGS.filter((minutes) => left <= minutes * 60_000);
      const news = passed.filter((minutes) => !told.has(minutes));
      if (!news.length) return;
      for (const minutes of passed) told.add(minutes);
      remember();
      const nearest = Math.min(...passed);
      spoken.textContent = nearest ? box.dataset.warning.replace("{n}", String(nearest)) : box.dataset.over;
    }

    function tick() {
      const left = deadline - (Date.now() + ahead);
      const text = words(left);
      if (shown.textContent !== text) shown.textContent = text;
      warn(left);
      if (left > 0) setTimeout(tick, 500);
    }

    if (Math.abs(ahead) > TOLERATED) box.querySelector("[data-clock-differs]").hidden = false;
    tick();
  }

  document.querySelectorAll("[data-clock]").forEach(run);
})();
