"""What travels to a phone that was never here before, and what once it knows the house."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, sync_playwright

from plumbing.hosting.setup.browser import chromium
from tests.bench.visitor import Visitor

DECISIONS = "/g/de-weverij/besluiten"
PLACES = ("/", "/g/de-weverij", "/g/de-weverij/voorstellen", DECISIONS, "/g/de-weverij/ik")
DECISION = re.compile(rf'href="({DECISIONS}/\d+[^"/]*)"')
PHOTOS = "/bijlagen/"
"""Pictures that people added are left out, as they can be of any size."""


@dataclass
class Fetched:
    """What a page asked the network for, and how many bytes came back."""

    page: str
    bytes: int = 0
    files: list[str] = field(default_factory=list)


def visits(port: int, member: Visitor) -> list[Fetched]:
    """First a decision of the demo on an empty device, then the others and the main places."""
    decisions = DECISION.findall(member.get(DECISIONS).text)
    paths = [f"{path}?eerst=besluit" for path in dict.fromkeys(decisions)] + list(PLACES)
    with _phone(port, member) as phone:
        page = phone.new_page()
        return [_look(page, port, path) for path in paths]


@contextmanager
def _phone(port: int, member: Visitor) -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="nl-NL")
        address = f"http://127.0.0.1:{port}"
        context.add_cookies(
            [
                {"name": name, "value": value, "url": address}
                for name, value in member.cookies.items()
                if value
            ]
        )
        yield context
        browser.close()


def _look(page: Page, port: int, path: str) -> Fetched:
    fetched = Fetched(path)
    watch = page.context.new_cdp_session(page)
    watch.send("Network.enable")
    asked: dict[str, str] = {}
    kept: set[str] = set()

    def ask(event: dict[str, Any]) -> None:
        asked[event["requestId"]] = urlsplit(event["request"]["url"]).path

    def keep(event: dict[str, Any]) -> None:
        kept.add(event["requestId"])

    def finish(event: dict[str, Any]) -> None:
        address = asked.get(event["requestId"], "")
        if event["requestId"] not in kept and PHOTOS not in address:
            fetched.bytes += int(event["encodedDataLength"])
            fetched.files.append(address)

    watch.on("Network.requestWillBeSent", ask)
    watch.on("Network.requestServedFromCache", keep)
    watch.on("Network.loadingFinished", finish)
    answer = page.goto(f"http://127.0.0.1:{port}{path}", wait_until="networkidle")
    if answer is None or not answer.ok:
        raise RuntimeError(f"{path} does not open.")
    watch.detach()
    return fetched
