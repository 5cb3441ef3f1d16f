"""Wishes: what would help people to take part, in sums that never point at one person."""

from collections.abc import Collection
from typing import Any

from flask_babel import gettext as _

from communities.models import Attribute, AttributeKind, Membership
from decisions.hearing.base_answers import Given
from decisions.hearing.judging import FACILITATOR, MEMBER
from decisions.models import Decision
from plumbing.values import Struct
from representation.disclosure import SMALL_CIRCLE
from representation.shares import nearest


class Wish(Struct, frozen=True):
    """One question about what helps, and what may be said of the answers."""

    question: str
    lines: tuple[str, ...]


def summed(attribute: Attribute, given: Given, on_roll: Collection[int]) -> dict[str, Any] | None:
    """What is kept of a question that judges nobody; nothing that only few answered.

    Only where several answers can be given: else what is left out follows from the others.
    """
    if attribute.kind is not AttributeKind.MULTIPLE or len(on_roll) < SMALL_CIRCLE:
        return None
    known = [values for member, values in given.items() if member in on_roll and values]
    smallest = MEMBER if attribute.sensitive else FACILITATOR
    sums = [
        (value.label, sum(value.key in values for values in known)) for value in attribute.values
    ]
    return {
        "key": attribute.key,
        "question": attribute.question,
        "sensitive": attribute.sensitive,
        "known": len(known),
        "sums": [
            {"label": label, "people": people}
            for label, people in sums
            if smallest <= people <= len(known) - smallest
        ],
    }


def wishes_for(decision: Decision, reader: Membership | None) -> list[Wish]:
    """For who can do something with them: a facilitator reads sums, a supporter tenths."""
    if reader is None or not (reader.is_facilitator or reader.is_supporter):
        return []
    wishes = (
        Wish(kept["question"], tuple(_lines(kept, in_full=reader.is_facilitator)))
        for kept in decision.hearing_base.get("wishes", [])
    )
    return [wish for wish in wishes if wish.lines]


def _lines(kept: dict[str, Any], *, in_full: bool) -> list[str]:
    known = kept["known"]
    if in_full and not kept["sensitive"]:
        return [
            _(
                "%(answer)s: %(number)s van de %(known)s die dit invulden.",
                answer=each["label"],
                number=each["people"],
                known=known,
            )
            for each in kept["sums"]
        ]
    return [
        _(
            "%(answer)s: ongeveer %(tenths)s op de 10.",
            answer=each["label"],
            tenths=min(max(nearest(10 * each["people"], known), 1), 9),
        )
        for each in kept["sums"]
        if MEMBER <= each["people"] <= known - MEMBER
    ]
