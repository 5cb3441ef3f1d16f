"""Notices of papers: what somebody wrote down about her, told to a member at once."""

from collections.abc import Collection

from flask_babel import force_locale
from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from communities.models import Community, Membership
from decisions.models import Decision, Round
from decisions.paper_ballots import PaperSlip
from decisions.roll import RollEntry
from plumbing.mail import write_mail
from plumbing.paths import absolute, path_to


class PaperNotice(Struct, frozen=True):
    """That somebody wrote down that a paper of hers came in."""

    decision: Decision
    by: str

    @property
    def community(self) -> Community:
        return self.decision.community


def tell(session: Session, decision: Decision, entry: RollEntry, by: Membership) -> None:
    """Mail her what was written down, where she has an address; "Voor jou" shows it as well."""
    person = entry.membership.person if entry.membership else None
    if person is None or not person.email:
        return
    with force_locale(person.reads):
        subject = _("Je papier is ingeleverd: %(title)s", title=decision.title)
        body = _(
            "Dag %(name)s,\n\n%(by)s schreef op dat je papier inleverde, bij: %(title)s\n\n"
            "Klopt dit? Dan hoef je niets te doen.\n"
            "Klopt dit niet? Zeg het hier, dan telt er geen papier voor jou:\n%(link)s",
            name=entry.name,
            by=by.name,
            title=decision.title,
            link=absolute(path_to("home.for_you")),
        )
    write_mail(session, person.email, subject, body)


def notices_for(session: Session, entry_ids: Collection[int]) -> list[PaperNotice]:
    """What is written down about these entries in rounds that are not counted yet."""
    if not entry_ids:
        return []
    slips = session.execute(
        select(PaperSlip, Decision)
        .join(Round, Round.id == PaperSlip.round_id)
        .join(Decision, Decision.id == Round.decision_id)
        .where(
            PaperSlip.entry_id.in_(entry_ids),
            PaperSlip.handed_in_by_id.is_not(None),
            ~PaperSlip.is_contested,
            Round.sealed_at.is_(None),
            Decision.takes_ballots(),
        )
        .order_by(Decision.id)
        .options(joinedload(PaperSlip.handed_in_by))
    )
    return [
        PaperNotice(decision, slip.handed_in_by.name if slip.handed_in_by else "")
        for slip, decision in slips
    ]
