"""Verdicts: what a result is called, in one word or a few."""

from collections.abc import Collection, Mapping, Sequence

from flask_babel import gettext as _

from decisions.models import Decision
from voting import METHODS, Result
from voting.results import Check

MOST_NAMED = 7
"""With more winners than these their names stand in the result itself."""


def verdict(
    decision: Decision,
    status: str,
    winners: Collection[str],
    counts: Mapping[str, object] | None = None,
) -> str:
    """The heading over a result: "Aangenomen", or the name of what was chosen.

    `counts` are those of a motion: of a quick question it is said that yes and no were level.
    """
    if decision.asks_yes_or_no and status in ("adopted", "rejected"):
        return _yes_or_no(status, counts or {})
    if status != "chosen":
        return verdict_words(status, ())
    labels = {option.key: option.label for option in decision.options}
    return verdict_words(status, [labels.get(winner, winner) for winner in winners])


def verdict_of(decision: Decision, kept: Mapping[str, object] | None) -> str:
    """The same of a result as a round keeps it."""
    if not kept:
        return ""
    winners, rounds = kept.get("winners"), kept.get("rounds")
    counts = rounds[-1].get("values") if isinstance(rounds, list) and rounds else None
    return verdict(
        decision,
        str(kept.get("status")),
        winners if isinstance(winners, list) else [],
        counts,
    )


def verdict_words(status: str, winners: Collection[str]) -> str:
    """A status of the count as people say it."""
    if status == "chosen":
        if len(winners) > MOST_NAMED:
            return _("%(number)s keuzes gekozen", number=len(winners))
        return ", ".join(winners)
    return {
        "adopted": _("Aangenomen"),
        "rejected": _("Niet aangenomen"),
        "blocked": _("Er is een bezwaar"),
        "no_quorum": _("Te weinig mensen"),
        "tied": _("Gelijk"),
        "run_off": _("Er komt een tweede ronde"),
        "needs_lot": _("Het lot beslist"),
        "more_talk": _("Verder praten"),
        "undecided": _("Nog niets besloten"),
    }.get(status, status)


def _yes_or_no(status: str, counts: Mapping[str, object]) -> str:
    if status == "adopted":
        return _("Ja")
    return _("Gelijk") if counts.get("for") == counts.get("against") else _("Nee")


def checks_of(decision: Decision, result: Result) -> Sequence[Check]:
    """What the rule asked. Of two questions about enough people, the one that asks more."""
    checks = result.checks
    if not METHODS[decision.method].asks_reasons or not result.quorum.required:
        return checks
    quorum, answered, *others = checks
    asks_more = result.quorum.required >= int(decision.settings["min_participants"])
    if asks_more and quorum.met == answered.met:
        return (quorum, *others)
    return checks


UNSETTLED = frozenset({"tied", "run_off", "needs_lot", "no_quorum", "undecided", "blocked"})
