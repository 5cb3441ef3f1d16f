"""The result in a record: what it is called, the numbers, and the sums that show it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from decisions.ballots.read_along import accompanied_words
from decisions.counting.paper_pile import paper_words
from decisions.counting.shown_result import FirstTime
from decisions.counting.tally import FEWEST_SHOWN
from decisions.counting.verdicts import verdict_words
from decisions.records.lines import LineKind, RecordLine, text
from decisions.records.recording import said_again
from plumbing.words.language import day, number, said, tallied
from voting import METHODS

FEW_SENTENCES, MOST_STEPS = 6, 60

NO_PAPERS = {"handed_in": 0, "uncounted": 0}
"""In records that were made before there was paper."""


def result(content: dict[str, Any], before: FirstTime | None) -> tuple[RecordLine, ...]:
    """Verdict, table, sums, and what came of the time before."""
    kept = content["result"]
    labels = {option["key"]: option["label"] for option in content["options"]}
    winners = [labels.get(winner, winner) for winner in kept["winners"]]
    lines = [
        RecordLine(LineKind.HEAD, verdict_words(kept["status"], winners)),
        *_counted_in(content),
        RecordLine(LineKind.SUM, numbers=(*_split(content, labels), _cast(kept))),
        *_explanation([said(said_again(one)) for one in kept.get("explanation", ())]),
    ]
    if draw := content.get("draw"):
        lines.append(text(_drawn(draw)))
    if "standings" not in kept:
        few = _(
            "Er waren minder dan %(number)s stemmen die telden. Daarom staat er niet bij "
            "hoeveel mensen wat kozen.",
            number=FEWEST_SHOWN,
        )
        lines.append(text(few))
    if accompanied := accompanied_words(content.get("accompanied", 0)):
        lines.append(text(accompanied))
    if on_paper := paper_words(**content.get("papers", NO_PAPERS)):
        lines.append(text(on_paper))
    if before is not None:
        lines.append(text(_first_time(before)))
    return tuple(lines)


def _drawn(draw: dict[str, Any]) -> str:
    return ngettext(
        "Het was gelijk, dus het lot besliste. Na de sluiting is gegooid met drie dobbelstenen, "
        "met %(num)d mens erbij: %(dice)s. Wat daaruit volgt, kan iedereen narekenen.",
        "Het was gelijk, dus het lot besliste. Na de sluiting is gegooid met drie dobbelstenen, "
        "met %(num)d mensen erbij: %(dice)s. Wat daaruit volgt, kan iedereen narekenen.",
        draw["seen_by"],
        dice=", ".join(draw["dice"]),
    )


def _counted_in(content: dict[str, Any]) -> list[RecordLine]:
    """What the numbers are, where they are not simply votes."""
    method = METHODS[content["method"]]
    is_plain = method.shape == "one" or method.is_motion(len(content["options"]))
    return [] if is_plain or "standings" not in content["result"] else [text(_(method.counted_in))]


def _split(content: dict[str, Any], labels: dict[str, str]) -> list[tuple[str, str]]:
    kept, method = content["result"], METHODS[content["method"]]
    blank = (_("Blanco"), number(kept["blank"]))
    if "standings" not in kept:
        return [blank]
    if method.is_motion(len(content["options"])) and kept["rounds"]:
        counts = kept["rounds"][0]["values"]
        rows = [(_(words), tallied(counts[name])) for name, words in method.answers.items()]
        return [*rows, blank]
    several = kept["status"] == "chosen" and len(kept["winners"]) > 1
    rows = [
        (
            _("%(option)s, gekozen", option=labels[row["option"]])
            if several and row["option"] in kept["winners"]
            else labels[row["option"]],
            tallied(row["value"]),
        )
        for row in kept["standings"]
    ]
    return [*rows, blank]


def _explanation(sentences: list[str]) -> list[RecordLine]:
    """A few sentences as text, more as steps; of very many only how it began and ended."""
    if len(sentences) <= FEW_SENTENCES:
        return [text(" ".join(sentences))] if sentences else []
    if len(sentences) <= MOST_STEPS:
        return [RecordLine(LineKind.STEPS, steps=tuple(sentences))]
    words = _(
        "Alle %(number)s stappen van de telling staan bij het besluit.", number=len(sentences)
    )
    return [text(f"{sentences[0]} {sentences[-1]}"), text(words)]


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
