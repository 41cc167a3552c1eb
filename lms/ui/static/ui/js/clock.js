// <div data-clock="deadline" data-now="the server's time"> tells the time left by the server's clock, and says it aloud
// at 10, 5 and 1 minute and at the end, once each. Autosave's answer may move the deadline.
(() => {
  "use strict";
  const WARNINGS = [10, 5, 1, 0];

  function run(box) {
    const data = box.dataset;
    const ahead = Date.parse(data.now) - Date.now();
    const part = (name) => box.querySelector(`[data-clock-${name}]`);
    const [shown, spoken] = [part("left"), part("spoken")];
    let [deadline, timer, told] = [0, 0, []];

    function memory(value) {
      const key = `polku-clock-${data.clockKey}-${deadline}`;
      try {
        if (value) sessionStorage.setItem(key, JSON.stringify(value));
        return JSON.parse(sessionStorage.getItem(key) || "[]");
      } catch {
        return value || [];
      }
    }

    function words(left) {
      if (left <= 0) return data.over;
      const seconds = Math.ceil(left / 1000);
      if (seconds <= 60) return data.seconds.replace("{n}", seconds);
      return data.minutes.replace("{n}", Math.ceil(seconds / 60));
    }

    function warn(left) {
      const passed = WARNINGS.filter((minutes) => left <= minutes * 60_000);
      if (passed.every((minutes) => told.includes(minutes))) return;
      memory((told = passed));
      const nearest = Math.min(...passed);
      spoken.textContent = nearest ? data.warning.replace("{n}", nearest) : data.over;
    }

    function tick() {
      const left = deadline - (Date.now() + ahead);
      const text = words(left);
      if (shown.textContent !== text) shown.textContent = text;
      warn(left);
      if (left > 0) timer = setTimeout(tick, 500);
    }

    function begin(at) {
      clearTimeout(timer);
      deadline = at;
      told = memory();
      tick();
    }

    if (Math.abs(ahead) > 60_000) part("differs").hidden = false;
    begin(Date.parse(data.clock));
    addEventListener("polku:saved", ({ detail }) => {
      const moved = Date.parse(detail.deadline);
      if (!moved || moved === deadline) return;
      part("by").textContent = spoken.textContent = detail.by;
      begin(moved);
    });
  }

  document.querySelectorAll("[data-clock]").forEach(run);
})();
