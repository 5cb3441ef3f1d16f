"""Second reader of a paper: somebody who was here before, and was not made by the first."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from communities.models import LogLine, Membership, Role
from decisions.models import Decision
from decisions.paper_ballots import PaperBallot
from decisions.roll import RollEntry
from plumbing.web import WrongMoment
from plumbing.words.formality import u


def refuse_reader(
    session: Session, decision: Decision, by: Membership, paper: PaperBallot | None
) -> None:
    """Raise WrongMoment where she may not be a reader of this paper, or not the second."""
    opened_at = decision.rounds[0].opened_at
    if not _was_here(session, decision, by, opened_at):
        raise WrongMoment(
            u(
                _("Jij kwam erbij toen het stemmen al liep. Laat iemand anders dit papier lezen."),
                _("U kwam erbij toen het stemmen al liep. Laat iemand anders dit papier lezen."),
            )
        )
    first = paper.first_by if paper and paper.second_by_id is None else None
    if first is None or first.id == by.id:
        return
    if _was_appointed(session, by, first, opened_at) or _was_appointed(
        session, first, by, opened_at
    ):
        raise WrongMoment(
            _(
                "%(name)s las dit papier, en een van jullie gaf de ander een rol toen het stemmen "
                "al liep. Laat iemand anders het tweede oog zijn.",
                name=first.name,
            )
        )
    if first.role_now is Role.SUPPORTER and by.role_now is Role.SUPPORTER:
        raise WrongMoment(
            _(
                "%(name)s las dit papier, en is ook helper. Laat een gespreksleider het tweede "
                "oog zijn.",
                name=first.name,
            )
        )


def _was_here(session: Session, decision: Decision, by: Membership, opened_at: datetime) -> bool:
    """Does she stand on the roll, or did she have her role before opening?"""
    on_roll = exists().where(
        RollEntry.decision_id == decision.id,
        RollEntry.membership_id == by.id,
        RollEntry.left_at.is_(None),
    )
    if session.scalar(select(on_roll)):
        return True
    return by.joined_at <= opened_at and not _was_appointed(session, by, None, opened_at)


def _was_appointed(
    session: Session, member: Membership, by: Membership | None, since: datetime
) -> bool:
    """Did she get a role since then; by this one, where one is named?"""
    line = exists().where(
        LogLine.community_id == member.community_id,
        LogLine.action == "role",
        LogLine.at >= since,
        LogLine.details["member"].as_integer() == member.id,
        *([LogLine.by_id == by.id] if by else []),
    )
    return bool(session.scalar(select(line)))
