"""`.blt`: ranked ballots as programs for the single transferable vote exchange them.

The first line has the number of options and of seats; then a line of negative numbers for who
withdrew, may be left out; a ballot a line, its weight first and 0 at its end; a line 0; the names
in quotation marks, and the title. Described by Brian Wichmann in Voting matters. Councils leave
the quotation marks out, and then a name is a line.
"""

import re
from collections.abc import Iterator, Sequence

from voting.ballots import Box
from voting.elections import MOST_OPTIONS, Ballot, Election, ElectionOption, Roll
from voting.files.lines import FileLine, lines, one_line, shortened, whole
from voting.preferences.rankings import preferred_first
from voting.refusals import CountFileError
from voting.words import N_, NN_, say, say_number

_STRICT = ("ranked", "stv")


def parse(text: str, method: str | None) -> Election:
    """The election in the text, as `ranked` with one seat and as `stv` with more.

    Raises CountFileError with the line for what could be misread: a fractional weight, `=` in
    ranked and stv, a line without its 0, a name missing.
    """
    whole_lines = lines(text)
    rest = (FileLine(line.number, _uncommented(line.text)) for line in whole_lines)
    rest = (line for line in rest if line.text)
    count, seats = _header(next(rest, None))
    method = method or ("ranked" if seats == 1 else "stv")
    withdrawn: set[int] = set()
    ballots: list[Ballot] = []
    places: list[int] = []
    for line in rest:
        words = line.text.split()
        if words == ["0"]:
            break
        if all(re.fullmatch(r"-[0-9]+", word) for word in words) and not ballots:
            withdrawn |= {_withdrawal(line, word, count) for word in words}
        else:
            weight, marks = _ballot(line, words, withdrawn, count, strict=method in _STRICT)
            if weight:
                ballots.append(Ballot(marks, weight))
                places.append(line.number)
    else:
        raise CountFileError("bestand", say(N_("Het bestand houdt op voor de laatste regel 0.")))
    names = _labels((line for line in whole_lines if line.text[0] != "#"), count)
    return Election(
        method=method,
        options=tuple(
            ElectionOption(str(number), name)
            for number, name in enumerate(names, start=1)
            if number not in withdrawn
        ),
        settings={"seats": seats},
        roll=Roll(sum(ballot.times for ballot in ballots)),
        ballots=tuple(ballots),
        lines=tuple(places),
    )


def _uncommented(text: str) -> str:
    """In a name a # may be part of it; before the names it begins a remark."""
    return text.partition("#")[0].strip()


def _header(line: FileLine | None, /) -> tuple[int, int]:
    """How many options and how many seats."""
    if line is None:
        raise CountFileError("bestand", say(N_("Dit bestand is leeg.")))
    words = line.text.split()
    if len(words) != 2:
        text = N_("Hier moeten twee getallen staan: hoeveel keuzes en hoeveel plekken.")
        raise line.refused(say(text))
    count, seats = (whole(line, word, lowest=1) for word in words)
    if count > MOST_OPTIONS:
        text = N_("Er zijn te veel keuzes. Het mogen er %(most)s zijn.")
        raise line.refused(say(text, most=MOST_OPTIONS))
    return count, seats


def _withdrawal(line: FileLine, word: str, count: int) -> int:
    number = whole(line, word[1:], lowest=1)
    if number > count:
        raise line.refused(say(N_("Keuze %(number)s bestaat niet."), number=number))
    return number


def _ballot(
    line: FileLine, words: Sequence[str], withdrawn: set[int], count: int, *, strict: bool
) -> tuple[int, dict[str, object]]:
    """The weight, and the ranks as marks; a mark of text makes the ballot invalid."""
    weight = whole(line, words[0])
    if len(words) < 2 or words[-1] != "0":
        raise line.refused(say(N_("Een stem moet eindigen op 0.")))
    groups = [
        group
        for word in words[1:-1]
        if word != "-"
        if (group := [n for n in _equals(line, word, strict=strict) if n not in withdrawn])
    ]
    marks: dict[str, object] = {}
    for rank, group in enumerate(groups, start=1):
        for number in group:
            before = marks.get(str(number))
            marks[str(number)] = rank if before is None else f"{before}, {rank}"
    return weight, marks


def _equals(line: FileLine, word: str, *, strict: bool) -> list[int]:
    if strict and "=" in word:
        text = N_("“%(word)s”: gelijke keuzes mogen bij deze manier van tellen niet.")
        raise line.refused(say(text, word=shortened(word)))
    return [whole(line, part, lowest=1) for part in word.split("=")]


def _labels(rest: Iterator[FileLine], count: int) -> list[str]:
    """The names in order, or the numbers where the file gives no names at all; then a title."""
    names: list[str] = []
    last = None
    for last in rest:
        names += _quoted(last)
        if len(names) > count + 1:
            raise last.refused(say(N_("Er staan meer namen dan keuzes.")))
    if last is not None and len(names) < count:
        texts = NN_(
            "Er staat %(num)s naam, en er zijn %(count)s keuzes.",
            "Er staan %(num)s namen, en er zijn %(count)s keuzes.",
        )
        raise last.refused(say_number(texts, len(names), count=count))
    numbers = [str(number) for number in range(1, count + 1)]
    return [name or number for name, number in zip(names[:count] or numbers, numbers, strict=True)]


def _quoted(line: FileLine) -> list[str]:
    """The names on a line: several in quotation marks, one with such marks inside, or one without.

    A line of numbers is no name: there the ballots go on after a 0 too many.
    """
    if re.fullmatch(r'("[^"]*"\s*)+', line.text):
        return re.findall(r'"([^"]*)"', line.text)
    if len(line.text) > 1 and line.text[0] == line.text[-1] == '"':
        return [line.text[1:-1]]
    if '"' in line.text or re.fullmatch(r"[0-9=\s-]+", line.text):
        raise line.refused(
            say(N_("Hier moet een naam staan, als het kan tussen aanhalingstekens."))
        )
    return [line.text]


def written(box: Box, title: str) -> str:
    """The valid and blank ballots; invalid ones are left out, as others cannot read them."""
    number = {option: str(n) for n, option in enumerate(box.option_ids, start=1)}
    found = [f"{len(box.options)} {box.settings.get('seats', 1)}"]
    found += [
        " ".join([str(times), *(number[option] for option in preferred_first(marks)), "0"])
        for marks, times in box.valid
    ]
    if box.numbers.blank:
        found.append(f"{box.numbers.blank} 0")
    found.append("0")
    found += [f'"{one_line(option.label)}"' for option in box.options]
    return "\n".join([*found, f'"{one_line(title)}"', ""])
