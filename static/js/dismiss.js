// A list that hangs open closes by a click beside it or by Escape.
const close = (except) => {
  for (const list of document.querySelectorAll("details[data-closes][open]")) {
    if (list !== except) list.open = false;
  }
};

document.addEventListener("click", (event) => close(event.target.closest("[data-closes]")));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const list = event.target.closest("details[data-closes][open]");
  close(null);
  if (list) list.querySelector("summary").focus();
});
