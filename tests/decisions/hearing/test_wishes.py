"""What would help people is said in sums, to who can act on them, and never of a few."""

from collections.abc import Callable

import pytest
from communities.questions.question import Answer, ask
from flask import Flask
from sqlalchemy.orm import Session

from communities.models import Attribute, AttributeKind, Membership
from communities.questions.declaring import declare, retire, withdraw
from decisions.hearing.judging import heads_on_roll
from decisions.hearing.wishes import summed, wishes_for
from decisions.models import Decision
from decisions.opening.draft import open_decision, prepare
from plumbing.clock import now
from tests.cast import Linde, join
from tests.conftest import SignIn
from tests.decisions.scenes import GARDEN, address, proposal_in_talk

Open = Callable[[], Decision]


@pytest.fixture
def street(session: Session, cast: Linde) -> list[Membership]:
    """Thirty more who live there."""
    people = [join(session, cast.community, f"Buur{number} Bos") for number in range(30)]
    session.commit()
    return people


@pytest.fixture
def helping(session: Session, cast: Linde) -> Attribute:
    return _asked(session, cast)


@pytest.fixture
def opening(app: Flask, session: Session, cast: Linde) -> Open:
    def opened() -> Decision:
        proposal = proposal_in_talk(session, cast)
        with app.test_request_context():
            decision = prepare(session, proposal, cast.marleen, GARDEN)
            open_decision(session, decision, cast.marleen)
        session.commit()
        return decision

    return opened


def _asked(session: Session, cast: Linde, *, sensitive: bool = False) -> Attribute:
    answers = [Answer(key, key.title(), key) for key in ("overdag", "samen", "voorlezen")]
    asked = ask(
        session,
        cast.community,
        "hulp",
        "Wat helpt je?",
        "Om te helpen.",
        answers,
        kind=AttributeKind.MULTIPLE,
        sensitive=sensitive,
        judged=False,
    )
    session.commit()
    return asked


def _tell(app: Flask, session: Session, asked: Attribute, people: list[Membership]) -> None:
    """Eleven by day, five together, four read to."""
    answers = ["overdag"] * 11 + ["samen"] * 5 + ["voorlezen"] * 4
    with app.test_request_context():
        for member, answer in zip(people, answers, strict=False):
            declare(session, member, asked, [answer], agrees=True)
    session.commit()


def _lines(app: Flask, decision: Decision, who: Membership | None) -> list[str]:
    with app.test_request_context():
        return [line for wish in wishes_for(decision, who) for line in wish.lines]


def test_a_facilitator_reads_sums_of_five_and_more(
    app: Flask, session: Session, cast: Linde, street: list[Membership], helping: Attribute,
    opening: Open,
) -> None:  # fmt: skip
    _tell(app, session, helping, street)

    assert _lines(app, opening(), cast.marleen) == [
        "Overdag: 11 van de 20 die dit invulden.",
        "Samen: 5 van de 20 die dit invulden.",
    ]


def test_a_supporter_reads_tenths_of_ten_and_more_and_members_nothing(
    app: Flask, session: Session, cast: Linde, street: list[Membership], helping: Attribute,
    opening: Open,
) -> None:  # fmt: skip
    _tell(app, session, helping, street)
    with app.test_request_context():
        for member in street[20:]:
            declare(session, member, helping, ["samen"])
    session.commit()
    decision = opening()

    assert _lines(app, decision, cast.sanne) == [
        "Overdag: ongeveer 4 op de 10.",
        "Samen: ongeveer 5 op de 10.",
    ]
    assert _lines(app, decision, cast.fatma) == _lines(app, decision, None) == []


def test_what_is_sensitive_is_kept_in_tens_and_said_in_tenths(
    app: Flask, session: Session, cast: Linde, street: list[Membership], opening: Open
) -> None:
    _tell(app, session, _asked(session, cast, sensitive=True), street + street)
    decision = opening()

    # Eleven of twenty leave nine others, who are too few as well.
    assert decision.hearing_base["wishes"][0]["sums"] == []
    assert _lines(app, decision, cast.marleen) == []


def test_all_but_a_few_is_said_of_nobody(session: Session, cast: Linde) -> None:
    given = {member: {"overdag"} for member in range(40)} | {member: {"samen"} for member in (1,)}

    kept = summed(_asked(session, cast), given, range(40))

    assert kept is not None
    assert kept["sums"] == []


def test_a_small_circle_keeps_nothing(
    app: Flask, session: Session, cast: Linde, helping: Attribute, opening: Open
) -> None:
    with app.test_request_context():
        for member in (cast.fatma, cast.joost, cast.henk, cast.piet, cast.samira):
            declare(session, member, helping, ["samen"])
    session.commit()

    assert opening().hearing_base["wishes"] == []


def test_one_new_answer_waits_for_four_others(
    app: Flask, session: Session, cast: Linde, street: list[Membership], helping: Attribute,
    opening: Open,
) -> None:  # fmt: skip
    _tell(app, session, helping, street)
    before = _lines(app, opening(), cast.marleen)
    with app.test_request_context():
        declare(session, street[29], helping, ["samen"])
    session.commit()

    one = _lines(app, opening(), cast.marleen)
    with app.test_request_context():
        for member in street[24:29]:
            declare(session, member, helping, ["samen"])
    session.commit()
    six = _lines(app, opening(), cast.marleen)

    assert one == before
    assert six[1] == "Samen: 11 van de 26 die dit invulden."


def test_what_is_withdrawn_is_gone_and_shown_figures_wait(
    app: Flask, session: Session, cast: Linde, street: list[Membership], helping: Attribute,
    opening: Open,
) -> None:  # fmt: skip
    _tell(app, session, helping, street)
    decision = opening()
    before = _lines(app, decision, cast.marleen)

    withdraw(session, street[0], helping)
    session.commit()
    waits = _lines(app, decision, cast.marleen)
    retire(session, helping)
    session.commit()

    assert waits == before
    assert _lines(app, decision, cast.marleen) == []


def test_no_group_is_made_of_them(
    app: Flask, session: Session, cast: Linde, street: list[Membership], helping: Attribute,
    browser: SignIn, opening: Open,
) -> None:  # fmt: skip
    _tell(app, session, helping, street)
    decision = opening()

    heads, _ = heads_on_roll(session, decision, now())
    path = address(decision, "/gehoord")

    assert heads == []
    assert "Overdag: 11 van de 20" in browser(cast.marleen).get(path).text
    assert "Overdag" not in browser(cast.fatma).get(path).text
