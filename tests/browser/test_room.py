"""A room with people waiting: a question typed, seen on the screen, voted on, and answered."""

import re
import time
from pathlib import Path
from typing import Literal
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from sqlalchemy import select

from communities.models import Membership
from meetings.screens import put, ready
from tests.browser.conftest import Visit
from tests.browser.house import (
    House,
    decision_of,
    found,
    member_of,
    restore,
    running,
    scratch,
)
from tests.browser.judging import too_small, too_wide, violations
from tests.browser.places import FATMA, JOOST, MARLEEN

PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}
QUESTION = "Zullen we elke maand samen eten?"
SMALLEST = """() => {
  const size = (each) => each.getScreenCTM && each.hasAttribute("font-size")
    ? each.getScreenCTM().d * Number(each.getAttribute("font-size"))
    : parseFloat(getComputedStyle(each).fontSize);
  return [...document.querySelectorAll("#screen .screen *")]
    .filter((each) => [...each.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .reduce((least, each) => Math.min(least, size(each) / innerHeight), 1);
}"""
FITS = """() => [...document.querySelectorAll("#screen .screen *")].every((each) => {
  const { bottom, right } = each.getBoundingClientRect();
  return bottom <= innerHeight + 1 && right <= innerWidth + 1;
})"""
TWENTY_SECONDS = 20.0


def ask(page: Page, question: str = QUESTION, options: tuple[str, ...] = ()) -> str:
    """Type a line, press the button; the digits of the screen."""
    page.goto("/g/de-weverij/snelle-vraag")
    page.get_by_label("Je vraag").fill(question)
    if options:
        page.locator("summary", has_text="Ja of nee").click()
    for place, label in enumerate(options, 1):
        page.get_by_label(f"Keuze {place}").fill(label)
    page.get_by_role("button", name="Naar het scherm").click()
    return page.locator(".remote-code").inner_text()


def vote(page: Page, choice: str) -> None:
    page.get_by_label(choice, exact=True).check()
    page.get_by_role("button", name="Stemmen").click()
    expect(page.get_by_role("heading", name="Je stem telt mee.")).to_be_visible()


def test_a_question_reaches_screen_and_phones_and_is_answered(
    own_weverij: House, visit: Visit
) -> None:
    marleen, screen = visit(own_weverij, MARLEEN), visit(own_weverij, MARLEEN, on=PROJECTOR)
    fatma, joost = visit(own_weverij, FATMA), visit(own_weverij, JOOST)
    marleen.goto("/g/de-weverij/scherm")
    marleen.get_by_role("button", name="Vast een leeg scherm openen").click()
    code = marleen.locator(".remote-code").inner_text()
    screen.goto(f"/scherm/{code}")
    for phone in (fatma, joost):
        phone.goto(f"/kom/{code}")
        expect(phone.get_by_role("heading", name="Je bent erbij")).to_be_visible()

    started = time.monotonic()
    ask(marleen)
    for page in (screen, fatma, joost):
        expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
    assert time.monotonic() - started < TWENTY_SECONDS

    vote(fatma, "Ja")
    expect(screen.get_by_role("img", name="1 van de 80 stemde")).to_be_visible()
    vote(joost, "Nee")
    expect(screen.get_by_role("img", name="2 van de 80 stemden")).to_be_visible()
    expect(marleen.get_by_text("2 van de 80 deden mee.")).to_be_visible()

    screen.keyboard.press("r")
    expect(screen.get_by_text("Gelijk", exact=True)).to_be_visible()
    expect(screen.get_by_text("Wie kent iemand die we nog niet gehoord hebben?")).to_be_visible()
    expect(fatma.get_by_role("heading", name="Gelijk")).to_be_visible()
    assert list(violations(screen)) == []

    ask(marleen, "En wie kookt?", ("Ik", "Iemand anders"))
    expect(fatma.get_by_label("Iemand anders")).to_be_visible()
    expect(screen.get_by_text("Iemand anders")).to_be_visible()


def test_keys_of_the_projector(own_weverij: House, visit: Visit) -> None:
    code = ask(visit(own_weverij, MARLEEN))
    theirs, stranger = (visit(own_weverij, who, on=PROJECTOR) for who in (MARLEEN, None))
    for page in (theirs, stranger):
        page.goto(f"/scherm/{code}")

    stranger.keyboard.press("r")
    stranger.keyboard.press("b")
    expect(stranger.get_by_text(QUESTION)).to_be_hidden()
    expect(theirs.get_by_role("heading", name=QUESTION)).to_be_visible()
    stranger.keyboard.press("b")
    expect(stranger.get_by_role("heading", name=QUESTION)).to_be_visible()

    theirs.keyboard.press("b")
    for page in (theirs, stranger):
        expect(page.get_by_text(QUESTION)).to_have_count(0)
    theirs.keyboard.press("b")
    expect(stranger.get_by_role("heading", name=QUESTION)).to_be_visible()


