"""What stands in the way is answered, the text changes, and everybody is asked again."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visit, choose_way
from tests.browser.house import House
from tests.browser.places import FATMA, JOOST, MARLEEN

GARDEN = 7
GAP = "De poort is te smal voor mijn scootmobiel."


def test_objection_changes_the_text_and_opens_a_round(own_weverij: House, visit: Visit) -> None:
    fatma = visit(own_weverij, FATMA, on=PHONE)
    _object(fatma)
    own_weverij.let_the_time_pass(GARDEN)

    joost = visit(own_weverij, JOOST)
    joost.goto(own_weverij.path(f"/besluiten/{GARDEN}"))
    expect(joost.get_by_text(GAP)).to_be_visible()
    joost.get_by_role("button", name="Ik deel dit bezwaar").click()
    expect(joost.get_by_text("1 ander deelt dit: Joost Brand.")).to_be_visible()
    _ask_again(visit(own_weverij, MARLEEN), own_weverij)

    fatma.goto(own_weverij.path(f"/besluiten/{GARDEN}/stem"))
    expect(fatma.get_by_text("De tekst is veranderd. Geef opnieuw antwoord.")).to_be_visible()
    fatma.get_by_role("link", name="Bekijk het verschil").click()
    expect(fatma.locator("ins").filter(has_text="bredere poort").first).to_be_visible()


def _object(fatma: Page) -> None:
    fatma.goto(f"/g/de-weverij/besluiten/{GARDEN}/stem")
    fatma.get_by_label("Ik heb een bezwaar").check()
    fatma.get_by_label("Wat gaat er mis?").fill(GAP)
    fatma.get_by_label("Voor wie?").fill("Voor mij")
    fatma.get_by_label("Wat zou helpen?").fill("Een bredere poort")
    fatma.get_by_role("button", name="Antwoord geven").click()
    expect(fatma.get_by_text("De tekst is veranderd.")).to_have_count(0)
    expect(fatma.get_by_role("heading", name="Je antwoord telt mee.")).to_be_visible()


def _ask_again(marleen: Page, house: House) -> None:
    marleen.goto(house.path(f"/besluiten/{GARDEN}"))
    marleen.get_by_text("Het iedereen opnieuw vragen").click()
    marleen.get_by_role("link", name="De tekst veranderen").click()
    marleen.get_by_label("Wat gaat er gebeuren?").fill("Vier bakken, en een bredere poort.")
    marleen.get_by_label("Wat verandert er, en waarom?").fill("Iedereen moet erdoor kunnen.")
    marleen.get_by_role("button", name="Nieuwe tekst bewaren").click()
    fold = marleen.get_by_text("Het iedereen opnieuw vragen")
    fold.click()
    later = date.today() + timedelta(days=7)
    marleen.get_by_label("Tot welke dag?").fill(later.isoformat())
    marleen.get_by_role("button", name="Ronde 3 openen").click()
    expect(marleen.get_by_text(re.compile("^Ronde 2")).first).to_be_visible()


@pytest.mark.parametrize(
    ("method", "answer"),
    [("Besluit zonder bezwaar", "Antwoord geven"), ("Wat eerst? (stippen)", "Stemmen")],
    ids=["consent", "dots"],
)
def test_decision_opens_by_the_method_that_fits(
    own_weverij: House, visit: Visit, method: str, answer: str
) -> None:
    own_weverij.decide_soon()
    marleen, fatma = visit(own_weverij, MARLEEN), visit(own_weverij, FATMA)
    marleen.goto(own_weverij.path("/voorstellen/3/besluit"))

    choose_way(marleen, method)
    if "stippen" in method:
        for number, name in enumerate(("Woensdag", "Vrijdag", "Zondag"), 1):
            marleen.get_by_label(re.compile(f"^Keuze {number}")).fill(name)
    marleen.get_by_role("button", name="Nakijken").click()
    marleen.get_by_role("button", name="Openen").click()
    marleen.wait_for_url(re.compile("/stem$"))
    fatma.goto(marleen.url)

    expect(fatma.get_by_role("button", name=answer, exact=True)).to_be_visible()
