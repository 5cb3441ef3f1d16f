"""Letters as one tagged PDF: a sheet each, or two on a sheet, for envelopes with a window."""

import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

from decisions.invitations.letter_words import LetterWords
from plumbing.drawing import dots as pictures
from plumbing.drawing.typesetting import typesetter
from plumbing.folders import PAPER_TEMPLATES
from plumbing.values import Struct, asdict, to_builtins

LETTER_TEMPLATE = PAPER_TEMPLATES / "letter.typ"
DOTS_PER_ROW = 40
INK = "#1C2321"


class LetterLayout(StrEnum):
    """How letters lie on the paper."""

    WHOLE = "een"
    """A4, one for each person."""
    HALVES = "twee"
    """Two on a sheet of A4, to be cut."""


class LetterSheet(Struct, frozen=True):
    """What differs from one letter to the next."""

    name: str
    address: str
    language: str
    first_line: str
    """Empty where it would say in other words what the letter says."""
    code: str
    link: str


def pdf_of(
    words: LetterWords,
    sheets: Sequence[LetterSheet],
    layout: LetterLayout,
    eligible: int,
    at: datetime,
) -> bytes:
    """All letters in the order in which they came, as PDF/UA."""
    facts = to_builtins(words) | {
        "layout": layout.value,
        "dot_rows": dot_rows(eligible),
        "letters": [_letter(sheet) for sheet in sheets],
        "made": [at.year, at.month, at.day],
    }
    # What somebody typed travels as data, so that it is never read as a command.
    return typesetter(LETTER_TEMPLATE).compile(
        sys_inputs={"letters": json.dumps(facts)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=at.replace(microsecond=0),
    )


def dot_rows(eligible: int) -> dict[str, Any]:
    """Everybody on the list as an open dot, and how large the field is."""
    field = pictures.rows(0, eligible, per_row=DOTS_PER_ROW)
    width, height = (float(number) for number in field.view_box.split()[2:])
    return {
        "size": [width, height],
        "dots": [[dot.x - dot.r, dot.y - dot.r, dot.r] for dot in field.dots],
    }


def _letter(sheet: LetterSheet) -> dict[str, Any]:
    facts = asdict(sheet)
    del facts["link"]
    return facts | {"qr": _drawn(sheet.link)}


def _drawn(link: str) -> str:
    """The QR as an SVG; a level that still reads when a corner is smudged.

    Weighing all eight masks takes longer than all the rest of a letter, and any can be read.
    """
    import segno

    drawn = BytesIO()
    code = segno.make_qr(link, error="m", boost_error=False, mask=2)
    code.save(drawn, kind="svg", border=0, omitsize=True, xmldecl=False, dark=INK)
    return drawn.getvalue().decode()
