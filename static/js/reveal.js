// An answer that asks for words opens the place to write them.
document.addEventListener("change", (event) => {
  const fold = event.target.dataset.opens && document.getElementById(event.target.dataset.opens);
  if (fold) fold.open = true;
});
