"""Access to a decision: is it hers, does her role allow it, does the phase."""

from functools import cache
from typing import Any

from flask import abort
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from communities.access import (
    WHO_ASKS,
    community_for,
    enter,
    is_her_row,
    is_hers,
    with_who_asks,
)
from communities.models import Community, Membership, Person
from communities.permissions import Action, may
from decisions.counting.closing import seal_what_is_due
from decisions.here import DecisionHere
from decisions.models import Decision, Phase, Round
from decisions.phases import allowed, what_now
from decisions.roll import RollEntry
from decisions.votes import Participation
from plumbing.database.session import db
from plumbing.web import WrongMoment


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
