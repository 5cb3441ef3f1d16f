"""Sorting the ballots of a box: valid, blank, and invalid with the reason."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import Any, NamedTuple

from voting.elections import Election, ElectionOption
from voting.refusals import InvalidBallot
from voting.results import BallotNumbers, RefusedBallot
from voting.values import Struct
from voting.words import N_, Sentence, say

CheckBallot = Callable[[Mapping[str, object], Collection[str], Mapping[str, Any]], dict[str, int]]
"""Of the marks of a ballot, the ids of the options and the settings it makes cleaned marks.

Raises InvalidBallot for a ballot against the rules; {} is a blank one.
"""


_Judged = Sentence | tuple[frozenset[tuple[str, int]], dict[str, int]]
"""Why a ballot is invalid, or its marks cleaned, and what is equal for equal ones."""


class Valid(NamedTuple):
    """A ballot that counts, its marks cleaned, and how many handed in the same."""

    marks: Mapping[str, int]
    times: int


class Box(Struct, frozen=True):
    """What a method tallies: the valid ballots, with the numbers of all of them."""

    options: tuple[ElectionOption, ...]
    settings: Mapping[str, Any]
    valid: tuple[Valid, ...]
    invalid: tuple[RefusedBallot, ...]
    numbers: BallotNumbers

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The options in the order of the file."""
        return tuple(option.id for option in self.options)

    @property
    def labels(self) -> dict[str, str]:
        """What every option is called, by its id."""
        return {option.id: option.label for option in self.options}

    def listed(self, option_ids: Iterable[str]) -> str:
        """The labels of these options, one after the other."""
        return ", ".join(self.labels[option_id] for option_id in option_ids)

    def having(self, option_id: str, mark: int) -> int:
        """How many valid ballots put exactly this mark on the option."""
        return sum(times for marks, times in self.valid if marks.get(option_id) == mark)

    def total(self, option_id: str) -> int:
        """The sum of the marks on the option."""
        return sum(marks.get(option_id, 0) * times for marks, times in self.valid)

    def voters(self, option_id: str) -> int:
        """How many valid ballots put a positive mark on the option."""
        return sum(times for marks, times in self.valid if marks.get(option_id, 0) > 0)


def sort(election: Election, check: CheckBallot, settings: Mapping[str, Any]) -> Box:
    """Puts every ballot through the method's `check`; one left without marks is blank.

    Valid ballots that say the same are put together. Raises nothing: what `check` refuses is
    counted as invalid, with the reason.
    """
    judge = _judging(check, dict.fromkeys(election.option_ids), settings)
    marks_of: dict[frozenset[tuple[str, int]], Mapping[str, int]] = {}
    times_of: Counter[frozenset[tuple[str, int]]] = Counter()
    invalid: list[RefusedBallot] = []
    blank = 0
    lines = election.lines or range(1, len(election.ballots) + 1)
    for line, (raw, times) in zip(lines, election.ballots, strict=True):
        found = judge(raw)
        if isinstance(found, Sentence):
            invalid.append(RefusedBallot(line, times, found))
        elif found[0]:
            marks_of.setdefault(*found)
            times_of[found[0]] += times
        else:
            blank += times
    return Box(
        options=tuple(election.options),
        settings=settings,
        valid=tuple(Valid(marks, times_of[same]) for same, marks in marks_of.items()),
        invalid=tuple(invalid),
        numbers=BallotNumbers(
            eligible=election.roll.eligible,
            present=election.roll.present,
            cast=election.cast,
            valid=times_of.total(),
            blank=blank,
            invalid=sum(ballot.count for ballot in invalid),
        ),
    )


def _judging(
    check: CheckBallot, options: Collection[str], settings: Mapping[str, Any]
) -> Callable[[Mapping[str, object]], _Judged]:
    """`check`, asked once about ballots that say the same in numbers of the same kind."""
    known: dict[Hashable, _Judged] = {}

    def judge(raw: Mapping[str, object]) -> _Judged:
        said = tuple(raw.items()), tuple(map(type, raw.values()))
        try:
            if said not in known:
                known[said] = asked(raw)
            return known[said]
        except TypeError:
            return asked(raw)

    def asked(raw: Mapping[str, object]) -> _Judged:
        try:
            marks = check(raw, options, settings)
        except InvalidBallot as refusal:
            return refusal.sentence
        return frozenset(marks.items()), marks

    return judge


def whole_marks(marks: Mapping[str, object], options: Collection[str]) -> dict[str, int]:
    """The marks as they are. Raises InvalidBallot for a strange option or no whole number.

    A sentence in the place of a mark says what a file did wrong there.
    """
    cleaned: dict[str, int] = {}
    for option_id, mark in marks.items():
        if type(mark) is not int or option_id not in options:
            raise InvalidBallot(_what_is_wrong(option_id, mark, options))
        cleaned[option_id] = mark
    return cleaned


def _what_is_wrong(option_id: str, mark: object, options: Collection[str]) -> Sentence:
    if isinstance(mark, Sentence):
        return mark
    if option_id not in options:
        return say(N_("Kies alleen uit de keuzes die op het stembriefje staan."))
    return say(N_("Vul bij elke keuze een geheel getal in."))


def positive_marks(marks: Mapping[str, int]) -> dict[str, int]:
    """The marks without the zeros, for methods where 0 is no mark."""
    return {option_id: mark for option_id, mark in marks.items() if mark != 0}
