"""Leaving a community, and taking one's name along."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from communities import events, log
from communities.models import Household, Membership, Person, Role, SignInToken
from communities.questions.declaring import all_attributes_of, withdraw
from communities.ways_in import JoinRequest, LetterCode
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.mail import Mail
from plumbing.web import WrongMoment


def leave(session: Session, member: Membership, *, erases: bool) -> None:
    """No member any more; what she told is deleted, and her name too if she wants.

    Raises WrongMoment for the last one who leads the talk.
    """
    lock(session, member.community, "id")
    if is_needed(session, member):
        raise WrongMoment(
            _("Jij bent de enige gespreksleider. Maak eerst iemand anders gespreksleider.")
        )
    for attribute in all_attributes_of(session, member.community):
        withdraw(session, member, attribute)
    for depart in events.departures:
        depart(session, member, erases)
    session.execute(delete(LetterCode).where(LetterCode.membership_id == member.id))
    member.left_at = now()
    member.role, member.role_ends_on = Role.RESIDENT, None
    log.note(session, member.community_id, "left", member, member)
    if erases:
        _erase(session, member)


def is_needed(session: Session, member: Membership) -> bool:
    """Is she the last facilitator while others are still here?"""
    if not member.is_facilitator:
        return False
    others = [one for one in _others(session, member) if one.role_now is not Role.SUPPORTER]
    return bool(others) and not any(one.is_facilitator for one in others)


def _others(session: Session, member: Membership) -> Sequence[Membership]:
    return session.scalars(
        select(Membership).where(
            Membership.community_id == member.community_id,
            Membership.id != member.id,
            Membership.is_still_here(),
        )
    ).all()


def _erase(session: Session, member: Membership) -> None:
    household = member.household
    member.name = member.phone = member.title = member.organisation = ""
    member.household = None
    session.execute(delete(JoinRequest).where(JoinRequest.membership_id == member.id))
    session.flush()
    if household is not None and not _lives_anybody_at(session, household):
        session.delete(household)
    if not _belongs_anywhere(session, member.person_id):
        _empty(session, member.person)


def _lives_anybody_at(session: Session, household: Household) -> bool:
    return (
        session.scalar(select(Membership.id).where(Membership.household_id == household.id))
        is not None
    )


def _belongs_anywhere(session: Session, person_id: int) -> bool:
    """Does another community know her, or did she leave her name in one?"""
    return (
        session.scalar(
            select(Membership.id).where(Membership.person_id == person_id, Membership.name != "")
        )
        is not None
    )


def _empty(session: Session, person: Person) -> None:
    """Of the account nothing is left but its number, which nobody can sign in to."""
    if person.email:
        session.execute(
            delete(Mail).where(Mail.recipient == person.email, Mail.sent_at.is_not(None))
        )
        session.execute(
            update(Mail)
            .where(Mail.recipient == person.email)
            .values(recipient="", subject="", body="", refused_at=now())
        )
    session.execute(delete(SignInToken).where(SignInToken.person_id == person.id))
    session.execute(delete(JoinRequest).where(JoinRequest.person_id == person.id))
    person.name, person.email, person.reminders = "", None, False
    person.language, person.theme = "nl", "auto"
    person.session_epoch += 1


SENTENCES: log.Sentences = {
    "left": lambda by, details: _("%(name)s ging weg.", name=details["name"]),
}
