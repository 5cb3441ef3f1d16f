"""What follows on a decision that settled nothing: a run-off, a second meeting, a fallback."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from communities.models import Membership
from communities.permissions import Action
from communities.rules.rules import Rules, rules_of
from decisions.models import Decision, Option, Secrecy
from decisions.opening.draft import Draft, OptionDraft, prepare
from decisions.phases import allowed
from decisions.visibility import may_see_result
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.values import replace
from plumbing.web import WrongMoment
from proposals.phases import Step
from proposals.phases import allowed as still_open
from voting import METHODS, InvalidSettings, Method, option_key, settings_of
from voting.drawing import without_seed

FOLLOWED = frozenset({"run_off", "tied", "no_quorum"})
"""After these everything about the next decision is known; it needs one press to stand ready."""


def follow_up(session: Session, decision: Decision, by: Membership) -> Decision:
    """Prepare what follows, between the right options and for the same roll, to be looked at once.

    What was prepared on this proposal before is changed, so that there is never a second one.
    """
    lock(session, decision, "phase")
    lock(session, decision.proposal, "phase")
    kept = decision.rounds[-1].result if decision.rounds else None
    if not allowed(decision.phase, Action.FOLLOW_UP, binds=decision.binds) or kept is None:
        raise WrongMoment(_("Een vervolg kan als het stemmen voorbij is."))
    if not may_see_result(decision, None):
        raise WrongMoment(_("Laat eerst de uitslag zien. Daarna kun je verder."))
    if not can_follow(decision, kept):
        raise WrongMoment(_("Hier hoort geen vervolg bij. Je kunt het besluit nalezen."))
    follows = session.scalar(Decision.following(decision))
    if follows or not still_open(decision.proposal, Step.OPEN_DECISION):
        raise WrongMoment(_("Hier is al een vervolg op. Je kunt dat nu bekijken."))
    draft = following(decision, kept, rules_of(session, decision.community))
    return prepare(session, decision.proposal, by, draft)


def can_follow(decision: Decision, kept: dict[str, Any]) -> bool:
    """Does the rule itself say what comes next?"""
    return kept["status"] in FOLLOWED or _fallback(decision, kept) is not None


def finalists(kept: Mapping[str, Any], settings: Mapping[str, Any]) -> Collection[str]:
    """The options between which the next time goes; empty where all of them are asked again."""
    if kept["status"] not in ("tied", "run_off", "needs_lot"):
        return ()
    # Where several win, those above the line have won already.
    has_places = "winners" in settings or kept["status"] == "needs_lot"
    return tuple(kept["tied"] if has_places else kept["winners"])


def following(decision: Decision, kept: dict[str, Any], rules: Rules) -> Draft:
    """The draft of the same question once more, as the rule of the first time says."""
    fallback = _fallback(decision, kept)
    draft = Draft(
        title=decision.title,
        question=decision.question,
        method=decision.method,
        closes_at=_as_long(decision, rules),
        secrecy=decision.secrecy,
        results_visible=decision.results_visible,
        extend_on=decision.extend_on,
        extend_days=decision.extend_days,
        early_closing=decision.early_closing,
        previous_id=decision.id,
        same_roll=True,
        articles=decision.articles,
    )
    if fallback is not None:
        secrecy = Secrecy.SECRET if rules.secret_by_default else Secrecy.OPEN
        return replace(draft, method=fallback.key, secrecy=secrecy)
    left = finalists(kept, decision.settings)
    # The choice to change nothing always takes part, also where it was not level.
    named = decision.settings.get(METHODS[decision.method].names_option)
    options = [option for option in decision.options if option.key in left or option.key == named]
    if len(left) < 2:
        options = [] if decision.is_motion else list(decision.options)
    return replace(
        draft,
        options=tuple(map(_as_draft, options)),
        settings=_settings(decision, kept, options),
    )


def _settings(decision: Decision, kept: dict[str, Any], options: list[Option]) -> dict[str, Any]:
    """Those of the first time, as far as they fit fewer options."""
    method = METHODS[decision.method]
    settings = without_seed(decision.settings)
    if "winners" in settings:
        keys = {option.key for option in options}
        won = [winner for winner in kept["winners"] if winner not in keys]
        settings["winners"] = max(1, decision.settings["winners"] - len(won))
    if method.names_option and settings.get(method.names_option):
        settings[method.names_option] = new_key(settings[method.names_option], options)
    if kept["status"] == "no_quorum" and decision.second_quorum:
        settings["quorum"] = decision.second_quorum
    return _fitting(method, settings, max(1, len(options)))


def new_key(old: str, options: list[Option]) -> str | None:
    """Options are lettered afresh, so one that is named goes by another letter."""
    keys = [option.key for option in options]
    return option_key(keys.index(old)) if old in keys else None


def _fitting(method: Method, settings: dict[str, Any], count: int) -> dict[str, Any]:
    """Without what fewer options contradict: there the method's own default stands."""
    for _try in range(len(settings)):
        try:
            return settings_of(method.key, settings, count)
        except InvalidSettings as wrong:
            settings.pop(wrong.field, None)
    return settings_of(method.key, {}, count)


def _fallback(decision: Decision, kept: dict[str, Any]) -> Method | None:
    """Another way of deciding, where it was agreed for when an objection stays."""
    named = decision.settings.get("fallback", "") if kept["status"] == "blocked" else ""
    return METHODS.get(named)


def _as_long(decision: Decision, rules: Rules) -> datetime:
    """Open as long as the first time, within the rules."""
    first = decision.rounds[0]
    asked = (first.extended_from or first.deadline) - first.opened_at
    lasts = min(max(asked, timedelta(days=rules.min_days)), timedelta(days=rules.max_days))
    return now() + lasts + timedelta(minutes=1)


def _as_draft(option: Option) -> OptionDraft:
    return OptionDraft(option.label, option.description, option.cost_cents, option.proposal_id)
