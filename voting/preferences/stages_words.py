"""Words for the stages of a count by preferences: who is elected, who goes out, what moves."""

from collections.abc import Callable
from decimal import Decimal

from voting.ballots import Box
from voting.preferences.stages import CountStage, PreferenceState
from voting.results import Number
from voting.ways import Lot, Path
from voting.words import N_, NN_, Sentence, say, say_number

Written = Callable[[int], Number]
"""Makes the number that people read of a number of units."""


def explanation(box: Box, path: Path[PreferenceState], written: Written) -> list[Sentence]:
    """Stage by stage who is elected, who goes out and what moves, and every lot that falls."""
    said: list[Sentence] = []
    fallen = iter(path.lots)
    for stage in path.end.stages:
        if stage.by_lot:
            said += _lot_words(box, next(fallen))
        said += _stage_words(box, stage, written)
    return said


def _stage_words(box: Box, stage: CountStage, written: Written) -> list[Sentence]:
    said: list[Sentence] = []
    if stage.action == "fill":
        said.append(say(N_("Er zijn niet meer keuzes over dan plekken.")))
    if stage.action == "surplus" and stage.source:
        text = N_("Wat %(option)s te veel heeft, gaat naar de volgende keuzes.")
        said.append(say(text, option=box.labels[stage.source]))
    if stage.eliminated:
        said.append(_out(box, stage.eliminated))
    said += [
        say(
            N_("%(option)s krijgt er %(votes)s bij en heeft nu %(total)s."),
            option=box.labels[option],
            votes=in_words(written(units)),
            total=in_words(written(stage.totals[option])),
        )
        for option, units in stage.transferred.items()
    ]
    if stage.exhausted:
        text = N_("Zonder volgende keuze op het stembriefje: %(votes)s.")
        said.append(say(text, votes=in_words(written(stage.exhausted))))
    said += [
        _elected(box.labels[option], written(stage.totals[option])) for option in stage.elected
    ]
    return said


def _elected(label: str, votes: Number) -> Sentence:
    one = N_("%(option)s is gekozen, met %(votes)s stem.")
    more = N_("%(option)s is gekozen, met %(votes)s stemmen.")
    return say(one if votes == 1 else more, option=label, votes=in_words(votes))


def _out(box: Box, options: tuple[str, ...]) -> Sentence:
    texts = NN_("%(options)s valt af.", "Deze keuzes vallen af: %(options)s.")
    return say_number(texts, len(options), options=box.listed(options))


def _lot_words(box: Box, lot: Lot) -> list[Sentence]:
    """Equal now and at every stage before; and whether it mattered."""
    text = N_("Gelijk, ook als we terugkijken: %(options)s.")
    said = [say(text, options=box.listed(lot.options))]
    if not lot.decides:
        said.append(say(N_("Hoe het lot ook valt, dit maakt voor de uitslag niet uit.")))
    elif box.settings["seed"] is not None:
        text = N_("Het lot besliste. Het volgt uit deze tekst: %(seed)s")
        said.append(say(text, seed=box.settings["seed"]))
    else:
        said.append(say(N_("Hier moet het lot beslissen. Zonder lot tellen we zo verder.")))
    return said


def conclusion(
    box: Box, path: Path[PreferenceState], elected: tuple[str, ...]
) -> tuple[Sentence, ...]:
    """Who is chosen, and between whom a lot has to fall.

    `elected` are those who win whichever way the lots fall.
    """
    chosen = (say(N_("Gekozen: %(options)s."), options=box.listed(elected)),) if elected else ()
    if box.settings["seed"] is not None or path.deciding is None:
        return chosen
    text = N_("Het lot moet beslissen tussen: %(options)s.")
    return *chosen, say(text, options=box.listed(path.deciding.options))


def in_words(number: Number) -> object:
    """A number of votes, with no more decimals than it has."""
    if number == int(number) or not isinstance(number, Decimal):
        return int(number)
    whole, _, decimals = str(number).partition(".")
    return say(N_("%(whole)s,%(decimals)s"), whole=whole, decimals=decimals.rstrip("0"))
