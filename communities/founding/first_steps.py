"""Steps of a facilitator in the first days, each ticked off by having been done."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from communities import log
from communities.models import Community, LogLine, Membership
from communities.ways_in import JoinLink, LetterCode
from plumbing.values import Struct

PUT_AWAY = "first_steps_done"


class FirstStep(Struct, frozen=True):
    """What to do, why, where, and whether it was done."""

    name: str
    words: str
    url: str
    is_done: bool


def first_steps(session: Session, community: Community) -> list[FirstStep]:
    """The steps in the order in which most take them; in one query."""
    slug = community.slug
    people, link, letters = session.execute(
        select(
            exists().where(
                Membership.community_id == community.id,
                Membership.left_at.is_(None),
                Membership.id != _founder(community),
            ),
            exists().where(JoinLink.community_id == community.id),
            exists().where(
                LetterCode.membership_id == Membership.id,
                Membership.community_id == community.id,
            ),
        )
    ).one()
    invite = url_for("people.index", slug=slug)
    return [
        FirstStep(
            _("Mensen erbij"),
            _("Plak een lijst met namen, met of zonder mail."),
            invite,
            bool(people),
        ),
        FirstStep(
            _("De link delen"),
            _("Eén link met QR-code, voor de buurtapp en de deur."),
            invite + "#link",
            bool(link),
        ),
        FirstStep(
            _("Het eerste voorstel"),
            _("Klein mag: een bankje, een borrel, een naam."),
            url_for("proposals.new", slug=slug),
            community.proposal_count > 0,
        ),
        FirstStep(
            _("Iets op papier"),
            _("Een poster voor de portiek, of een brief voor wie geen mail heeft."),
            invite + "#link",
            bool(letters),
        ),
    ]


def steps_left(session: Session, community: Community) -> list[FirstStep]:
    """The steps, as long as one is not done and nobody put the list away; else none."""
    steps = first_steps(session, community)
    if all(step.is_done for step in steps):
        return []
    away = session.scalar(
        select(exists().where(LogLine.community_id == community.id, LogLine.action == PUT_AWAY))
    )
    return [] if away else steps


def put_away(session: Session, community: Community, by: Membership) -> None:
    """Puts the list away for all facilitators."""
    if steps_left(session, community):
        log.note(session, community.id, PUT_AWAY, by)


def _founder(community: Community) -> Any:
    return (
        select(Membership.id)
        .where(Membership.community_id == community.id)
        .order_by(Membership.id)
        .limit(1)
        .scalar_subquery()
    )


def _logged(by: str, details: dict[str, Any]) -> str:
    return _("%(by)s borg het lijstje van het begin op.", by=by)


SENTENCES: log.Sentences = {
    PUT_AWAY: _logged,
}
