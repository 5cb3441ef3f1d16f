"""What a result is called, in one word or a few."""

from collections.abc import Collection, Mapping

from flask_babel import gettext as _

from decisions.models import Decision


def verdict(decision: Decision, status: str, winners: Collection[str]) -> str:
    """The heading over a result: "Aangenomen", or the name of what was chosen."""
    if status != "chosen":
        return verdict_words(status, ())
    labels = {option.key: option.label for option in decision.options}
    return verdict_words(status, [labels.get(winner, winner) for winner in winners])


def verdict_of(decision: Decision, kept: Mapping[str, object] | None) -> str:
    """The same of a result as a round keeps it."""
    if not kept:
        return ""
    winners = kept.get("winners")
    return verdict(decision, str(kept.get("status")), winners if isinstance(winners, list) else [])


def verdict_words(status: str, winners: Collection[str]) -> str:
    """A status of the count as people say it."""
    if status == "chosen":
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
