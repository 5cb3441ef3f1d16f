"""After a count that settled nothing: what happens now, and the decision that follows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from babel.lists import format_list
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.permissions import Action
from decisions.access import DecisionHere
from decisions.models import Decision, Phase
from decisions.showing import Shown
from plumbing.language import language
from proposals.phases import Step, allowed

UNSETTLED = frozenset({"tied", "run_off", "needs_lot", "no_quorum", "undecided", "blocked"})
OPENED = (Phase.OPEN, Phase.ANSWERED, Phase.CLOSED, Phase.RECORDED)


@dataclass(frozen=True)
class Again:
    """What is said under a result that settled nothing, and who may go on from there."""

    words: str
    following: Decision | None
    may_prepare: bool


def again_of(session: Session, found: DecisionHere, shown: Shown | None) -> Again | None:
    """Nothing where the result is not to be seen yet, or settled it."""
    if shown is None or not shown.is_final or shown.result.status not in UNSETTLED:
        return None
    following = session.scalars(
        select(Decision)
        .where(Decision.previous_id == found.decision.id, Decision.phase.in_(OPENED))
        .order_by(Decision.number.desc())
        .limit(1)
    ).first()
    may_prepare = found.may(Action.OPEN_DECISION) and allowed(
        found.decision.proposal, Step.OPEN_DECISION
    )
    return Again(_words(found, shown), following, following is None and may_prepare)


def finalists(kept: Mapping[str, Any], settings: Mapping[str, Any]) -> Collection[str]:
    """The options between which the next time goes; empty where all of them are asked again."""
    if kept["status"] not in ("tied", "run_off", "needs_lot"):
        return ()
    # Where several win, those above the line have won already.
    has_places = "winners" in settings or kept["status"] == "needs_lot"
    return tuple(kept["tied"] if has_places else kept["winners"])


def _words(found: DecisionHere, shown: Shown) -> str:
    decision, result = found.decision, shown.result
    kept = {"status": result.status, "winners": result.winners, "tied": result.tied}
    chosen = finalists(kept, decision.settings)
    labels = [option.label for option in decision.options if option.key in chosen]
    options = format_list(labels, locale=language())
    if result.status == "tied":
        return _(
            "Het is gelijk tussen %(options)s. Er is nog niets gekozen. Jullie kunnen nog een "
            "keer beslissen, of samen loten. Wat eruit komt, staat straks in het verslag.",
            options=options,
        )
    if result.status == "run_off":
        return _("Er komt een tweede ronde tussen %(options)s.", options=options)
    if result.status == "needs_lot":
        return _(
            "Het lot moet nog kiezen tussen %(options)s. Loot samen, met iedereen erbij die dat "
            "wil. Wat eruit komt, staat straks in het verslag.",
            options=options,
        )
    if result.status == "no_quorum":
        return _(
            "Er deden te weinig %(people)s mee. Daarom geldt deze uitslag niet. Jullie kunnen het "
            "nog een keer vragen.",
            people=found.community.people_word,
        )
    if result.status == "blocked":
        return _("Er staat nog een bezwaar. Zoek samen een tekst waar iedereen mee verder kan.")
    return _("Er is nog niets besloten. Praat verder, of vraag het nog een keer.")
