"""On paper: printed, handed in, read by two who first disagree, and counted at closing."""

from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from decisions.paper_ballots import PaperBallot
from decisions.roll import RollEntry
from decisions.votes import CountedBallot, Participation
from tests.browser.conftest import Visit
from tests.browser.house import House, decision_of
from tests.browser.judging import too_small, too_wide, violations
from tests.browser.places import MARLEEN, SANNE

SECRET = 8
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def somebody(house: House) -> tuple[int, str]:
    """The place and the name of one who did not vote yet."""
    with house.writing() as session:
        decision = decision_of(session, SECRET)
        voted = select(Participation.entry_id).where(
            Participation.round_id == decision.rounds[-1].id
        )
        entry = session.scalars(
            select(RollEntry)
            .where(RollEntry.decision_id == decision.id, RollEntry.id.not_in(voted))
            .order_by(RollEntry.id)
            .limit(1)
        ).one()
        return entry.id, entry.name


def read(page: Page, house: House, number: int, answer: str) -> None:
    """Take over what one sees on this paper."""
    page.goto(house.path(f"/besluiten/{SECRET}/papier"))
    asked = page.get_by_label("Welk nummer staat op het papier?")
    if asked.count():
        asked.fill(str(number))
        page.get_by_role("button", name="Dit papier lezen").click()
    else:
        page.get_by_role("link", name="Lezen").first.click()
    page.get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="Dit staat er").click()


@SCRIPTS
def test_paper_read_twice_with_a_disagreement_is_counted_at_closing(
    own_weverij: House, visit: Visit, tmp_path: Path, scripts: bool
) -> None:
    before, (entry_id, name) = own_weverij.cast(SECRET), somebody(own_weverij)
    desk = visit(own_weverij, MARLEEN, java_script_enabled=scripts)
    helper = visit(own_weverij, SANNE, java_script_enabled=scripts)

    desk.goto(own_weverij.path(f"/besluiten/{SECRET}?eerst=besluit"))
    desk.get_by_role("link", name="Stemmen op papier").click()
    desk.get_by_label("Hoeveel?").fill("4")
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Maak een PDF").click()
    download.value.save_as(ballots := tmp_path / "stembriefjes.pdf")
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(ballots).pages)
    assert all(f"Nummer {number}" in text for number in (1, 2, 3, 4))
    assert name not in text

    desk.get_by_role("link", name="De lijst: wie kreeg een papier?").click()
    row = desk.locator(f"#entry-{entry_id}")
    row.get_by_role("button", name="Kreeg een papier").click()
    row.get_by_role("button", name="Ingeleverd").click()
    expect(row.get_by_text("Ingeleverd", exact=True)).to_be_visible()
    assert own_weverij.cast(SECRET) == before + 1

    read(desk, own_weverij, 3, "Voor")
    read(helper, own_weverij, 3, "Tegen")
    expect(helper.get_by_text("nog niet hetzelfde").first).to_be_visible()
    read(helper, own_weverij, 3, "Voor")
    read(desk, own_weverij, 3, "Voor")
    expect(desk.get_by_text("allebei hetzelfde. Het telt mee.").first).to_be_visible()

    phone = visit(own_weverij, name, java_script_enabled=scripts)
    phone.goto(own_weverij.path(f"/besluiten/{SECRET}/stem"))
    expect(phone.get_by_text("Je kunt niet ook hier stemmen.")).to_be_visible()

    own_weverij.let_the_time_pass(SECRET)
    desk.goto(own_weverij.path(f"/besluiten/{SECRET}"))
    expect(desk.get_by_role("heading", name="Uitslag")).to_be_visible()
    with own_weverij.writing() as session:
        current = decision_of(session, SECRET).rounds[-1]
        counted = select(func.sum(CountedBallot.count)).where(CountedBallot.round_id == current.id)
        assert session.scalar(counted) == before + 1
        assert current.papers_uncounted == 0
        assert session.scalars(select(PaperBallot)).all() == []


def test_paper_pages_are_for_everybody(own_weverij: House, visit: Visit) -> None:
    entry_id, _name = somebody(own_weverij)
    with own_weverij.writing() as session:
        decision_of(session, SECRET).rounds[-1].papers_printed = 4
    desk = visit(own_weverij, MARLEEN)
    desk.goto(own_weverij.path(f"/besluiten/{SECRET}/papier/lijst"))
    row = desk.locator(f"#entry-{entry_id}")
    row.get_by_role("button", name="Kreeg een papier").click()
    row.get_by_role("button", name="Ingeleverd").click()
    read(desk, own_weverij, 2, "Voor")

    for tail in ("", "/lijst?wie=papier", "/nummers/2", "/nummers/3"):
        desk.goto(own_weverij.path(f"/besluiten/{SECRET}/papier{tail}"))
        assert [*violations(desk), *violations(desk, "dark")] == [], tail
        assert too_small(desk) == []
        assert list(too_wide(desk)) == []
