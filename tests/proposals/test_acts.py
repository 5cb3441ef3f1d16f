"""Every button of a proposal's page does what it says, and what can be done has its button."""

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from decisions.models import Decision
from proposals.models import Proposal
from proposals.talk.contributing import contribute
from proposals.threads import Side, SideOf
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import CONSENT, GARDEN, opened, proposal_in_talk

AT = "/g/linde/voorstellen/1"


@dataclass
class Told:
    """A proposal and the contribution under it."""

    proposal: Proposal
    thread_id: int


def _told(app: Flask, session: Session, cast: Linde, story: str) -> Told:
    if story == "talk":
        proposal = proposal_in_talk(session, cast)
    else:
        decision: Decision = opened(app, session, cast, GARDEN if story == "vote" else CONSENT)
        proposal = decision.proposal
    thread = contribute(session, proposal, cast.fatma, "idea", "Een boom erbij.")
    session.commit()
    return Told(proposal, thread.id)


@pytest.mark.parametrize(("story", "may"), [("talk", True), ("vote", False), ("consent", False)])
def test_the_text_has_its_links_exactly_where_it_can_be_changed(
    app: Flask, session: Session, cast: Linde, browser: SignIn, story: str, may: bool
) -> None:
    told = _told(app, session, cast, story)
    author = browser(cast.joost)

    page = author.get(AT).text
    thread = author.get(f"{AT}/gesprek/{told.thread_id}").text
    threads = author.get(f"{AT}/gesprek").text

    assert (author.get(f"{AT}/tekst").status_code == 200) is may
    assert ("Tekst veranderen" in page) is may
    for text in (page, thread, threads):
        assert ("Verander het voorstel hierom" in text) is may


@pytest.mark.parametrize(("story", "may"), [("talk", True), ("vote", False), ("consent", False)])
def test_taking_it_back_has_its_form_exactly_where_it_is_taken(
    app: Flask, session: Session, cast: Linde, browser: SignIn, story: str, may: bool
) -> None:
    _told(app, session, cast, story)
    author = browser(cast.joost)

    page = author.get(AT).text
    answer = author.post(f"{AT}/intrekking", data={"reason": "Het kan niet."})

    assert ("/intrekking" in page) is may
    assert answer.status_code == (303 if may else 409)


def test_nobody_remarks_on_her_own_question(session: Session, cast: Linde, browser: SignIn) -> None:
    proposal = proposal_in_talk(session, cast)
    proposal.ready_at = proposal.created_at
    session.commit()
    author = browser(cast.joost)

    page = author.get(AT).text
    answer = author.post(f"{AT}/opmerkingen", data={"remark": "Waar voetballen ze?"})

    assert "Ik vind de vraag niet eerlijk" not in page
    assert answer.status_code == 403


@pytest.mark.parametrize("approved", [False, True])
def test_a_side_has_its_link_exactly_where_it_can_be_changed(
    session: Session, cast: Linde, browser: SignIn, approved: bool
) -> None:
    proposal = proposal_in_talk(session, cast)
    side = Side(
        proposal_id=proposal.id,
        side=SideOf.AGAINST,
        words="Het gras is van de kinderen.",
        writer_id=cast.joost.id,
        written_at=proposal.created_at,
        approver_id=cast.henk.id if approved else None,
        approved_at=proposal.created_at if approved else None,
    )
    session.add(side)
    session.commit()
    fatma = browser(cast.fatma)

    page = fatma.get(AT).text
    answer = fatma.post(f"{AT}/kanten/tegen", data={"words": "Waar voetballen ze?"})

    assert ("/kanten/tegen" in page) is not approved
    assert answer.status_code == (409 if approved else 303)
