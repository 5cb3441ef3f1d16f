"""What a page must be for everybody: axe, headings, width, targets."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

from plumbing.setup.steps import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
NARROWEST = {"width": 320, "height": 640}
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
    .map((each) => `${each.tagName.toLowerCase()}.${each.className} “${each.textContent.trim().slice(0, 40)}”`)
    .slice(-3);
}"""
SMALL = """(least) => {
  const shown = (each) => each.checkVisibility({ visibilityProperty: true })
    && !each.closest("[hidden], .only-heard, .skip");
  const running = (link) => {
    if (getComputedStyle(link).display !== "inline") return false;
    return link.parentElement.textContent.trim().length > link.textContent.trim().length;
  };
  const target = (each) =>
    each.matches("input[type=radio], input[type=checkbox]") ? each.closest("label") || each : each;
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((each) => each.type !== "hidden" && shown(each) && !(each.tagName === "A" && running(each)))
    .map((each) => [each, target(each).getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.height < least - 0.5 || box.width < least - 0.5))
    .map(([each, box]) => `${each.tagName.toLowerCase()}.${each.className} `
      + `“${(each.textContent || each.name || "").trim().slice(0, 30)}” `
      + `${Math.round(box.width)}×${Math.round(box.height)}`);
}"""


def faults(page: Page) -> Iterator[str]:
    """Everything that is wrong with the page as it stands, in light and in dark."""
    yield from _frame(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        yield from (f"{scheme}: {fault}" for fault in violations(page, scheme))
    page.emulate_media(color_scheme="light")


def violations(page: Page, scheme: str = "light") -> Iterator[str]:
    """What axe finds; in the dark only colours can differ."""
    if not page.evaluate("() => typeof axe !== 'undefined'"):
        page.evaluate(AXE)
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if scheme == "dark":
        options["runOnly"] = ["color-contrast", "link-in-text-block"]
    for found in page.evaluate("(options) => axe.run(options)", options)["violations"]:
        for node in found["nodes"]:
            yield f"{found['id']}: {node['html'][:160]} {node['failureSummary'].splitlines()[1:2]}"


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


def _frame(page: Page) -> Iterator[str]:
    headings = page.locator("h1").count()
    if headings != 1:
        yield f"{headings} h1"
    if not page.title().partition("·")[0].strip():
        yield "no title"
    if page.locator("html").get_attribute("lang") not in ("nl", "en"):
        yield "no language"
