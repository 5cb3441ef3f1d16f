"""What a member can take along of what she did for a decision."""

from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from communities.members.own_data import own_data
from decisions.records.tasks import add_task, take_up
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

    assert _of(fatma, "takes_up_a_task") == ["Goals verplaatsen"]
    assert _of(fatma, "wrote_a_task") == []
    assert _of(joost, "was_asked_is_this_right") == [""]
    assert _of(marleen, "worded_the_outcome") == [WORDS["words"]]


def _of(own: dict[str, Any], kind: str) -> list[str]:
    return [line["words"] for line in own["carrying_out"] if line["kind"] == kind]
