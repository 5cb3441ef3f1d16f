"""What was written for one is shown to the next only where both may see exactly the same."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from communities.models import Visibility
from plumbing.clock import clock_at
from plumbing.words import language
from proposals.models import Touched
from tests.cast import START, Linde
from tests.conftest import SignIn
from tests.decisions.weverij import Weverij, at, weverij

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
FIGURES = "Alleen de gespreksleider ziet deze aantallen."


@pytest.fixture
def autoluw(session: Session, cast: Linde) -> Weverij:
    """A decision of a public community, past two thirds of its time, with somebody touched."""
    scene = weverij(session, cast.community, cast.joost)
    scene.vote(session, scene.entries[:41])
    session.add(Touched(proposal_id=scene.decision.proposal_id, who="De kapper", created_at=START))
    cast.community.visibility = Visibility.PUBLIC
    session.commit()
    return scene


def look(client: FlaskClient, autoluw: Weverij) -> str:
    """The page at a moment that is the same for everybody, so that nothing is forgotten."""
    with clock_at(at(autoluw.decision, 0.7)):
        answer = client.get(f"/g/linde/besluiten/{autoluw.decision.number}?eerst=besluit")
    assert answer.status_code == 200, answer.text[:500]
    return str(answer.text)


def test_figures_written_for_the_facilitator_reach_nobody_else(
    cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    look(browser(cast.olga), autoluw)

    hers = look(browser(cast.olga), autoluw)
    members, strangers = look(browser(cast.fatma), autoluw), look(browser(), autoluw)

    assert FIGURES in hers
    assert FIGURES not in members
    assert FIGURES not in strangers


def test_what_a_stranger_read_is_not_all_that_a_member_reads(
    cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    strangers = look(browser(), autoluw)

    members = look(browser(cast.fatma), autoluw)

    assert "Ik ga met hen praten" not in strangers
    assert "Ik ga met hen praten" in members


def test_each_reads_the_panel_in_a_language_of_her_own(
    session: Session,
    cast: Linde,
    browser: SignIn,
    autoluw: Weverij,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(language, "WHOLE", ("nl", "en"))
    assert cast.fatma.person is not None
    cast.fatma.person.language = "en"
    session.commit()
    look(browser(cast.samira), autoluw)

    page = look(browser(cast.fatma), autoluw)

    assert "Who do we not hear?" in page
    assert "Ik ga met hen praten" not in page


def test_a_form_written_for_one_carries_the_token_of_whoever_sends_it(
    cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    first, second = browser(cast.fatma), browser(cast.samira)
    look(first, autoluw)

    tokens = TOKEN.findall(look(second, autoluw))
    with first.session_transaction() as cookies:
        first_raw = cookies["csrf_token"]
    with second.session_transaction() as cookies:
        second_raw = cookies["csrf_token"]

    assert len(tokens) >= 2
    assert len(set(tokens)) == 1
    assert first_raw != second_raw


def test_what_changed_is_on_the_next_page(
    session: Session, cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    fatma = browser(cast.fatma)
    assert "De schilder" not in look(fatma, autoluw)

    session.add(
        Touched(proposal_id=autoluw.decision.proposal_id, who="De schilder", created_at=START)
    )
    session.commit()

    assert "De schilder" in look(fatma, autoluw)


def test_who_signed_out_everywhere_is_nobody_on_every_page(
    session: Session, cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    fatma = browser(cast.fatma)
    assert "Ik ga met hen praten" in look(fatma, autoluw)

    assert cast.fatma.person is not None
    cast.fatma.person.session_epoch += 1
    session.commit()

    assert "Ik ga met hen praten" not in look(fatma, autoluw)
    assert "Ik ga met hen praten" not in fatma.get("/").text
