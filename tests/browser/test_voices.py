"""A voice is recorded in the page, kept, written down, and played by somebody else."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.places import FATMA, JOOST

GARDEN = "/g/de-weverij/voorstellen/4"
LENGTH = """async (player) => {
  player.muted = true;
  await player.play();
  while (!player.currentTime) await new Promise((done) => setTimeout(done, 50));
  return player.duration;
}"""


def record(page: Page, milliseconds: int) -> None:
    page.get_by_role("button", name="Opnemen", exact=True).click()
    page.wait_for_timeout(milliseconds)
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("Je opname staat klaar.")).to_be_visible()


def test_what_is_said_aloud_is_heard_by_a_neighbour_who_writes_it_down(
    own_weverij: House, visit: Visit
) -> None:
    fatma = visit(own_weverij, FATMA)
    fatma.goto(f"{GARDEN}/gesprek/nieuw")
    fatma.get_by_label("Ik heb een idee").check()
    record(fatma, 1500)
    fatma.get_by_role("button", name="Zeggen", exact=True).click()
    expect(fatma.get_by_text("Nog niemand schreef dit op.")).to_be_visible()

    joost = visit(own_weverij, JOOST)
    joost.goto(GARDEN)
    lasted = joost.locator("article.thread audio").first.evaluate(LENGTH)
    joost.get_by_role("link", name="Ik schrijf het op").click()
    joost.get_by_label("Schrijf op wat je hoort").fill("Zet munt bij het hek.")
    joost.get_by_role("button", name="Zo opschrijven").click()

    fatma.reload()
    fatma.get_by_role("button", name="Zo bedoel ik het", exact=True).click()
    expect(fatma.get_by_text("“Zet munt bij het hek.”")).to_be_visible()
    assert 1 < lasted < 4


def test_an_explanation_is_recorded_and_heard_beside_the_ballot(
    own_weverij: House, visit: Visit
) -> None:
    fatma = visit(own_weverij, FATMA)
    fatma.goto(f"{GARDEN}/uitleg")
    fatma.get_by_label("In welke taal?").select_option("tr")
    record(fatma, 1200)
    fatma.get_by_role("button", name="Zet mijn uitleg erbij").click()
    expect(fatma.get_by_text("Turks, door Fatma")).to_be_visible()

    fatma.goto("/g/de-weverij/besluiten/7/stem?opnieuw=1")
    fatma.get_by_text("Uitleg in een andere taal of als geluid", exact=True).click()

    assert 0.8 < fatma.locator(".ask-more audio").first.evaluate(LENGTH) < 3


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_said_at_the_door_in_three_taps(own_weverij: House, visit: Visit, scripts: bool) -> None:
    page = visit(own_weverij, JOOST, java_script_enabled=scripts)
    page.goto(GARDEN)

    page.get_by_role("link", name="Iemand zei iets aan de deur").click()
    page.get_by_label("Wat zei de ander?").fill("Ik kan niet bukken.")
    page.get_by_label("Ik heb gevraagd of dit hier mag staan").check()
    page.get_by_role("button", name="Opschrijven").click()

    expect(page.get_by_text("“Ik kan niet bukken.”")).to_be_visible()
    expect(page.get_by_text("Een buurtgenoot zei dit. Joost Brand schreef het op")).to_be_visible()


def test_without_a_script_a_file_is_sent_and_played(own_weverij: House, visit: Visit) -> None:
    page = visit(own_weverij, FATMA, java_script_enabled=False)
    page.goto(f"{GARDEN}/uitleg")

    expect(page.get_by_role("button", name="Opnemen")).to_be_hidden()
    expect(page.get_by_label("Zeg het")).to_be_visible()
