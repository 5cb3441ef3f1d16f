// Counting along with a ballot: how many have an answer, and what the ticked ones cost together.
const isFilled = (field) =>
  ["checkbox", "radio"].includes(field.type) ? field.checked && field.value : field.value.trim();

const filled = (form) => [...form.querySelectorAll("[data-mark]")].filter(isFilled);

const euros = (cents) => {
  const digits = cents % 100 === 0 ? 0 : 2;
  const how = { style: "currency", currency: "EUR", minimumFractionDigits: digits };
  how.maximumFractionDigits = digits;
  return new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`, how).format(cents / 100);
};

const answered = (form, place) => {
  const fields = form.querySelectorAll("[data-mark]");
  const all = new Set([...fields].map((field) => field.name)).size;
  const number = filled(form).length;
  const words = place.querySelector("[data-answered-words]");
  const sentence = number ? words.dataset.wordsMany : words.dataset.words0;
  words.textContent = sentence.replace("{n}", number).replace("{all}", all);
  place.hidden = false;
};

const spending = (form, place) => {
  const cents = filled(form).reduce((sum, field) => sum + Number(field.dataset.cost || 0), 0);
  const budget = Number(place.dataset.spending);
  const words = place.querySelector("[data-spending-words]");
  const { words: sentence, budget: whole } = words.dataset;
  words.textContent = sentence.replace("{money}", euros(cents)).replace("{budget}", whole);
  place.querySelector("[data-spending-over]").hidden = cents <= budget;
  place.querySelector("[data-spending-button]").hidden = true;
  const share = Math.min(100, budget ? Math.floor((100 * cents) / budget) : 100);
  place.querySelector("[data-spending-bar]").setAttribute("width", `${share}%`);
};

const show = (form) => {
  const [counts, costs] = ["[data-answered]", "[data-spending]"].map((each) => form.querySelector(each));
  if (counts) answered(form, counts);
  if (costs) spending(form, costs);
};

const showAll = () => {
  const places = document.querySelectorAll("[data-answered], [data-spending]");
  for (const place of places) show(place.closest("form"));
};

for (const moment of ["change", "input"]) {
  document.addEventListener(moment, (event) => {
    if (event.target.matches("[data-mark]")) show(event.target.closest("form"));
  });
}
document.addEventListener("htmx:after:swap", showAll);
showAll();
