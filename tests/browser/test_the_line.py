"""One real decision travels the whole line: idea, talk, vote, "wie horen we niet?", record."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from sqlalchemy import select

from communities.models import Membership
from decisions.records.models import OutcomeCheck
from demo.steps import PICTURES
from tests.browser.conftest import DESKTOP, PHONE, Visit, choose_way
from tests.browser.house import House
from tests.browser.places import FATMA, JOOST, MARLEEN

PIET, RIA = "Piet Jansen", "Ria Bos"
TITLE = "Regenton bij De Klos"
Open = Callable[[str], Page]


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def link(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_idea_becomes_a_recorded_decision(
    own_weverij: House, visit: Visit, size: ViewportSize
) -> None:
    own_weverij.decide_soon()
    windows: dict[str, Page] = {}

    def at(name: str) -> Page:
        if name not in windows:
            windows[name] = visit(own_weverij, name, on=size)
        return windows[name]

    proposal = _write(at(JOOST), own_weverij)
    _talk(at, proposal)
    decision = _open(at, proposal)
    _vote(own_weverij, visit, at, decision, size)
    own_weverij.let_the_time_pass(int(decision.rpartition("/")[2].partition("-")[0]))
    _read_the_result(at(FATMA), decision)
    _record(own_weverij, at, decision)
    _carry_out(at, decision)


def _write(joost: Page, house: House) -> str:
    joost.goto(house.path("/voorstellen"))
    link(joost, "Ik heb een voorstel")
    joost.get_by_label("Titel").fill(TITLE)
    joost.get_by_label("Korte uitleg").fill("Een ton die regen opvangt voor de planten.")
    joost.get_by_label("Wat", exact=True).fill("Een ton van honderd liter aan de muur.")
    joost.get_by_label(re.compile("^Wie raakt dit")).fill("Wie boven De Klos woont")
    button(joost, "Bewaren en een foto kiezen")

    joost.get_by_label("Kies een foto of een PDF").set_input_files(PICTURES / "moestuin.webp")
    joost.get_by_label("Wat staat er op de foto?").last.fill("De muur waar de ton komt.")
    button(joost, "Zet erbij")
    link(joost, "Terug naar het voorstel")
    expect(joost.get_by_alt_text("De muur waar de ton komt.").first).to_be_visible()
    button(joost, "Op tafel leggen")

    expect(joost.get_by_role("heading", name="Op weg naar een besluit")).to_be_visible()
    return joost.url.partition("#")[0]


def _talk(at: Open, proposal: str) -> None:
    piet, ria, joost = at(PIET), at(RIA), at(JOOST)
    _say(piet, proposal, "Ik heb een vraag", "Wie maakt de ton in de winter leeg?")
    _say(ria, proposal, "Ik heb een idee", "Zet er een deksel op, voor de kinderen.")

    joost.goto(proposal)
    question = joost.locator("article", has_text="Wie maakt de ton in de winter leeg?")
    question.get_by_role("link", name="Antwoord geven").click()
    joost.get_by_label("Je antwoord").fill("Dat doe ik in november.")
    button(joost, "Antwoord geven")
    piet.goto(proposal)
    button(piet, "Mijn vraag is beantwoord")
    expect(piet.get_by_text("De vraag is beantwoord, zegt wie hem stelde.")).to_be_visible()

    joost.goto(proposal)
    idea = joost.locator("article", has_text="Zet er een deksel op")
    idea.get_by_role("link", name="Verander het voorstel hierom").click()
    joost.get_by_label("Wat", exact=True).fill("Een ton van honderd liter, met een deksel.")
    button(joost, "Nieuwe versie bewaren")
    ria.goto(proposal)
    expect(ria.get_by_role("heading", name="Zo werd het versie 2")).to_be_visible()
    link(ria, "Versie 1 en 2 naast elkaar")
    expect(ria.locator("ins").filter(has_text="met een deksel").first).to_be_visible()


def _say(page: Page, proposal: str, kind: str, words: str) -> None:
    page.goto(proposal)
    link(page, "Ik wil iets zeggen")
    page.get_by_label(kind).check()
    page.get_by_label("Wat wil je zeggen?").fill(words)
    button(page, "Zeggen")
    expect(page.get_by_text(words).first).to_be_visible()


def _open(at: Open, proposal: str) -> str:
    piet, joost = at(PIET), at(JOOST)
    joost.goto(proposal)
    expect(joost.get_by_role("button", name="Klaar om te beslissen")).to_have_count(0)
    piet.goto(proposal)
    button(piet, "Ik wil hierover beslissen")
    joost.goto(proposal)
    button(joost, "Klaar om te beslissen")

    link(joost, "Besluit openen")
    choose_way(joost, "Gewone stemming")
    joost.get_by_role("radio", name=re.compile("^Met namen")).check()
    button(joost, "Nakijken")
    expect(joost.get_by_text("Na het openen verandert er niets meer aan.")).to_be_visible()
    decision = joost.url.partition("?")[0]
    button(joost, "Openen")
    joost.wait_for_url(re.compile("/stem$"))
    return decision


def _vote(house: House, visit: Visit, at: Open, decision: str, size: ViewportSize) -> None:
    path = decision.removeprefix(house.address)
    fatma = visit(house, on=size)
    invitation = house.link(FATMA, f"{path}/stem")
    for _ in range(2):
        fatma.goto(invitation)
        expect(fatma.get_by_role("heading", name="Ben jij Fatma Yıldız?")).to_be_visible()

    button(fatma, "Ja, ga verder")
    fatma.get_by_label("Voor", exact=True).check()
    button(fatma, "Stemmen")
    expect(fatma.get_by_role("heading", name="Je stem telt mee.")).to_be_focused()
    expect(fatma.get_by_text("Je koos: Voor.")).to_be_visible()

    link(fatma, "Opnieuw kiezen")
    fatma.get_by_label(re.compile("^Blanco")).check()
    button(fatma, "Stemmen")
    expect(fatma.get_by_text("Je koos: Blanco.")).to_be_visible()
    for name in (JOOST, MARLEEN):
        page = at(name)
        page.goto(f"{decision}/stem")
        page.get_by_label("Voor", exact=True).check()
        button(page, "Stemmen")
        expect(page.get_by_role("heading", name="Je stem telt mee.")).to_be_visible()

    at(MARLEEN).goto(f"{decision}?eerst=besluit")
    expect(at(MARLEEN).get_by_role("heading", name="Wie horen we niet?")).to_be_visible()
    expect(at(MARLEEN).get_by_text("3 van de 80 deden mee.").first).to_be_visible()


def _read_the_result(fatma: Page, decision: str) -> None:
    fatma.goto(decision)
    expect(fatma.get_by_text("Aangenomen", exact=True)).to_be_visible()
    expect(fatma.get_by_text("2 stemmen voor, 0 tegen en 1 blanco.")).to_be_visible()
    expect(fatma.get_by_role("heading", name="Zo rekenden we")).to_be_visible()


def _record(house: House, at: Open, decision: str) -> None:
    marleen = at(MARLEEN)
    marleen.goto(decision)
    link(marleen, "Naar het verslag")
    marleen.get_by_label("Wat besloten jullie?").fill("Er komt een regenton, met een deksel.")
    marleen.get_by_label(re.compile("^Wie hoorden we niet")).fill("De meeste buren stemden niet.")
    later = date.today() + timedelta(days=90)
    marleen.get_by_label("Wanneer kijken jullie terug?").fill(later.isoformat())
    button(marleen, "Vragen of dit klopt")
    for name in _asked(house):
        reader = at(name)
        reader.goto(f"{decision}/besluit")
        button(reader, "Ja, dit klopt")

    marleen.reload()
    button(marleen, "Besluit vastleggen")

    expect(marleen.locator("h1")).to_contain_text("Besluit van")
    expect(marleen.get_by_text("Er komt een regenton, met een deksel.").first).to_be_visible()
    paper = marleen.request.get(f"{decision}/besluit.pdf")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.body().startswith(b"%PDF-")


def _asked(house: House) -> list[str]:
    with house.writing() as session:
        return list(
            session.scalars(
                select(Membership.name)
                .join(OutcomeCheck, OutcomeCheck.membership_id == Membership.id)
                .where(OutcomeCheck.agrees.is_(None))
            )
        )


def _carry_out(at: Open, decision: str) -> None:
    joost, piet = at(JOOST), at(PIET)
    joost.goto(decision)
    joost.get_by_text("Een taak erbij zetten").click()
    joost.get_by_label("Wat is er te doen?").fill("De ton kopen")
    button(joost, "Taak erbij zetten")
    expect(joost.locator("#tasks").get_by_text("De ton kopen").first).to_be_visible()
    piet.goto(decision)
    piet.get_by_role("button", name=re.compile("Ik help mee.*De ton kopen")).click()
    expect(piet.locator("#tasks").get_by_text(PIET)).to_be_visible()

    piet.goto(decision.rpartition("/")[0])
    piet.get_by_label("Zoek in de besluiten").fill("regenton")
    button(piet, "Zoeken")
    expect(piet.get_by_text("1 besluit gevonden.")).to_be_visible()
    expect(piet.get_by_role("link", name=TITLE)).to_be_visible()
