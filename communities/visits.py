"""Visits of a member, counted until the bar with places appears at the second one."""

from contextlib import suppress

from flask import Response, g, request
from flask import session as cookies
from sqlalchemy import update

from communities.models import Membership
from plumbing.clock import now
from plumbing.database.session import db

SECOND = 2


def sees_places(membership: Membership) -> bool:
    """Is this her second visit, or a later one?"""
    return membership.visits >= SECOND or (
        membership.visits == 1 and cookies.get("visit") not in (None, _today())
    )


def count_visit(response: Response) -> Response:
    """Counts one visit a day on a device, and only until the second."""
    here = g.get("here")
    if request.method != "GET" or response.status_code != 200 or not here or not here.membership:
        return response
    if here.membership.visits >= SECOND or cookies.get("visit") == _today():
        return response
    cookies["visit"] = _today()
    member_id = here.membership.id
    # A count is not worth making anybody wait in a busy hour.
    with suppress(TimeoutError), db.writing() as session:
        session.execute(
            update(Membership)
            .where(Membership.id == member_id)
            .values(visits=Membership.visits + 1)
        )
    return response


def _today() -> str:
    return now().date().isoformat()
