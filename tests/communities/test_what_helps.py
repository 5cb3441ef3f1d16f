"""What a member said that helps her stands in front on her own pages, and on nobody else's."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from communities.models import EXPLANATION, HELP, Attribute, Membership
from communities.places import add_place
from communities.questions.declaring import declare, withdraw
from communities.questions.proposed_questions import ask_proposed
from communities.what_helps import Helps, what_helps
from proposals.explanations.explaining import explain
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import address, opened

LARGE = 'class="button button-quiet button-wide aloud"'
Tell = Callable[..., None]


@pytest.fixture
def asked(app: Flask, session: Session, cast: Linde) -> dict[str, Attribute]:
    with app.test_request_context():
        asked = ask_proposed(session, cast.community, [EXPLANATION, HELP])
    session.commit()
    return {attribute.key: attribute for attribute in asked}


@pytest.fixture
def tell(app: Flask, session: Session, asked: dict[str, Attribute]) -> Tell:
    def told(member: Membership, key: str, *answers: str) -> None:
        with app.test_request_context():
            declare(session, member, asked[key], answers, agrees=True)
        session.commit()

    return told


def test_nothing_told_changes_nothing(session: Session, cast: Linde, tell: Tell) -> None:
    tell(cast.henk, HELP, "voorlezen")

    assert what_helps(session, cast.fatma) == Helps()


def test_what_was_told_is_known_until_it_is_withdrawn(
    app: Flask, session: Session, cast: Linde, tell: Tell, asked: dict[str, Attribute]
) -> None:
    tell(cast.fatma, HELP, "voorlezen", "samen")
    tell(cast.fatma, EXPLANATION, "tr", "ar")

    told = what_helps(session, cast.fatma)
    withdraw(session, cast.fatma, asked[HELP])
    withdraw(session, cast.fatma, asked[EXPLANATION])
    session.commit()

    assert told == Helps(frozenset({"tr", "ar"}), aloud=True, in_company=True)
    assert what_helps(session, cast.fatma) == Helps()


def test_where_the_community_no_longer_asks_it_is_not_used(
    session: Session, cast: Linde, tell: Tell
) -> None:
    tell(cast.fatma, HELP, "voorlezen")

    cast.community.asks_who_is_missing = False
    session.commit()

    assert what_helps(session, cast.fatma) == Helps()


@pytest.mark.parametrize("page", ["ballot", "proposal"])
def test_who_rather_listens_has_the_button_large_and_once(
    app: Flask, session: Session, cast: Linde, browser: SignIn, tell: Tell, page: str
) -> None:
    decision = opened(app, session, cast)
    path = {
        "ballot": address(decision, "/stem"),
        "proposal": f"/g/linde/voorstellen/{decision.proposal.number}",
    }[page]
    tell(cast.fatma, HELP, "voorlezen")

    hers, his = browser(cast.fatma).get(path).text, browser(cast.henk).get(path).text

    assert LARGE in hers
    assert LARGE not in his
    assert hers.count("data-aloud ") == his.count("data-aloud ") == 1


def test_explanation_in_the_language_she_wants_lies_open_in_front(
    app: Flask, session: Session, cast: Linde, browser: SignIn, tell: Tell
) -> None:
    decision = opened(app, session, cast)
    with app.test_request_context():
        for language, words in (("ar", "شرح"), ("en", "A garden."), ("tr", "Bir bahçe.")):
            explain(session, decision.proposal, cast.samira, language, words)
    session.commit()
    tell(cast.fatma, EXPLANATION, "tr")

    ballot = browser(cast.fatma).get(address(decision, "/stem")).text
    proposal = browser(cast.fatma).get(f"/g/linde/voorstellen/{decision.proposal.number}").text
    his = browser(cast.henk).get(address(decision, "/stem")).text

    opening = '<details class="fold" open>'
    assert "Uitleg in een andere taal" in ballot.split(opening)[1].split("</summary>")[0]
    assert ballot.index("Bir bahçe.") < ballot.index("A garden.")
    assert proposal.index("Bir bahçe.") < proposal.index("شرح")
    assert opening not in his


@pytest.mark.parametrize("answer", ["samen", "opschrijven"])
def test_who_wants_company_reads_first_where_somebody_helps(
    app: Flask, session: Session, cast: Linde, browser: SignIn, tell: Tell, answer: str
) -> None:
    about = {"address": "Plein 1", "hours": "dinsdag 10 uur"}
    add_place(session, cast.community, "De Klos", helps_with_voting=True, **about)
    decision = opened(app, session, cast)
    tell(cast.fatma, HELP, answer)

    hers = browser(cast.fatma).get(address(decision, "/stem")).text
    his = browser(cast.henk).get(address(decision, "/stem")).text

    assert hers.index("Hulp bij stemmen") < hers.index("Wie horen we niet?")
    assert his.index("Hulp bij stemmen") > his.index("Wie horen we niet?")
    assert hers.count("Hulp bij stemmen") == 1


def test_the_question_says_that_it_changes_her_own_pages(
    cast: Linde, browser: SignIn, asked: dict[str, Attribute]
) -> None:
    page = browser(cast.fatma).get("/g/linde/ik").text

    assert page.count("vooraan te zetten wat jou helpt") == len(asked)
