"""STAR: everybody gives each option 0 to 5 points, and the two highest go to a run-off.

In the run-off every ballot counts for whichever of the two it gave more points. Equal there: the
higher sum wins, then the one with the most fives. Tied for a place in the run-off: the tied are
compared with each other on every ballot and the most preferences go through, then the most fives;
who are still tied are tried in every pairing. STAR is short for score then automatic run-off;
the order of the tie-breaks is that of the Equal Vote Coalition.
"""

from collections.abc import Collection, Mapping
from functools import cached_property
from itertools import combinations
from typing import Any

from voting.ballots import Box
from voting.method import Method
from voting.methods.score import check_scores, spread
from voting.methods.star_words import conclusion, explanation
from voting.results import CountRound, Standing, Tally
from voting.settings import Setting
from voting.standings import level, rank
from voting.values import Struct
from voting.words import N_

_MOST = 5
_PAIRINGS_SHOWN = 6


def check(
    marks: Mapping[str, object], options: Collection[str], settings: Mapping[str, Any]
) -> dict[str, int]:
    """A score from 0 to 5; an option without one has 0; {} is blank. Raises InvalidBallot."""
    return check_scores(marks, options, _MOST)


def settings(option_count: int) -> tuple[Setting, ...]:
    """None: marks go from 0 to 5, and one option wins."""
    return ()


class _Pairing(Struct, frozen=True):
    """One run-off: two finalists, the ballots that prefer each, and who wins or both."""

    finalists: tuple[str, str]
    preferring: Mapping[str, int]
    winners: tuple[str, ...]


class _Scores(Struct, frozen=True, dict=True):
    """The sums, the fives and the preferences of a box."""

    box: Box

    @cached_property
    def sums(self) -> dict[str, int]:
        return {option: self.box.total(option) for option in self.box.option_ids}

    def fives(self, option: str) -> int:
        return self.box.having(option, _MOST)

    def preferring(self, one: str, other: str) -> int:
        """How many ballots give the one more points than the other."""
        return sum(
            times for marks, times in self.box.valid if marks.get(one, 0) > marks.get(other, 0)
        )

    def line_up(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who are in the run-off for certain, and the tied for what is left of its two places."""
        by_sum = sorted(self.sums.values(), reverse=True)
        line = by_sum[1]
        certain = tuple(option for option, points in self.sums.items() if points > line)
        tied = tuple(option for option, points in self.sums.items() if points == line)
        if len(certain) + len(tied) == 2:
            return certain + tied, ()
        worth = {option: self.among(option, tied) for option in tied}
        line_worth = sorted(worth.values(), reverse=True)[1 - len(certain)]
        certain += tuple(option for option in tied if worth[option] > line_worth)
        tied = tuple(option for option in tied if worth[option] == line_worth)
        return (certain + tied, ()) if len(certain) + len(tied) == 2 else (certain, tied)

    def among(self, option: str, tied: tuple[str, ...]) -> tuple[int, int]:
        """Preferences over all pairings with the others of the tied, then fives."""
        others = (other for other in tied if other != option)
        return sum(self.preferring(option, other) for other in others), self.fives(option)

    def pairings(self) -> tuple[_Pairing, ...]:
        """Every run-off there can be, most often one."""
        certain, tied = self.line_up()
        pairs = (certain + chosen for chosen in combinations(tied, 2 - len(certain)))
        order = self.box.option_ids.index
        return tuple(self.run_off(*sorted(pair, key=order)) for pair in pairs)

    def run_off(self, one: str, other: str) -> _Pairing:
        preferring = {
            one: self.preferring(one, other),
            other: self.preferring(other, one),
        }
        worth = {o: (preferring[o], self.sums[o], self.fives(o)) for o in (one, other)}
        best = max(worth.values())
        return _Pairing((one, other), preferring, tuple(o for o in worth if worth[o] == best))


def tally(box: Box) -> Tally:
    """The value is the sum of points."""
    scores = _Scores(box)
    pairings = scores.pairings() if len(box.options) > 1 else ()
    found = {option for pairing in pairings for option in pairing.winners}
    winners = tuple(o for o in box.option_ids if o in found) if pairings else box.option_ids
    standings = (
        _places(scores, pairings, winners) if box.numbers.valid else level(box.option_ids, 0)
    )
    tied = winners if len(winners) > 1 else ()
    shown = pairings[:_PAIRINGS_SHOWN]
    return Tally(
        status="tied" if tied else "chosen",
        winners=winners,
        tied=tied,
        standings=standings,
        explanation=explanation(box, standings, tuple((p.preferring, p.winners) for p in shown)),
        conclusion=conclusion(box, winners),
        rounds=_rounds(scores, shown),
        tables={"spread": spread(box, standings)},
    )


def _places(
    scores: _Scores, pairings: tuple[_Pairing, ...], winners: tuple[str, ...]
) -> tuple[Standing, ...]:
    """The winner, who else can be in the run-off, and the rest by sum."""
    finalists = {option for pairing in pairings for option in pairing.finalists}

    def worth(option: str) -> tuple[int, ...]:
        if option in winners:
            return (2, 0)
        return (1, 0) if option in finalists else (0, scores.sums[option])

    return rank(scores.box.option_ids, scores.box.total, scores.box.voters, worth)


def _rounds(scores: _Scores, pairings: tuple[_Pairing, ...]) -> tuple[CountRound, ...]:
    """The sums, and then the run-offs; `exhausted` are ballots that prefer neither."""
    if not pairings:
        return ()
    finals = [
        CountRound(
            stage=2,
            action="final",
            values=pairing.preferring,
            elected=pairing.winners if len(pairing.winners) == 1 else (),
            exhausted=scores.box.numbers.valid - sum(pairing.preferring.values()),
        )
        for pairing in pairings
    ]
    return (CountRound(1, "first", scores.sums), *finals)


METHOD = Method(
    key="star",
    name=N_("Cijfers met een finale"),
    weakness=N_("Het vraagt bij elke keuze een cijfer, en twee stappen om na te rekenen."),
    check=check,
    tally=tally,
    settings=settings,
    shape="grades",
    counted_in=N_("Punten"),
)
