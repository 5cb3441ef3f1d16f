"""Not reached: rules about one person, each one sentence, where no invitation or none that came."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from decisions.models import Decision
from decisions.phases import RUNNING
from decisions.roll import FAILED, Invitation, RollEntry
from plumbing.clock import now
from plumbing.values import Struct

NOT_REACHED_AFTER = timedelta(hours=24)


class Signal(Struct, frozen=True):
    """One sentence about one person, and the rule behind it."""

    entry_id: int
    name: str
    sentence: str
    why: str


def not_reached(session: Session, decision: Decision) -> list[Signal]:
    """Who of the roll has no invitation 24 hours after opening, or only ones that came back."""
    if decision.phase not in RUNNING or decision.opened_at is None:
        return []
    sent, failed = func.count(Invitation.id), func.count(case((Invitation.delivery.in_(FAILED), 1)))
    rows = session.execute(
        select(RollEntry.id, RollEntry.name, sent)
        .outerjoin(Invitation, Invitation.entry_id == RollEntry.id)
        .where(RollEntry.decision_id == decision.id, RollEntry.left_at.is_(None))
        .group_by(RollEntry.id, RollEntry.name)
        .having(sent == failed)
        .order_by(RollEntry.name, RollEntry.id)
    )
    late = now() - decision.opened_at >= NOT_REACHED_AFTER
    return [
        _not_delivered(entry_id, name) if number else _not_invited(entry_id, name)
        for entry_id, name, number in rows
        if number or late
    ]


def _not_invited(entry_id: int, name: str) -> Signal:
    return Signal(
        entry_id,
        name,
        _("%(name)s is nog niet uitgenodigd.", name=name),
        _(
            "Deze naam staat op de lijst van wie mag stemmen. "
            "24 uur na de opening is er nog geen uitnodiging verstuurd."
        ),
    )


def _not_delivered(entry_id: int, name: str) -> Signal:
    return Signal(
        entry_id,
        name,
        _("De uitnodiging voor %(name)s is niet aangekomen.", name=name),
        _(
            "Elke uitnodiging kwam terug of is geweigerd. "
            "Of iemand een uitnodiging opende, weten we niet en vragen we niet."
        ),
    )
