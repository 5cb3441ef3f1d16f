"""Files with people in them: CSV in any usual coding, and spreadsheets, read and never run."""

import codecs
import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from communities.joining.people_list import MOST_PEOPLE, SEPARATORS
from communities.typed_text import clean
from plumbing.web import Invalid

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MOST_UNPACKED = 40_000_000
"""Bytes; five thousand people in a spreadsheet are less than a tenth of this."""
MOST_PARTS = 500
MOST_ROWS, MOST_COLUMNS = 4 * MOST_PEOPLE, 40
ENTITY = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_of(content: bytes) -> str:
    """The list in a file, a person a line and a tab between cells; raises Invalid."""
    if content.startswith(OLD_EXCEL):
        raise Invalid({"file": _("Dit is een oud Excel-bestand. Bewaar het als .xlsx of als CSV.")})
    rows = _spreadsheet(content) if content.startswith(ZIP) else _table(_decoded(content))
    return _lines(rows)


def _lines(rows: Iterable[list[str]]) -> str:
    written = io.StringIO()
    lines = csv.writer(written, delimiter="\t", lineterminator="\n")
    number = 0
    for row in rows:
        cells = [clean(cell) for cell in row]
        if any(cells):
            number += 1
            lines.writerow(cells)
        if number > MOST_PEOPLE + 1:
            raise Invalid(
                {
                    "file": _(
                        "Hoogstens %(number)s mensen tegelijk. Doe het in delen.",
                        number=MOST_PEOPLE,
                    )
                }
            )
    if not number:
        raise Invalid({"file": _("Dit bestand is leeg.")})
    return written.getvalue()


def _decoded(content: bytes) -> str:
    for bom, coding in BOMS:
        if content.startswith(bom):
            return _readable(content.decode(coding, "replace"))
    if content[1:200:2].count(0) > 20:
        return _readable(content.decode("utf-16-le", "replace"))
    try:
        return _readable(content.decode())
    except UnicodeDecodeError:
        # Excel on Windows writes CSV so; every byte means something there.
        return _readable(content.decode("cp1252", "replace"))


def _readable(text: str) -> str:
    if CONTROL.search(text):
        raise _unreadable()
    return text


def _table(text: str) -> Iterator[list[str]]:
    first, _end, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep="):
        separator, text = first.strip()[4:5] or ";", rest
    else:
        lines = text.splitlines()[:50]
        separator = max(SEPARATORS, key=lambda sign: sum(sign in line for line in lines))
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error:
        raise _unreadable() from None


def _spreadsheet(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _guard(packed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _first_sheet(content)
    except Invalid:
        raise
    except Exception:
        # Whatever a broken or made-up spreadsheet does to its reader, the answer is the same.
        raise _unreadable() from None


def _guard(packed: zipfile.ZipFile) -> None:
    """Refuse what unpacks to far more than a list of people, or refers to itself."""
    parts = packed.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise Invalid({"file": _("Dit bestand is uitgepakt te groot. Bewaar alleen de lijst.")})
    for part in parts:
        # Reading stops at the size that the file itself states.
        with packed.open(part) as opened:
            if part.filename.endswith((".xml", ".rels")) and ENTITY.search(opened.read(4096)):
                raise _unreadable()


def _first_sheet(content: bytes) -> list[list[str]]:
    # Slow to import, and hardly ever needed.
    from openpyxl import load_workbook

    # Formulas stay what somebody typed: text.
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        sheet = book.worksheets[0]
        # What a sheet says of its own size need not be true.
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        return [[_cell(value) for value in row] for row in rows]
    finally:
        book.close()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _unreadable() -> Invalid:
    return Invalid(
        {"file": _("Dit bestand kunnen we niet lezen. Bewaar het als .xlsx of als CSV.")}
    )
