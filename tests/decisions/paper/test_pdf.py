"""Ballots to print: what stands on them by every method, and what never does."""

import io
from datetime import timedelta

import pypdf
import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from communities.places import add_place
from decisions.models import Decision, LogRow, Secrecy
from decisions.opening.draft import OptionDraft
from decisions.paper import sheet as paper_sheet
from decisions.paper.pdf import BallotLayout, pdf_of
from decisions.paper.printing import PrintedBallot
from decisions.paper.sheet import is_spoken, sheet_in
from decisions.roll import RollEntry
from plumbing.clock import clock_at, now
from plumbing.values import replace
from plumbing.words.language import language
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import CLOSING, DOTS, GARDEN, address, opened
from voting import METHODS

OPEN = replace(GARDEN, secrecy=Secrecy.OPEN)


def printed(browser: SignIn, cast: Linde, decision: Decision, **form: str) -> TestResponse:
    return browser(cast.marleen).post(address(decision, "/papier"), data=form)


def pages_of(content: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def counted_by(app: Flask, session: Session, cast: Linde, method: str) -> Decision:
    """A decision that is open by this method, whatever the rules offer."""
    draft = GARDEN if METHODS[method].one_option_only or method == "majority" else DOTS
    decision = opened(app, session, cast, draft)
    decision.method = method
    money = {"budget": "1000"} if METHODS[method].needs_costs else {}
    decision.settings = METHODS[method].clean_settings(money, len(decision.options))
    for option in decision.options:
        option.cost_cents = 40000 if METHODS[method].needs_costs else None
    session.commit()
    return decision


def test_each_paper_of_a_secret_vote_has_a_number_and_no_name(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    first = printed(browser, cast, decision, how_many="3", layout="een")
    second = printed(browser, cast, decision, how_many="2", layout="een")

    pages = pages_of(first.data) + pages_of(second.data)
    numbers = sorted(page.split("Nummer ")[1].split()[0] for page in pages)
    assert numbers == ["1", "2", "3", "4", "5"]
    everything = " ".join(pages)
    for member in (cast.fatma, cast.joost, cast.henk, cast.marleen):
        assert member.name not in everything
    assert "Schrijf uw naam er niet op." in everything
    assert first.headers["Cache-Control"] == "no-store"


def test_two_ballots_lie_on_a_sheet_of_a4(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    answer = printed(browser, cast, decision, how_many="3", layout="twee")

    file = pypdfium2.PdfDocument(answer.data)
    sizes = [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in file]
    file.close()
    assert sizes == [(296, 210), (296, 210)]
    assert [page.count("Nummer") for page in pages_of(answer.data)] == [2, 1]


def test_paper_of_an_open_vote_carries_name_and_place_on_the_list(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    cast.henk.person.email = cast.fatma.person.email = None
    decision = opened(app, session, cast, OPEN)

    answer = printed(browser, cast, decision, whom="zonder-mail", layout="een")

    pages = pages_of(answer.data)
    assert [name in page for page, name in zip(pages, ("Fatma Yıldız", "Henk Visser"),
                                               strict=True)] == [True, True]  # fmt: skip
    number = int(pages[0].split("Nummer ")[1].split()[0])
    reading = browser(cast.marleen).get(address(decision, f"/papier/nummers/{number}"))
    assert "Fatma Yıldız" in reading.text


def test_printing_is_in_the_log_without_a_name(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    printed(browser, cast, decision, how_many="3")

    row = session.scalars(select(LogRow).where(LogRow.kind == "papers_printed")).one()
    assert row.payload == '{"number":3,"round":1}'
    log = browser(cast.henk).get(address(decision, "/logboek")).text
    assert "Er zijn stembriefjes op papier gedrukt." in log


def test_paper_says_until_when_it_comes_in(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    answer = printed(browser, cast, decision, how_many="1", hours="24")

    assert "Lever het in tot zondag 10 mei, 11.00 uur" in pages_of(answer.data)[0]


@pytest.mark.parametrize("hours", ["2", "7"])
def test_paper_never_comes_in_before_it_is_printed(
    app: Flask, session: Session, cast: Linde, browser: SignIn, hours: str
) -> None:
    decision = opened(app, session, cast)

    with clock_at(CLOSING - timedelta(hours=1)):
        answer = printed(browser, cast, decision, how_many="1", hours=hours)

    assert answer.status_code == 422
    session.refresh(decision.rounds[-1])
    assert decision.rounds[-1].papers_printed == 0


@pytest.mark.parametrize("how_many", ["0", "501", "", "veel"])
def test_a_number_out_of_reach_prints_nothing(
    app: Flask, session: Session, cast: Linde, browser: SignIn, how_many: str
) -> None:
    decision = opened(app, session, cast)

    answer = printed(browser, cast, decision, how_many=how_many)

    assert answer.status_code == 422
    assert "Vul een aantal in van 1 tot en met 500." in answer.text
    session.refresh(decision.rounds[-1])
    assert decision.rounds[-1].papers_printed == 0


@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_a_ballot_that_its_shape_draws(
    app: Flask, session: Session, cast: Linde, method: str
) -> None:
    decision = counted_by(app, session, cast, method)
    add_place(session, cast.community, "De Klos", address="Garenpad 2")

    with app.test_request_context():
        made = pdf_of(
            decision, [PrintedBallot(7)], [], cast.community.places, BallotLayout.ALONE, 6, now()
        )
        sheet = sheet_in("nl", decision)

    (page,) = pages_of(made)
    for line in sheet.lines:
        assert line.words in page
    assert sheet.how in page
    assert "De Klos, Garenpad 2" in page
    assert "Blanco: ik laat het aan jullie over" in page


@pytest.mark.parametrize("method", METHODS)
def test_every_ring_on_paper_is_a_mark_the_method_takes(
    app: Flask, session: Session, cast: Linde, method: str
) -> None:
    decision = counted_by(app, session, cast, method)
    keys = [option.key for option in decision.options]

    with app.test_request_context():
        sheet = sheet_in("nl", decision)

    check, settings = METHODS[method].check, decision.settings
    if sheet.shape == "one":
        for line in sheet.lines:
            assert check({line.key: line.mark}, keys, settings) == {line.key: line.mark}
    elif sheet.shape == "grades":
        for grade in sheet.rings:
            assert check(dict.fromkeys(keys, grade), keys, settings)
    elif sheet.shape == "amounts":
        assert check({keys[0]: sheet.rings[-1]}, keys, settings)
    assert sheet.rings or sheet.shape in ("one", "several", "order")


def test_many_options_go_on_over_more_pages_each_with_the_number(
    app: Flask, session: Session, cast: Linde
) -> None:
    labels = [f"Plan {number} voor de speelplaats en het veld ernaast" for number in range(40)]
    decision = opened(app, session, cast, replace(DOTS, options=tuple(map(OptionDraft, labels))))

    with app.test_request_context():
        made = pdf_of(decision, [PrintedBallot(41)], [], [], BallotLayout.PAIRS, 6, now())

    pages = pages_of(made)
    assert len(pages) > 1
    assert all("Nummer 41" in page for page in pages)
    assert [label for label in labels if label not in " ".join(pages)] == []


def test_all_papers_of_a_secret_vote_speak_the_same_languages(
    app: Flask, session: Session, cast: Linde, browser: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_sheet, "_how", lambda *_: f"Zo doet u dat: {language()}.")
    cast.fatma.person.language = "en"
    decision = opened(app, session, cast)

    answer = printed(browser, cast, decision, how_many="2", layout="een", languages="en")

    for page in pages_of(answer.data):
        assert "Zo doet u dat: nl. Zo doet u dat: en." in page
        assert "Blank: I leave it to you" in page
        assert "Blanco: ik laat het aan jullie over" in page


def test_paper_under_a_name_speaks_her_language(
    app: Flask, session: Session, cast: Linde, browser: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_sheet, "_how", lambda *_: f"Zo doet u dat: {language()}.")
    cast.fatma.person.language = "en"
    cast.fatma.person.email = cast.henk.person.email = None
    decision = opened(app, session, cast, OPEN)

    answer = printed(browser, cast, decision, whom="zonder-mail", layout="een")
    entry = session.scalars(select(RollEntry.id).where(RollEntry.name == "Fatma Yıldız")).one()
    alone = printed(browser, cast, decision, whom="een", entry=str(entry), layout="een")

    fatma, henk = pages_of(answer.data)
    assert "Zo doet u dat: en." in pages_of(alone.data)[0]
    assert "Zo doet u dat: en." in fatma
    assert "Blank: I leave it to you" in fatma
    assert "Zo doet u dat: nl." in henk


def is_spoken_here(app: Flask, decision: Decision, language: str) -> bool:
    with app.test_request_context():
        return is_spoken(language, decision)


def test_a_language_of_which_a_sentence_is_missing_is_not_offered(
    app: Flask, session: Session, cast: Linde, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = opened(app, session, cast)
    monkeypatch.setattr(paper_sheet, "_how", lambda *_: "Alleen in het Nederlands.")

    assert not is_spoken_here(app, decision, "en")
    assert not is_spoken_here(app, decision, "xx")
    assert is_spoken_here(app, decision, "nl")
