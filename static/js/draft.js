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

const forget = (root) => {
  for (const done of root.querySelectorAll("[data-draft-done]")) {
    sessionStorage.removeItem(`draft:${done.dataset.draftDone}`);
  }
};

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-draft]")) keep(event.target);
}, true);

// No connection, or a server that could not: the form stays as it is and says so.
for (const failure of ["htmx:error", "htmx:response:error"]) {
  document.addEventListener(failure, (event) => {
    const form = event.target.closest && event.target.closest("[data-draft]");
    if (form) say(form, true);
  });
}

document.addEventListener("htmx:after:swap", () => forget(document));

forget(document);
document.querySelectorAll("[data-draft]").forEach(restore);
