"""Fetching a decision for somebody: is it hers, does her role allow it, does the phase."""

from functools import cache
from typing import Any

from flask import abort
from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from communities.access import (
    WHO_ASKS,
    Here,
    community_for,
    enter,
    is_her_row,
    is_hers,
    with_who_asks,
)
from communities.models import Community, Membership, Person
from communities.permissions import Action, may
from decisions.counting.closing import seal_what_is_due
from decisions.models import Decision, Phase, Round
from decisions.phases import allowed
from decisions.roll import RollEntry
from decisions.votes import Participation
from plumbing.database.session import db
from plumbing.web import WrongMoment
from plumbing.words.formality import u


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
        if action == Action.CAST_BALLOT and (self.entry is None or self.entry.left_at):
            return False
        if action == Action.READ_PAPER:
            return self.here.may(action, is_author=self.is_proposer)
        return self.here.may(action, is_author=self.is_author)

    def may_now(self, action: Action) -> bool:
        """May she do this, at this moment?"""
        return self.may(action) and allowed(self.decision.phase, action, binds=self.decision.binds)


def is_author_of(here: Here, decision: Decision) -> bool:
    """Did she write the proposal, or prepare the decision?"""
    return here.membership is not None and here.membership.id in (
        decision.proposal.author_id,
        decision.prepared_by_id,
    )


def decision_for(slug: str, number: int, action: Action = Action.READ) -> DecisionHere:
    """The decision, if this action is open to who asks and to this moment: 404, 403, 409."""
    found = _fetch(slug, number)
    if found.decision.is_due():
        seal_what_is_due(found.community.id)
        db.session.expire_all()
        found = _fetch(slug, number)
    if found.decision.phase is Phase.PREPARED and not may(
        found.membership, Action.OPEN_DECISION, is_author=found.is_author
    ):
        abort(404)
    if action is not Action.READ and not found.may(action):
        abort(404 if found.membership is None else 403)
    if not allowed(found.decision.phase, action, binds=found.decision.binds):
        raise WrongMoment(what_now(found.decision.phase))
    return found


def what_now(phase: Phase) -> str:
    """What may be done with a decision in its phase, for who came at the wrong moment."""
    return {
        Phase.PREPARED: _("Dit besluit is nog niet open. Kijk later nog eens."),
        Phase.OPEN: u(
            _("Er wordt nu gestemd. Je kunt meedoen tot de sluiting."),
            _("Er wordt nu gestemd. U kunt meedoen tot de sluiting."),
        ),
        Phase.ANSWERED: u(
            _("De antwoorden zijn binnen. Je kunt ze nu lezen en erover praten."),
            _("De antwoorden zijn binnen. U kunt ze nu lezen en erover praten."),
        ),
        Phase.CLOSED: u(
            _("Het stemmen is voorbij. Je kunt de uitslag bekijken."),
            _("Het stemmen is voorbij. U kunt de uitslag bekijken."),
        ),
        Phase.RECORDED: u(
            _("Dit besluit is vastgelegd. Je kunt het nalezen."),
            _("Dit besluit is vastgelegd. U kunt het nalezen."),
        ),
        Phase.CANCELLED: u(
            _("Dit besluit gaat niet door. Je kunt lezen waarom."),
            _("Dit besluit gaat niet door. U kunt lezen waarom."),
        ),
    }[phase]


def _fetch(slug: str, number: int) -> DecisionHere:
    row = with_who_asks(_with_own_part(), {"slug": slug, "number": number})
    if row is None:
        community_for(slug)
        abort(404)
    community, membership, decision, entry, participation = row[2:]
    here = enter(community, membership, Action.READ)
    current = decision.rounds[-1] if decision.rounds else None
    if here.membership is None:
        return DecisionHere(here, decision, current, None, None)
    return DecisionHere(here, decision, current, entry, participation)


# Every page of a decision asks this, and putting it together costs more than asking it.
@cache
def _with_own_part() -> Select[*tuple[Any, ...]]:
    newest_round = Round.newest_id()
    return (
        select(*WHO_ASKS, Community, Membership, Decision, RollEntry, Participation)
        .select_from(Community)
        .outerjoin(Person, is_her_row())
        .join(Decision, Decision.community_id == Community.id)
        .join(Decision.proposal)
        .outerjoin(Membership, is_hers())
        .outerjoin(
            RollEntry,
            (RollEntry.decision_id == Decision.id) & (RollEntry.membership_id == Membership.id),
        )
        .outerjoin(
            Participation,
            (Participation.round_id == newest_round) & (Participation.entry_id == RollEntry.id),
        )
        .where(Community.slug == bindparam("slug"), Decision.number == bindparam("number"))
        .options(
            joinedload(Membership.household),
            contains_eager(Decision.proposal),
            joinedload(Decision.options),
            # The frozen text names the whole roll, and only the log shows it.
            joinedload(Decision.rounds).defer(Round.frozen),
            lazyload(Decision.previous).joinedload(Decision.rounds).defer(Round.frozen),
        )
    )
