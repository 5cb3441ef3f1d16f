"""Mail to everyone on the roll with an address: that something is asked of her."""

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from communities.models import Membership, Person
from communities.signing_in.links import make_sign_in_link
from decisions.models import Decision, Round
from decisions.roll import Channel, Invitation, RollEntry
from plumbing.clock import now
from plumbing.mail import write_mail
from plumbing.paths import path_to
from plumbing.words.language import moment


def invite_all(session: Session, decision: Decision, opened: Round) -> int:
    """Writes a mail to each entry with an address; returns how many."""
    entries = session.scalars(
        select(RollEntry)
        .where(RollEntry.decision_id == decision.id, RollEntry.left_at.is_(None))
        .options(joinedload(RollEntry.membership).joinedload(Membership.person))
    )
    written = 0
    for entry in entries:
        person = entry.membership.person if entry.membership else None
        if person is None or not person.email:
            continue
        _invite(session, decision, opened, entry, person)
        written += 1
    return written


def _invite(
    session: Session, decision: Decision, opened: Round, entry: RollEntry, person: Person
) -> None:
    ballot = path_to("ballots.show", slug=decision.community.slug, number=decision)
    minutes = max(15, int((opened.deadline - now()).total_seconds() // 60))
    link = make_sign_in_link(session, person, next_path=ballot, minutes=minutes)
    with force_locale(person.reads):
        subject = f"{decision.title} ({decision.community.name})"
        again = opened.number > 1
        opening = _("De tekst is veranderd. Geef opnieuw antwoord.") if again else decision.question
        body = _(
            "Dag %(name)s,\n\n%(opening)s\n\nDoe mee:\n%(link)s\n\n"
            "Dit kan tot %(until)s. De link is alleen voor jou.",
            name=entry.name,
            opening=opening,
            link=link,
            until=moment(opened.deadline),
        )
    mail = write_mail(session, person.email or "", subject, body)
    session.add(Invitation(entry_id=entry.id, channel=Channel.MAIL, at=now(), mail=mail))
