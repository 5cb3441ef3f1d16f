"""Reading Pabulib's `.pb`: a budget with its projects and votes, as cities publish them.

Three parts of lines with semicolons: META, PROJECTS and VOTES (pabulib.org/format; Stolicki, Szufa
and Talmon, 2020). What voters were limited to is not applied again: a note says so.
"""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from voting.elections import MOST_OPTIONS, Ballot, Election, ElectionOption, Roll
from voting.files.pabulib_numbers import money, points, whole
from voting.refusals import CountFileError
from voting.results import written
from voting.values import Struct
from voting.words import N_, Sentence, say

_PARTS = ("META", "PROJECTS", "VOTES")
_KINDS = ("approval", "choose-1", "cumulative", "scoring", "ordinal")
_LONGEST_CELL = 1_000_000
_RULES = {"greedy": "budget_greedy", "equalshares/add1": "budget_shares"}
"""Which names of rules are ours; others differ in something, if only in what comes at the end."""
_UNNAMED = "unknown"
_NO_LIMITS = {"min_project_cost", "max_project_cost"}
"""How many characters one cell may have."""


class _PabulibRow(Struct, frozen=True):
    """One line of a part: its cells by the name of their column, and where it stands."""

    line: int
    cells: Mapping[str, str]

    @property
    def where(self) -> str:
        return f"regel {self.line}"

    def cell(self, name: str) -> str:
        if not self.cells.get(name):
            raise CountFileError(self.where, say(N_("Hier ontbreekt “%(name)s”."), name=name))
        return self.cells[name]


def parse(text: str, method: str | None = None) -> Election:
    """The election in the text of a `.pb` file; raises CountFileError with the line."""
    parts = _split(text)
    meta = _by_key(parts["META"])
    kind = _inspect_meta(meta)
    options = _projects(parts["PROJECTS"])
    most = len(options)
    if kind == "ordinal" and "max_length" in meta:
        most = whole(meta["max_length"].cell("value"), meta["max_length"].where)
    ballots = tuple(Ballot(_marks(row, kind, most)) for row in parts["VOTES"])
    budget = money(meta["budget"].cell("value"), meta["budget"].where)
    method = method or "budget_greedy"
    return Election(
        method=method,
        options=options,
        settings={"budget": written(budget)},
        roll=Roll(len(ballots)),
        ballots=ballots,
        notes=(
            *_rule_words(meta, method),
            *_notes(meta, kind, len(options), len(ballots)),
        ),
        lines=tuple(row.line for row in parts["VOTES"]),
    )


def _split(text: str) -> dict[str, list[_PabulibRow]]:
    """The rows of each part, by the names in its first line."""
    found: dict[str, list[_PabulibRow]] = {}
    names: list[str] | None = None
    part = ""
    for line, cells in lines(text):
        where = f"regel {line}"
        if cells[0].upper() in _PARTS and not any(cells[1:]):
            part, names = cells[0].upper(), None
            if part in found:
                raise CountFileError(where, say(N_("“%(name)s” staat er twee keer."), name=part))
            found[part] = []
        elif not part:
            raise CountFileError(where, say(N_("Hier moet META staan.")))
        elif names is None:
            names = _header(where, cells)
        else:
            found[part].append(_row(line, names, cells, part))
    for part in _PARTS:
        if part not in found:
            raise CountFileError("bestand", say(N_("Hier ontbreekt “%(name)s”."), name=part))
    return found


def lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of every line that says something, with its number; raises CountFileError."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=";")
    # The limit is the whole program's: other readers get theirs back.
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        where = f"regel {reader.line_num}"
        raise CountFileError(where, say(N_("Deze regel kan niet gelezen worden."))) from error
    finally:
        csv.field_size_limit(before)


def _row(line: int, names: list[str], cells: list[str], part: str) -> _PabulibRow:
    """A cell without a column would put the others in the wrong one; a description may have it."""
    found = _PabulibRow(line, dict(zip(names, cells, strict=False)))
    if part != "META" and any(cells[len(names) :]):
        raise CountFileError(found.where, say(N_("Deze regel heeft meer vakken dan de eerste.")))
    return found


def _header(where: str, cells: list[str]) -> list[str]:
    names = [cell.lower() for cell in cells]
    if len(set(names)) < len(names):
        raise CountFileError(where, say(N_("Een kolom staat er twee keer.")))
    return names


