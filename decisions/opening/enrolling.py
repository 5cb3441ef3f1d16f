"""Enrolling: everyone with a vote at opening, and what they had declared by then."""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, ColumnExpressionArgument, func, insert, select
from sqlalchemy.orm import Session, joinedload, selectinload

from communities.models import (
    Attribute,
    AttributeKind,
    AttributeValue,
    Community,
    Declaration,
    Membership,
    Person,
)
from decisions.hearing.base_answers import Given, settled
from decisions.hearing.wishes import summed
from decisions.models import Decision
from decisions.roll import BaseAnswer, Channel, RollEntry


def enrol(session: Session, decision: Decision) -> list[RollEntry]:
    """Write the roll and the panel's frozen base; nobody is added afterwards."""
    entries = _entries(session, decision)
    session.add_all(entries)
    session.flush()
    attributes = _attributes(session, decision.community)
    by_member = {entry.membership_id: entry.id for entry in entries if entry.membership_id}
    declared = settled(session, decision, _declared(session, attributes), set(by_member))
    sums = (summed(one, declared[one.key], set(by_member)) for one in attributes if not one.judged)
    decision.hearing_base = {
        "attributes": [_frozen(attribute) for attribute in attributes if attribute.judged],
        "wishes": [each for each in sums if each],
    }
    answers = [
        {"entry_id": by_member[member_id], "attribute": attribute, "value": value}
        for attribute, given in declared.items()
        for member_id, values in given.items()
        if member_id in by_member
        for value in sorted(values)
    ]
    if answers:
        session.execute(insert(BaseAnswer), answers)
    return entries


def roll_now(session: Session, community_id: int) -> int:
    """How many would stand on a roll made at this moment."""
    return (
        session.scalar(
            select(func.count()).select_from(Membership).where(*_with_a_vote(community_id))
        )
        or 0
    )


def _with_a_vote(community_id: int) -> tuple[ColumnExpressionArgument[bool], ...]:
    return Membership.community_id == community_id, Membership.still_votes()


def roll_of(session: Session, decision: Decision) -> int:
    """How many would stand on the roll of this decision, opened at this moment."""
    return reach_of(session, decision)[0]


def reach_of(session: Session, decision: Decision) -> tuple[int, int]:
    """How many would stand on the roll, and how many of them would get a mail."""
    roll, by_mail = session.execute(
        select(func.count(), func.count(Person.email))
        .select_from(Membership)
        .join(Membership.person)
        .where(*_with_a_vote(decision.community_id), *_of_the_first_time(decision))
    ).one()
    return roll, by_mail


def _of_the_first_time(decision: Decision) -> tuple[ColumnElement[bool], ...]:
    """A run-off asks those who were asked before, as far as they are still here."""
    if not decision.same_roll:
        return ()
    before = select(RollEntry.membership_id).where(
        RollEntry.decision_id == decision.previous_id,
        RollEntry.membership_id.is_not(None),
        RollEntry.left_at.is_(None),
    )
    return (Membership.id.in_(before),)


def _entries(session: Session, decision: Decision) -> list[RollEntry]:
    members = session.scalars(
        select(Membership)
        .where(*_with_a_vote(decision.community_id), *_of_the_first_time(decision))
        .order_by(Membership.id)
        .options(joinedload(Membership.person))
    )
    households: dict[int, str] = {}
    return [
        RollEntry(
            decision_id=decision.id,
            membership_id=member.id,
            membership=member,
            name=member.name,
            household=_household(member, households),
            household_known=member.household_id is not None,
            channel=Channel.MAIL if member.person.email else None,
            salt=secrets.token_bytes(16),
        )
        for member in members
    ]


def _household(member: Membership, made_up: dict[int, str]) -> str:
    if member.household_id is None:
        return secrets.token_hex(8)
    return made_up.setdefault(member.household_id, secrets.token_hex(8))


def _attributes(session: Session, community: Community) -> Sequence[Attribute]:
    if not community.asks_who_is_missing:
        return []
    return session.scalars(
        select(Attribute)
        .where(
            Attribute.community_id == community.id,
            Attribute.retired_at.is_(None),
            Attribute.judged | (Attribute.kind == AttributeKind.MULTIPLE),
        )
        .order_by(Attribute.position, Attribute.id)
        .options(selectinload(Attribute.values))
    ).all()


def _frozen(attribute: Attribute) -> dict[str, Any]:
    return {
        "key": attribute.key,
        "question": attribute.question,
        "kind": attribute.kind.value,
        "unit": attribute.unit.value,
        "sensitive": attribute.sensitive,
        "values": [
            {"key": value.key, "label": value.label, "phrase": value.phrase}
            for value in attribute.values
        ],
    }


def _declared(session: Session, attributes: Sequence[Attribute]) -> dict[str, Given]:
    rows = session.execute(
        select(Declaration.membership_id, Attribute.key, AttributeValue.key)
        .join(AttributeValue, Declaration.value_id == AttributeValue.id)
        .join(Attribute, AttributeValue.attribute_id == Attribute.id)
        .where(Attribute.id.in_([attribute.id for attribute in attributes]))
    )
    declared: dict[str, Given] = {attribute.key: {} for attribute in attributes}
    for member_id, attribute, value in rows:
        declared[attribute].setdefault(member_id, set()).add(value)
    return declared
