"""Unsettled results: what happens after one, and the decision that follows."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from communities.permissions import Action
from decisions.counting.shown_result import Shown
from decisions.counting.verdicts import UNSETTLED
from decisions.here import DecisionHere
from decisions.models import Decision
from decisions.opening.follow_up import can_follow, finalists
from decisions.wording import quorum_words
from plumbing.values import Struct
from plumbing.words.language import listed
from proposals.phases import Step, allowed


class Again(Struct, frozen=True):
    """What is said under a result that settled nothing, and who may go on from there."""

    words: str
    following: Decision | None
    may_prepare: bool
    """By the form, with everything to be chosen afresh."""
    may_follow: bool
    """By one press, because the rule says what comes next."""
    button: str


def again_of(session: Session, found: DecisionHere, shown: Shown | None) -> Again | None:
    """`Again` for this reader; None where the result is not visible yet, or settled it."""
    if shown is None or not shown.is_final or shown.result.status not in UNSETTLED:
        return None
    following = session.scalar(Decision.following(found.decision))
    may_prepare = found.may(Action.OPEN_DECISION) and allowed(
        found.decision.proposal, Step.OPEN_DECISION
    )
    kept = found.round.result if found.round else None
    follows = kept is not None and can_follow(found.decision, kept)
    # Where the lot is the rule, nobody is asked again.
    free = following is None and may_prepare and shown.result.status != "needs_lot"
    return Again(
        words=_words(found, shown),
        following=following,
        may_prepare=free,
        may_follow=free and follows,
        button=_button(shown.result.status, found.decision),
    )


def _button(status: str, decision: Decision) -> str:
    if status == "run_off":
        return _("Tweede ronde klaarzetten")
    if status == "no_quorum" and decision.second_quorum:
        return _("Tweede keer klaarzetten")
    if status == "blocked":
        return _("Stemming klaarzetten")
    return _("Nog een keer beslissen")


def _words(found: DecisionHere, shown: Shown) -> str:
    decision, result = found.decision, shown.result
    kept = {"status": result.status, "winners": result.winners, "tied": result.tied}
    chosen = finalists(kept, decision.settings)
    labels = [option.label for option in decision.options if option.key in chosen]
    options = listed(labels)
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
    if result.status == "no_quorum" and decision.second_quorum:
        return _(
            "Er deden te weinig %(people)s mee. Daarom geldt deze uitslag niet. Afgesproken is "
            "een tweede keer, met dezelfde tekst. %(needed)s",
            people=found.community.people_word,
            needed=_second(decision.second_quorum),
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


def _second(quorum: str) -> str:
    if quorum == "0":
        return _("Dan maakt het niet uit hoeveel mensen meedoen.")
    return quorum_words(quorum, None)
