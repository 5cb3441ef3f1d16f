// The share button: the phone's own sheet, or a copy of the address.
const reveal = () => {
  if (!navigator.share && !navigator.clipboard) return;
  for (const place of document.querySelectorAll("[data-share]")) {
    place.querySelector("[data-share-button]").hidden = false;
    place.querySelector("[data-share-link]").hidden = true;
  }
};

const share = async (place) => {
  const { title, words } = place.dataset;
  const url = new URL(place.dataset.url, location.href).href;
  if (navigator.share) {
    await navigator.share(words ? { title, text: words, url } : { title, url });
    return;
  }
  await navigator.clipboard.writeText(words ? `${words}\n${url}` : url);
  const said = place.querySelector("[data-share-said]");
  said.textContent = said.dataset.copied;
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-share-button]");
  if (!button) return;
  const place = button.closest("[data-share]");
  share(place).catch((refusal) => {
    // She closed the sheet herself: nothing to say. Anything else: show the address.
    if (refusal.name !== "AbortError") place.querySelector("[data-share-link]").hidden = false;
  });
});

document.addEventListener("htmx:after:swap", reveal);
reveal();
