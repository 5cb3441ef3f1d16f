"""Rankings: ballots that put options in order of preference, 1 being the best."""

from collections.abc import Collection, Mapping
from typing import Any

from voting.ballots import whole_marks
from voting.refusals import InvalidBallot
from voting.words import N_, say


def check_strict(
    marks: Mapping[str, object], options: Collection[str], settings: Mapping[str, Any]
) -> dict[str, int]:
    """A different rank for every option in order of preference; gaps close up; {} is blank.

    Raises InvalidBallot.
    """
    cleaned = check_ranks(marks, options, settings)
    order = sorted(cleaned, key=cleaned.__getitem__)
    for better, worse in zip(order, order[1:], strict=False):
        if cleaned[better] == cleaned[worse]:
            text = N_("Je gaf twee keuzes hetzelfde nummer: %(rank)s. Geef elk een eigen nummer.")
            raise InvalidBallot(say(text, rank=cleaned[better]))
    return {option_id: rank for rank, option_id in enumerate(order, start=1)}


def check_ranks(
    marks: Mapping[str, object], options: Collection[str], settings: Mapping[str, Any]
) -> dict[str, int]:
    """A rank of 1 or more for options in order of preference, equal ones allowed; {} is blank.

    Raises InvalidBallot.
    """
    cleaned = whole_marks(marks, options)
    if any(rank < 1 for rank in cleaned.values()):
        raise InvalidBallot(say(N_("Nummer je keuzes vanaf 1. Nummer 1 wil je het liefst.")))
    return cleaned


def preferred_first(marks: Mapping[str, int]) -> tuple[str, ...]:
    """The ids of the options on a ballot, the most wanted first."""
    return tuple(sorted(marks, key=marks.__getitem__))
