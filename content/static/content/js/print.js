// <button data-print hidden> prints the page. Without this file the button is not there and the browser's menu prints.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
