"""What both budgets share: ballots that approve or give points, costs, and money as it is said."""

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from voting.ballots import Box, positive_marks, whole_marks
from voting.elections import Election
from voting.refusals import InvalidBallot, InvalidElection, InvalidSettings
from voting.results import Number, Standing, Tally
from voting.settings import as_share, as_whole, share_text
from voting.standings import rank
from voting.words import N_, say


def check(
    marks: Mapping[str, object], options: Collection[str], settings: Mapping[str, Any]
) -> dict[str, int]:
    """1 approved, or points of 1 or more; 0 is no mark and {} is blank. Raises InvalidBallot."""
    cleaned = positive_marks(whole_marks(marks, options))
    if any(mark < 0 for mark in cleaned.values()):
        raise InvalidBallot(say(N_("Geef bij elke keuze 0 punten of meer.")))
    return cleaned


def amount(name: str, raw: object) -> int | str:
    """A sum of money of 0 or more, exact: 1200, "1200.50" or "7/3"; fit for JSON.

    Raises InvalidSettings.
    """
    whole = as_whole(raw)
    found = as_share(raw) if whole is None else Fraction(whole)
    if isinstance(raw, Decimal | str) and re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,9})?", str(raw)):
        found = Fraction(str(raw))
    if found is None or found < 0:
        raise InvalidSettings(name, say(N_("Hier moet een bedrag van 0 of meer staan.")))
    return int(found) if found.denominator == 1 else share_text(found)


def require_budget(settings: Mapping[str, Any], option_count: int) -> None:
    """Raises InvalidSettings where nobody said how much there is to divide."""
    if settings["budget"] is None:
        raise InvalidSettings("budget", say(N_("Vul in hoeveel geld er te verdelen is.")))


def require_costs(election: Election, settings: Mapping[str, Any]) -> None:
    """Raises InvalidElection for the first option without a cost."""
    for position, option in enumerate(election.options, start=1):
        if option.cost is None:
            raise InvalidElection(f"options {position} cost", say(N_("Vul in wat dit kost.")))


def costs(box: Box) -> dict[str, Fraction]:
    """What every option costs, in the unit of the budget; each is required beforehand."""
    return {option.id: Fraction(option.cost or 0) for option in box.options}


def total(box: Box) -> Fraction:
    """The money there is to spend."""
    return Fraction(box.settings["budget"])


def supported(box: Box) -> tuple[str, ...]:
    """The options with a positive mark on some ballot; no other is ever funded."""
    return tuple(option for option in box.option_ids if box.voters(option))


def nothing_counted(box: Box) -> Tally:
    """The tally where there is no valid ballot: nobody asked for anything."""
    level = tuple(Standing(option, 1, 0, 0) for option in box.option_ids)
    return Tally("undecided", (), (), level, (), ())


def funded_first(box: Box, funded: Sequence[str]) -> tuple[Standing, ...]:
    """Standings by order of funding, then by the sum of the marks, which is their value."""

    def worth(option: str) -> tuple[Number, ...]:
        chance = -funded.index(option) if option in funded else -len(box.options)
        return (chance, 0 if option in funded else box.total(option))

    return rank(box.option_ids, box.total, box.voters, worth)
