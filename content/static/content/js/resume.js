// A QR picture carries the resume code in the address's fragment, which browsers never send. It is put into the form
// and taken out of the address, so that it stays in no history; pressing the button is left to the person.
(() => {
  "use strict";
  const field = document.querySelector("[data-resume-code]");
  if (!field || location.hash.length < 2) return;
  try {
    field.value = decodeURIComponent(location.hash.slice(1));
  } catch {
    return;
  }
  history.replaceState(null, "", location.pathname + location.search);
})();
