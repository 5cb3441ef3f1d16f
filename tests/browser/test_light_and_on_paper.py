"""Light over the wire, plain on paper, and clear in colours of one's own."""

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.house import House
from tests.browser.judging import violations
from tests.browser.places import FATMA

KB = 1000
FIRST_VISIT, REQUESTS, FOLLOWING = 75 * KB, 10, 12 * KB
PHOTOS = "/bijlagen/"
DECISION, RECORD = "/g/de-weverij/besluiten/5", "/g/de-weverij/besluiten/5/besluit"


def test_decision_is_light_at_first_and_lighter_after(weverij: House, visit: Visit) -> None:
    page = visit(weverij, FATMA)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")

    first = _fetched(page, DECISION)
    following = [
        sum(_fetched(page, path).values())
        for path in (RECORD, "/g/de-weverij/voorstellen/4", "/g/de-weverij/besluiten/9/stem", "/")
    ]

    assert sum(first.values()) <= FIRST_VISIT
    assert len(first) <= REQUESTS
    assert max(following) <= FOLLOWING


def _fetched(page: Page, path: str) -> dict[str, int]:
    """Bytes over the wire by address; photos that people added aside."""
    watch = page.context.new_cdp_session(page)
    watch.send("Network.enable")
    asked: dict[str, str] = {}
    kept: set[str] = set()
    sizes: dict[str, int] = {}

    def finish(event: dict[str, Any]) -> None:
        address = asked.get(event["requestId"], "")
        if event["requestId"] not in kept and PHOTOS not in address:
            sizes[address] = int(event["encodedDataLength"])

    watch.on(
        "Network.requestWillBeSent",
        lambda event: asked.update({event["requestId"]: urlsplit(event["request"]["url"]).path}),
    )
    watch.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    watch.on("Network.loadingFinished", finish)
    page.goto(path, wait_until="networkidle")
    watch.detach()
    return sizes


def test_record_on_paper_is_only_the_record(weverij: House, visit: Visit) -> None:
    page = visit(weverij, FATMA, on=DESKTOP)
    page.goto(RECORD)

    page.emulate_media(media="print")

    expect(page.locator("h1")).to_be_visible()
    shown = page.locator("nav, button, .button, .skip, .share, form, details:not([open])")
    assert [each.inner_text() for each in shown.all() if each.is_visible()] == []


def test_ballot_shows_in_forced_colours(weverij: House, visit: Visit) -> None:
    page = visit(weverij, FATMA, on=PHONE)
    page.goto("/g/de-weverij/besluiten/8/stem")
    page.emulate_media(forced_colors="active")
    chosen, other = page.get_by_label("Voor", exact=True), page.get_by_label("Tegen", exact=True)

    chosen.check()

    ground = "each => getComputedStyle(each).backgroundColor"
    assert chosen.evaluate(ground) != other.evaluate(ground)
    border = "each => getComputedStyle(each).borderTopStyle"
    assert page.get_by_role("button", name="Stemmen").evaluate(border) == "solid"
    assert list(violations(page)) == []
