"""`.soc`, `.soi`, `.toc`, `.toi`: orders of preference as PrefLib keeps them, for research.

Lines that begin with # name the options; then a line an order: how many gave it, a colon, and the
numbers of the options, the best first, equals together in braces. See preflib.org/format.
"""

import re
from collections.abc import Mapping, Sequence

from voting.ballots import Box
from voting.elections import MOST_OPTIONS, Ballot, Election, ElectionOption, Roll
from voting.files.lines import FileLine, lines, one_line, shortened, whole
from voting.refusals import CountFileError
from voting.words import N_, say

_NAME = re.compile(r"#\s*ALTERNATIVE NAME (\S+?)\s*:(.*)", re.IGNORECASE)
_NUMBER = re.compile(r"#\s*NUMBER ALTERNATIVES\s*:\s*(\S+)\s*", re.IGNORECASE)
_GROUP = re.compile(r"\s*(?:\{([^{}]*)\}|([^,{}]+))\s*(?:,|$)")


def parse(text: str, method: str | None) -> Election:
    """The election in the text, as `schulze`. Raises CountFileError with the line."""
    names: dict[int, str] = {}
    count = 0
    ballots: list[Ballot] = []
    places: list[int] = []
    for line in lines(text):
        if found := _NUMBER.fullmatch(line.text):
            count = _number_of_options(line, found[1])
        elif found := _NAME.fullmatch(line.text):
            _name(line, found[1], found[2].strip(), names)
        elif not line.text.startswith("#"):
            ballots.append(_ballot(line))
            places.append(line.number)
    if not count:
        raise CountFileError("bestand", say(N_("Er staat niet hoeveel keuzes er zijn.")))
    if names and max(names) > count:
        raise CountFileError("bestand", say(N_("Er staan meer namen dan keuzes.")))
    return Election(
        method=method or "schulze",
        options=tuple(ElectionOption(str(n), names.get(n) or str(n)) for n in range(1, count + 1)),
        settings={},
        roll=Roll(sum(ballot.times for ballot in ballots)),
        ballots=tuple(ballots),
        lines=tuple(places),
    )


def _number_of_options(line: FileLine, word: str) -> int:
    count = whole(line, word, lowest=1)
    if count > MOST_OPTIONS:
        text = N_("Er zijn te veel keuzes. Het mogen er %(most)s zijn.")
        raise line.refused(say(text, most=MOST_OPTIONS))
    return count


def _name(line: FileLine, word: str, label: str, names: dict[int, str]) -> None:
    number = whole(line, word, lowest=1)
    if number in names:
        raise line.refused(say(N_("“%(option)s” staat er twee keer."), option=number))
    names[number] = label


def _ballot(line: FileLine) -> Ballot:
    """An order as ranks; an option named twice gets a mark of text, which is invalid."""
    times, colon, order = line.text.partition(":")
    if not colon:
        raise line.refused(say(N_("Hier moet staan: hoe vaak, een dubbele punt, en de keuzes.")))
    marks: dict[str, object] = {}
    for rank, group in enumerate(_groups(line, order), start=1):
        for number in group:
            before = marks.get(str(number))
            marks[str(number)] = rank if before is None else f"{before}, {rank}"
    return Ballot(marks, whole(line, times.strip(), lowest=1))


def _groups(line: FileLine, order: str) -> list[list[int]]:
    found = []
    place = 0
    while place < len(order):
        group = _GROUP.match(order, place)
        if group is None:
            text = N_("“%(word)s” is geen rij keuzes.")
            raise line.refused(say(text, word=shortened(order[place:].strip())))
        words = (group[1] if group[1] is not None else group[2]).split(",")
        found.append([whole(line, word.strip(), lowest=1) for word in words if word.strip()])
        place = group.end()
    return [group for group in found if group]


def written(box: Box, title: str) -> str:
    """A `.toc` of the valid ballots; options left out on a ballot are equal at its end."""
    number = {option: str(n) for n, option in enumerate(box.option_ids, start=1)}
    orders = [(times, _order(marks, box.option_ids, number)) for marks, times in box.valid]
    orders.sort(key=lambda pair: -pair[0])
    found = [
        f"# TITLE: {one_line(title)}",
        "# DATA TYPE: toc",
        f"# NUMBER ALTERNATIVES: {len(box.options)}",
        f"# NUMBER VOTERS: {box.numbers.valid}",
        f"# NUMBER UNIQUE ORDERS: {len({text for _, text in orders})}",
    ]
    found += [
        f"# ALTERNATIVE NAME {number[option.id]}: {one_line(option.label)}"
        for option in box.options
    ]
    return "\n".join([*found, *(f"{times}: {text}" for times, text in orders), ""])


def _order(marks: Mapping[str, int], options: Sequence[str], number: dict[str, str]) -> str:
    ranks = sorted(set(marks.values()))
    groups = [[number[o] for o in options if marks.get(o) == rank] for rank in ranks]
    groups.append([number[o] for o in options if o not in marks])
    return ",".join(
        group[0] if len(group) == 1 else "{" + ",".join(group) + "}" for group in groups if group
    )
