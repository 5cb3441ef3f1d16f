"""Letters with a code: to whom, about what, and what is written down of it."""

import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select, func, insert, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from communities import log
from communities.events import SentLetter
from communities.models import Community, LogLine, Membership, Person
from communities.signing_in.letter_codes import LetterKey, make_codes
from decisions.models import Decision
from decisions.roll import Channel, Delivery, Invitation, RollEntry
from plumbing.clock import now
from plumbing.values import Struct

LETTERS = "letters"
MOST_SHOWN = 5


class LetterReceivers(StrEnum):
    """For whom letters are made."""

    WITHOUT_MAIL = "zonder-mail"
    EVERYBODY = "iedereen"
    ONE = "een"


class Addressed(Struct, frozen=True):
    """One letter: to whom it goes, and the code in it."""

    member: Membership
    key: LetterKey


class Numbers(Struct, frozen=True):
    """How many letters each choice makes, and how many people want none."""

    without_mail: int
    everybody: int
    unwanted: int


def open_decisions(session: Session, community: Community) -> Sequence[Decision]:
    """What a letter can be about, the first to close in front."""
    return session.scalars(
        select(Decision)
        .where(
            Decision.community_id == community.id,
            Decision.takes_ballots(),
        )
        .order_by(Decision.closes_at, Decision.id)
        .options(joinedload(Decision.proposal))
    ).all()


def numbers_for(
    session: Session, community: Community, running: Sequence[Decision]
) -> dict[int, Numbers]:
    """What the page says before anything is made, by the number of the decision; 0 is none."""
    wants, has_mail = Membership.wants_letters, Person.email.is_not(None)
    counts = (
        func.count().filter(wants, ~has_mail),
        func.count().filter(wants),
        func.count().filter(~wants),
    )
    everybody = session.execute(_receivers(community).with_only_columns(*counts)).one()
    on_rolls = session.execute(
        _on_roll(community, [decision.id for decision in running])
        .join(Decision, Decision.id == RollEntry.decision_id)
        .with_only_columns(Decision.number, *counts)
        .group_by(Decision.number)
    )
    return {0: Numbers(*everybody)} | {number: Numbers(*row) for number, *row in on_rolls}


def receivers_of(
    session: Session,
    community: Community,
    decision: Decision | None,
    whom: LetterReceivers,
    member_id: int = 0,
) -> list[Membership]:
    """Who gets a letter, in the order of a walk through the streets."""
    query = (
        (_receivers(community) if decision is None else _on_roll(community, [decision.id]))
        .where(Membership.wants_letters)
        .options(contains_eager(Membership.person), joinedload(Membership.household))
    )
    if whom is LetterReceivers.WITHOUT_MAIL:
        query = query.where(Person.email.is_(None))
    if whom is LetterReceivers.ONE:
        query = query.where(Membership.id == member_id)
    return sorted(session.scalars(query), key=walk)


def write_letters(
    session: Session,
    members: Sequence[Membership],
    decision: Decision | None,
    by: Membership,
) -> list[Addressed]:
    """A new code for each; whoever is on the roll of the decision is invited by it."""
    keys = make_codes(session, members, by)
    if len(members) > 1:
        title = decision.title if decision else ""
        log.note(session, by.community_id, LETTERS, by, number=len(members), title=title)
    if decision is not None:
        _invite(session, decision, members)
    return [Addressed(member, key) for member, key in zip(members, keys, strict=True)]


def _invite(session: Session, decision: Decision, members: Sequence[Membership]) -> None:
    entries = session.scalars(
        select(RollEntry.id).where(
            RollEntry.decision_id == decision.id,
            RollEntry.membership_id.in_([member.id for member in members]),
        )
    )
    invited = [
        {
            "entry_id": entry_id,
            "channel": Channel.LETTER,
            "at": now(),
            "delivery": Delivery.UNDERWAY,
        }
        for entry_id in entries
    ]
    session.execute(insert(Invitation), invited)


def last_letters(session: Session, community: Community) -> datetime | None:
    """When letters for more than one person were last made here; None where never."""
    return session.scalar(
        select(func.max(LogLine.at)).where(
            LogLine.community_id == community.id, LogLine.action == LETTERS
        )
    )


def letters_to(session: Session, member: Membership) -> list[SentLetter]:
    """The letters about a decision that were made for her, the newest in front."""
    rows = session.execute(
        select(Invitation.id, Decision.title, Invitation.at, Invitation.delivery)
        .join(RollEntry, RollEntry.id == Invitation.entry_id)
        .join(Decision, Decision.id == RollEntry.decision_id)
        .where(RollEntry.membership_id == member.id, Invitation.channel == Channel.LETTER)
        .order_by(Invitation.id.desc())
        .limit(MOST_SHOWN)
    )
    return [
        SentLetter(number, title, at, delivery is Delivery.RETURNED)
        for number, title, at, delivery in rows
    ]


def walk(member: Membership) -> tuple[Any, ...]:
    """Street, number and name; who has no address comes last."""
    street = member.household.street if member.household else ""
    number = member.household.house_number if member.household else ""
    first = re.match(r"\d+", number)
    return (not street, street, int(first[0]) if first else 0, number, member.name, member.id)


def _receivers(community: Community) -> Select[Membership]:
    return _members(community).where(Membership.still_votes())


def _on_roll(community: Community, decision_ids: Sequence[int]) -> Select[Membership]:
    return (
        _members(community)
        .join(RollEntry, RollEntry.membership_id == Membership.id)
        .where(
            RollEntry.decision_id.in_(decision_ids),
            RollEntry.left_at.is_(None),
            Membership.keeps_her_place(),
        )
    )


def _members(community: Community) -> Select[Membership]:
    return select(Membership).join(Membership.person).where(Membership.community_id == community.id)


def _made(by: str, details: dict[str, Any]) -> str:
    if details["title"]:
        return ngettext(
            "%(by)s maakte %(num)d brief met een code, over “%(title)s”.",
            "%(by)s maakte %(num)d brieven met een code, over “%(title)s”.",
            details["number"],
            by=by,
            title=details["title"],
        )
    return _("%(by)s maakte %(number)s brieven met een code.", by=by, number=details["number"])


SENTENCES: log.Sentences = {
    LETTERS: _made,
}
