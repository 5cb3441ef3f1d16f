"""`python -m tests.browser.look FOLDER [PART-OF-A-NAME …]`: pictures of all main pages."""

import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from plumbing import assets
from plumbing.hosting.setup.browser import chromium
from tests.browser.conftest import DESKTOP, PHONE, sign_in
from tests.browser.house import House, found, running, scratch
from tests.browser.places import FATMA, PLACES, VisitedPage, Who

SIZES = (PHONE, DESKTOP)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main(folder: Path, wanted: list[str]) -> int:
    """One picture of each page, size and theme, for the first who sees it and the facilitator."""
    folder.mkdir(parents=True, exist_ok=True)
    assets.build()
    with scratch() as home, sync_playwright() as playwright:
        app = found(f"sqlite:///{home / 'gehoord.db'}", home)
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        with running(app, home) as house:
            for who, places in _by_person(wanted).items():
                page = _window(browser, house, who)
                for place in places:
                    _take(page, place, who, folder)
        browser.close()
    return 0


def _by_person(wanted: list[str]) -> dict[Who, list[VisitedPage]]:
    people: dict[Who, list[VisitedPage]] = {}
    for place in PLACES:
        if wanted and not any(part in place.name for part in wanted):
            continue
        first = FATMA if FATMA in place.who else place.who[0]
        for who in dict.fromkeys((first, place.who[-1] if wanted else first)):
            people.setdefault(who, []).append(place)
    return people


def _window(browser: Browser, house: House, who: Who) -> Page:
    page = browser.new_context(
        viewport=PHONE, locale="nl-NL", base_url=house.address, reduced_motion="reduce"
    ).new_page()
    if who:
        sign_in(page, house.link(who))
    return page


def _take(page: Page, place: VisitedPage, who: Who, folder: Path) -> None:
    page.goto(place.path, wait_until="networkidle")
    for size in SIZES:
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            name = f"{place.name}-{(who or 'visitor').split()[0].lower()}-{size['width']}-{scheme}"
            page.screenshot(path=folder / f"{name}.png", full_page=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("python -m tests.browser.look FOLDER [PART-OF-A-NAME …]")
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
