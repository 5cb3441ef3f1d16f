"""Sheet of a ballot on paper: what it asks, by the shape of its method and never by its name."""

from collections.abc import Sequence

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from decisions.models import Decision
from plumbing.values import Struct
from plumbing.words.catalogues import SOURCE
from plumbing.words.language import LANGUAGES, money
from voting import METHODS, InvalidBallot
from voting.method import Shape

MOST_TO_FILL = 10
"""More rings than this in a row become a box to write a number in."""


class SheetLine(Struct, frozen=True):
    """One answer or option as it stands on the paper."""

    key: str
    words: str
    more: str = ""
    mark: int = 1
    """What a filled ring says, where one answer is asked."""

    @property
    def choice(self) -> str:
        return f"{self.key}={self.mark}"


class BallotSheet(Struct, frozen=True):
    """The paper in one language."""

    language: str
    shape: Shape
    how: str
    lines: tuple[SheetLine, ...]
    blank: str
    rings: tuple[int, ...]
    """The marks of which one is filled for each line; none where a number is written."""


def sheet_in(language: str, decision: Decision) -> BallotSheet:
    """The ballot in this language; what people typed stays as they typed it."""
    shape = METHODS[decision.method].shape
    with force_locale(language):
        return BallotSheet(
            language=language,
            shape=shape,
            how=_how(decision, shape),
            lines=tuple(_lines(decision, shape)),
            blank=_("Blanco: ik laat het aan jullie over"),
            rings=rings_of(decision),
        )


def is_spoken(language: str, decision: Decision) -> bool:
    """Is all that the paper says there in this language?"""
    if language == SOURCE:
        return True
    if language not in LANGUAGES:
        return False
    sheet, source = sheet_in(language, decision), sheet_in(SOURCE, decision)
    if METHODS[decision.method].is_motion(len(decision.options)) and any(
        line.words == same.words for line, same in zip(sheet.lines, source.lines, strict=True)
    ):
        return False
    return sheet.how != source.how and sheet.blank != source.blank


def rings_of(decision: Decision) -> tuple[int, ...]:
    """What can be given to each option, if that is few enough to draw."""
    shape = METHODS[decision.method].shape
    if shape == "grades":
        highest = highest_grade(decision)
        return tuple(range(highest + 1)) if highest <= MOST_TO_FILL else ()
    if shape == "amounts":
        most = most_for_one(decision)
        return tuple(range(1, most + 1)) if most <= MOST_TO_FILL else ()
    return ()


def highest_grade(decision: Decision) -> int:
    """The highest mark that the method takes for every option."""
    keys = [option.key for option in decision.options]
    return max(grade for grade in range(101) if _is_taken(decision, dict.fromkeys(keys, grade)))


def most_for_one(decision: Decision) -> int:
    """How many can be given to one option."""
    settings = decision.settings
    return int(min(settings["max_per_option"], settings["dots"]))


def _is_taken(decision: Decision, marks: dict[str, int]) -> bool:
    try:
        METHODS[decision.method].check(marks, list(marks), decision.settings)
    except InvalidBallot:
        return False
    return True


def _lines(decision: Decision, shape: Shape) -> Sequence[SheetLine]:
    method = METHODS[decision.method]
    if method.is_motion(len(decision.options)):
        key = decision.options[0].key
        return [
            SheetLine(key, _answer(decision, words, mark), mark=mark)
            for mark, words in method.asks.items()
        ]
    return [
        SheetLine(
            option.key,
            option.label,
            money(option.cost_cents) if option.cost_cents is not None else "",
        )
        for option in decision.options
    ]


def _answer(decision: Decision, words: str, mark: int) -> str:
    if decision.asks_yes_or_no:
        return _("Ja") if mark > 0 else _("Nee")
    return _(words)


def _how(decision: Decision, shape: Shape) -> str:
    if shape == "one":
        return _("Kies één antwoord. Maak het rondje ervoor zwart.")
    if shape == "several":
        return _("Zet een kruis voor alles wat u kiest. Meer kruisen mag.")
    if shape == "amounts":
        return _gifts(decision)
    if shape == "grades":
        return _grades(decision)
    return _("Zet een 1 bij wat u het liefst wilt, een 2 bij wat daarna komt, en zo verder.")


def _gifts(decision: Decision) -> str:
    have = ngettext(
        "U hebt %(num)d stip om weg te geven.",
        "U hebt %(num)d stippen om weg te geven.",
        int(decision.settings["dots"]),
    )
    most = most_for_one(decision)
    if not rings_of(decision):
        number = _("Schrijf bij elke keuze hoeveel u geeft, hoogstens %(most)s.", most=most)
        return f"{have} {number}"
    fill = _("Maak voor elke stip een rondje zwart, hoogstens %(most)s bij één keuze.", most=most)
    return f"{have} {fill}"


def _grades(decision: Decision) -> str:
    highest = highest_grade(decision)
    give = (
        _("Geef elke keuze een cijfer van 0 tot en met %(highest)s.", highest=highest)
        if rings_of(decision)
        else _("Schrijf bij elke keuze een cijfer van 0 tot en met %(highest)s.", highest=highest)
    )
    says = (
        _("0 is: geen bezwaar. %(highest)s is: hier kan ik niet mee leven.", highest=highest)
        if METHODS[decision.method].purpose == "objection"
        else _("0 is: niets voor mij. %(highest)s is: het best.", highest=highest)
    )
    return f"{give} {says}"
