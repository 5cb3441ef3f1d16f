"""Contradictions: counts that cannot all be true."""

from collections.abc import Iterable

from representation.counts import Count, CountedAttribute, Counts, Value
from representation.refusals import InvalidCounts
from representation.words import N_, Sentence, say


def check(counts: Counts) -> None:
    """Raises InvalidCounts that names the first contradiction."""
    _unrepeated("attributes", (attribute.name for attribute in counts.attributes))
    _possible("members", Count(counts.members))
    for attribute in counts.attributes:
        _check_attribute(attribute, counts.members if attribute.base is None else attribute.base)


def _check_attribute(attribute: CountedAttribute, base: int) -> None:
    _unrepeated(attribute.name, (value.value for value in attribute.values))
    for value in attribute.values:
        _possible(_place(attribute, value), Count(value.members, value.heard))
    _possible(f"{attribute.name} / unknown", attribute.unknown)
    if attribute.multiple:
        _check_multiple(attribute)
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


def _check_multiple(attribute: CountedAttribute) -> None:
    if attribute.known is None:
        raise InvalidCounts(
            attribute.name,
            say(N_("Bij “multiple” moet “known” staan: hoeveel mensen antwoordden.")),
        )
    _possible(f"{attribute.name} / known", attribute.known)
    silent = attribute.known.members - attribute.known.heard
    for value in attribute.values:
        if value.members > attribute.known.members:
            raise InvalidCounts(
                _place(attribute, value), say(N_("“members” is meer dan “members” bij “known”."))
            )
        if value.heard > attribute.known.heard:
            raise InvalidCounts(
                _place(attribute, value), say(N_("“heard” is meer dan “heard” bij “known”."))
            )
        if value.members - value.heard > silent:
            raise InvalidCounts(
                _place(attribute, value),
                say(N_("Hier zwijgen meer mensen dan er bij “known” zwijgen.")),
            )


def _possible(where: str, count: Count) -> None:
    if count.members < 0 or count.heard < 0:
        raise InvalidCounts(where, say(N_("Een aantal is 0 of meer.")))
    if count.heard > count.members:
        raise InvalidCounts(where, _more_heard(count))


def _more_heard(count: Count) -> Sentence:
    return say(
        N_("“heard” (%(heard)s) is meer dan “members” (%(members)s)."),
        heard=count.heard,
        members=count.members,
    )


def _unrepeated(where: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InvalidCounts(where, say(N_("“%(name)s” staat er twee keer."), name=name))
        seen.add(name)


def _place(attribute: CountedAttribute, value: Value) -> str:
    return f"{attribute.name} / {value.value}"
