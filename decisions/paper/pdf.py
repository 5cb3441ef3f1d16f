"""Ballots on paper as one tagged PDF: A5 each, or two on a sheet of A4 to be cut."""

import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from babel import Locale
from flask_babel import force_locale
from flask_babel import gettext as _

from communities.models import Place
from decisions.invitations.letter_pdf import dot_rows
from decisions.invitations.letter_words import dot_words
from decisions.models import Decision
from decisions.paper.printing import PrintedBallot
from decisions.paper.sheet import BallotSheet, sheet_in
from plumbing.drawing.typesetting import typesetter
from plumbing.folders import PAPER_TEMPLATES
from plumbing.values import Struct, to_builtins
from plumbing.words.language import moment
from voting import METHODS

BALLOT_TEMPLATE = PAPER_TEMPLATES / "ballot.typ"


class BallotLayout(StrEnum):
    """How ballots lie on the paper."""

    PAIRS = "twee"
    """Two on a sheet of A4, to be cut."""
    ALONE = "een"
    """A5, one each."""


class BallotWords(Struct, frozen=True):
    """What all papers in one language say besides what they ask."""

    language: str
    rtl: bool
    over: str
    number: str
    how: list[tuple[str, str]]
    """Language and sentence; more than one where all papers must be the same."""
    lines: list[dict[str, Any]]
    blank: dict[str, Any]
    reasons: list[str]
    promise: str
    hand_in: str
    dots: str


def pdf_of(
    decision: Decision,
    papers: Sequence[PrintedBallot],
    beside: Sequence[str],
    places: Sequence[Place],
    layout: BallotLayout,
    eligible: int,
    at: datetime,
) -> bytes:
    """All papers in the order in which they came, as PDF/UA."""
    own = decision.community.language
    languages = list(dict.fromkeys(paper.language or own for paper in papers))
    sheets = {each: sheet_in(each, decision) for each in {own, *languages, *beside}}
    facts = {
        "community": decision.community.name,
        "title": decision.title,
        "question": decision.question,
        "round": decision.rounds[-1].number,
        "language": own,
        "layout": layout.value,
        "shape": sheets[own].shape,
        "rings": list(sheets[own].rings),
        "dot_rows": dot_rows(eligible),
        "made": [at.year, at.month, at.day],
        "words": {
            each: to_builtins(
                _words(decision, sheets[each], [sheets[one] for one in beside], places, eligible)
            )
            for each in languages
        },
        "papers": [
            {"number": paper.number, "name": paper.name, "language": paper.language or own}
            for paper in papers
        ],
    }
    # What somebody typed travels as data, so that it is never read as a command.
    return typesetter(BALLOT_TEMPLATE).compile(
        sys_inputs={"ballots": json.dumps(facts)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=at.replace(microsecond=0),
    )


def _words(
    decision: Decision,
    sheet: BallotSheet,
    beside: Sequence[BallotSheet],
    places: Sequence[Place],
    eligible: int,
) -> BallotWords:
    with force_locale(sheet.language):
        return BallotWords(
            language=sheet.language,
            rtl=Locale.parse(sheet.language).text_direction == "rtl",
            over=_over(decision),
            number=_("Nummer"),
            how=[(one.language, one.how) for one in (sheet, *beside)],
            lines=[
                {
                    "words": line.words,
                    "more": line.more,
                    "also": [
                        (one.language, other.words)
                        for one in beside
                        for other in one.lines[place : place + 1]
                        if other.words != line.words
                    ],
                }
                for place, line in enumerate(sheet.lines)
            ],
            blank={"words": sheet.blank, "also": [(one.language, one.blank) for one in beside]},
            reasons=_reasons(decision),
            promise=_promise(decision),
            hand_in=_hand_in(decision, places),
            dots=dot_words(decision.community, eligible, votes=True),
        )


def _over(decision: Decision) -> str:
    number = decision.rounds[-1].number
    return _("Stembriefje, ronde %(number)s", number=number) if number > 1 else _("Stembriefje")


def _reasons(decision: Decision) -> list[str]:
    if not METHODS[decision.method].asks_reasons:
        return []
    return [_("Een zorg of een bezwaar? Wat gaat er mis?"), _("Voor wie?"), _("Wat zou helpen?")]


def _promise(decision: Decision) -> str:
    read = _("Twee mensen lezen dit papier, los van elkaar.")
    if decision.is_secret:
        hidden = _("Schrijf uw naam er niet op. Niemand schrijft op welk nummer u hebt.")
        return f"{read} {hidden}"
    shown = _(
        "Na de sluiting ziet iedereen in %(community)s uw naam en wat u koos.",
        community=decision.community.name,
    )
    return f"{read} {shown}"


def _hand_in(decision: Decision, places: Sequence[Place]) -> str:
    until = moment(decision.rounds[-1].paper_until or decision.closes_at)
    once = _("Wie op papier stemt, kan niet ook op een telefoon stemmen.")
    if not places:
        return _("Lever het in tot %(until)s.", until=until) + f" {once}"
    where = ", ".join(part for part in (places[0].name, places[0].address) if part)
    return _("Lever het in tot %(until)s: %(place)s.", until=until, place=where) + f" {once}"
