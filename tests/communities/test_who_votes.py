"""Who may still vote is one rule, which Python and the database answer alike."""

from datetime import date, timedelta
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Membership, Role
from communities.permissions import Action, may
from plumbing.clock import clock_at
from tests.cast import START, Linde

TODAY = START.date()
ENDS = (None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1))
CASES = list(product(Role, (True, False), ENDS, (False, True)))


@pytest.fixture(params=CASES, ids=lambda case: "-".join(map(str, case)))
def member(request: pytest.FixtureRequest, cast: Linde, session: Session) -> Membership:
    """A member in one of all the ways a member can be."""
    role, votes, ends_on, has_left = request.param
    cast.fatma.role, cast.fatma.votes, cast.fatma.role_ends_on = role, votes, ends_on
    cast.fatma.left_at = START if has_left else None
    session.flush()
    return cast.fatma


def test_python_and_the_database_say_the_same(session: Session, member: Membership) -> None:
    hers = Membership.id == member.id

    in_the_database = session.execute(
        select(
            Membership.is_still_here(), Membership.still_votes(), Membership.keeps_her_place()
        ).where(hers)
    ).one()

    assert tuple(map(bool, in_the_database)) == (
        member.is_still_here(),
        member.still_votes(),
        member.keeps_her_place(),
    )


def test_who_still_votes_is_who_may_cast_a_ballot(member: Membership) -> None:
    assert member.still_votes() == may(member, Action.CAST_BALLOT)


def test_a_query_that_was_put_together_yesterday_looks_at_today(
    app: Flask, session: Session, cast: Linde
) -> None:
    cast.sanne.role_ends_on = date(2026, 1, 1)
    session.flush()
    here = select(Membership.id).where(Membership.is_still_here())

    with clock_at(START.replace(year=2025)):
        before = session.scalars(here).all()
    with clock_at(START.replace(year=2027)):
        after = session.scalars(here).all()

    assert cast.sanne.id in before
    assert cast.sanne.id not in after
