"""The bars of a result on the wall: a few large ones, whatever the method."""

from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _

from decisions.models import Decision
from decisions.showing import Shown
from plumbing.language import tallied
from voting import METHODS, Method, Result

MOST_OPTIONS = 8
KINDS = {"consent": "for", "concern": "rest", "objection": "against"}
WARM, COLD = ("1", "2", "3"), ("7", "8")


@dataclass(frozen=True)
class Bar:
    """One line of a result; kind: for, against, blank or rest."""

    label: str
    number: Fraction
    kind: str

    @property
    def said(self) -> str:
        """The number as it is read across a room."""
        return tallied(self.number, 1)


def bars_of(decision: Decision, shown: Shown) -> tuple[Bar, ...]:
    """Of what may be shown; none where a picture would say nothing, as of a draw."""
    result, method = shown.result, METHODS[decision.method]
    if not shown.split:
        return ()
    if method.is_motion(len(decision.options)):
        return _answers(decision, method, result)
    if not result.ballots.valid or _is_draw(method, result):
        return ()
    labels = {option.key: option.label for option in decision.options}
    chosen = () if result.status == "tied" else result.winners
    rows = tuple(
        Bar(labels[one.option], Fraction(one.value), "for" if one.option in chosen else "rest")
        for one in result.standings[:MOST_OPTIONS]
    )
    return (*rows, _blank(result)) if method.shape == "one" else rows


def counted_in(decision: Decision, shown: Shown) -> str:
    """What the numbers are, and of how many options, where bars alone do not say it."""
    method, options = METHODS[decision.method], len(decision.options)
    if method.is_motion(options) or (method.shape == "one" and options <= MOST_OPTIONS):
        return ""
    words = _(method.counted_in)
    if options <= MOST_OPTIONS:
        return words
    return _("%(words)s. %(some)s van de %(all)s.", words=words, some=MOST_OPTIONS, all=options)


def _answers(decision: Decision, method: Method, result: Result) -> tuple[Bar, ...]:
    counts = result.rounds[-1].values if result.rounds else {}
    if decision.asks_yes_or_no:
        words = {"for": _("Ja"), "against": _("Nee")}
    else:
        words = {name: _(text) for name, text in method.answers.items()}
    rows = tuple(
        Bar(text, Fraction(counts.get(name, 0)), _kind(name)) for name, text in words.items()
    )
    return rows if len(rows) >= MOST_OPTIONS else (*rows, _blank(result))


def _kind(name: str) -> str:
    if name in ("for", "against"):
        return name
    return KINDS.get(name) or ("for" if name in WARM else "against" if name in COLD else "rest")


def _blank(result: Result) -> Bar:
    return Bar(_("Blanco"), Fraction(result.ballots.blank), "blank")


def _is_draw(method: Method, result: Result) -> bool:
    """Is nothing counted but who takes part?"""
    return method.shape == "several" and all(one.value <= 1 for one in result.standings)
