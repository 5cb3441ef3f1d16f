"""Tasks under a decision: added, taken up, done, and read by whom."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Visibility
from decisions.records.models import Task, TaskHelper
from proposals.models import HelpOffer
from tests.cast import START, Linde
from tests.conftest import SignIn
from tests.decisions.recorded import closed
from tests.decisions.scenes import address, opened

TASK = {"what": "Aarde bestellen", "due_on": "2026-06-01", "waits_for": "de gemeente"}
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def test_a_task_stands_under_a_closed_decision_with_what_it_waits_for(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)

    answer = browser(cast.fatma).post(address(decision, "/taken"), data=TASK)
    page = browser(cast.henk).get(address(decision)).text

    assert answer.status_code == 303
    assert session.scalars(select(Task.due_on)).one() == date(2026, 6, 1)
    assert "Aarde bestellen" in page
    assert "Wacht op: de gemeente." in page
    assert "Nog niemand helpt mee." in page


def test_ik_help_mee_twice_is_once_and_can_be_taken_back(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)
    fatma = browser(cast.fatma)
    fatma.post(address(decision, "/taken"), data=TASK)
    task_id = session.scalars(select(Task.id)).one()
    path = address(decision, f"/taken/{task_id}/hulp")

    for _twice in range(2):
        fatma.post(path, data={"helps": "1"})
    helpers = session.scalars(select(TaskHelper.membership_id)).all()
    page = browser(cast.henk).get(address(decision)).text
    fatma.post(path, data={"helps": "0"})

    assert helpers == [cast.fatma.id]
    assert "Fatma Yıldız" in page
    assert "Nog niemand helpt mee." not in page
    assert session.scalar(select(TaskHelper)) is None


def test_a_task_is_ticked_off_and_opened_again(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)
    fatma = browser(cast.fatma)
    fatma.post(address(decision, "/taken"), data=TASK)
    task = session.scalars(select(Task)).one()
    path = address(decision, f"/taken/{task.id}/klaar")

    done = fatma.post(path, data={"done": "1"}, headers=PARTIAL)
    session.refresh(task)
    done_at = task.done_at
    fatma.post(path, data={"done": "0"})
    session.refresh(task)

    assert done.status_code == 200
    assert done.text.lstrip().startswith('<section class="part" id="tasks"')
    assert "Klaar op" in done.text
    assert done_at == START
    assert task.done_at is None


def test_who_offered_help_is_named_to_members_and_counted_for_visitors(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    cast.community.visibility = Visibility.PUBLIC
    decision = closed(app, session, cast, browser)
    session.add(HelpOffer(proposal_id=decision.proposal_id, membership_id=cast.samira.id, at=START))
    browser(cast.samira).post(address(decision, "/taken"), data=TASK)
    task_id = session.scalars(select(Task.id)).one()
    browser(cast.samira).post(address(decision, f"/taken/{task_id}/hulp"), data={"helps": "1"})

    member = browser(cast.fatma).get(address(decision)).text
    visitor = browser().get(address(decision)).text

    assert "Samira El Amrani helpt mee." in member
    assert "1 mens helpt mee." in visitor
    assert "1 mens doet dit." in visitor
    assert "Samira" not in visitor


@pytest.mark.parametrize("headers", [{}, PARTIAL], ids=["page", "fragment"])
def test_a_task_without_words_is_refused_and_the_rest_is_kept(
    app: Flask, session: Session, cast: Linde, browser: SignIn, headers: dict[str, str]
) -> None:
    decision = closed(app, session, cast, browser)

    answer = browser(cast.fatma).post(
        address(decision, "/taken"), data=TASK | {"what": " "}, headers=headers
    )

    assert answer.status_code == 422
    assert "Schrijf op wat er te doen is." in answer.text
    assert "de gemeente" in answer.text
    assert session.scalar(select(Task)) is None


def test_a_day_that_is_none_is_refused(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)

    answer = browser(cast.fatma).post(address(decision, "/taken"), data=TASK | {"due_on": "morgen"})

    assert answer.status_code == 422
    assert "Kies een dag uit de kalender." in answer.text


def test_tasks_wait_until_the_vote_is_over(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    assert browser(cast.fatma).post(address(decision, "/taken"), data=TASK).status_code == 409


@pytest.mark.parametrize(("name", "status"), [("sanne", 403), ("bram", 404)])
@pytest.mark.parametrize("tail", ["/taken", "/taken/1/hulp", "/taken/1/klaar"])
def test_helpers_and_outsiders_take_up_no_task(
    app: Flask, session: Session, cast: Linde, browser: SignIn, name: str, status: int, tail: str
) -> None:
    decision = closed(app, session, cast, browser)
    browser(cast.fatma).post(address(decision, "/taken"), data=TASK)

    answer = browser(getattr(cast, name)).post(address(decision, tail), data=TASK)

    assert answer.status_code == status


def test_a_task_of_another_decision_does_not_exist_here(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)

    answer = browser(cast.fatma).post(address(decision, "/taken/77/hulp"))

    assert answer.status_code == 404


def test_a_task_that_was_sent_twice_stands_there_once(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)
    fatma = browser(cast.fatma)

    answers = [fatma.post(address(decision, "/taken"), data=TASK) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(session.scalars(select(Task)).all()) == 1
