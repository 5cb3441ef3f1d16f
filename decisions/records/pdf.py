"""A decision record on paper, as a tagged PDF in the reader's language."""

import json
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from decisions.records.lines import LineKind, RecordPaper
from plumbing.drawing import dots as pictures
from plumbing.drawing.typesetting import typesetter
from plumbing.folders import PAPER_TEMPLATES
from plumbing.words.language import language

RECORD_TEMPLATE = PAPER_TEMPLATES / "record.typ"


def pdf_of(paper: RecordPaper, people_word: str, recorded_at: datetime) -> bytes:
    """The paper as PDF/UA; equal papers give equal files."""
    facts = paper.as_json() | {
        "language": language(),
        "recorded": [recorded_at.year, recorded_at.month, recorded_at.day],
        "page": _("Pagina"),
    }
    _draw_turnout(facts, people_word)
    # What somebody typed travels as data, so that it is never read as a command.
    return typesetter(RECORD_TEMPLATE).compile(
        sys_inputs={"record": json.dumps(facts)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=recorded_at,
    )


def _draw_turnout(facts: dict[str, Any], people_word: str) -> None:
    for part in facts["parts"]:
        for line in part["lines"]:
            if line["kind"] == LineKind.TURNOUT:
                line |= _ring(line["heard"], line["total"], people_word)


def _ring(heard: int, total: int, people_word: str) -> dict[str, Any]:
    field = pictures.ring(heard, total)
    left, top, width, height = (float(number) for number in field.view_box.split())
    each = field.people_per_dot
    return {
        "dots": [[dot.x - left, dot.y - top, dot.r, dot.state] for dot in field.dots],
        "size": [width, height],
        "count": _("%(heard)s van de %(total)s", heard=heard, total=total),
        "words": ngettext("%(people)s deed mee", "%(people)s deden mee", heard, people=people_word),
        "each": _("Elke stip is %(number)s %(people)s.", number=each, people=people_word)
        if each > 1
        else "",
    }