def test_without_scripts_everything_goes_by_loading_anew(own_weverij: House, visit: Visit) -> None:
    marleen = visit(own_weverij, MARLEEN, java_script_enabled=False)
    code = ask(marleen)
    screen = visit(own_weverij, on=PROJECTOR, java_script_enabled=False)
    fatma = visit(own_weverij, FATMA, java_script_enabled=False)

    fatma.goto(f"/kom/{code}")
    vote(fatma, "Ja")
    screen.goto(f"/scherm/{code}")
    expect(screen.get_by_role("img", name="1 van de 80 stemde")).to_be_visible()
    marleen.get_by_role("button", name="Uitslag laten zien").click()
    fatma.get_by_role("link", name="Verder met het scherm").click()

    expect(fatma.get_by_role("heading", name="Ja", exact=True)).to_be_visible()
    # No script reloads it; the page says so itself, within five seconds.
    expect(screen.locator(".screen-verdict")).to_have_text("Ja", timeout=9000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("number", [2, 3, 5, 7, 8, 9])
def test_any_decision_fits_the_screen_in_large_letters(
    own_weverij: House, visit: Visit, number: int, scheme: Literal["light", "dark"]
) -> None:
    marleen = visit(own_weverij, MARLEEN)
    marleen.goto(f"/g/de-weverij/besluiten/{number}?eerst=besluit")
    marleen.get_by_role("button", name="Op het grote scherm").click()
    code = marleen.locator(".remote-code").inner_text()
    screen = visit(own_weverij, on=PROJECTOR, color_scheme=scheme)

    screen.goto(f"/scherm/{code}")

    assert screen.evaluate(SMALLEST) >= 0.0399
    assert screen.evaluate(FITS)
    assert list(violations(screen, scheme)) == []


def test_six_long_options_fit_before_and_after(own_weverij: House, visit: Visit) -> None:
    marleen, screen = visit(own_weverij, MARLEEN), visit(own_weverij, on=PROJECTOR)
    fatma = visit(own_weverij, FATMA)
    options = tuple(f"{place}: pannenkoeken van de kinderen" for place in "abcdef")
    code = ask(marleen, "Wat eten we op het buurtfeest " + "met elkaar " * 8, options)
    screen.goto(f"/scherm/{code}")

    assert screen.evaluate(FITS)
    assert screen.evaluate(SMALLEST) >= 0.0399
    fatma.goto(f"/kom/{code}")
    vote(fatma, options[0])
    marleen.get_by_role("button", name="Uitslag laten zien").click()
    expect(screen.locator(".screen-verdict")).to_be_visible()
    assert screen.evaluate(FITS)
    assert screen.evaluate(SMALLEST) >= 0.0399


def test_card_at_the_door_signs_in_on_another_phone(own_weverij: House, visit: Visit) -> None:
    marleen = visit(own_weverij, MARLEEN)
    ask(marleen)
    assert [*violations(marleen), *too_wide(marleen), *too_small(marleen)] == []
    marleen.get_by_role("link", name="Er komt iemand binnen").click()
    marleen.get_by_label("Naam").fill("Youssef Amrani")
    marleen.get_by_label(re.compile("^Straat")).fill("De Ketting")
    marleen.get_by_label("Nummer").fill("99")
    marleen.get_by_role("button", name="Kaartje maken").click()

    expect(marleen.get_by_role("heading", name="Youssef Amrani")).to_be_visible()
    expect(marleen.get_by_text("doet mee vanaf de volgende vraag.")).to_be_visible()
    assert [*violations(marleen), *too_wide(marleen), *too_small(marleen)] == []
    assert own_weverij.link("Youssef Amrani")


def test_open_streams_do_not_keep_the_server_from_stopping(story: Path) -> None:
    with scratch() as folder:
        restore(story, folder / "gehoord.db")
        app = found(f"sqlite:///{folder / 'gehoord.db'}", folder)
        with running(app, folder) as house:
            with house.writing() as session:
                marleen = session.scalars(
                    select(Membership).where(Membership.name == MARLEEN)
                ).one()
                code = ready(session, marleen.community, marleen).code
            streams = [
                urlopen(f"{house.address}/scherm/{code}/stroom", timeout=20) for _ in range(10)
            ]
            first = [stream.readline() for stream in streams]
            started = time.monotonic()
        seconds = time.monotonic() - started
        rest = [stream.read() for stream in streams]

    assert all(line.startswith(b"id: ") for line in first)
    assert seconds < 3
    assert all(read.startswith(b"event: changed") for read in rest)


def test_the_money_of_a_budget_is_read_from_the_back_of_the_room(
    own_weverij: House, visit: Visit
) -> None:
    with own_weverij.app.test_request_context(), own_weverij.writing() as session:
        decision = decision_of(session, 14)
        code = put(session, decision.community, decision, member_of(session, MARLEEN)).code
    page = visit(own_weverij, on=PROJECTOR)

    page.goto(f"/scherm/{code}")

    expect(page.get_by_text("4 plannen betaald")).to_be_visible()
    expect(page.get_by_text("Samen €\xa05.600 van €\xa06.000.")).to_be_visible()
    expect(page.locator(".screen-cost").first).to_have_text("betaald, ✓ €\xa03.000")
    assert page.evaluate(SMALLEST) >= 0.04
    assert page.evaluate(FITS)
    assert list(violations(page)) == []
