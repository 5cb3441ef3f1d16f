"""Guards: what a running decision refuses to its proposal, and to the rules it was made by."""

from flask_babel import gettext as _
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from communities.models import Community
from decisions.models import Decision, Option, Phase
from plumbing.web import WrongMoment
from proposals.models import Proposal
from proposals.phases import Step


def keep_frozen(session: Session, proposal: Proposal, step: Step) -> None:
    """Raises WrongMoment: while people vote the text stays, under decision nothing is withdrawn."""
    phases = session.scalars(
        select(Decision.phase).where(
            or_(
                Decision.proposal_id == proposal.id,
                Decision.options.any(Option.proposal_id == proposal.id),
            ),
            Decision.phase.in_([Phase.OPEN, Phase.ANSWERED]),
        )
    ).all()
    if step is Step.WRITE and Phase.OPEN in phases:
        raise WrongMoment(
            _("Over deze tekst wordt nu gestemd. Tot de sluiting verandert er niets aan.")
        )
    if step is Step.WITHDRAW and phases:
        raise WrongMoment(
            _("Over dit voorstel loopt een besluit. Intrekken kan als dat is afgezegd of gesloten.")
        )


def has_decided(session: Session, community: Community) -> bool:
    """Did this community ever open a decision? Then only a decision changes its rules."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    Decision.community_id == community.id,
                    Decision.opened_at.is_not(None),
                    Decision.binds,
                )
            )
        )
    )
