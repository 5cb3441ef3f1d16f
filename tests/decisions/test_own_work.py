"""What a member can take along of what she did for a decision."""

from flask import Flask
from sqlalchemy.orm import Session

from communities.own_data import own_data
from decisions.carrying_out import add_task, take_up
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.recorded import WORDS, worded


def test_she_takes_along_her_tasks_her_checks_and_what_she_worded(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = worded(app, session, cast, browser)
    task = add_task(session, decision, cast.marleen, "Goals verplaatsen", waits_for="De gemeente")
    take_up(session, task, cast.fatma)
    session.commit()

    with app.test_request_context():
        fatma, joost, marleen = (
            own_data(session, member) for member in (cast.fatma, cast.joost, cast.marleen)
        )

    assert [(each["what"], each["done"]) for each in fatma["tasks"]] == [
        ("Goals verplaatsen", False)
    ]
    assert joost["tasks"] == []
    assert joost["checks"] == [{"decision": decision.number, "agrees": None, "words": ""}]
    assert marleen["worded"] == [{"decision": decision.number, "words": WORDS["words"]}]
