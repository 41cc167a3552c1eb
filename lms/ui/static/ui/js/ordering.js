// <ol data-order>: a pressed arrow moves its row at once, without the round trip that the same button makes when this
// file is missing. The form's own "change" tells autosave, and the new place is said to those who listen.
(() => {
  "use strict";

  function order(list) {
    const said = list.parentElement.querySelector("[data-order-said]");
    const rows = () => [...list.children];

    function settle() {
      rows().forEach((row, place, all) => {
        const [up, down] = row.querySelectorAll("button[name=move]");
        up.disabled = place === 0;
        down.disabled = place === all.length - 1;
      });
    }

    function tell(row) {
      const all = rows();
      const words = { text: row.querySelector(".order-text").textContent, place: all.indexOf(row) + 1, total: all.length };
      said.textContent = said.dataset.orderSaid.replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole);
    }

    list.addEventListener("polku:arranged", settle); // by outbox.js
    list.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=move]");
      if (!button) return;
      event.preventDefault();
      const row = button.closest("li");
      if (button.value.startsWith("up:")) row.previousElementSibling?.before(row);
      else row.nextElementSibling?.after(row);
      settle();
      // At either end the pressed arrow has nothing to do any more: the focus goes to the other one.
      (button.disabled ? row.querySelector("button[name=move]:not(:disabled)") : button).focus();
      tell(row);
      button.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  document.querySelectorAll("[data-order]").forEach(order);
})();
