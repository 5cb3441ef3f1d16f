"""Where a ballot goes and by which rule: in the plain case read by one small query."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, bindparam, select

from communities.access import claim
from communities.models import Community, Membership, Person
from decisions.here import DecisionHere
from decisions.models import Decision, Option, Round, Secrecy
from decisions.roll import RollEntry
from plumbing.database.session import db
from plumbing.values import Struct
from plumbing.web import Invalid
from plumbing.words.formality import u


class BallotPlace(Struct, frozen=True):
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


def place_of(found: DecisionHere, entry: RollEntry | None) -> BallotPlace:
    """The place of an entry in a decision that was fetched whole; raises Invalid without entry."""
    if entry is None:
        raise Invalid(
            {
                "": u(
                    _("Je staat niet op de lijst voor dit besluit."),
                    _("U staat niet op de lijst voor dit besluit."),
                )
            }
        )
    return place_of_entry(found.decision, entry)


def place_of_entry(decision: Decision, entry: RollEntry) -> BallotPlace:
    """The place of an entry in a decision, whoever looks at it."""
    current = decision.rounds[-1]
    return BallotPlace(
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


def place_for(slug: str, number: int) -> BallotPlace | None:
    """The place of who is signed in, as `decision_for` would find it while all is well.

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
    if str(one.session_epoch) != epoch:
        return None
    return BallotPlace(
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
    return (
        select(
            Person.session_epoch,
            Decision.id.label("decision_id"),
            Decision.slug.label("decision_slug"),
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
        .join(Round, Round.is_newest())
        .join(Option, Option.decision_id == Decision.id)
        .where(
            Community.slug == bindparam("slug"),
            Decision.number == bindparam("number"),
            Person.id == bindparam("person_id"),
            Membership.keeps_her_place(),
            RollEntry.left_at.is_(None),
            Decision.takes_ballots(),
        )
        .order_by(Option.position)
    )
