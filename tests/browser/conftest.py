"""One server for all journeys of a worker, put back after each that changed something."""

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from sqlalchemy import create_engine, make_url

from plumbing.hosting.setup.browser import chromium
from plumbing.words.language import COOKIE
from tests.browser.house import House, found, restore, running, scratch
from tests.browser.watching import Watch

PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
A_MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
"""One that hears a tone, and may be used without asking."""
SHORT_LIVED = ("--process-per-site", "--js-flags=--no-turbofan --no-maglev")
"""A script that was read for one page is not read anew for the next, nor made fast to be left."""

Visit = Callable[..., Page]
"""Open a window: `visit(house, "Fatma Yıldız", on=DESKTOP)`; without a name nobody is signed in."""

Look = Callable[[House, str | None], Page]


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(),
            args=["--no-sandbox", "--disable-dev-shm-usage", *A_MICROPHONE, *SHORT_LIVED],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """De Weverij as it is on first start, told once for all workers of a run."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    path = shared / "weverij.db"
    with (shared / "weverij.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            with scratch() as folder:
                app = found(f"sqlite:///{folder / 'told.db'}", folder)
                app.extensions["engine"].dispose()
                restore(folder / "told.db", path)
    return path


@pytest.fixture(scope="session")
def server(story: Path) -> Iterator[tuple[House, Path]]:
    with scratch() as folder:
        database = folder / "gehoord.db"
        restore(story, database)
        app = found(f"sqlite:///{database}", folder)
        with running(app, folder) as house:
            yield house, database


@pytest.fixture(scope="session")
def on_postgresql(postgresql_url: str) -> Iterator[House]:
    """The same house with a database of its own on PostgreSQL."""
    url = make_url(postgresql_url.replace("postgresql://", "postgresql+psycopg://", 1))
    maker = create_engine(url, isolation_level="AUTOCOMMIT")
    with maker.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE browser")
    maker.dispose()
    with scratch() as folder:
        own = url.set(drivername="postgresql", database="browser")
        app = found(own.render_as_string(hide_password=False), folder)
        with running(app, folder) as house:
            yield house


@pytest.fixture
def weverij(server: tuple[House, Path]) -> House:
    """The running house, for who only looks."""
    return server[0]


@pytest.fixture
def own_weverij(server: tuple[House, Path], story: Path) -> Iterator[House]:
    """The running house, for who changes something: afterwards it is as before."""
    house, database = server
    yield house
    restore(story, database)


@pytest.fixture(scope="session")
def cookies() -> dict[tuple[str, str], Any]:
    """Who is signed in where, so that each does it once."""
    return {}


@pytest.fixture(scope="session")
def windows() -> dict[tuple[str, str], tuple[Page, Watch]]:
    """The one window of each who only looks, left open between tests."""
    return {}


@pytest.fixture
def look(
    chrome: Browser,
    cookies: dict[tuple[str, str], Any],
    windows: dict[tuple[str, str], tuple[Page, Watch]],
) -> Iterator[Look]:
    """The window in which this person reads page after page; none has to be set up anew."""
    used: list[tuple[Page, Watch]] = []

    def turn_to_window(house: House, name: str | None) -> Page:
        key = (house.address, name or "")
        if key not in windows:
            context, watch = _open(chrome, house, cookies.get(key)), Watch()
            page = context.new_page()
            watch.follow(page)
            windows[key] = page, watch
            _come_in(page, house, name, cookies)
        used.append(windows[key])
        page = used[-1][0]
        page.context.clear_cookies(name=COOKIE)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        return page

    yield turn_to_window
    for page, _ in used:
        # What was half written is not offered to the next test.
        page.evaluate("() => sessionStorage.clear()")
        # What stood there stops asking the server, and its last words are heard.
        page.goto("about:blank")
    assert [trouble for _, watch in used for trouble in watch.taken()] == []


@pytest.fixture
def visit(chrome: Browser, cookies: dict[tuple[str, str], Any]) -> Iterator[Visit]:
    """Windows in which nothing may go wrong unseen: each is asked at the end."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_window(
        house: House, name: str | None = None, *, loses_requests: bool = False, **options: Any
    ) -> Page:
        context = _open(chrome, house, cookies.get((house.address, name or "")), **options)
        opened.append((context, watch := Watch()))
        page = context.new_page()
        if not loses_requests:
            watch.follow(page)
        _come_in(page, house, name, cookies)
        return page

    yield open_window
    for context, _ in opened:
        context.close()
    assert [trouble for _, watch in opened for trouble in watch.troubles] == []


def _open(chrome: Browser, house: House, known: Any, **options: Any) -> BrowserContext:
    context = chrome.new_context(
        viewport=options.pop("on", PHONE),
        locale="nl-NL",
        base_url=house.address,
        reduced_motion="reduce",
        storage_state=known,
        **options,
    )
    context.set_default_timeout(10_000)
    return context


def _come_in(
    page: Page, house: House, name: str | None, cookies: dict[tuple[str, str], Any]
) -> None:
    if name and (house.address, name) not in cookies:
        sign_in(page, house.link(name))
        cookies[house.address, name] = page.context.storage_state()


def sign_in(page: Page, link: str) -> None:
    """Open the personal link and say that it is for me."""
    page.goto(link)
    page.get_by_role("button", name="Ja, ga verder").or_(
        page.get_by_role("button", name="Yes, continue")
    ).click()
    page.wait_for_url(lambda url: "/in/" not in url)


def choose_way(page: Page, name: str) -> None:
    """Unfold what this way of deciding is for, and take it."""
    way = page.locator("a", has_text=f"Kies dit: {name}")
    page.locator("details").filter(has=way).locator("summary").click()
    way.click()
