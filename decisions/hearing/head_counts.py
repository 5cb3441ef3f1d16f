"""Counting heads: of each group on the roll, how many there are and how many we heard."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from communities.models import AttributeKind, AttributeUnit
from decisions.hearing.heard import AnswersBy, OnRoll
from plumbing.values import Struct


class Heads(Struct, frozen=True):
    """A number of people or households, and how many of them were heard."""

    members: int = 0
    heard: int = 0

    @classmethod
    def of(cls, units: Iterable["Unit"]) -> "Heads":
        listed = list(units)
        return cls(len(listed), sum(unit.heard for unit in listed))


class Unit(Struct, frozen=True):
    """A person or a household: whether it was heard, and which values it has."""

    heard: bool
    values: frozenset[str]


class AttributeHeads(Struct, frozen=True):
    """One attribute as it was frozen at opening, counted."""

    key: str
    question: str
    kind: AttributeKind
    unit: AttributeUnit
    sensitive: bool
    labels: dict[str, str]
    phrases: dict[str, str]
    everybody: Heads
    known: Heads
    unknown: Heads
    by_value: dict[str, Heads]
    addresses_unknown: int
    """How many stand on the roll without a known address, where households are counted."""


def count_heads(
    frozen: Sequence[dict[str, Any]], roll: Sequence[OnRoll], answers: AnswersBy
) -> list[AttributeHeads]:
    """Every attribute of the frozen base, in its order."""
    return [_counted(attribute, roll, answers.get(attribute["key"], {})) for attribute in frozen]


def _counted(
    attribute: dict[str, Any], roll: Sequence[OnRoll], answers: dict[int, set[str]]
) -> AttributeHeads:
    kind, unit = AttributeKind(attribute["kind"]), AttributeUnit(attribute["unit"])
    by_household = unit is AttributeUnit.HOUSEHOLD
    units = _units(roll, answers, by_household, kind is AttributeKind.MULTIPLE)
    known = [one for one in units if one.values]
    values = [value["key"] for value in attribute["values"]]
    return AttributeHeads(
        key=attribute["key"],
        question=attribute["question"],
        kind=kind,
        unit=unit,
        sensitive=attribute["sensitive"],
        labels={value["key"]: value["label"] for value in attribute["values"]},
        phrases={value["key"]: value["phrase"] for value in attribute["values"]},
        everybody=Heads.of(units),
        known=Heads.of(known),
        unknown=Heads.of(one for one in units if not one.values),
        by_value={value: Heads.of(one for one in known if value in one.values) for value in values},
        addresses_unknown=sum(not one.household_known for one in roll) if by_household else 0,
    )


def _units(
    roll: Sequence[OnRoll], answers: dict[int, set[str]], by_household: bool, several: bool
) -> list[Unit]:
    if not by_household:
        return [Unit(one.heard, frozenset(answers.get(one.entry_id, ()))) for one in roll]
    households: defaultdict[str, list[OnRoll]] = defaultdict(list)
    for one in roll:
        households[one.household].append(one)
    return [
        Unit(
            any(one.heard for one in household),
            _of_household([answers.get(one.entry_id, set()) for one in household], several),
        )
        for household in households.values()
    ]


def _of_household(answers: Sequence[set[str]], several: bool) -> frozenset[str]:
    """What its members said together; where they say different things we do not know."""
    together = frozenset[str]().union(*answers)
    return together if several or len(together) == 1 else frozenset()
