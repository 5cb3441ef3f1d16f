"""Rule change: an adopted decision on the community's own rules is carried into them, once."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from communities.models import Membership
from communities.rules.rules import Rules, adopt_rules, made_by
from decisions.models import Decision, Phase
from plumbing.database.locking import lock
from plumbing.web import Invalid, WrongMoment
from voting.results import ADOPTED


def was_adopted(decision: Decision) -> bool:
    """Is this decision recorded, with a result that says yes?"""
    kept = decision.rounds[-1].result if decision.rounds else None
    return decision.phase is Phase.RECORDED and kept is not None and kept["status"] in ADOPTED


def carry_into_rules(session: Session, decision: Decision, by: Membership, rules: Rules) -> None:
    """Set the rules as the record says; the log names the decision and who did it."""
    lock(session, decision.community, "id")
    refuse_where_nothing_was_decided(session, decision)
    version = adopt_rules(
        session,
        decision.community,
        rules,
        decision.id,
        by,
        number=decision.number,
        title=decision.title,
    )
    if version is None:
        raise Invalid({"": _("Er is niets veranderd. Zet de regels zoals jullie besloten.")})


def refuse_where_nothing_was_decided(session: Session, decision: Decision) -> None:
    """Raise WrongMoment where this decision cannot change the rules, or did so already."""
    if not was_adopted(decision):
        raise WrongMoment(_("De regels veranderen alleen door een besluit dat is aangenomen."))
    if made_by(session, decision.id) is not None:
        raise WrongMoment(_("Dit besluit staat al in de regels. Je kunt ze nu lezen."))
