"""The bars of a result on the wall: a few large ones, whatever the method."""

from fractions import Fraction

from flask_babel import gettext as _

from decisions.counting.shown_result import Shown
from decisions.models import Decision, Option
from plumbing.values import Struct
from plumbing.words.language import euros, money, tallied
from voting import METHODS, Method, Result

MOST_BARS = 8


class ScreenBar(Struct, frozen=True):
    """One line of a result; kind: for, against, blank or rest."""

    label: str
    number: Fraction
    kind: str
    cost: str = ""
    is_paid: bool = False
    """Where money is divided: does this get some of it?"""

    @property
    def said(self) -> str:
        """The number as it is read across a room."""
        return tallied(self.number, 1)


def bars_of(decision: Decision, shown: Shown) -> tuple[ScreenBar, ...]:
    """Of what may be shown; none where a picture would say nothing, as of a draw."""
    result, method = shown.result, METHODS[decision.method]
    if not shown.split:
        return ()
    if method.is_motion(len(decision.options)):
        return _answers(decision, method, result)
    if not result.ballots.valid or _is_draw(method, result):
        return ()
    options = {option.key: option for option in decision.options}
    chosen = () if result.status == "tied" else result.winners
    rows = tuple(
        ScreenBar(
            options[one.option].label,
            Fraction(one.value),
            "for" if one.option in chosen else "rest",
            cost_of(options[one.option]),
            is_paid=method.needs_costs and one.option in chosen,
        )
        for one in result.standings[:MOST_BARS]
    )
    return (*rows, _blank(result)) if method.shape == "one" else rows


def cost_of(option: Option) -> str:
    """What it costs in euros; empty where nobody filled that in."""
    return "" if option.cost_cents is None else money(option.cost_cents)


def to_divide(decision: Decision) -> str:
    """How much money there is, where money is divided."""
    if not METHODS[decision.method].needs_costs:
        return ""
    return _("Er is %(money)s te verdelen.", money=euros(decision.settings["budget"]))


def divided(decision: Decision, result: Result) -> str:
    """What those chosen cost together, and what is left; empty where that is not settled yet."""
    if not METHODS[decision.method].needs_costs or result.status not in ("chosen", "undecided"):
        return ""
    chosen = [option for option in decision.options if option.key in result.winners]
    spent = Fraction(sum(option.cost_cents or 0 for option in chosen), 100)
    budget = Fraction(decision.settings["budget"])
    return _(
        "Samen %(spent)s van %(budget)s. Er blijft %(left)s over.",
        spent=euros(spent),
        budget=euros(budget),
        left=euros(budget - spent),
    )


def counted_in(decision: Decision, shown: Shown) -> str:
    """What the numbers are, and of how many options, where bars alone do not say it."""
    method, options = METHODS[decision.method], len(decision.options)
    if method.is_motion(options) or (method.shape == "one" and options <= MOST_BARS):
        return ""
    words = _(method.counted_in)
    if options <= MOST_BARS:
        return words
    return _("%(words)s. %(some)s van de %(all)s.", words=words, some=MOST_BARS, all=options)


def _answers(decision: Decision, method: Method, result: Result) -> tuple[ScreenBar, ...]:
    counts = result.rounds[-1].values if result.rounds else {}
    if decision.asks_yes_or_no:
        words = {"for": _("Ja"), "against": _("Nee")}
    else:
        words = {name: _(text) for name, text in method.answers.items()}
    rows = tuple(
        ScreenBar(text, Fraction(counts.get(name, 0)), method.speaks.get(name, "rest"))
        for name, text in words.items()
    )
    return rows if len(rows) >= MOST_BARS else (*rows, _blank(result))


def _blank(result: Result) -> ScreenBar:
    return ScreenBar(_("Blanco"), Fraction(result.ballots.blank), "blank")


def _is_draw(method: Method, result: Result) -> bool:
    """Is nothing counted but who takes part?"""
    return method.shape == "several" and all(one.value <= 1 for one in result.standings)
