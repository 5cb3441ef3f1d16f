"""Duels: two options beside each other on every ballot, and chains that lead round a circle."""

from collections.abc import Mapping, Sequence

from voting.pictures.bars import share_of
from voting.results import Result
from voting.values import Struct

Pairwise = Mapping[str, Mapping[str, int]]
"""Ballots for the one against the other, by the ids of both."""


class Duel(Struct, frozen=True):
    """How many ballots put the one above the other; widths in per cent, the rest is between."""

    one: str
    other: str
    for_one: int
    for_other: int
    neither: int
    width_one: float
    width_other: float

    @property
    def winner(self) -> str:
        """Who stands higher on more ballots; nobody where it is level."""
        if self.for_one == self.for_other:
            return ""
        return self.one if self.for_one > self.for_other else self.other


class Chain(Struct, frozen=True):
    """A row of direct wins from one option to another; as strong as its weakest link."""

    options: tuple[str, ...]
    links: tuple[int, ...]

    @property
    def strength(self) -> int:
        """The ballots of its weakest link; 0 for a chain that leads nowhere."""
        return min(self.links, default=0)


def duel(one: str, other: str, for_one: int, for_other: int, ballots: int) -> Duel:
    """`ballots` is how many are compared, those that prefer neither included."""
    return Duel(
        one=one,
        other=other,
        for_one=for_one,
        for_other=for_other,
        neither=ballots - for_one - for_other,
        width_one=share_of(for_one, ballots),
        width_other=share_of(for_other, ballots),
    )


def pairs_of(result: Result, pairwise: Pairwise) -> tuple[Duel, ...]:
    """The first option beside every other, in the order of the standings."""
    first, *others = (standing.option for standing in result.standings)
    return tuple(
        duel(first, other, pairwise[first][other], pairwise[other][first], result.ballots.valid)
        for other in others
    )


def chains_of(
    result: Result, pairwise: Pairwise, paths: Pairwise
) -> tuple[tuple[Chain, Chain], ...]:
    """Where a winner does not win directly: the strongest chain there, and the one back."""
    return tuple(
        (_chain(pairwise, paths, winner, other), _chain(pairwise, paths, other, winner))
        for winner in result.winners
        for other in paths
        if winner in paths
        and other not in result.winners
        and pairwise[winner][other] <= pairwise[other][winner]
    )


def _chain(pairwise: Pairwise, paths: Pairwise, one: str, other: str) -> Chain:
    """The shortest among the strongest chains of direct wins; empty where there is none."""
    strength = paths[one][other]
    if not strength:
        return Chain((one, other), ())
    route = _shortest(pairwise, tuple(paths), one, other, strength)
    links = tuple(pairwise[a][b] for a, b in zip(route, route[1:], strict=False))
    return Chain(route, links)


def _shortest(
    pairwise: Pairwise, options: Sequence[str], one: str, other: str, strength: int
) -> tuple[str, ...]:
    """From one to the other over direct wins of at least this strength, breadth first."""
    routes: list[tuple[str, ...]] = [(one,)]
    seen = {one}
    for route in routes:
        here = route[-1]
        if here == other:
            return route
        for following in options:
            if following not in seen and _wins(pairwise, here, following) >= strength:
                seen.add(following)
                routes.append((*route, following))
    return (one, other)


def _wins(pairwise: Pairwise, one: str, other: str) -> int:
    """The ballots for the one where that is more than half of the two, else nothing."""
    if one == other or pairwise[one][other] <= pairwise[other][one]:
        return 0
    return pairwise[one][other]
