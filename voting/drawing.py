"""Drawing the lot that a count waits for: the same ballots, a seed, a result."""

from collections.abc import Mapping
from typing import Any

from voting import lots
from voting.counting import count, inspect
from voting.elections import Election
from voting.results import Result
from voting.values import replace
from voting.words import N_, Sentence, say


def drawn(election: Election, seed: str) -> Result:
    """The result once the lot with this seed has fallen, by whatever method.

    At `needs_lot` the ballots are counted afresh with the seed; at `tied` the order of the lot
    fills the places left. Where there is nothing to draw, the result as it is. The keys are in
    `tables["draw"]`, what was level in `tables["level"]`. Raises Unusable as `count` does.
    """
    settings = without_seed(election.settings)
    before = count(replace(election, settings=settings))
    if before.status == "needs_lot":
        found = count(replace(election, settings={**settings, "seed": seed}))
    elif before.status == "tied":
        found = _settled(before, election, seed)
    else:
        return before
    draw = [{"option": option, "key": key} for option, key in lots.keys(seed, before.tied)]
    return replace(found, tables={**found.tables, "draw": draw, "level": list(before.tied)})


def without_seed(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings as they can be agreed on beforehand: a lot falls after closing, or is chosen."""
    return {name: value for name, value in settings.items() if name != "seed"}


def _settled(result: Result, election: Election, seed: str) -> Result:
    """A tie decided: the certain ones, then as many of the tied as there are places."""
    places = inspect(election)[1].get("winners", 1)
    certain = tuple(option for option in result.winners if option not in result.tied)
    order = lots.order(seed, result.tied)
    winners = (*certain, *order[: places - len(certain)])
    return replace(
        result,
        status="chosen",
        winners=winners,
        tied=(),
        standings=lots.placed(result.standings, order),
        explanation=(*result.explanation, *_words(election, order, winners, seed)),
    )


def _words(
    election: Election, order: list[str], winners: tuple[str, ...], seed: str
) -> tuple[Sentence, ...]:
    labels = {option.id: option.label for option in election.options}
    text = N_("Het lot gaf deze volgorde: %(options)s.")
    return (
        say(text, options=", ".join(labels[option] for option in order)),
        say(N_("Het lot besliste. Het volgt uit deze tekst: %(seed)s"), seed=seed),
        say(N_("Gekozen: %(options)s."), options=", ".join(labels[option] for option in winners)),
    )
