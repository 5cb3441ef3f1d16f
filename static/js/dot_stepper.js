// Giving dots without a round trip: the same form, filled in by the same buttons.
const given = (form) =>
  [...form.querySelectorAll("[data-given]")].reduce((sum, field) => sum + Number(field.value), 0);

const fill = (picture, number) => {
  picture.querySelectorAll("circle").forEach((circle, i) => {
    circle.setAttribute("class", i < number ? "dot" : "stip-open");
    circle.setAttribute("r", i < number ? "11" : "10");
  });
};

// Sentences come from the page, one for each form: 0, 1 and many.
const sentence = (place, number) =>
  (place.dataset[`words${number}`] || place.dataset.wordsMany).replace("{n}", number);

const show = (form) => {
  const left = Number(form.dataset.purse) - given(form);
  const purse = form.querySelector("[data-purse-words]");
  purse.textContent = sentence(purse, left);
  fill(form.querySelector("[data-purse-dots] svg"), left);
  for (const gift of form.querySelectorAll("[data-gift]")) {
    const number = Number(gift.querySelector("[data-given]").value);
    fill(gift.querySelector("svg.step-dots"), number);
    gift.querySelector('[data-step="-1"]').disabled = number === 0;
    const full = number >= Number(gift.dataset.most || Infinity);
    gift.querySelector('[data-step="1"]').disabled = left === 0 || full;
    const said = gift.querySelector("[data-given-words]");
    said.textContent = sentence(said, number);
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-purse] [data-step]");
  if (!button) return;
  event.preventDefault();
  const field = button.closest("[data-gift]").querySelector("[data-given]");
  field.value = Number(field.value) + Number(button.dataset.step);
  const form = button.closest("[data-purse]");
  show(form);
  if (button.disabled) form.querySelector("[data-purse-words]").focus();
});

document.addEventListener("change", (event) => {
  const form = event.target.matches("[data-given]") && event.target.closest("[data-purse]");
  if (form) show(form);
});
