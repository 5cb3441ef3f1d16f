"""What a page must be for everybody: axe, headings, width, targets."""

from collections.abc import Iterator
from typing import Any, Literal

from playwright.sync_api import Error, Page, ViewportSize

from plumbing.folders import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
# Sent once for all pages of a window, and only read through by those that are judged.
BRING_AXE = f"window.bringAxe = () => {{ {AXE} }};"
NARROWEST: ViewportSize = {"width": 320, "height": 640}
SMALLEST_TARGET = 48

WIDER = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const clips = (each) => {
    for (let box = each.parentElement; box && box !== document.body; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible") return true;
    return false;
  };
  return [...document.body.querySelectorAll("*")]
    .filter((each) => each.getBoundingClientRect().right > root.clientWidth + 1 && !clips(each))
    .map((each) => `${each.tagName.toLowerCase()}.${each.className} `
      + `“${each.textContent.trim().slice(0, 40)}”`)
    .slice(-3);
}"""
SMALL = """(least) => {
  const reach = least / 2 - 1;
  const shown = (each) => each.type !== "hidden"
    && each.checkVisibility({ visibilityProperty: true })
    && !each.closest("[hidden], .only-heard, .skip");
  const running = (link) => getComputedStyle(link).display === "inline"
    && link.parentElement.textContent.trim().length > link.textContent.trim().length;
  const target = (each) =>
    each.closest("label:has(input[type=radio], input[type=checkbox])")
    || (each.matches(".row-link") ? each.closest(".row") : each);
  const meets = (each) => {
    each.scrollIntoView({ block: "center" });
    const box = each.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const sides = box.width < least ? [[x - reach, y], [x + reach, y]] : [];
    const ends = box.height < least ? [[x, y - reach], [x, y + reach]] : [];
    return [...sides, ...ends].every(([left, top]) =>
      each.contains(document.elementFromPoint(left, top)));
  };
  const missed = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((each) => shown(each) && !(each.tagName === "A" && running(each)))
    .map(target)
    .filter((each) => each.getBoundingClientRect().width > 0 && !meets(each))
    .map((each) => `${each.tagName.toLowerCase()}.${each.className} `
      + `“${(each.textContent || each.name || "").trim().slice(0, 30)}”`);
  scrollTo(0, 0);
  return missed;
}"""

JUDGE = """(options) => {
  if (!window.bringAxe) return null;
  if (!window.axe) bringAxe();
  return axe.run(options).then((found) => found.violations);
}"""
# One question instead of three locators, for which Playwright would load a script of its own.
FRAME = """() => [
  document.querySelectorAll("h1").length, document.title, document.documentElement.lang
]"""


def violations(page: Page, scheme: Literal["light", "dark"] = "light") -> Iterator[str]:
    """What axe finds; in the dark only colours can differ."""
    page.emulate_media(color_scheme=scheme)
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if scheme == "dark":
        options["runOnly"] = ["color-contrast", "link-in-text-block"]
    for found in _judge(page, options):
        for node in found["nodes"]:
            why = " ".join(node["failureSummary"].splitlines()[1:2]).strip()
            yield f"{scheme}: {found['id']}: {node['html'][:160]} {why}"


def _judge(page: Page, options: dict[str, Any]) -> list[dict[str, Any]]:
    found = page.evaluate(JUDGE, options)
    if found is None:
        page.add_init_script(BRING_AXE)
        page.evaluate(BRING_AXE)
        found = page.evaluate(JUDGE, options)
    assert isinstance(found, list)
    return found


def too_wide(page: Page) -> Iterator[str]:
    """What sticks out on the narrowest phone, and there with letters twice as large."""
    before = page.viewport_size
    page.set_viewport_size(NARROWEST)
    yield from (f"320 px: {fault}" for fault in page.evaluate(WIDER))
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    yield from (f"200 %: {fault}" for fault in page.evaluate(WIDER))
    page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    if before:
        page.set_viewport_size(before)


def too_small(page: Page) -> list[str]:
    """What a thumb misses; links in running text aside."""
    found: list[str] = page.evaluate(SMALL, SMALLEST_TARGET)
    return found


def unframed(page: Page, language: str = "nl") -> Iterator[str]:
    """What is missing around every page: one heading, a title, its language."""
    headings, title, spoken = _frame(page)
    if headings != 1:
        yield f"{headings} h1"
    if not title.partition("·")[0].strip():
        yield "no title"
    if spoken != language:
        yield f"speaks {spoken!r}"


def _frame(page: Page) -> tuple[int, str, str]:
    """Of the page that is there or on its way: a moment after a press there may be none."""
    page.wait_for_load_state()
    try:
        headings, title, language = page.evaluate(FRAME)
    except Error:
        headings, title, language = page.locator("html").evaluate(FRAME)
    return headings, title, language