def _by_key(rows: list[_PabulibRow]) -> dict[str, _PabulibRow]:
    found: dict[str, _PabulibRow] = {}
    for line in rows:
        name = line.cell("key").lower()
        if name in found:
            raise CountFileError(line.where, say(N_("“%(name)s” staat er twee keer."), name=name))
        found[name] = line
    return found


def _inspect_meta(meta: Mapping[str, _PabulibRow]) -> str:
    """What a vote is made of; raises for what cannot be counted."""
    for name in ("budget", "vote_type"):
        if name not in meta:
            raise CountFileError("META", say(N_("Hier ontbreekt “%(name)s”."), name=name))
    kind = meta["vote_type"].cell("value").lower()
    if kind not in _KINDS:
        sentence = say(N_("Kies uit: %(words)s."), words=", ".join(_KINDS))
        raise CountFileError(meta["vote_type"].where, sentence)
    default = meta.get("default_score")
    if default and money(default.cells.get("value") or "0", default.where, lowest=None) != 0:
        text = N_("Een cijfer voor wie niets invult (default_score) kunnen we niet tellen.")
        raise CountFileError(default.where, say(text))
    return kind


def _projects(rows: list[_PabulibRow]) -> tuple[ElectionOption, ...]:
    """Refused before they are read when there are too many."""
    if len(rows) > MOST_OPTIONS:
        text = N_("Er zijn te veel keuzes. Het mogen er %(most)s zijn.")
        raise CountFileError(rows[MOST_OPTIONS].where, say(text, most=MOST_OPTIONS))
    return tuple(_option(row) for row in rows)


def _option(row: _PabulibRow) -> ElectionOption:
    name = row.cell("project_id")
    return ElectionOption(
        id=name,
        label=" ".join((row.cells.get("name") or name).split()),
        cost=money(row.cell("cost"), row.where),
    )


def _marks(row: _PabulibRow, kind: str, most: int) -> dict[str, object]:
    """The marks of one vote; what makes it invalid stands as a sentence in the place of a mark."""
    chosen = _listed(row.cells.get("vote", ""))
    if len(set(chosen)) < len(chosen):
        return {chosen[0]: say(N_("Een keuze staat er twee keer."))}
    if kind == "ordinal":
        if len(chosen) > most:
            text = N_("Er staan %(given)s keuzes. Het mogen er %(most)s zijn.")
            return {chosen[0]: say(text, given=len(chosen), most=most)}
        return {name: most - place for place, name in enumerate(chosen)}
    if kind in ("approval", "choose-1"):
        return dict.fromkeys(chosen, 1)
    given = _listed(row.cells.get("points", ""))
    if len(given) != len(chosen):
        text = N_("Het aantal keuzes is %(chosen)s, het aantal punten %(given)s.")
        return {name: say(text, chosen=len(chosen), given=len(given)) for name in chosen or ["?"]}
    return {name: points(mark) for name, mark in zip(chosen, given, strict=True)}


def _listed(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(",")] if cell.strip() else []


def _rule_words(meta: Mapping[str, _PabulibRow], method: str) -> Iterator[Sentence]:
    """The rule by which the city counted, and that it is another where it is."""
    rule = meta["rule"].cells.get("value", "") if "rule" in meta else ""
    if not rule or rule.lower() == _UNNAMED:
        return
    yield say(N_("Het bestand noemt als regel “%(rule)s”."), rule=rule)
    if _RULES.get(rule.lower()) != method:
        text = N_("Die is hier niet toegepast: er is geteld met “%(method)s”.")
        yield say(text, method=method)


def _notes(
    meta: Mapping[str, _PabulibRow], kind: str, options: int, ballots: int
) -> Iterator[Sentence]:
    """What the count leaves out, and what the file says of itself that is not so."""
    applied = _NO_LIMITS | ({"max_length"} if kind == "ordinal" else set())
    limits = [name for name in meta if name.startswith(("min_", "max_")) and name not in applied]
    limits += [name for name in meta if name == "categories"]
    if limits:
        text = N_("Deze grenzen uit het bestand zijn niet opnieuw toegepast: %(limits)s.")
        yield say(text, limits=", ".join(limits))
    for name, number in (("num_projects", options), ("num_votes", ballots)):
        said = meta[name].cells.get("value", "") if name in meta else ""
        if said and said != str(number):
            text = N_("Bij %(name)s zegt het bestand %(said)s. Wij telden %(number)s.")
            yield say(text, name=name, said=said, number=number)
