// The keys of the projector: B empties the screen, R shows the result where a facilitator runs it.
document.addEventListener("keydown", (event) => {
  const room = document.querySelector("[data-room]");
  if (!room || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const key = event.key.toLowerCase();
  const form = [...room.querySelectorAll("form[data-key]")].find((each) => each.dataset.key === key);
  if (form) form.requestSubmit();
  // Whoever is not signed in empties this one screen only.
  else if (key === "b") room.toggleAttribute("data-blank");
});
