"""Parts of a decision record, each in the reader's language."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from communities.models import Community
from communities.rules.words import method_name
from decisions.counting.shown_result import FirstTime
from decisions.fingerprints import readable
from decisions.records.hearing import done_to_hear, hearing, touched, way_of_looking
from decisions.records.lines import (
    LineKind,
    RecordLine,
    RecordPaper,
    RecordPart,
    paragraphs,
    quoted,
    text,
)
from decisions.records.models import Correction, Record, Review
from decisions.records.names import Names
from decisions.records.result import result
from decisions.records.review import keeping_words
from plumbing.words.language import day, first_up
from voting.results import ADOPTED

Content = dict[str, Any]


def paper_of(
    community: Community,
    record: Record,
    corrections: Sequence[Correction],
    names: Names,
    before: FirstTime | None,
    review: Review | None = None,
) -> RecordPaper:
    """The record with the names its reader may see; what came later stands beside it."""
    content = record.content
    parts = (
        RecordPart(_("Uitslag"), result(content, before)),
        RecordPart(_("Hoe we beslisten"), _how(content, names)),
        RecordPart(_("Wie hoorden we niet?"), hearing(content, community, names)),
        RecordPart(_("Wie raakt dit nog meer"), touched(content, names)),
        RecordPart(_("Wat we deden om iedereen te horen"), done_to_hear(content)),
        RecordPart(_("Zorg die blijft"), _concerns(content, names)),
        RecordPart(_("Taken: wie doet wat"), _tasks(content, names)),
        RecordPart(_("Wie hielp"), _supporters(content, names)),
        RecordPart(_("We kijken terug"), _review(content)),
        RecordPart(_("Vastgelegd"), _recorded(record)),
        *(_correction(correction, names) for correction in corrections),
        *([_looked_back(review, names)] if review else []),
    )
    return RecordPaper(
        over=_(
            "%(community)s, besluit %(number)s: %(title)s",
            community=community.name,
            number=content["number"],
            title=content["title"],
        ),
        title=_("Besluit van %(day)s", day=day(moment_of(content["closed_at"]))),
        outcome=paragraphs(content["outcome"]),
        note=ngettext(
            "Bij dit besluit staat een verbetering. Je leest hem onderaan.",
            "Bij dit besluit staan %(num)d verbeteringen. Je leest ze onderaan.",
            len(corrections),
        )
        if corrections
        else "",
        parts=tuple(part for part in parts if part.lines),
    )


def moment_of(kept: str) -> datetime:
    """A moment as a record keeps it."""
    return datetime.fromisoformat(kept)


def _how(content: Content, names: Names) -> tuple[RecordLine, ...]:
    since, until = moment_of(content["opened_at"]), moment_of(content["closed_at"])
    secret = _("geheim") if content["secrecy"] == "secret" else _("open, met namen")
    lines = [
        text(_("De vraag was: “%(question)s”", question=content["question"])),
        text(
            _(
                "%(method)s, %(secret)s, van %(since)s tot en met %(until)s.",
                method=method_name(content["method"]),
                secret=secret,
                since=day(since),
                until=day(until),
            )
        ),
    ]
    if content["rounds"] > 1:
        lines.append(text(_("We vroegen het in %(rounds)s rondes.", rounds=content["rounds"])))
    if content["version"] > 1:
        lines.append(text(_("We beslisten over versie %(version)s.", version=content["version"])))
    facilitator = names.from_outside(content["facilitator"])
    lines.append(text(_("Gespreksleider: %(name)s.", name=facilitator)))
    return tuple(lines)


def _concerns(content: Content, names: Names) -> tuple[RecordLine, ...]:
    return tuple(
        quoted(
            concern["words"],
            _(
                "%(name)s. We vragen het als we terugkijken.",
                name=first_up(
                    _("een buurtgenoot") if concern.get("unnamed") else names.of(concern["by"])
                ),
            ),
        )
        for concern in content["concerns"]
    )


def _tasks(content: Content, names: Names) -> tuple[RecordLine, ...]:
    adopted = content["result"]["status"] in ADOPTED
    lines = [text(_task(task, names)) for task in content["tasks"]]
    helped = content["help_offers"] or any(task["helpers"] for task in content["tasks"])
    if content["help_offers"]:
        said = ngettext(
            "%(num)d mens helpt mee.", "%(num)d mensen helpen mee.", content["help_offers"]
        )
        lines.append(text(said))
    if adopted and not helped:
        lines.append(RecordLine(LineKind.STRONG, _("Nog niemand helpt mee.")))
    return tuple(lines)


def _task(task: dict[str, Any], names: Names) -> str:
    who = ", ".join(names.of(helper) for helper in task["helpers"]) or _("nog niemand")
    said = [_("%(task)s: %(who)s.", task=task["what"].rstrip(". "), who=who)]
    if task["due_on"]:
        said.append(_("Klaar voor %(day)s.", day=day(date.fromisoformat(task["due_on"]))))
    if task["waits_for"] and task["waits_until"]:
        until = day(date.fromisoformat(task["waits_until"]))
        said.append(_("Wacht op: %(whom)s, tot %(day)s.", whom=task["waits_for"], day=until))
    elif task["waits_for"]:
        said.append(_("Wacht op: %(whom)s.", whom=task["waits_for"]))
    return " ".join(said)


def _supporters(content: Content, names: Names) -> tuple[RecordLine, ...]:
    return tuple(
        text(first_up(_("%(name)s. Stemde niet mee.", name=names.from_outside(supporter))))
        for supporter in content["supporters"]
    )


def _review(content: Content) -> tuple[RecordLine, ...]:
    if not content["review_on"]:
        return ()
    on = date.fromisoformat(content["review_on"])
    return (text(_("Op %(day)s.", day=day(on, weekday=True, year=True))),)


def _recorded(record: Record) -> tuple[RecordLine, ...]:
    return (
        text(
            _(
                "Op %(day)s. Deze tekst verandert niet meer. Is er iets fout? "
                "Dan komt er een verbetering naast.",
                day=day(record.recorded_at, year=True),
            )
        ),
        *way_of_looking(record.content),
        RecordLine(LineKind.SEAL, _("Vingerafdruk %(print)s", print=readable(record.fingerprint))),
    )


def _correction(correction: Correction, names: Names) -> RecordPart:
    name = names.of(correction.by_id)
    signed = _("%(name)s, %(day)s.", name=first_up(name), day=day(correction.at, year=True))
    lines = [text(words) for words in paragraphs(correction.words)]
    return RecordPart(
        _("Verbetering %(number)s", number=correction.number),
        (*lines, RecordLine(LineKind.TEXT, signed)),
    )


def _looked_back(review: Review, names: Names) -> RecordPart:
    signed = _(
        "%(name)s, %(day)s.",
        name=first_up(names.of(review.by_id)),
        day=day(review.at, year=True),
    )
    lines = [text(words) for words in paragraphs(review.words)]
    answer = RecordLine(LineKind.STRONG, f"{keeping_words(review.verdict)}.")
    return RecordPart(_("Werkt het nog?"), (answer, *lines, RecordLine(LineKind.TEXT, signed)))
