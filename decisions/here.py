"""A decision as somebody meets it: who she is here, her place on the roll, and what she may."""

from communities.access import (
    Here,
)
from communities.models import Community, Membership
from communities.permissions import Action
from decisions.models import Decision, Round
from decisions.phases import allowed
from decisions.roll import RollEntry
from decisions.votes import Participation
from plumbing.values import Struct


class DecisionHere(Struct, frozen=True):
    """A decision, who looks at it, and what she has to do with it."""

    here: Here
    decision: Decision
    round: Round | None
    """The newest round; none while the decision is only prepared."""
    entry: RollEntry | None
    """Her place on the roll, if she has one."""
    participation: Participation | None
    """Whether she took part in the newest round."""

    @property
    def community(self) -> Community:
        return self.here.community

    @property
    def membership(self) -> Membership | None:
        return self.here.membership

    @property
    def member(self) -> Membership:
        return self.here.member

    @property
    def is_author(self) -> bool:
        return is_author_of(self.here, self.decision)

    @property
    def is_proposer(self) -> bool:
        """Did she write a proposal that is decided on here?"""
        proposals = [self.decision.proposal, *(one.proposal for one in self.decision.options)]
        return self.membership is not None and self.membership.id in {
            proposal.author_id for proposal in proposals if proposal
        }

    @property
    def is_facilitator(self) -> bool:
        return self.here.may(Action.SEE_FACILITATOR_PANEL)

    def may(self, action: Action) -> bool:
        """May she do this, as who she is?"""
        if action == Action.CAST_BALLOT:
            # Her role of today says who stands on the next roll; this one holds.
            return self.entry is not None and self.entry.left_at is None and self._is_member
        if action == Action.READ_PAPER:
            return self.here.may(action, is_author=self.is_proposer)
        return self.here.may(action, is_author=self.is_author)

    @property
    def _is_member(self) -> bool:
        return self.membership is not None and self.membership.keeps_her_place()

    def may_now(self, action: Action) -> bool:
        """May she do this, at this moment?"""
        return self.may(action) and allowed(self.decision.phase, action, binds=self.decision.binds)


def is_author_of(here: Here, decision: Decision) -> bool:
    """Did she write the proposal, or prepare the decision?"""
    return here.membership is not None and here.membership.id in (
        decision.proposal.author_id,
        decision.prepared_by_id,
    )
