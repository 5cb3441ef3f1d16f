"""Roll of an open decision: what changes in a role or a vote counts from the next one on."""

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities.models import Role
from decisions.roll import RollEntry
from decisions.votes import Participation, SecretBallot
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import address, nonce_of, opened, vote

HELPER = {"role": "supporter", "organisation": "Buurtwerk", "ends_on": "2027-01-01"}


def test_who_is_made_a_helper_while_people_vote_votes_on(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    phone = browser(cast.fatma)
    nonce = nonce_of(phone.get(address(decision, "/stem")))

    given = browser(cast.marleen).post(f"/g/linde/leden/{cast.fatma.id}/rol", data=HELPER)
    at_once = phone.post(address(decision, "/stem"), data={"nonce": nonce, "choice": "voorstel=1"})
    later = vote(phone, decision, "voorstel=-1", version="1")

    session.refresh(cast.fatma)
    assert (given.status_code, cast.fatma.role) == (303, Role.SUPPORTER)
    assert (at_once.status_code, later.status_code) == (303, 303)
    assert session.scalars(select(SecretBallot.marks)).all() == [{"voorstel": -1}]


def test_who_becomes_a_resident_again_stands_on_the_next_roll_only(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    browser(cast.marleen).post(f"/g/linde/leden/{cast.sanne.id}/rol", data={"role": "resident"})

    ballot = browser(cast.sanne).get(address(decision, "/stem"))

    assert ballot.status_code == 303
    hers = select(func.count()).where(RollEntry.membership_id == cast.sanne.id)
    assert session.scalar(hers) == 0


def test_who_leaves_has_no_new_vote(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    phone = browser(cast.fatma)
    nonce = nonce_of(phone.get(address(decision, "/stem")))
    cast.fatma.left_at = decision.rounds[-1].opened_at
    session.commit()

    answer = phone.post(address(decision, "/stem"), data={"nonce": nonce, "choice": "voorstel=1"})

    assert answer.status_code in (403, 404)
    assert session.scalar(select(func.count()).select_from(Participation)) == 0
