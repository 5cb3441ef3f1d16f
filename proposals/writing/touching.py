"""Whom a proposal touches: noting them, going to talk with them, and what they said."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from communities.models import Membership
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.database.sent_twice import taken_once
from plumbing.web import Invalid, WrongMoment
from proposals.fields import fitting, written
from proposals.models import Proposal, Touched, TouchedStatus

TALKED = frozenset({TouchedStatus.SPOKEN, TouchedStatus.AGREED, TouchedStatus.REFUSED})


def note_touched(
    session: Session,
    proposal: Proposal,
    by: Membership,
    who: str,
    how: str = "",
    *,
    must_agree: bool = False,
) -> Touched:
    """Adds people or an organisation whom it touches, or who must still say yes."""
    return taken_once(
        session,
        by,
        Touched,
        proposal_id=proposal.id,
        who=written(who, "who", 160, _("Schrijf op wie dit raakt.")),
        how=fitting(how, "how", 300),
        must_agree=must_agree,
        added_by_id=by.id,
    )


def talk_with(session: Session, touched: Touched, by: Membership) -> None:
    """ "Ik ga met hen praten"; who said so before and says it again, gives it back."""
    lock(session, touched)
    if touched.status in TALKED:
        raise WrongMoment(_("Er is al met hen gesproken. Je kunt lezen wat ze zeiden."))
    if touched.talker_id not in (None, by.id):
        raise WrongMoment(_("Iemand anders gaat al met hen praten."))
    touched.talker_id = by.id if touched.talker_id is None else None


def note_talk(
    session: Session,
    touched: Touched,
    by: Membership,
    status: TouchedStatus,
    words: str = "",
    on: date | None = None,
) -> None:
    """Keeps how the talk went: asked, spoken, agreed or refused, and in which words."""
    lock(session, touched)
    on = on or now().date()
    if status is TouchedStatus.UNSPOKEN:
        raise Invalid({"status": _("Kies hoe het gesprek ging.")})
    if status in (TouchedStatus.AGREED, TouchedStatus.REFUSED) and not touched.must_agree:
        raise Invalid({"status": _("Kies “gesproken”: zij hoeven geen ja te zeggen.")})
    if on > now().date():
        raise Invalid({"status_on": _("Kies een dag die al geweest is.")})
    if status is TouchedStatus.SPOKEN or words.strip():
        touched.words = written(words, "words", 600, _("Schrijf op wat zij zeiden."))
    touched.status = status
    touched.status_on = on
    touched.talker_id = by.id
