"""Access to a proposal: is it hers, does her role allow it, does the moment."""

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from communities.access import Here, community_for
from communities.models import Community, Membership
from communities.permissions import Action
from communities.rules.rules import Rules
from plumbing.database.session import db
from plumbing.values import Struct
from plumbing.web import WrongMoment
from proposals.models import Proposal
from proposals.phases import Stage, Step, allowed, is_private, stage_of, what_now


class ProposalHere(Struct, frozen=True):
    """A proposal, and who looks at it; no membership means a visitor."""

    here: Here
    proposal: Proposal

    @property
    def community(self) -> Community:
        return self.here.community

    def reads(self, field: str) -> bool:
        """Whose idea it was is mostly somebody's name: that is for members."""
        return field != "origin" or self.membership is not None

    @property
    def membership(self) -> Membership | None:
        return self.here.membership

    @property
    def member(self) -> Membership:
        return self.here.member

    @property
    def is_author(self) -> bool:
        return self.membership is not None and self.membership.id == self.proposal.author_id

    @property
    def stage(self) -> Stage:
        return stage_of(self.proposal)

    def may(self, action: Action) -> bool:
        """May she do this, as who she is?"""
        return self.here.may(action, is_author=self.is_author)

    def may_now(self, action: Action, step: Step) -> bool:
        """May she do this, at this moment?"""
        return self.may(action) and allowed(self.proposal, step)


def may_propose(here: Here, rules: Rules) -> bool:
    """May she write a proposal here, by her role and by the community's own rules?"""
    leads = here.membership is not None and here.membership.is_facilitator
    return here.may(Action.PROPOSE) and (leads or rules.who_may_propose == "everyone")


def proposal_for(
    slug: str, number: int, action: Action = Action.READ, step: Step | None = None
) -> ProposalHere:
    """The proposal, if this action is open to who asks and to this moment: 404, 403, 409."""
    here = community_for(slug)
    found = ProposalHere(here, _fetch(here, number))
    if is_private(found.proposal) and not found.is_author:
        abort(404)
    if action is not Action.READ and not found.may(action):
        abort(404 if here.membership is None else 403)
    if step is not None and not allowed(found.proposal, step):
        raise WrongMoment(what_now(found.proposal))
    return found


def _fetch(here: Here, number: int) -> Proposal:
    proposal = (
        db.session.scalars(
            select(Proposal)
            .where(Proposal.community_id == here.community.id, Proposal.number == number)
            .options(
                joinedload(Proposal.author),
                joinedload(Proposal.community),
                joinedload(Proposal.versions),
            )
        )
        .unique()
        .one_or_none()
    )
    if proposal is None:
        abort(404)
    return proposal
