"""Writing down an election in one line."""

from collections.abc import Mapping, Sequence

from voting import Election, Option, Roll

Ballots = Sequence[tuple[Mapping[str, object], int]]


def vote(
    method: str,
    ballots: Ballots,
    options: str = "a",
    eligible: int | None = None,
    present: int | None = None,
    **settings: object,
) -> Election:
    """An election over options of one letter; without a roll everybody voted."""
    cast = sum(times for _, times in ballots)
    return Election(
        method=method,
        options=[Option(letter, f"Keuze {letter}") for letter in options],
        settings=settings,
        roll=Roll(cast if eligible is None else eligible, present),
        ballots=ballots,
    )


def yes_no(votes_for: int, against: int, blank: int = 0) -> Ballots:
    return some(({"a": 1}, votes_for), ({"a": -1}, against), ({}, blank))


def answers(consent: int, concern: int = 0, objection: int = 0, blank: int = 0) -> Ballots:
    return some(({"a": 1}, consent), ({"a": 0}, concern), ({"a": -1}, objection), ({}, blank))


def votes(blank: int = 0, **per_option: int) -> Ballots:
    return some(*(({letter: 1}, times) for letter, times in per_option.items()), ({}, blank))


def some(*ballots: tuple[Mapping[str, object], int]) -> Ballots:
    """The ballots that occur at all."""
    return [ballot for ballot in ballots if ballot[1]]
