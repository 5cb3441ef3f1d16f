"""Moderating: hiding what harms, with a reason, and asking the facilitators to look."""

from collections.abc import Collection

from flask_babel import gettext as _
from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from communities import log
from communities.models import Membership
from plumbing.clock import now
from plumbing.web import WrongMoment
from proposals.fields import written
from proposals.models import Proposal
from proposals.threads import Contribution, Report


def hide(session: Session, contribution: Contribution, by: Membership, reason: str) -> None:
    """Hides a contribution from all but its author and the facilitators; the log says so."""
    if contribution.hidden_at:
        raise WrongMoment(_("Dit is al verborgen."))
    contribution.hidden_because = written(
        reason, "reason", 300, _("Schrijf op waarom je dit verbergt.")
    )
    contribution.hidden_at = now()
    contribution.hidden_by_id = by.id
    settle_reports(session, contribution)
    _log(session, contribution, by, "contribution_hidden")


def show_again(session: Session, contribution: Contribution, by: Membership) -> None:
    """Shows it again; what its speaker wiped out stays gone."""
    if contribution.hidden_at is None or not (contribution.body or contribution.sound_id):
        raise WrongMoment(_("Dit kan niet opnieuw getoond worden."))
    _log(session, contribution, by, "contribution_shown")
    contribution.hidden_at = contribution.hidden_by_id = None
    contribution.hidden_because = ""


def report(session: Session, contribution: Contribution, by: Membership, reason: str) -> None:
    """Ask the facilitators to look; who asks again replaces what she wrote."""
    reason = written(reason, "reason", 300, _("Schrijf op wat er mis is."))
    session.merge(
        Report(
            contribution_id=contribution.id,
            membership_id=by.id,
            reason=reason,
            at=now(),
            settled_at=None,
        )
    )
    session.flush()


def reported(session: Session, community_ids: Collection[int]) -> dict[int, int]:
    """How many messages wait until a facilitator looks, for each community where any do."""
    return {row[0]: row[1] for row in session.execute(reported_in(community_ids))}


def reported_in(community_ids: Collection[int]) -> Select[int, int]:
    """The same as a query, to be run together with others."""
    return (
        select(Proposal.community_id, func.count(Contribution.id.distinct()))
        .join(Contribution, Contribution.proposal_id == Proposal.id)
        .join(Report, Report.contribution_id == Contribution.id)
        .where(Proposal.community_id.in_(community_ids), Report.settled_at.is_(None))
        .group_by(Proposal.community_id)
    )


def settle_reports(session: Session, contribution: Contribution) -> None:
    """Notes that a facilitator looked at the reports on a contribution."""
    session.execute(
        update(Report)
        .where(Report.contribution_id == contribution.id, Report.settled_at.is_(None))
        .values(settled_at=now())
    )


def _log(session: Session, contribution: Contribution, by: Membership, action: str) -> None:
    log.note(
        session,
        contribution.proposal.community_id,
        action,
        by,
        title=contribution.proposal.title,
        reason=contribution.hidden_because,
    )
    session.flush()
