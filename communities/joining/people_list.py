"""A list of people as somebody pastes it: one person a line, in whatever order and separator."""

import csv
import re
from collections import Counter
from collections.abc import Sequence

from flask_babel import gettext as _

from communities.joining.people_headings import column_of
from communities.spoken import language_called
from communities.typed_text import clean
from plumbing.signs import JOINERS
from plumbing.values import Struct, field
from plumbing.web import Invalid
from plumbing.words.language import LANGUAGES

MOST_PEOPLE = 5000
LONGEST_LIST = 900_000
"""Letters; more does not fit in the form that comes after it."""
SEPARATORS = "\t;|,"
ADDRESS = re.compile(r"[^\s<>()\[\],;:\"|]+@[^\s<>()\[\],;:\"|]+")
PHONE = re.compile(r"\+?[\d\s().-]{8,20}")
STREET = re.compile(
    r"(?P<street>(?:\d{1,2}(?:e|de|ste|st|nd|rd|th)\s)?\D.*?)"
    r"[\s,]+(?P<number>\d+(?:\s?[-/]?\s?\w{1,4})?)"
)
HOUSE_NUMBER = re.compile(r"\d{1,5}(?:\s?[-/]?\s?\w{1,4})?")
POSTCODE = re.compile(r"\d{4}\s?[A-Z]{2}(?:\s+[^\d,;|]+)?", re.IGNORECASE)
"""And the town behind it: everybody on the list lives there."""


class ListedPerson(Struct):
    """One person on the list; `line` counts from 1, `rest` is what nobody could place."""

    line: int
    text: str
    name: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    house_number: str = ""
    language: str = ""
    rest: list[str] = field(default_factory=list)

    @property
    def address(self) -> tuple[str, str]:
        """Equal for people at one address, however it was typed."""
        return folded(self.street), folded(self.house_number)


def rows_of(text: str) -> list[ListedPerson]:
    """The people on a list; raises Invalid where there are none, or too many."""
    if len(text) > LONGEST_LIST:
        raise Invalid({"list": _("Deze lijst is te lang. Doe het in delen.")})
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    separator = _separator([line for _number, line in lines])
    columns: list[str] | None = None
    rows: list[ListedPerson] = []
    for place, (number, line) in enumerate(lines):
        # Who types by hand puts a comma here and a semicolon there.
        own = separator if columns or separator in line else _separator([line])
        cells = _cells(line, own)
        if place == 0 and (columns := _headings(cells)):
            continue
        for part in [cells] if columns else _people(cells, len(lines)):
            row = ListedPerson(number, "\t".join(part))
            (_by_heading(row, part, columns) if columns else _by_shape(row, part))
            rows.append(row)
    if not rows:
        raise Invalid({"list": _("Er staat nog niemand op de lijst.")})
    if len(rows) > MOST_PEOPLE:
        raise Invalid(
            {
                "list": _(
                    "Hoogstens %(number)s mensen tegelijk. Doe het in delen.", number=MOST_PEOPLE
                )
            }
        )
    return rows


def folded(text: str) -> str:
    """Equal for what people take for the same."""
    seen = "".join(letter for letter in text if letter not in JOINERS)
    return " ".join(seen.casefold().split())


def _separator(lines: Sequence[str]) -> str:
    """The sign that most lines have; of equals the one that stands least in names."""
    found = Counter(sign for line in lines for sign in SEPARATORS if sign in line)
    return max(SEPARATORS, key=lambda sign: found[sign]) if found else "\t"


def _cells(line: str, separator: str) -> list[str]:
    return [clean(cell) for cell in next(csv.reader([line], delimiter=separator), [])]


def _headings(cells: Sequence[str]) -> list[str] | None:
    columns = [column_of(cell) for cell in cells]
    known = [column for column in columns if column]
    return columns if "name" in known or "first" in known else None


def _people(cells: list[str], lines: int) -> list[list[str]]:
    """One person; or several, where a whole list stands behind each other on one line."""
    filled = [cell for cell in cells if cell]
    mails = sum(1 for cell in filled if "@" in cell)
    only_names = all(re.fullmatch(r"[^\d@]+", cell) for cell in filled)
    if mails > 1 or (lines == 1 and len(filled) > 2 and only_names):
        return [[cell] for cell in filled]
    return [cells]


def _by_heading(row: ListedPerson, cells: Sequence[str], columns: Sequence[str]) -> None:
    given: dict[str, str] = {}
    for place, cell in enumerate(cells):
        column = columns[place] if place < len(columns) else ""
        if column and cell:
            given[column] = f"{given[column]} {cell}" if column in given else cell
    names = (given.get(part, "") for part in ("name", "first", "between", "last"))
    row.name = " ".join(name for name in names if name)
    row.email, row.phone = given.get("email", ""), given.get("phone", "")
    row.street, row.house_number = given.get("street", ""), given.get("number", "")
    if suffix := given.get("suffix"):
        row.house_number = f"{row.house_number} {suffix}".strip()
    if not row.house_number and (both := STREET.fullmatch(row.street)):
        row.street, row.house_number = both["street"], both["number"]
    if spoken := given.get("language"):
        _speak(row, spoken)


def _by_shape(row: ListedPerson, cells: Sequence[str]) -> None:
    for cell in filter(None, cells):
        if not row.email and "@" in cell:
            cell = _take_mail(row, cell)
        if cell:
            _place(row, cell)
    if row.rest and row.house_number and not row.street:
        row.street = row.rest.pop(0)


def _take_mail(row: ListedPerson, cell: str) -> str:
    found = ADDRESS.search(cell)
    row.email = found[0] if found else cell
    return cell.replace(row.email, "").strip(" <>()[],;:\"'|")


def _place(row: ListedPerson, cell: str) -> None:
    if not row.phone and PHONE.fullmatch(cell) and sum(map(str.isdigit, cell)) > 7:
        row.phone = cell
    elif POSTCODE.fullmatch(cell):
        pass
    elif not row.house_number and HOUSE_NUMBER.fullmatch(cell):
        row.house_number = cell
    elif row.name and not row.street and (both := STREET.fullmatch(cell)):
        row.street, row.house_number = both["street"], both["number"]
    elif row.name and not row.language and (spoken := _spoken_by(row, cell)):
        row.language = spoken
    elif not row.name:
        row.name = cell
    else:
        row.rest.append(cell)


def _spoken_by(row: ListedPerson, cell: str) -> str:
    """Right behind a name it may be a first name: "De Vries, Frans"."""
    code = language_called(cell)
    has_more = row.email or row.phone or row.house_number
    return code if code in LANGUAGES or has_more else ""


def _speak(row: ListedPerson, spoken: str) -> None:
    if known := language_called(spoken, is_asked=True):
        row.language = known
    else:
        row.rest.append(spoken)
