// What somebody filled in survives a request that never arrived, in this tab only.
const keyOf = (form) => `draft:${form.dataset.draft}`;
const isKept = (field) => field.name && !["csrf_token", "nonce"].includes(field.name);

const valuesOf = (form) =>
  [...form.elements]
    .filter((field) => isKept(field) && field.type !== "file" && field.tagName !== "BUTTON")
    .map(({ name, type, value, checked }) => ({ name, type, value, checked }));

const keep = (form) => sessionStorage.setItem(keyOf(form), JSON.stringify(valuesOf(form)));

const say = (form, shown) => {
  const note = form.querySelector("[data-draft-kept]");
  if (note) note.hidden = !shown;
};

const restore = (form) => {
  // The server answered and said what is wrong: then it arrived, and the page holds the values.
  if (form.querySelector("[role=alert], [aria-invalid]")) return;
  const kept = sessionStorage.getItem(keyOf(form));
  if (!kept) return;
  for (const { name, type, value, checked } of JSON.parse(kept)) {
    const marks = ["radio", "checkbox"].includes(type);
    const field = [...form.elements].find(
      (each) => each.name === name && (!marks || each.value === value),
    );
    if (!field) continue;
    if (marks) field.checked = checked;
    else field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  say(form, true);
};

// A page without the form, that is no error page, is the answer to what was sent.
const forget = () => {
  for (const done of document.querySelectorAll("[data-draft-done]")) {
    sessionStorage.removeItem(`draft:${done.dataset.draftDone}`);
  }
  if (document.querySelector("[data-draft-keep]")) return;
  const here = [...document.querySelectorAll("[data-draft]")].map(keyOf);
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("draft:") && !here.includes(key)) sessionStorage.removeItem(key);
  }
};

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-draft]")) keep(event.target);
}, true);

// No connection, or a server that could not: the form stays as it is and says so.
for (const failure of ["htmx:error", "htmx:response:error"]) {
  document.addEventListener(failure, (event) => {
    const form = event.target.closest && event.target.closest("form");
    if (form) say(form, true);
  });
}

document.addEventListener("htmx:after:swap", forget);

// Once every behaviour listens, so that what depends on a field follows it.
document.addEventListener("DOMContentLoaded", () => {
  forget();
  document.querySelectorAll("[data-draft]").forEach(restore);
});
