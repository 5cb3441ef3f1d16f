// Among many options: a field to find one, and how many have an answer.
const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const sift = (place) => {
  const wanted = plain(place.querySelector("input").value).split(/\s+/).filter(Boolean);
  const rows = [...place.closest("form").querySelectorAll("[data-sift-row]")];
  for (const row of rows) {
    const words = plain(row.textContent);
    row.hidden = !wanted.every((word) => words.includes(word));
  }
  const found = rows.filter((row) => !row.hidden).length;
  const said = place.querySelector("[data-sift-words]");
  const sentence = found ? said.dataset.words : said.dataset.words0;
  said.textContent = wanted.length ? sentence.replace("{n}", found).replace("{all}", rows.length) : "";
};

const reveal = () => {
  for (const place of document.querySelectorAll("[data-sift]")) place.hidden = false;
};

document.addEventListener("input", (event) => {
  const place = event.target.closest("[data-sift]");
  if (place) sift(place);
});

// Enter looks for an option and sends nothing in.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.closest("[data-sift]")) event.preventDefault();
});

document.addEventListener("htmx:after:swap", reveal);
reveal();
