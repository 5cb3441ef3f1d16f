"""Counts that cannot all be true."""

from collections.abc import Iterable

from representation.counts import Count, CountedAttribute, Counts, Value
from representation.refusals import InvalidCounts
from representation.words import N_, Sentence, say


def check(counts: Counts) -> None:
    """Raises InvalidCounts that names the first contradiction."""
    unrepeated("attributes", (attribute.name for attribute in counts.attributes))
    possible("members", Count(counts.members))
    for attribute in counts.attributes:
        check_attribute(attribute, counts.members if attribute.base is None else attribute.base)


def check_attribute(attribute: CountedAttribute, base: int) -> None:
    unrepeated(attribute.name, (value.value for value in attribute.values))
    for value in attribute.values:
        possible(place(attribute, value), Count(value.members, value.heard))
    possible(f"{attribute.name} / unknown", attribute.unknown)
    if attribute.multiple:
        check_multiple(attribute)
    elif attribute.known is not None:
        raise InvalidCounts(
            attribute.name, say(N_("“known” hoort alleen bij een kenmerk met “multiple”."))
        )
    total = attribute.declared.members + attribute.unknown.members
    if total > base:
        sentence = say(
            N_("Samen zijn dit er %(total)s, maar er zijn %(members)s leden."),
            total=total,
            members=base,
        )
        raise InvalidCounts(attribute.name, sentence)


def check_multiple(attribute: CountedAttribute) -> None:
    if attribute.known is None:
        raise InvalidCounts(
            attribute.name,
            say(N_("Bij “multiple” moet “known” staan: hoeveel mensen antwoordden.")),
        )
    possible(f"{attribute.name} / known", attribute.known)
    silent = attribute.known.members - attribute.known.heard
    for value in attribute.values:
        if value.members > attribute.known.members:
            raise InvalidCounts(
                place(attribute, value), say(N_("“members” is meer dan “members” bij “known”."))
            )
        if value.heard > attribute.known.heard:
            raise InvalidCounts(
                place(attribute, value), say(N_("“heard” is meer dan “heard” bij “known”."))
            )
        if value.members - value.heard > silent:
            raise InvalidCounts(
                place(attribute, value),
                say(N_("Hier zwijgen meer mensen dan er bij “known” zwijgen.")),
            )


def possible(where: str, count: Count) -> None:
    if count.members < 0 or count.heard < 0:
        raise InvalidCounts(where, say(N_("Een aantal is 0 of meer.")))
    if count.heard > count.members:
        raise InvalidCounts(where, more_heard(count))


def more_heard(count: Count) -> Sentence:
    return say(
        N_("“heard” (%(heard)s) is meer dan “members” (%(members)s)."),
        heard=count.heard,
        members=count.members,
    )


def unrepeated(where: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InvalidCounts(where, say(N_("“%(name)s” staat er twee keer."), name=name))
        seen.add(name)


def place(attribute: CountedAttribute, value: Value) -> str:
    return f"{attribute.name} / {value.value}"
