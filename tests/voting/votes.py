"""Writing down an election in one line."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from voting import METHODS, Election, ElectionOption, Roll

Ballots = Sequence[tuple[Mapping[str, object], int]]


def vote(
    method: str,
    ballots: Ballots,
    options: str = "a",
    eligible: int | None = None,
    present: int | None = None,
    costs: Mapping[str, int] | None = None,
    **settings: object,
) -> Election:
    """An election over options of one letter; without a roll everybody voted."""
    cast = sum(times for _, times in ballots)
    return Election(
        method=method,
        options=[
            ElectionOption(letter, f"Keuze {letter}", costs[letter] if costs else None)
            for letter in options
        ],
        settings=settings,
        roll=Roll(cast if eligible is None else eligible, present),
        ballots=ballots,
    )


def plain_vote(
    method: str,
    ballots: Ballots,
    options: str = "abc",
    settings: Mapping[str, object] | None = None,
) -> Election:
    """An election by any method; where money is divided, one option can be paid."""
    if METHODS[method].one_option_only:
        options = options[0]
    own = {"budget": 1} if METHODS[method].needs_costs else {}
    costs = dict.fromkeys(options, 1) if own else None
    election = vote(method, ballots, options, costs=costs)
    return replace(election, settings={**own, **(settings or {})})


def only_for(method: str, option: str, options: str) -> dict[str, int]:
    """The ballot of somebody who wants this option and no other."""
    if method == "resistance":
        return {other: 0 if other == option else 10 for other in options}
    return {option: 5 if method in ("score", "star") else 1}


def yes_no(votes_for: int, against: int, blank: int = 0) -> Ballots:
    return some(({"a": 1}, votes_for), ({"a": -1}, against), ({}, blank))


def answers(consent: int, concern: int = 0, objection: int = 0, blank: int = 0) -> Ballots:
    return some(({"a": 1}, consent), ({"a": 0}, concern), ({"a": -1}, objection), ({}, blank))


def votes(blank: int = 0, **per_option: int) -> Ballots:
    return some(*(({letter: 1}, times) for letter, times in per_option.items()), ({}, blank))


def some(*ballots: tuple[Mapping[str, object], int]) -> Ballots:
    """The ballots that occur at all."""
    return [ballot for ballot in ballots if ballot[1]]
