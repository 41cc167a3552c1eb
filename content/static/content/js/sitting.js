// A group's open pages ask every few seconds for one number and fetch themselves anew only when it has grown. What
// somebody is writing is never replaced: they are told that the group has gone on. Without this script, one reloads.
(() => {
  "use strict";
  const EVERY = 4000;
  const SLOWEST = 30000;
  const root = document.querySelector("[data-poll]");
  let wait = EVERY;

  const regions = (page) => page.querySelectorAll("[data-live]");

  function isBeingWritten(region) {
    if ("kept" in region.dataset) return true;
    return [...region.querySelectorAll("input, textarea")].some((field) =>
      field.type === "hidden" ? false
        : "radio checkbox".includes(field.type) ? field.checked !== field.defaultChecked
          : field.value !== field.defaultValue);
  }

  function replace(old, fresh) {
    const isTask = old.dataset.live === "task";
    if (isTask && old.dataset.screen === fresh.dataset.screen) return;
    if (isTask && isBeingWritten(old)) {
      root.querySelector("[data-moved]").hidden = false;
      return;
    }
    const hadFocus = old.contains(document.activeElement);
    const pressed = hadFocus ? document.activeElement.closest("form") : null;
    old.replaceWith(document.adoptNode(fresh));
    if (!hadFocus) return;
    const again = pressed && fresh.querySelector(`form[action="${pressed.getAttribute("action")}"] button`);
    (again || fresh.querySelector("h1, h2, button")).focus();
  }

  async function renew() {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) return location.replace(location.pathname);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-poll]");
    if (!fresh) return location.replace(location.pathname);
    for (const old of regions(root)) {
      const other = fresh.querySelector(`[data-live="${old.dataset.live}"]`);
      if (other) replace(old, other);
    }
    root.dataset.version = fresh.dataset.version;
  }

  async function look() {
    try {
      const answer = await fetch(root.dataset.poll, { credentials: "same-origin" });
      if (answer.status === 404) return ended();
      const { version } = await answer.json();
      if (String(version) !== root.dataset.version) await renew();
      wait = EVERY;
    } catch {
      wait = Math.min(wait * 2, SLOWEST);
    }
    setTimeout(look, wait);
  }

  // The page of a group that has ended says so. Somebody in the middle of writing sends first, and is told then.
  function ended() {
    const task = root.querySelector('[data-live="task"]');
    if (!task || !isBeingWritten(task)) location.replace(location.pathname);
  }

  if (root) setTimeout(look, wait);
})();
