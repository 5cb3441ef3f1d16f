// Putting options in order without a round trip; the server does the same in decisions/ballots/ranking.py.
const rowsOf = (place) => [...place.querySelectorAll("[data-order-row]")];
const numberOf = (row) => Number(row.querySelector("[data-mark]").value) || 0;
const ranksOf = (rows) => new Map(rows.filter(numberOf).map((row) => [row, numberOf(row)]));

const closedUp = (ranks) => {
  const places = [...new Set(ranks.values())].sort((a, b) => a - b);
  return new Map([...ranks].map(([row, rank]) => [row, places.indexOf(rank) + 1]));
};

const moved = (ranks, row, step) => {
  const rank = ranks.get(row);
  const all = [...ranks.values()];
  const alone = all.filter((each) => each === rank).length === 1;
  if (rank === undefined) {
    return step < 0 ? new Map([...closedUp(ranks), [row, new Set(all).size + 1]]) : ranks;
  }
  if (step > 0 && alone && rank === Math.max(...all)) {
    return closedUp(new Map([...ranks].filter(([each]) => each !== row)));
  }
  // Past the next place; who shared a number goes before or after those it shared it with.
  const beyond = all.filter((each) => (each - rank) * step > 0);
  const beside = beyond.length ? (step > 0 ? Math.min(...beyond) : Math.max(...beyond)) : rank;
  const place = (each, of) => {
    if (!alone) return 2 * of + (each === row ? step : 0);
    return of === rank ? beside : of === beside ? rank : of;
  };
  return closedUp(new Map([...ranks].map(([each, of]) => [each, place(each, of)])));
};

const show = (place, ranks) => {
  const rows = rowsOf(place);
  const last = rows.length + 1;
  const alone = (rank) => [...ranks.values()].filter((each) => each === rank).length === 1;
  rows.forEach((row) => {
    const rank = ranks.get(row);
    row.querySelector("[data-mark]").value = rank || "";
    row.querySelector("[data-mark]").removeAttribute("aria-invalid");
    row.classList.toggle("order-row-open", !rank);
    row.querySelector('[data-order-step="-1"]').disabled = rank === 1 && alone(1);
    row.querySelector('[data-order-step="1"]').disabled = !rank;
  });
  const sorted = [...rows].sort((a, b) => (ranks.get(a) || last) - (ranks.get(b) || last));
  place.querySelector("[data-order-list]").append(...sorted);
};

const say = (place, row, rank) => {
  const words = place.querySelector("[data-order-words]");
  const option = row.querySelector("[data-order-name]").firstChild.textContent.trim();
  const sentence = rank ? words.dataset.words.replace("{n}", rank) : words.dataset.words0;
  words.textContent = sentence.replace("{option}", () => option);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-order-step]");
  if (!button) return;
  event.preventDefault();
  const place = button.closest("[data-order]");
  const row = button.closest("[data-order-row]");
  const ranks = moved(ranksOf(rowsOf(place)), row, Number(button.dataset.orderStep));
  show(place, ranks);
  say(place, row, ranks.get(row));
  // The row is elsewhere now, and whoever presses goes along with it.
  const stays = button.disabled ? row.querySelector("[data-order-step]:not(:disabled)") : button;
  stays.focus();
  row.scrollIntoView({ block: "nearest" });
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-order-sort]");
  if (!button) return;
  event.preventDefault();
  const place = button.closest("[data-order]");
  show(place, ranksOf(rowsOf(place)));
});

// A typed number makes a step down possible; the rows move when asked, never under a finger.
document.addEventListener("change", (event) => {
  const row = event.target.closest("[data-order-row]");
  if (!row) return;
  row.classList.toggle("order-row-open", !numberOf(row));
  row.querySelector('[data-order-step="-1"]').disabled = false;
  row.querySelector('[data-order-step="1"]').disabled = !numberOf(row);
});
