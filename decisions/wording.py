"""Wording of a decision in sentences: where it is, what was done, and how many it needs."""

from flask_babel import gettext as _
from flask_babel import ngettext

from communities.rules import words as rule_words
from decisions.models import Decision, Phase
from plumbing.words.language import day
from voting.quorum import needed


def phase_line(decision: Decision) -> str:
    """The line over a title: "Besluit 7, gesloten op zondag 3 mei"."""
    number = decision.number
    if not decision.binds:
        return _("Snelle vraag, bindt niemand")
    closed = decision.closed_at or decision.closes_at
    match decision.phase:
        case Phase.PREPARED:
            return _("Besluit %(number)s, nog niet open", number=number)
        case Phase.OPEN:
            until = day(decision.closes_at, weekday=True)
            return _("Besluit %(number)s, open tot %(day)s", number=number, day=until)
        case Phase.ANSWERED:
            return _("Besluit %(number)s, de antwoorden zijn binnen", number=number)
        case Phase.CANCELLED:
            on = day(closed, weekday=True)
            return _("Besluit %(number)s, afgezegd op %(day)s", number=number, day=on)
        case _:
            on = day(closed, weekday=True)
            return _("Besluit %(number)s, gesloten op %(day)s", number=number, day=on)


def step_words(kind: str) -> str:
    """A row of the log as people say it."""
    return {
        "opened": _("Geopend. Vraag, keuzes, regel en lijst liggen vast."),
        "papers_printed": _("Er zijn stembriefjes op papier gedrukt."),
        "extended": _("Eén keer verlengd, zoals vooraf was afgesproken."),
        "closed_early": _("Eerder gesloten door de gespreksleider."),
        "sealed": _("Geteld en verzegeld."),
        "answered": _("De antwoorden zijn binnen. Er is een bezwaar."),
        "tested": _("De groep toetste een bezwaar."),
        "closed": _("Gesloten. De uitslag staat vast."),
        "drawn": _("Geloot met drie dobbelstenen."),
        "revealed": _("De uitslag is getoond."),
        "cancelled": _("Afgezegd."),
        "recorded": _("Vastgelegd als besluit."),
        "corrected": _("Er kwam een verbetering naast te staan."),
        "reviewed": _("Er is teruggekeken."),
    }.get(kind, kind)


def quorum_words(quorum: str | int, roll: int | None) -> str:
    """How many have to take part, as a number where the roll is known."""
    if roll is None:
        return _("Zoveel mensen moeten meedoen: %(quorum)s.", quorum=rule_words.quorum(str(quorum)))
    return ngettext(
        "Er moet %(num)d van de %(roll)s mensen meedoen. Zijn het er minder, dan geldt het niet.",
        "Er moeten %(num)d van de %(roll)s mensen meedoen. Zijn het er minder, dan geldt het niet.",
        needed(quorum, roll),
        roll=roll,
    )


def article_words(name: str, where: str) -> str:
    """Which number of the rule is found where: "hoeveel er voor moeten zijn, zie artikel 52"."""
    number = {
        "threshold": _("hoeveel er voor moeten zijn"),
        "quorum": _("hoeveel er mee moeten doen"),
        "second_quorum": _("de tweede keer"),
    }.get(name, name)
    return _("%(number)s, zie %(where)s", number=number, where=where)


def quorums(chosen: str) -> list[tuple[str, str]]:
    """What can be chosen as a quorum, and what the community itself asks."""
    offered = {
        "0": _("Dat maakt niet uit"),
        "1/4": _("Een kwart"),
        "1/3": _("Een derde"),
        "1/2": _("De helft"),
        "2/3": _("Twee derde"),
    }
    if chosen and chosen not in offered:
        offered[chosen] = rule_words.quorum(chosen)
    return list(offered.items())
