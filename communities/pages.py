"""The front page of a community, and its log."""

from flask import Blueprint, render_template
from sqlalchemy import func, select

from communities import events, log
from communities.access import community_for
from communities.founding.first_steps import steps_left
from communities.models import Membership, Place, Role
from communities.permissions import Action
from plumbing.database.session import db

pages = Blueprint("communities", __name__, url_prefix="/g/<slug>")

LATELY = 3
"""Decisions on the front page; the register has the others."""


@pages.get("")
def show(slug: str) -> str:
    here = community_for(slug)
    members = db.session.scalar(
        select(func.count())
        .select_from(Membership)
        .where(
            Membership.community_id == here.community.id,
            Membership.left_at.is_(None),
            Membership.role != Role.SUPPORTER,
        )
    )
    places = db.session.scalars(
        select(Place).where(Place.community_id == here.community.id).order_by(Place.id)
    ).all()
    leads = here.may(Action.HIDE_CONTRIBUTION)
    return render_template(
        "communities/show.html",
        members=members,
        found_at=places,
        lately=[entry for ask in events.lately for entry in ask(here, LATELY)],
        waiting=[ask(db.session, here.community) for ask in events.waits_for_facilitators]
        if leads
        else (),
        first_steps=steps_left(db.session, here.community) if leads else (),
    )


@pages.get("/logboek", endpoint="log")
def log_page(slug: str) -> str:
    here = community_for(slug, Action.READ_LOG)
    return render_template(
        "communities/log.html", lines=log.lines_of(db.session, here.community.id)
    )
