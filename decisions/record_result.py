"""The result in a record: what it is called, the numbers, and the sums that show it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from decisions.accompanying import accompanied_words
from decisions.counting import FEWEST_SHOWN
from decisions.record_paper import Kind, Line, text
from decisions.recording import said_again
from decisions.showing import FirstTime
from decisions.verdicts import verdict_words
from plumbing.language import day, number, said


def result(content: dict[str, Any], before: FirstTime | None) -> tuple[Line, ...]:
    """Verdict, table, sums, and what came of the time before."""
    kept = content["result"]
    labels = {option["key"]: option["label"] for option in content["options"]}
    winners = [labels.get(winner, winner) for winner in kept["winners"]]
    lines = [
        Line(Kind.HEAD, verdict_words(kept["status"], winners)),
        Line(Kind.SUM, numbers=(*_split(kept, labels), _cast(kept))),
    ]
    if kept.get("explanation"):
        lines.append(text(" ".join(said(said_again(one)) for one in kept["explanation"])))
    if "standings" not in kept:
        few = _(
            "Er waren minder dan %(number)s stemmen die telden. Daarom staat er niet bij "
            "hoeveel mensen wat kozen.",
            number=FEWEST_SHOWN,
        )
        lines.append(text(few))
    if accompanied := accompanied_words(content.get("accompanied", 0)):
        lines.append(text(accompanied))
    if before is not None:
        lines.append(text(_first_time(before)))
    return tuple(lines)


def _split(kept: dict[str, Any], labels: dict[str, str]) -> list[tuple[str, str]]:
    blank = (_("Blanco"), number(kept["blank"]))
    if "standings" not in kept:
        return [blank]
    counts = kept["rounds"][0]["values"] if kept["rounds"] else {}
    answers = [(words, counts[name]) for name, words in _answers().items() if name in counts]
    if not answers:
        answers = [(labels[row["option"]], row["value"]) for row in kept["standings"]]
    return [*((words, _shown(value)) for words, value in answers), blank]


def _answers() -> dict[str, str]:
    return {
        "for": _("Voor"),
        "against": _("Tegen"),
        "consent": _("Akkoord"),
        "concern": _("Akkoord, maar met zorgen"),
        "objection": _("Bezwaar"),
    }


def _shown(value: int | str) -> str:
    return number(value) if isinstance(value, int) else value


def _cast(kept: dict[str, Any]) -> tuple[str, str]:
    eligible = number(kept["eligible"])
    words = _("Deden mee, van de %(eligible)s die mochten stemmen", eligible=eligible)
    return words, number(kept["cast"])


def _first_time(before: FirstTime) -> str:
    when = before.decision.closed_at
    return ngettext(
        "De eerste keer, op %(day)s, deed %(num)d van de %(eligible)s mee: %(verdict)s.",
        "De eerste keer, op %(day)s, deden %(num)d van de %(eligible)s mee: %(verdict)s.",
        before.cast,
        day=day(when) if when else "",
        eligible=before.eligible,
        verdict=before.verdict,
    )
