"""Voting with what one has: no scripts, only a keyboard, a bad connection, another database."""

import re

import pytest
from playwright.sync_api import Page, Route, ViewportSize, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.house import House, key_of
from tests.browser.places import FATMA

CONSENT, SECRET, DOTS = 7, 8, 9
BALLOT = "/g/de-weverij/besluiten/{}/stem"
FOCUS = """() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  return outlineStyle === "solid" && parseFloat(outlineWidth) >= 3;
}"""
COUNTED = re.compile(r"^Je (stem|antwoord) telt mee\.$")


def counted(page: Page) -> None:
    expect(page.get_by_role("heading", name=COUNTED)).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_link_leads_to_a_secret_ballot_without_scripts(
    own_weverij: House, visit: Visit, size: ViewportSize
) -> None:
    before = own_weverij.cast(SECRET)
    page = visit(own_weverij, on=size, java_script_enabled=False)

    page.goto(own_weverij.link(FATMA, BALLOT.format(SECRET)))
    page.get_by_role("button", name="Ja, ga verder").click()
    page.get_by_label("Voor", exact=True).check()
    page.get_by_role("button", name="Stemmen").click()

    counted(page)
    assert page.get_by_text("Je koos").count() == 0
    assert own_weverij.cast(SECRET) == before + 1


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_dots_are_given_and_taken_back(own_weverij: House, visit: Visit, scripts: bool) -> None:
    page = visit(own_weverij, FATMA, java_script_enabled=scripts)
    page.goto(BALLOT.format(DOTS))
    shade = "Schaduwdoek boven het plein"

    for _ in range(2):
        page.get_by_role("button", name=f"{shade}: geef 1 stip").click()
    page.get_by_role("button", name="Taalles in De Klos: geef 1 stip").click()
    expect(page.get_by_text("Je gaf al je stippen")).to_be_visible()
    page.get_by_role("button", name=f"{shade}: 1 stip terug").click()
    expect(page.get_by_text("Je kunt nog 1 stip geven")).to_be_visible()
    page.get_by_role("button", name="Stemmen").click()

    counted(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_objection_without_a_reason_is_asked_for_one(
    own_weverij: House, visit: Visit, scripts: bool
) -> None:
    page = visit(own_weverij, FATMA, java_script_enabled=scripts)
    page.goto(BALLOT.format(CONSENT))

    page.get_by_label("Ik heb een bezwaar").check()
    if not scripts:
        page.get_by_text("Schrijf hier je zorg of je bezwaar").click()
    page.get_by_label("Voor wie?").fill("Voor mij")
    page.get_by_role("button", name="Antwoord geven").click()

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Voor wie?")).to_have_value("Voor mij")
    expect(page.get_by_label("Ik heb een bezwaar")).to_be_checked()
    page.get_by_label("Wat gaat er mis?").fill("De poort gaat op slot.")
    page.get_by_label("Wat zou helpen?").fill("Een sleutel voor iedereen.")
    page.get_by_role("button", name="Antwoord geven").click()
    counted(page)


def test_keyboard_alone_is_enough(own_weverij: House, visit: Visit) -> None:
    page = visit(own_weverij, FATMA, on=DESKTOP)
    page.goto(BALLOT.format(SECRET))

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    _tab_to(page, page.get_by_label("Voor", exact=True).evaluate("each => each.value"))
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Stemmen")).to_be_focused()
    page.keyboard.press("Enter")

    counted(page)
    expect(page.get_by_role("heading", name=COUNTED)).to_be_focused()


def _tab_to(page: Page, value: str) -> None:
    for _ in range(20):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS), page.evaluate("() => document.activeElement.outerHTML")
        if page.evaluate("() => document.activeElement.value") == value:
            return
    raise AssertionError("Tab never came there.")


