"""Sorting the ballots of a box: valid, blank, and invalid with the reason."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from voting.elections import Election, Option
from voting.refusals import InvalidBallot
from voting.results import BallotNumbers, Invalid
from voting.words import N_, Sentence, say

CheckBallot = Callable[[Mapping[str, object], Collection[str], Mapping[str, Any]], dict[str, int]]


class Valid(NamedTuple):
    """A ballot that counts, its marks cleaned, and how many handed in the same."""

    marks: Mapping[str, int]
    times: int


@dataclass(frozen=True)
class Box:
    """What a method tallies: the valid ballots, with the numbers of all of them."""

    options: tuple[Option, ...]
    settings: Mapping[str, Any]
    valid: tuple[Valid, ...]
    invalid: tuple[Invalid, ...]
    numbers: BallotNumbers

    @property
    def option_ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    @property
    def labels(self) -> dict[str, str]:
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

    Valid ballots that say the same are put together.
    """
    options = dict.fromkeys(election.option_ids)
    grouped: dict[frozenset[tuple[str, int]], Valid] = {}
    invalid: list[Invalid] = []
    blank = 0
    for line, (raw, times) in enumerate(election.ballots, start=1):
        try:
            marks = check(raw, options, settings)
        except InvalidBallot as refusal:
            invalid.append(Invalid(line, times, refusal.sentence))
            continue
        if marks:
            same = frozenset(marks.items())
            before = grouped.get(same)
            grouped[same] = Valid(marks, times + (before.times if before else 0))
        else:
            blank += times
    return Box(
        options=tuple(election.options),
        settings=settings,
        valid=tuple(grouped.values()),
        invalid=tuple(invalid),
        numbers=BallotNumbers(
            eligible=election.roll.eligible,
            present=election.roll.present,
            cast=election.cast,
            valid=sum(ballot.times for ballot in grouped.values()),
            blank=blank,
            invalid=sum(ballot.count for ballot in invalid),
        ),
    )


def whole_marks(marks: Mapping[str, object], options: Collection[str]) -> dict[str, int]:
    """The marks as they are; raises InvalidBallot for a strange option or no whole number.

    A sentence in the place of a mark says what a file did wrong there.
    """
    cleaned: dict[str, int] = {}
    for option_id, mark in marks.items():
        if isinstance(mark, Sentence):
            raise InvalidBallot(mark)
        if option_id not in options:
            raise InvalidBallot(say(N_("Kies alleen uit de keuzes die op het stembriefje staan.")))
        if type(mark) is not int:
            raise InvalidBallot(say(N_("Vul bij elke keuze een geheel getal in.")))
        cleaned[option_id] = mark
    return cleaned


def positive_marks(marks: Mapping[str, int]) -> dict[str, int]:
    """The marks without the zeros, for methods where 0 is no mark."""
    return {option_id: mark for option_id, mark in marks.items() if mark != 0}
