// A code typed in groups, as it is printed: `data-grouped="4"` puts a space after each four digits.
for (const field of document.querySelectorAll("input[data-grouped]")) {
  const size = Number(field.dataset.grouped);
  field.addEventListener("input", () => {
    // Only while she types at the end; who mends something in the middle is left alone.
    if (field.selectionStart !== field.value.length) return;
    const digits = field.value.replace(/\s/g, "");
    field.value = digits.replace(new RegExp(`(.{${size}})(?=.)`, "g"), "$1 ");
  });
}
