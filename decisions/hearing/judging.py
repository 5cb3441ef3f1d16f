"""Judging groups: from the heads on the roll to verdicts, by the method of `representation`."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from communities.models import AttributeKind
from decisions.hearing.head_counts import AttributeHeads, Heads, count_heads
from decisions.hearing.heard import everybody_with_answers
from decisions.models import Decision
from representation import Count, CountedAttribute, Counts, GroupRow, Settings, Value, judge
from representation.disclosure import MEMBERS_K, SMALL_CIRCLE

FACILITATOR, MEMBER = 5, MEMBERS_K
"""The smallest cell of the two families: what a facilitator sees, and what members see."""


def heads_on_roll(
    session: Session, decision: Decision, until: datetime
) -> tuple[list[AttributeHeads], int]:
    """Every attribute of the frozen base counted, and how many on the roll were heard."""
    roll, answers = everybody_with_answers(session, decision, until)
    heard = sum(one.heard for one in roll)
    if len(roll) < SMALL_CIRCLE:
        return [], heard
    attributes = decision.hearing_base.get("attributes", [])
    return count_heads(attributes, roll, answers), heard


def verdicts(heads: Sequence[AttributeHeads], k: int) -> list[GroupRow]:
    """One row per group, judged as one family; sensitive attributes never in cells under ten."""
    if not heads:
        return []
    members = max(attribute.everybody.members for attribute in heads)
    return judge(
        Counts(
            members=members,
            attributes=tuple(_asked(attribute, k) for attribute in heads),
            settings=Settings(k=k),
        )
    )


def names_of(attribute: AttributeHeads) -> dict[str, str]:
    """What each value is called in the rows: its label, or its key where labels are equal."""
    times = Counter(attribute.labels.values())
    return {key: label if times[label] == 1 else key for key, label in attribute.labels.items()}


def _asked(attribute: AttributeHeads, k: int) -> CountedAttribute:
    several = attribute.kind is AttributeKind.MULTIPLE
    names = names_of(attribute)
    return CountedAttribute(
        name=attribute.key,
        values=tuple(
            Value(names[key], heads.members, heads.heard)
            for key, heads in attribute.by_value.items()
        ),
        ordered=attribute.kind is AttributeKind.ORDERED,
        multiple=several,
        known=_count(attribute.known) if several else None,
        unknown=_count(attribute.unknown),
        base=attribute.everybody.members,
        provisional=attribute.addresses_unknown > 0,
        k=max(k, MEMBER) if attribute.sensitive else k,
    )


def _count(heads: Heads) -> Count:
    return Count(heads.members, heads.heard)
