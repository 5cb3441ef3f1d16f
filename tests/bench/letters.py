"""How long five hundred letters take, from the button to the file: codes, invitations, PDF."""

import time
from io import BytesIO

from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select, update

from communities.models import Community, Membership, Role
from demo.crowd import SLUG
from plumbing.database.session import db

NUMBER = 500


def seconds(app: Flask) -> float:
    """The whole request; raises when another number of letters came of it."""
    with app.app_context():
        slug, facilitator = _crowd_that_wants(NUMBER)
    client = app.test_client()
    with client.session_transaction() as cookies:
        cookies["_user_id"] = facilitator
    begun = time.monotonic()
    answer = client.post(f"/g/{slug}/brieven", data={"decision": "1", "whom": "iedereen"})
    took = time.monotonic() - begun
    if answer.mimetype != "application/pdf":
        raise RuntimeError(answer.status)
    if (pages := len(PdfReader(BytesIO(answer.data)).pages)) != NUMBER:
        raise RuntimeError(f"{pages} letters instead of {NUMBER}")
    return took


def _crowd_that_wants(number: int) -> tuple[str, str]:
    """The newest crowd, in which so many want letters; its address, and who leads it."""
    with db.writing() as session:
        community = session.scalars(
            select(Community)
            .where(Community.slug.startswith(SLUG))
            .order_by(Community.id.desc())
            .limit(1)
        ).one()
        here = Membership.community_id == community.id
        voters = select(Membership.id).where(here, Membership.votes).order_by(Membership.id)
        wanting = session.scalars(voters.limit(number)).all()
        session.execute(
            update(Membership).where(here, Membership.id > wanting[-1]).values(wants_letters=False)
        )
        leads = select(Membership).where(here, Membership.role == Role.FACILITATOR).limit(1)
        return community.slug, session.scalars(leads).one().person.get_id()


if __name__ == "__main__":
    from app import create_app

    print(seconds(create_app({"RATELIMIT_ENABLED": False, "WTF_CSRF_ENABLED": False})))
