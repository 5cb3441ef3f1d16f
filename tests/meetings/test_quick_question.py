"""A quick question: from one line to every phone, counted like a decision, binding nobody."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Visibility
from communities.rules.rules import Rules, set_rules
from decisions.log import chain_holds
from decisions.models import Decision, LogRow, Phase
from meetings.models import Screen
from plumbing.clock import clock_at
from plumbing.mail import Mail
from proposals.models import Phase as ProposalPhase
from tests.cast import START, Linde
from tests.conftest import Queries, SignIn
from tests.decisions.scenes import vote

QUESTION = "Zullen we elke maand samen eten?"
YES, NO = "voorstel=1", "voorstel=-1"


def asked(client: FlaskClient, session: Session, *options: str) -> Decision:
    """Type one line and press the button."""
    answer = client.post(
        "/g/linde/snelle-vraag", data={"question": QUESTION, "option": list(options)}
    )
    assert answer.status_code == 303, answer.text
    session.rollback()
    return session.scalars(select(Decision).order_by(Decision.id.desc()).limit(1)).one()


def reveal(client: FlaskClient) -> None:
    assert client.post("/g/linde/scherm/uitslag").status_code == 303


def test_one_line_opens_a_decision_that_binds_nobody(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = asked(browser(cast.marleen), session)

    assert decision.phase is Phase.OPEN
    assert not decision.binds
    assert decision.proposal.is_quick
    assert decision.closes_at == START + timedelta(hours=2)
    assert decision.is_secret


def test_nobody_is_written_to(session: Session, cast: Linde, browser: SignIn) -> None:
    asked(browser(cast.marleen), session)

    assert session.scalars(select(Mail)).all() == []


def test_it_stands_on_the_one_screen_at_once(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen = browser(cast.marleen)

    first = asked(marleen, session)
    second = asked(marleen, session)

    screen = session.scalars(select(Screen)).one()
    assert screen.decision_id == second.id != first.id


def test_the_rules_for_decisions_do_not_bind_it(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    with app.test_request_context():
        set_rules(session, cast.community, Rules(methods=("consent",), min_days=5), cast.marleen)

    decision = asked(browser(cast.marleen), session)

    assert decision.is_open


def test_rules_stay_free_until_something_binding_opens(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen = browser(cast.marleen)

    asked(marleen, session)

    assert "<form" in marleen.get("/g/linde/regels").text.partition('id="main"')[2]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"question": "  "}, "f-question"),
        ({"question": "x" * 121}, "f-question"),
        ({"question": QUESTION, "option": ["Soep"]}, "f-options"),
        ({"question": QUESTION, "option": ["Soep", "soep"]}, "f-options"),
        ({"question": QUESTION, "option": [str(place) for place in range(7)]}, "f-options"),
        ({"question": QUESTION, "option": ["Soep", "x" * 37]}, "f-options"),
    ],
)
def test_what_does_not_fit_the_screen_is_refused(
    session: Session, cast: Linde, browser: SignIn, form: dict[str, object], field: str
) -> None:
    page = browser(cast.marleen).post("/g/linde/snelle-vraag", data=form)

    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    assert session.scalars(select(Decision)).all() == []


def test_revealing_closes_it_and_shows_yes(session: Session, cast: Linde, browser: SignIn) -> None:
    marleen = browser(cast.marleen)
    decision = asked(marleen, session)
    vote(browser(cast.fatma), decision, YES)

    reveal(marleen)

    session.rollback()
    assert decision.phase is Phase.CLOSED
    assert decision.revealed_at == START
    page = browser(cast.fatma).get(f"/g/linde/besluiten/{decision.number}")
    assert '<p class="verdict">Ja</p>' in page.text


def test_revealing_twice_is_revealing_once(session: Session, cast: Linde, browser: SignIn) -> None:
    marleen = browser(cast.marleen)
    decision = asked(marleen, session)

    reveal(marleen)
    reveal(marleen)

    rows = session.scalars(
        select(LogRow).where(LogRow.decision_id == decision.id).order_by(LogRow.number)
    ).all()
    assert [row.kind for row in rows] == ["opened", "closed_early", "sealed", "closed", "revealed"]
    assert chain_holds(rows)


def test_as_many_for_yes_as_for_no_is_called_level(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen = browser(cast.marleen)
    decision = asked(marleen, session)
    vote(browser(cast.fatma), decision, YES)
    vote(browser(cast.henk), decision, NO)

    reveal(marleen)

    page = browser(cast.fatma).get(f"/g/linde/besluiten/{decision.number}")
    assert '<p class="verdict">Gelijk</p>' in page.text


def test_until_it_is_revealed_nobody_reads_the_result(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = asked(browser(cast.marleen), session, "Soep", "Taart")
    vote(browser(cast.fatma), decision, "b=1")
    with clock_at(START + timedelta(hours=3)):
        pages = [
            browser(who).get(path).text
            for who in (cast.fatma, cast.marleen)
            for path in (
                f"/g/linde/besluiten/{decision.number}?eerst=besluit",
                "/g/linde/snelle-vragen",
                "/",
            )
        ]

    session.rollback()
    assert decision.phase is Phase.CLOSED
    assert not any("verdict" in page or "Taart" in page for page in pages)


def test_it_stays_off_the_lists_of_proposals_and_decisions(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen = browser(cast.marleen)
    asked(marleen, session)

    for path in ("/g/linde/voorstellen", "/g/linde/besluiten"):
        assert QUESTION not in marleen.get(path).text
    assert QUESTION in marleen.get("/g/linde/snelle-vragen").text


def test_where_it_is_met_it_is_marked(session: Session, cast: Linde, browser: SignIn) -> None:
    decision = asked(browser(cast.marleen), session)
    fatma = browser(cast.fatma)

    for path in ("/", f"/g/linde/besluiten/{decision.number}/stem", "/g/linde/snelle-vragen"):
        assert "Snelle vraag, bindt niemand" in fatma.get(path).text


def test_it_waits_for_no_record(session: Session, cast: Linde, browser: SignIn) -> None:
    marleen = browser(cast.marleen)
    decision = asked(marleen, session)
    reveal(marleen)

    record = f"/g/linde/besluiten/{decision.number}/besluit"

    assert "Verslag nog niet af" not in marleen.get("/").text
    assert marleen.get(record).status_code == 303
    assert marleen.post(f"{record}/formulering", data={"words": "Ja"}).status_code == 409


def test_opened_as_a_decision_it_goes_the_way_of_every_proposal(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen = browser(cast.marleen)
    decision = asked(marleen, session)
    vote(browser(cast.fatma), decision, YES)
    reveal(marleen)

    answer = marleen.post(f"/g/linde/snelle-vragen/{decision.number}/voorstel")

    session.rollback()
    proposal = decision.proposal
    assert answer.location.endswith(f"/voorstellen/{proposal.number}-{proposal.slug}")
    assert not proposal.is_quick
    assert proposal.phase is ProposalPhase.DISCUSSION
    assert QUESTION in browser(cast.fatma).get("/g/linde/voorstellen").text
    assert not decision.binds


def test_it_becomes_a_proposal_once_and_only_when_it_is_over(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen = browser(cast.marleen)
    decision = asked(marleen, session)
    path = f"/g/linde/snelle-vragen/{decision.number}/voorstel"

    too_early = marleen.post(path).status_code
    reveal(marleen)
    then, twice = marleen.post(path).status_code, marleen.post(path).status_code

    assert [too_early, then, twice] == [409, 303, 409]


def test_a_visitor_of_a_public_community_has_no_list_of_them(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    cast.community.visibility = Visibility.PUBLIC
    asked(browser(cast.marleen), session)

    assert browser().get("/g/linde/snelle-vragen").status_code == 404
    assert QUESTION not in browser().get("/g/linde/besluiten").text


def test_options_are_counted_as_votes(session: Session, cast: Linde, browser: SignIn) -> None:
    marleen = browser(cast.marleen)
    decision = asked(marleen, session, "Soep", " Taart ", "")
    for who in (cast.fatma, cast.henk, cast.piet, cast.joost, cast.samira):
        vote(browser(who), decision, "b=1")

    reveal(marleen)

    page = browser(cast.fatma).get(f"/g/linde/besluiten/{decision.number}")
    assert '<p class="verdict">Taart</p>' in page.text
    assert re.search(r"Taart.*?5", page.text)


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_asks_the_same_of_the_database_however_long_it_is(
    session: Session, cast: Linde, browser: SignIn, queries: Queries, number: int
) -> None:
    marleen = browser(cast.marleen)
    for _ in range(number):
        asked(marleen, session)

    with queries() as seen:
        marleen.get("/g/linde/snelle-vragen")

    assert len(seen) <= 12
