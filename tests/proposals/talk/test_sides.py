""" "Beide kanten": written by the other side, approved by this one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from proposals.threads import Side
from tests.cast import Linde
from tests.conftest import SignIn
from tests.proposals.conftest import GARDEN, Garden

FOR, AGAINST = f"{GARDEN}/kanten/voor", f"{GARDEN}/kanten/tegen"
WORDS = {"words": "Zij willen samen buiten bezig zijn en eten uit eigen straat."}


def test_who_worries_writes_what_who_is_for_means_and_the_author_approves(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    browser(cast.henk).post(FOR, data=WORDS)
    browser(cast.joost).post(f"{FOR}/akkoord")

    page = browser(cast.fatma).get(GARDEN).text
    assert WORDS["words"] in page
    assert "Opgeschreven door Henk Visser. Joost Brand zei: “Zo bedoel ik het.”" in page


def test_the_author_writes_what_who_worries_means_and_one_of_them_approves(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.joost).post(AGAINST, data=WORDS)
    browser(cast.fatma).post(f"{GARDEN}/gesprek/{garden.worry.id}/ook")

    browser(cast.fatma).post(f"{AGAINST}/akkoord")

    assert session.scalars(select(Side)).one().approver_id == cast.fatma.id


def test_nobody_writes_her_own_side(browser: SignIn, cast: Linde, garden: Garden) -> None:
    for member, side in ((cast.joost, FOR), (cast.henk, AGAINST)):
        answer = browser(member).post(side, data=WORDS)
        assert answer.status_code == 422
        assert "Dit is jouw kant." in answer.text


def test_only_somebody_of_that_side_approves_and_never_who_wrote_it(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    browser(cast.henk).post(FOR, data=WORDS)
    browser(cast.henk).post(f"{GARDEN}/meehelpers")

    for other in (cast.henk, cast.piet):
        assert browser(other).post(f"{FOR}/akkoord").status_code == 409
    assert browser(cast.sanne).post(f"{FOR}/akkoord").status_code == 403


def test_a_side_has_at_most_120_words(browser: SignIn, cast: Linde, garden: Garden) -> None:
    answer = browser(cast.henk).post(FOR, data={"words": "woord " * 121})

    assert answer.status_code == 422
    assert "Je schreef 121 woorden. Er passen er 120." in answer.text
    assert browser(cast.henk).post(FOR, data={"words": "woord " * 120}).status_code == 303


def test_changed_words_are_approved_anew(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.henk).post(FOR, data=WORDS)
    browser(cast.joost).post(f"{FOR}/akkoord")

    assert browser(cast.piet).post(FOR, data={"words": "Iets anders."}).status_code == 409
    browser(cast.henk).post(FOR, data={"words": "Iets anders."})

    assert session.scalars(select(Side)).one().approved_at is None


def test_a_side_that_is_neither_is_not_found(browser: SignIn, cast: Linde, garden: Garden) -> None:
    assert browser(cast.henk).get(f"{GARDEN}/kanten/midden").status_code == 404
    assert browser(cast.joost).post(f"{FOR}/akkoord").status_code == 404
    assert browser(cast.bram).post(FOR, data=WORDS).status_code == 404
    assert browser(cast.henk).get(FOR).status_code == 200
