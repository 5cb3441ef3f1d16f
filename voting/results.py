"""The result of a count: the status, the winners, and every number behind them."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from voting.values import Struct, asdict, field
from voting.words import Sentence

Status = Literal[
    "adopted",
    "rejected",
    "chosen",
    "blocked",
    "no_quorum",
    "tied",
    "run_off",
    "needs_lot",
    "more_talk",
    "undecided",
]
"""What became of the question: a motion is adopted or rejected, options are chosen.

Then what settles nothing by itself: `blocked` by an objection, `no_quorum` too few took part,
`tied` equal on the line, `run_off` a second round between the winners, `needs_lot` a lot has to
fall, `more_talk` the group is not warm enough, `undecided` nothing that could be counted.
"""
ADOPTED: frozenset[Status] = frozenset({"adopted", "chosen"})
"""The results after which something is to be carried out."""
SETTLED: frozenset[Status] = ADOPTED | {"rejected"}
"""The results that answer the question, so that nothing has to follow."""
Number = int | Fraction | Decimal
"""A number that a count gives, always exact."""


class Standing(Struct, frozen=True):
    """Where an option stands; equal options share a place (1, 1, 3)."""

    option: str
    """The id of the option."""
    place: int
    """From 1, after all tie-breaks; after the lot too, once one was drawn."""
    value: Number
    """What was counted: votes, dots, points or the like, as the method's `counted_in` says."""
    voters: int
    """How many valid ballots support it: a positive mark, a first choice, or any mark at all."""

    def as_json(self) -> dict[str, object]:
        """As one line of `standings` in the answer of a count file."""
        return asdict(self) | {"value": written(self.value)}


class BallotNumbers(Struct, frozen=True):
    """How many of everything there is: whole numbers, never percentages."""

    eligible: int
    """R: who may vote."""
    present: int | None
    """P: who are there; None where nobody knows."""
    cast: int
    """C: ballots that came in, those below together."""
    valid: int
    """V: ballots with marks that count."""
    blank: int
    """b: ballots left without marks."""
    invalid: int
    """i: ballots against the rules of the method."""


class Quorum(Struct, frozen=True):
    """How many people had to take part, 0 where nothing was asked, and whether so many did."""

    required: int
    met: bool


class RefusedBallot(Struct, frozen=True):
    """A ballot that does not count, and why.

    `line` is the file's own, or in JSON its place, from 1, and `count` how many handed in the same.
    """

    line: int
    count: int
    reason: Sentence

    def as_json(self) -> dict[str, object]:
        """As one line of `invalid` in the answer of a count file."""
        return {"line": self.line, "count": self.count, "reason": str(self.reason)}


class CountRound(Struct, frozen=True):
    """One stage of a count; for a motion the only one, with all its counts.

    Numbers are votes, in STV with five decimals; options are named by their ids.
    """

    stage: int
    """From 1."""
    action: Literal["first", "surplus", "eliminate", "fill", "final", "fund", "pass"]
    values: Mapping[str, Number]
    """What every option holds after it, or the counts of a motion by their names."""
    elected: tuple[str, ...] = ()
    eliminated: tuple[str, ...] = ()
    source: str | None = None
    """Whose votes went on, where that is one option."""
    transferred: Mapping[str, Number] = field(default_factory=dict)
    """How many votes every option received."""
    exhausted: Number = 0
    """Votes without a next option, of those that went on."""
    rounding: Number = 0
    """What was lost by cutting off decimals."""
    lot: Mapping[str, object] | None = None
    """The lot that fell: its `options`, the one `chosen`, and whether it `decides` anything."""

    def as_json(self) -> dict[str, object]:
        """As one entry of `rounds` in the answer of a count file."""
        return {
            "stage": self.stage,
            "action": self.action,
            "values": {key: written(value) for key, value in self.values.items()},
            "elected": list(self.elected),
            "eliminated": list(self.eliminated),
            "from": self.source,
            "transferred": {key: written(value) for key, value in self.transferred.items()},
            "exhausted": written(self.exhausted),
            "rounding": written(self.rounding),
            "lot": self.lot,
        }


class Check(Struct, frozen=True):
    """A question the count asks, whether it is met, and the sum that shows it in words."""

    question: Sentence
    met: bool
    arithmetic: Sentence


class Tally(Struct, frozen=True):
    """What a method makes of the valid ballots, before quorum and an empty box overrule it.

    `explanation` holds the sums, which always stand; `conclusion` what follows from them.
    `tables` are further facts by name, fit for JSON, as of one method only.
    """

    status: Status
    winners: tuple[str, ...]
    """In order of election or funding where there is one; at a tie the certain ones come first."""
    tied: tuple[str, ...]
    """Who are equal on the line, or between whom a lot has to fall; else empty."""
    standings: tuple[Standing, ...]
    """Every option by place, then in the order of the file."""
    explanation: tuple[Sentence, ...]
    conclusion: tuple[Sentence, ...]
    checks: tuple[Check, ...] = ()
    rounds: tuple[CountRound, ...] = ()
    tables: Mapping[str, object] = field(default_factory=dict)


class Result(Struct, frozen=True):
    """The result of one vote, with everything needed to redo the sum; see Tally for its parts."""

    method: str
    status: Status
    winners: tuple[str, ...]
    tied: tuple[str, ...]
    standings: tuple[Standing, ...]
    ballots: BallotNumbers
    quorum: Quorum
    rounds: tuple[CountRound, ...]
    invalid: tuple[RefusedBallot, ...]
    explanation: tuple[Sentence, ...]
    checks: tuple[Check, ...]
    tables: Mapping[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The answer of a count file: the tables of a method stand among the other names."""
        return {
            "method": self.method,
            "status": self.status,
            "winners": list(self.winners),
            "tied": list(self.tied),
            "standings": [standing.as_json() for standing in self.standings],
            "ballots": asdict(self.ballots),
            "quorum": asdict(self.quorum),
            "rounds": [stage.as_json() for stage in self.rounds],
            "invalid": [ballot.as_json() for ballot in self.invalid],
            "explanation": [str(sentence) for sentence in self.explanation],
            **self.tables,
        }


def written(number: Number) -> int | str:
    """A whole number as itself, a fraction as "7/3", decimals as they are: "1412.45570"."""
    if isinstance(number, Decimal):
        return str(number)
    return int(number) if number == int(number) else str(number)
