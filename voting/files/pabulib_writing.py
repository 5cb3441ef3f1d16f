"""Writing a budget as Pabulib's `.pb`, so that other programs can count it too."""

import csv
from collections.abc import Iterator, Mapping
from fractions import Fraction
from io import StringIO

from voting.ballots import Box
from voting.files.pabulib_numbers import decimal
from voting.refusals import InvalidElection
from voting.words import N_, say

_FORMULAS = ("=", "+", "-", "@")


def written(box: Box, title: str) -> str:
    """The text of the file; voters are numbered, and invalid ballots have no place in it.

    Raises InvalidElection where an id or a cost cannot be written exactly.
    """
    file = StringIO()
    rows = csv.writer(file, delimiter=";", lineterminator="\n")
    points = any(mark != 1 for marks, _ in box.valid for mark in marks.values())
    rows.writerows([["META"], ["key", "value"], *_meta(box, title, points=points)])
    rows.writerows([["PROJECTS"], ["project_id", "cost", "votes", "score", "name"]])
    rows.writerows(_projects(box))
    rows.writerows([["VOTES"], ["voter_id", "vote", *(["points"] if points else [])]])
    ballots = [marks for marks, times in box.valid for _ in range(times)]
    ballots += [{}] * box.numbers.blank
    rows.writerows(
        [number, *_vote(marks, points=points)] for number, marks in enumerate(ballots, 1)
    )
    return file.getvalue()


def _meta(box: Box, title: str, *, points: bool) -> Iterator[list[object]]:
    yield ["description", _harmless(title)]
    yield ["num_projects", len(box.options)]
    yield ["num_votes", box.numbers.valid + box.numbers.blank]
    yield ["budget", _exact("budget", Fraction(box.settings["budget"]))]
    yield ["vote_type", "scoring" if points else "approval"]
    yield ["rule", "equalshares" if "completion" in box.settings else "greedy"]


def _projects(box: Box) -> Iterator[list[object]]:
    for position, option in enumerate(box.options, start=1):
        where = f"options {position}"
        if "," in option.id or option.id != option.id.strip():
            text = N_("“%(option)s” past niet in dit bestand: er staat een komma of een spatie in.")
            raise InvalidElection(where, say(text, option=option.id))
        cost = _exact(f"{where} cost", Fraction(option.cost or 0))
        yield [
            option.id,
            cost,
            box.voters(option.id),
            box.total(option.id),
            _harmless(option.label),
        ]


def _harmless(text: str) -> str:
    """On one line, and no formula to a spreadsheet that opens the file."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULAS) else line


def _vote(marks: Mapping[str, int], *, points: bool) -> list[str]:
    chosen = ",".join(marks)
    return [chosen, ",".join(map(str, marks.values()))] if points else [chosen]


def _exact(where: str, number: Fraction) -> str:
    found = decimal(number)
    if found is None:
        raise InvalidElection(where, say(N_("Dit bedrag is niet precies te schrijven.")))
    return found
