"""Pretend ballots: groups of people who vote alike, to see how a rule behaves. Nothing is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from decisions.counting.both_budgets import both_budgets
from decisions.counting.shown_result import Shown, shown_of
from decisions.counting.tally import election_for
from decisions.models import Decision
from plumbing.values import Struct, replace
from plumbing.words.language import said
from voting import METHODS, InvalidBallot, Sentence, Unusable, count

GROUP_SIZES = (9, 7, 5, 2)
MOST_GROUPS, MOST_ALIKE = 8, 999
MARKS_TRIED = (1, 0, -1, *range(2, 11))
"""Everything that can be answered on one motion, by whatever method."""


class VoterGroup(Struct, frozen=True):
    """So many people who vote alike."""

    people: int
    marks: dict[str, int]
    wrong: str = ""


class Played(Struct, frozen=True):
    """A pretended vote and what comes out of it."""

    groups: tuple[VoterGroup, ...]
    shown: Shown | None
    wrong: str
    """Why nothing can be counted, where that is so."""
    eligible: int


def play(decision: Decision, form: MultiDict[str, str], roll: int = 0) -> Played:
    """Count the groups of the form, or some to start with, by the rule of this decision."""
    groups = read(decision, form) or to_start_with(decision)
    groups = [replace(group, wrong=_wrong(decision, group.marks)) for group in groups]
    cast = sum(group.people for group in groups)
    election = election_for(
        decision,
        max(roll, cast),
        [(group.marks, group.people) for group in groups if group.people],
    )
    try:
        result = count(election)
    except Unusable as refusal:
        return Played(tuple(groups), None, _said(refusal), max(roll, cast))
    shown = shown_of(decision, result, compared=both_budgets(election))
    return Played(tuple(groups), shown, "", max(roll, cast))


def to_start_with(decision: Decision) -> list[VoterGroup]:
    """A few groups that want different things."""
    if decision.is_motion:
        answers = answers_of(decision)
        return [
            VoterGroup(people, marks)
            for people, marks in zip((12, 6, 1), _spread(answers), strict=False)
        ]
    keys = [option.key for option in decision.options]
    orders = [keys[place:] + keys[:place] for place in range(len(keys))]
    wishes = [orders[0], orders[1], [*reversed(orders[-1])], orders[-1]]
    marks = [_allowed(decision, wish) for wish in wishes]
    if marks[2] in marks[:2]:
        # Where a ballot has no order, the third would want what another already does.
        marks[2] = _allowed(decision, orders[2 % len(orders)])
    return [VoterGroup(people, ballot) for people, ballot in zip(GROUP_SIZES, marks, strict=True)]


def answers_of(decision: Decision) -> list[dict[str, int]]:
    """Every ballot that has one answer: on a motion each mark there is, else each option."""
    keys = [option.key for option in decision.options]
    marks = MARKS_TRIED if decision.is_motion else (1,)
    possible = [{key: mark} for key in keys for mark in marks]
    return [ballot for ballot in possible if not _wrong(decision, ballot)]


def read(decision: Decision, form: MultiDict[str, str]) -> list[VoterGroup]:
    """The groups as they were filled in, after the button that was pressed."""
    groups = []
    for place in range(MOST_GROUPS):
        if f"people{place}" not in form:
            break
        people = _number(form[f"people{place}"], 0, MOST_ALIKE) or 0
        step = (form.get("more") == str(place)) - (form.get("less") == str(place))
        groups.append(
            VoterGroup(min(max(people + step, 0), MOST_ALIKE), _marks(decision, form, place))
        )
    if groups and "another" in form and len(groups) < MOST_GROUPS:
        groups.append(VoterGroup(1, {}))
    return groups


def _marks(decision: Decision, form: MultiDict[str, str], place: int) -> dict[str, int]:
    marks: dict[str, int] = {}
    for option in decision.options:
        mark = _number(form.get(f"mark{place}.{option.key}", ""), -1, MOST_ALIKE)
        if mark is not None:
            marks[option.key] = mark
    for answer in form.getlist(f"answer{place}"):
        key, _is, typed = answer.partition("=")
        mark = _number(typed, -1, MOST_ALIKE)
        if mark is not None and key in {option.key for option in decision.options}:
            marks[key] = mark
    return marks


def _number(typed: str, least: int, most: int) -> int | None:
    typed = typed.strip()
    if not typed.removeprefix("-").isdecimal() or len(typed) > 5:
        return None
    return min(max(int(typed), least), most)


def _allowed(decision: Decision, wish: Sequence[str]) -> dict[str, int]:
    """The richest ballot for this order of wishes that the method takes."""
    method = METHODS[decision.method]
    ladder = {
        "one": [_first(wish)],
        "several": [dict.fromkeys(wish[:2], 1), _first(wish)],
        "amounts": [{wish[0]: 2, wish[1]: 1}, dict.fromkeys(wish[:2], 1), _first(wish)],
        "grades": _resistance(wish) if method.least_wins else _grades(wish),
        "order": [{key: place for place, key in enumerate(wish, start=1)}],
    }[method.shape]
    return next((marks for marks in ladder if not _wrong(decision, marks)), {})


def _grades(wish: Sequence[str]) -> list[dict[str, int]]:
    return [
        {key: max(5 - 2 * place, 0) for place, key in enumerate(wish)},
        {key: max(2 - place, 0) for place, key in enumerate(wish)},
        dict.fromkeys(wish, 1),
    ]


def _resistance(wish: Sequence[str]) -> list[dict[str, int]]:
    return [
        {key: min(steep * place, most) for place, key in enumerate(wish)}
        for steep, most in ((4, 10), (2, 5), (1, 1))
    ]


def _first(wish: Sequence[str]) -> dict[str, int]:
    return {wish[0]: 1}


def _spread(answers: Sequence[dict[str, int]]) -> list[dict[str, int]]:
    """The warmest answer, the coldest, and one in between where there is any."""
    if len(answers) < 3:
        return list(answers)
    return [answers[0], answers[len(answers) // 2], answers[-1]]


def _wrong(decision: Decision, marks: Mapping[str, int]) -> str:
    method = METHODS[decision.method]
    keys = [option.key for option in decision.options]
    try:
        method.check(marks, keys, decision.settings)
    except InvalidBallot as refusal:
        return _said(refusal)
    return ""


def _said(refusal: Any) -> str:
    sentence: Sentence = refusal.sentence
    return said(sentence)
