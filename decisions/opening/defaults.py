"""Defaults of the form, before anybody typed: the community's own."""

from datetime import timedelta
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from communities.rules.rules import Rules
from decisions.counting.verdicts import UNSETTLED
from decisions.models import Decision, Option, Secrecy
from decisions.opening.follow_up import finalists
from decisions.opening.form import Filled
from plumbing.clock import now
from plumbing.values import replace
from proposals.models import Proposal
from voting import METHODS

FEW_FOR_SECRET = 10
MANY_FOR_CONSENT = 40
MANY_OBJECTIONS = 25
A_THIRD = "1/3"


def proposed(proposal: Proposal, method: str, rules: Rules, roll: int) -> Filled:
    """The community's own defaults for this method."""
    by_reasons = METHODS[method].asks_reasons
    is_secret = rules.secret_by_default and not by_reasons
    local = now().astimezone(ZoneInfo(proposal.community.time_zone))
    filled = Filled(
        method=method,
        title=proposal.title,
        secrecy=(Secrecy.SECRET if is_secret else Secrecy.OPEN).value,
        closes_on=(local.date() + timedelta(days=rules.default_days)).isoformat(),
        settings={"quorum": A_THIRD if by_reasons and rules.consent_quorum_third else rules.quorum},
    )
    if called := METHODS[method].named_option:
        filled.named_option = _(called)
    if by_reasons:
        filled.settings["objection_holds"] = "shared" if roll > MANY_OBJECTIONS else "always"
    return filled


def of_decision(decision: Decision) -> Filled:
    """The form of a decision that was prepared before."""
    local = decision.closes_at.astimezone(ZoneInfo(decision.community.time_zone))
    settings = {name: _typed(value) for name, value in decision.settings.items()}
    if settings.get("budget"):
        settings["budget"] = _euros(int(Fraction(settings["budget"]) * 100))
    named = _named(decision)
    return Filled(
        method=decision.method,
        title=decision.title,
        question=decision.question,
        options=[
            _as_typed(option)
            for option in decision.options
            if not decision.is_motion and option is not named
        ],
        settings=settings,
        preset=_preset(settings),
        named_option=named.label if named else "",
        secrecy=decision.secrecy.value,
        results_visible=decision.results_visible.value,
        extend_on=decision.extend_on.value,
        extend_days=str(decision.extend_days or 7),
        early_closing=decision.early_closing,
        same_roll=decision.same_roll,
        by_articles=bool(decision.second_quorum or decision.articles),
        second_quorum=decision.second_quorum,
        articles=dict(decision.articles),
        closes_on=local.date().isoformat(),
        closes_time=local.strftime("%H:%M"),
    )


def warnings(method: str, *, is_secret: bool, roll: int) -> list[str]:
    """What the one who opens should know first; none of it forbids anything."""
    said = []
    if is_secret and roll < FEW_FOR_SECRET:
        said.append(_("Bij weinig stemmen kan de uitslag verraden wie wat koos."))
    if METHODS[method].asks_reasons and roll > MANY_FOR_CONSENT:
        said.append(_("Met meer dan 40 mensen is dit lastig. Eén bezwaar kan het al tegenhouden."))
    return said


def _preset(settings: dict[str, str]) -> str:
    """The choice of the form that these settings came from; between options there is no base."""
    if "threshold" not in settings:
        return ""
    base = "cast" if settings["threshold"] == "absolute" else "for_and_against"
    preset = {"threshold": settings["threshold"], "base": settings.get("base", base)}
    return urlencode(preset, safe="/")


def _typed(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _as_typed(option: Any) -> dict[str, str]:
    cents: int | None = option.cost_cents
    return {
        "label": option.label,
        "description": option.description,
        "cost": "" if cents is None else _euros(cents),
        "of": str(option.proposal_id or ""),
    }


def _euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}".removesuffix(",00")


def _named(decision: Decision) -> Option | None:
    """The option that a setting of the method names, such as none of these."""
    key = decision.settings.get(METHODS[decision.method].names_option)
    return next((option for option in decision.options if option.key == key), None)


def again(filled: Filled, before: Decision | None) -> Filled:
    """After a count that settled nothing: the same once more, or between those that were left."""
    kept = before.rounds[-1].result if before and before.rounds else None
    if before is None or not kept or kept["status"] not in UNSETTLED:
        return filled
    if before.method != filled.method:
        return filled
    same = replace(of_decision(before), closes_on=filled.closes_on, closes_time=filled.closes_time)
    left = finalists(kept, before.settings)
    if len(left) > 1:
        named = _named(before)
        same.options = [
            _as_typed(option)
            for option in before.options
            if option.key in left and option is not named
        ]
    if len(left) > 1 and "winners" in same.settings:
        won = [winner for winner in kept["winners"] if winner not in left]
        same.settings["winners"] = str(before.settings["winners"] - len(won))
    return same
