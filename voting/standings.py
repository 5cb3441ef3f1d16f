"""Standings: options in order of what they are worth, the equal ones sharing a place (1, 1, 3)."""

from collections.abc import Callable, Sequence

from voting.results import Number, Standing


def rank(
    option_ids: Sequence[str],
    value: Callable[[str], Number],
    voters: Callable[[str], int],
    worth: Callable[[str], tuple[Number, ...]],
) -> tuple[Standing, ...]:
    """Every option by place, then in the given order.

    `value(option)` is the number that is shown, `voters(option)` how many ballots support it.
    `worth(option)` is what it is ranked by: a row of numbers compared from left to right, the
    higher the better, so that a second number breaks the ties of the first; equal rows share a
    place.
    """
    worths = {option_id: worth(option_id) for option_id in option_ids}
    found = [
        Standing(
            option=option_id,
            place=1 + sum(other > worths[option_id] for other in worths.values()),
            value=value(option_id),
            voters=voters(option_id),
        )
        for option_id in option_ids
    ]
    return by_place(found)


def level(option_ids: Sequence[str], zero: Number) -> tuple[Standing, ...]:
    """Every option at the first place with nothing, as when there is no valid ballot."""
    return tuple(Standing(option_id, 1, zero, 0) for option_id in option_ids)


def by_place(standings: Sequence[Standing]) -> tuple[Standing, ...]:
    """The same standings sorted by place; equal places stay in the order given."""
    return tuple(sorted(standings, key=lambda standing: standing.place))


def at_place(standings: Sequence[Standing], place: int) -> tuple[str, ...]:
    """The ids of the options that share this place."""
    return tuple(standing.option for standing in standings if standing.place == place)


def cut_off(standings: Sequence[Standing], winners: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who win for certain, and who are level on the line with more of them than places.

    `standings` are those that may win, by place; fewer than `winners` all win.
    """
    if len(standings) <= winners or standings[winners - 1].place != standings[winners].place:
        return tuple(standing.option for standing in standings[:winners]), ()
    line = standings[winners].place
    certain = tuple(standing.option for standing in standings if standing.place < line)
    return certain, at_place(standings, line)
