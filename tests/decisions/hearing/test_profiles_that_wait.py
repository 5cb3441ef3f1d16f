"""A few new answers wait, so that two panels never differ by what one person answered."""

from collections.abc import Sequence

import pytest
from communities.questions.question import Answer, ask
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Attribute, Membership
from communities.questions.declaring import declare, withdraw
from decisions.models import Decision
from decisions.opening.draft import open_decision, prepare
from decisions.roll import BaseAnswer, RollEntry
from tests.cast import Linde
from tests.decisions.scenes import GARDEN, proposal_in_talk


@pytest.fixture
def home(session: Session, cast: Linde) -> Attribute:
    """What De Linde asks."""
    answers = (Answer("huur", "Huur", "wie huurt"), Answer("koop", "Koop", "wie koopt"))
    return ask(session, cast.community, "wonen", "Huur je?", "Om te zien wie we missen.", answers)


def tell(
    app: Flask, session: Session, home: Attribute, who: Sequence[Membership], key: str
) -> None:
    with app.test_request_context():
        for member in who:
            declare(session, member, home, [key])


def in_base(app: Flask, session: Session, cast: Linde) -> dict[str, str]:
    """Who stands in the panel of a decision that opens now, with what."""
    proposal = proposal_in_talk(session, cast)
    with app.test_request_context():
        decision: Decision = prepare(session, proposal, cast.marleen, GARDEN)
        open_decision(session, decision, cast.marleen)
    rows = session.execute(
        select(RollEntry.name, BaseAnswer.value)
        .join(BaseAnswer, BaseAnswer.entry_id == RollEntry.id)
        .where(RollEntry.decision_id == decision.id)
    )
    return {name.partition(" ")[0]: value for name, value in rows}


def test_the_first_decision_takes_everything_that_was_told(
    app: Flask, session: Session, cast: Linde, home: Attribute
) -> None:
    tell(app, session, home, [cast.fatma], "huur")

    assert in_base(app, session, cast) == {"Fatma": "huur"}


def test_new_and_changed_answers_wait_for_five(
    app: Flask, session: Session, cast: Linde, home: Attribute
) -> None:
    tell(app, session, home, [cast.fatma, cast.joost], "huur")
    in_base(app, session, cast)
    tell(app, session, home, [cast.fatma], "koop")
    tell(app, session, home, [cast.henk, cast.piet, cast.samira], "koop")

    four = in_base(app, session, cast)
    tell(app, session, home, [cast.marleen], "koop")
    five = in_base(app, session, cast)

    assert four == {"Fatma": "huur", "Joost": "huur"}
    assert five == {
        "Fatma": "koop",
        "Joost": "huur",
        "Henk": "koop",
        "Piet": "koop",
        "Samira": "koop",
        "Marleen": "koop",
    }


def test_what_is_withdrawn_waits_for_nobody(
    app: Flask, session: Session, cast: Linde, home: Attribute
) -> None:
    tell(app, session, home, [cast.fatma, cast.joost], "huur")
    in_base(app, session, cast)
    with app.test_request_context():
        withdraw(session, cast.fatma, home)

    assert in_base(app, session, cast) == {"Joost": "huur"}
