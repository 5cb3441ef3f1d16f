"""An election is what is counted: the options, the roll and the ballots of one vote."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from voting.refusals import InvalidElection
from voting.values import Struct
from voting.words import N_, NN_, Sentence, say, say_number

MOST_OPTIONS = 1_000
"""How many options one vote may have; a file with more is refused before it is read."""
_LETTERS = 26


class ElectionOption(Struct, frozen=True):
    """What can be chosen: its id, which marks and settings use, and what people call it."""

    id: str
    label: str
    cost: Fraction | int | None = None
    """In the unit of the budget, exact and 0 or more; None where nothing is divided."""


class Roll(Struct, frozen=True):
    """How many may vote (R), and how many are present (P): people, or None where nobody knows."""

    eligible: int
    present: int | None = None


class Ballot(NamedTuple):
    """Marks by option id, as they came in, and how many handed in the same, 1 or more."""

    marks: Mapping[str, object]
    times: int = 1


class Election(Struct, frozen=True):
    """One vote to be counted; `ballots` are pairs of marks and how often they occur.

    <<<<<<< HEAD
        `method` is a key of METHODS and `settings` are still as they were written down. `notes` are
        what the file it comes from asks a reader to know.
    ||||||| parent of 503574e (Read counting files as they are, and say what is in them)
        `notes` are what the file it comes from asks a reader to know.
    =======
        `notes` are what the file it comes from asks a reader to know. `lines` says for each ballot
        where it stands in that file; it is empty where its place among the ballots says so.
    >>>>>>> 503574e (Read counting files as they are, and say what is in them)
    """

    method: str
    options: Sequence[ElectionOption]
    settings: Mapping[str, object]
    roll: Roll
    ballots: Sequence[tuple[Mapping[str, object], int]]
    notes: tuple[Sentence, ...] = ()
    lines: Sequence[int] = ()

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The options in the order of the file."""
        return tuple(option.id for option in self.options)

    @property
    def cast(self) -> int:
        """How many ballots came in (C), blank and invalid ones too."""
        return sum(times for _, times in self.ballots)


def option_key(place: int) -> str:
    """The id of the option at this place, from 0: a to z, and then o26, o27 and on.

    Every id in the house is made here, so that a setting which names an option names one there is.
    """
    return chr(ord("a") + place) if place < _LETTERS else f"o{place}"


def inspect(election: Election) -> None:
    """Raises InvalidElection where options, ballots and roll contradict each other."""
    _inspect_options(election.option_ids)
    _inspect_ballots(election)
    _inspect_roll(election.roll, election.cast)


def _inspect_options(ids: Sequence[str]) -> None:
    if not ids:
        raise InvalidElection("options", say(N_("Er zijn geen keuzes.")))
    if len(ids) > MOST_OPTIONS:
        sentence = say(N_("Er zijn te veel keuzes. Het mogen er %(most)s zijn."), most=MOST_OPTIONS)
        raise InvalidElection("options", sentence)
    seen: set[str] = set()
    for position, option_id in enumerate(ids, start=1):
        if option_id in seen:
            sentence = say(N_("“%(option)s” staat er twee keer."), option=option_id)
            raise InvalidElection(f"options {position}", sentence)
        seen.add(option_id)


def _inspect_ballots(election: Election) -> None:
    for position, (_, times) in enumerate(election.ballots, start=1):
        if type(times) is not int or times < 1:
            sentence = say(N_("Het aantal moet een geheel getal van 1 of meer zijn."))
            raise InvalidElection(f"ballots {position}", sentence)


def _inspect_roll(roll: Roll, cast: int) -> None:
    if cast > roll.eligible:
        found = NN_(
            "Er is %(num)s stem, bij een lijst van %(eligible)s.",
            "Er zijn %(num)s stemmen, bij een lijst van %(eligible)s.",
        )
        raise InvalidElection("roll", say_number(found, cast, eligible=roll.eligible))
    if roll.present is not None and roll.present > roll.eligible:
        sentence = say(
            N_("Aanwezig: %(present)s, bij een lijst van %(eligible)s."),
            present=roll.present,
            eligible=roll.eligible,
        )
        raise InvalidElection("roll", sentence)
