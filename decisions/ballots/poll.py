"""Where a ballot goes and by which rule: in the plain case asked in one small question."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, bindparam, func, select

from communities.access import claim
from communities.models import Community, Membership, Person
from decisions.ballots.box import still_votes
from decisions.here import DecisionHere
from decisions.models import Decision, Option, Phase, Round, Secrecy
from decisions.roll import RollEntry
from plumbing.clock import now
from plumbing.database.session import db


class BallotContext(Struct, frozen=True):
    """All that casting asks about a decision and about who casts."""

    decision_id: int
    number: int
    slug: str
    method: str
    settings: Mapping[str, Any]
    is_secret: bool
    revision: int
    closes_at: datetime
    options: tuple[str, ...]
    round_id: int
    round_number: int
    wrapped_key: bytes | None
    entry_id: int


def poll_of(found: DecisionHere, entry: RollEntry) -> BallotContext:
    """The same of a decision that was fetched whole."""
    decision, current = found.decision, found.decision.rounds[-1]
    return BallotContext(
        decision_id=decision.id,
        number=decision.number,
        slug=decision.slug,
        method=decision.method,
        settings=decision.settings,
        is_secret=decision.is_secret,
        revision=decision.revision,
        closes_at=decision.closes_at,
        options=tuple(option.key for option in decision.options),
        round_id=current.id,
        round_number=current.number,
        wrapped_key=current.wrapped_key,
        entry_id=entry.id,
    )


def poll_for(slug: str, number: int) -> BallotContext | None:
    """What `decision_for` finds for a voter while all is well.

    None where anything at all stands in her way; `decision_for` then says what it is.
    """
    person_id, epoch = claim()
    rows = (
        db.session.connection()
        .execute(_plainly(), {"slug": slug, "number": number, "person_id": person_id})
        .all()
    )
    if not rows:
        return None
    one = rows[0]
    is_she = str(one.session_epoch) == epoch
    is_open = one.phase is Phase.OPEN and now() < one.closes_at
    if not (is_she and is_open and still_votes(None, one.role, one.votes, one.role_ends_on)):
        return None
    return BallotContext(
        decision_id=one.decision_id,
        number=number,
        slug=one.decision_slug,
        method=one.method,
        settings=one.settings,
        is_secret=one.secrecy is Secrecy.SECRET,
        revision=one.revision,
        closes_at=one.closes_at,
        options=tuple(row.key for row in rows),
        round_id=one.round_id,
        round_number=one.round_number,
        wrapped_key=one.wrapped_key,
        entry_id=one.entry_id,
    )


# A hall votes at once, and loading whole rows for each costs more than all the rest.
@cache
def _plainly() -> Select[*tuple[Any, ...]]:
    newest = select(func.max(Round.number)).where(Round.decision_id == Decision.id)
    return (
        select(
            Person.session_epoch,
            Membership.role,
            Membership.votes,
            Membership.role_ends_on,
            Decision.id.label("decision_id"),
            Decision.slug.label("decision_slug"),
            Decision.phase,
            Decision.closes_at,
            Decision.method,
            Decision.settings,
            Decision.secrecy,
            Decision.revision,
            Round.id.label("round_id"),
            Round.number.label("round_number"),
            Round.wrapped_key,
            RollEntry.id.label("entry_id"),
            Option.key,
        )
        .select_from(Community)
        .join(Decision, Decision.community_id == Community.id)
        .join(Membership, Membership.community_id == Community.id)
        .join(Person, Person.id == Membership.person_id)
        .join(
            RollEntry,
            (RollEntry.decision_id == Decision.id) & (RollEntry.membership_id == Membership.id),
        )
        .join(
            Round,
            (Round.decision_id == Decision.id)
            & (Round.number == newest.correlate(Decision).scalar_subquery()),
        )
        .join(Option, Option.decision_id == Decision.id)
        .where(
            Community.slug == bindparam("slug"),
            Decision.number == bindparam("number"),
            Person.id == bindparam("person_id"),
            Membership.left_at.is_(None),
            RollEntry.left_at.is_(None),
        )
        .order_by(Option.position)
    )