def test_going_offline_loses_nothing_and_counts_once(own_weverij: House, visit: Visit) -> None:
    before = own_weverij.cast(CONSENT)
    page = visit(own_weverij, FATMA, loses_requests=True)
    page.goto(BALLOT.format(CONSENT))
    page.get_by_label("Ik ga akkoord, maar ik maak me zorgen").check()
    page.get_by_label("Wat gaat er mis?").fill("In augustus is iedereen weg.")

    page.context.set_offline(True)
    page.get_by_role("button", name="Antwoord geven").click()
    expect(page.get_by_text("Je antwoord is nog niet aangekomen.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_label("Wat gaat er mis?")).to_have_value("In augustus is iedereen weg.")
    page.get_by_role("button", name="Antwoord geven").click()

    counted(page)
    assert own_weverij.cast(CONSENT) == before + 1


def test_answer_that_got_lost_counts_once(own_weverij: House, visit: Visit) -> None:
    before = own_weverij.cast(SECRET)
    page = visit(own_weverij, FATMA, loses_requests=True)
    page.goto(BALLOT.format(SECRET))
    page.get_by_label("Tegen", exact=True).check()

    def lose(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    page.route(re.compile("/stem$"), lose)
    page.get_by_role("button", name="Stemmen").click()
    expect(page.get_by_text("nog niet aangekomen")).to_be_visible()
    assert own_weverij.cast(SECRET) == before + 1
    page.unroute(re.compile("/stem$"))
    page.get_by_role("button", name="Stemmen").click()

    counted(page)
    assert own_weverij.cast(SECRET) == before + 1


def test_vote_counts_on_postgresql(on_postgresql: House, visit: Visit) -> None:
    before = on_postgresql.cast(SECRET)
    page = visit(on_postgresql)

    page.goto(on_postgresql.link(FATMA, BALLOT.format(SECRET)))
    page.get_by_role("button", name="Ja, ga verder").click()
    page.get_by_label(re.compile("^Blanco")).check()
    page.get_by_role("button", name="Stemmen").click()

    counted(page)
    assert on_postgresql.cast(SECRET) == before + 1
    on_postgresql.let_the_time_pass(SECRET)
    page.goto(on_postgresql.path(f"/besluiten/{SECRET}"))
    expect(page.get_by_role("heading", name="Zo rekenden we")).to_be_visible()


def test_turnout_under_the_ballot_counts_the_vote_at_once(own_weverij: House, visit: Visit) -> None:
    before = own_weverij.cast(SECRET)
    page = visit(own_weverij, FATMA)
    page.goto(BALLOT.format(SECRET))

    page.get_by_label("Voor", exact=True).check()
    page.get_by_role("button", name="Stemmen").click()

    counted(page)
    expect(page.locator("#turnout")).to_contain_text(f"{before + 1} van de 80 deden mee")


@pytest.mark.parametrize("by_letter", [False, True], ids=["by-mail", "by-letter"])
def test_nothing_lies_over_an_answer_of_a_second_round(
    own_weverij: House, visit: Visit, by_letter: bool
) -> None:
    page = visit(own_weverij, None if by_letter else FATMA, on=PHONE)
    if by_letter:
        page.goto(f"/kom/{key_of(own_weverij, FATMA).token}")
        page.get_by_role("button", name="Ja, ga verder").click()
        page.wait_for_url(re.compile("/stem$"))

    page.goto(BALLOT.format(CONSENT))

    covered = """() => [...document.querySelectorAll(".choice")].filter((choice) => {
      const { left, top, width, height } = choice.getBoundingClientRect();
      return !choice.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    }).length"""
    assert page.locator(".choice").count() == 4
    assert page.evaluate(covered) == 0


def test_back_leads_to_the_ballot_and_to_what_was_typed(own_weverij: House, visit: Visit) -> None:
    page = visit(own_weverij, FATMA)
    page.goto(BALLOT.format(CONSENT))
    page.get_by_label("Ik heb een bezwaar").check()
    page.get_by_label("Voor wie?").fill("Voor mij")

    page.get_by_role("link", name="Bekijk het verschil").click()
    page.wait_for_url(re.compile("/versies/"))
    page.go_back()

    expect(page.get_by_label("Ik heb een bezwaar")).to_be_checked()
    expect(page.get_by_label("Voor wie?")).to_have_value("Voor mij")
