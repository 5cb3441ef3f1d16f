"""Statement of whom we did not hear, for the record: computed once, in cells of ten or more."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from decisions.hearing.heard import turnout
from decisions.hearing.judging import MEMBER
from decisions.hearing.looks import looks_of, rows_of
from decisions.hearing.moments import CLOSING, heard_until
from decisions.hearing.phrases import Phrases
from decisions.models import Decision
from plumbing.clock import now
from representation import Verdict
from representation.counts import DEFAULTS
from representation.disclosure import Disclosed, Viewer, is_small_circle, panel

HEARING_FORMAT = "gehoord-hearing/1"
LITTLE, EQUAL, UNKNOWN = "little", "equal", "unknown"
"""Little or nothing heard, about as much as of others, and what cannot be said."""


def statement(session: Session, decision: Decision) -> dict[str, Any]:
    """The facts as a record keeps them.

    `groups` each have question, group, finding and whether the attribute is `sensitive`: those
    never stand in a record that visitors read. `blank` is None where it were few.
    """
    look = looks_of(session, decision).get((CLOSING, MEMBER))
    rows = [shown.row for shown in rows_of(look)] if look else []
    people = turnout(session, decision, heard_until(decision, now()))
    phrases = Phrases(decision)
    shown = panel(rows, Viewer.MEMBER, phrases.sensitive)
    small = is_small_circle(people.roll, rows)
    return {
        "format": HEARING_FORMAT,
        "settings": _settings(),
        "roll": people.roll,
        "voted": people.took_part,
        "spoke": people.spoke,
        "small_circle": small,
        "attributes": [] if small else _attributes(phrases, shown),
        "groups": [] if small else _groups(phrases, shown),
    }


def _settings() -> dict[str, str]:
    chosen = {name: getattr(DEFAULTS, name) for name in ("alpha", "ratio", "rho", "beta", "cover")}
    return {"k": str(MEMBER), **{name: str(float(value)) for name, value in chosen.items()}}


def _attributes(phrases: Phrases, shown: Sequence[Disclosed]) -> list[dict[str, Any]]:
    visible = {row.attribute: row for row in shown if row.share is not None}
    return [
        {
            "question": attribute["question"],
            "sensitive": attribute["sensitive"],
            "shown": key in visible,
            "blank": visible[key].blank if key in visible else None,
        }
        for key, attribute in phrases.attributes.items()
    ]


def _groups(phrases: Phrases, shown: Sequence[Disclosed]) -> list[dict[str, Any]]:
    return [
        {
            "question": phrases.question(row.attribute),
            "group": phrases.group(row),
            "sensitive": row.attribute in phrases.sensitive,
            "finding": _finding(row),
            "certain": row.robust,
        }
        for row in shown
        if row.verdict is not Verdict.HIDDEN
    ]


def _finding(row: Disclosed) -> str:
    if row.verdict.is_flag:
        return LITTLE
    return EQUAL if row.verdict is Verdict.HEARD else UNKNOWN
