"""Requests to become a member: they wait for a facilitator, who lets in or says no."""

from collections.abc import Collection, Sequence
from typing import Any

from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from communities import log
from communities.joining.newcomers import Newcomer, home_of, membership_in
from communities.memberships import add_member
from communities.models import Community, Membership, Person
from communities.signing_in.confirming import HOURS, owner_of
from communities.signing_in.links import make_link_and_code
from communities.ways_in import JoinRequest
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.mail import write_mail

MOST_WAITING = 500
"""More than that is nobody's neighbours."""


def request_to_join(
    session: Session, community: Community, newcomer: Newcomer, person: Person | None
) -> bool:
    """Writes a request; False where the same waits already, or too many do."""
    lock(session, community, "id")
    if _waits_already(session, community, newcomer, person) or _is_full(session, community):
        return False
    session.add(
        JoinRequest(
            community_id=community.id,
            name=newcomer.name,
            email=newcomer.email,
            phone=newcomer.phone,
            street=newcomer.street,
            house_number=newcomer.house_number,
            words=newcomer.words,
            language=newcomer.language,
            person_id=person.id if person else None,
            created_at=now(),
        )
    )
    return True


def waiting_requests(session: Session, community: Community) -> Sequence[JoinRequest]:
    """The requests nobody answered yet, the oldest in front."""
    return session.scalars(
        select(JoinRequest)
        .where(JoinRequest.community_id == community.id, JoinRequest.answered_at.is_(None))
        .order_by(JoinRequest.id)
    ).all()


def count_waiting(session: Session, community_ids: Collection[int]) -> dict[int, int]:
    """How many requests wait, by community, where any does."""
    return {row[0]: row[1] for row in session.execute(waiting_in(community_ids))}


def waiting_in(community_ids: Collection[int]) -> Select[int, int]:
    """The same as a query, to be run together with others."""
    return (
        select(JoinRequest.community_id, func.count())
        .where(JoinRequest.community_id.in_(community_ids), JoinRequest.answered_at.is_(None))
        .group_by(JoinRequest.community_id)
    )


def accept(session: Session, request: JoinRequest, by: Membership) -> Membership | None:
    """Makes her a member and tells her; None if somebody answered before."""
    lock(session, request)
    if request.answered_at is not None:
        return None
    community = request.community
    person = session.get(Person, request.person_id) if request.person_id else None
    person = person or (owner_of(session, request.email) if request.email else None)
    member = membership_in(session, community, person) or add_member(
        session,
        community,
        request.name,
        person=person,
        household=home_of(session, community, _newcomer(request)),
        language=request.language,
        phone=request.phone,
    )
    _answer(request, by)
    request.membership_id = member.id
    log.note(session, community.id, "let_in", by, member)
    _write_yes(session, request, member)
    return member


def refuse(session: Session, request: JoinRequest, by: Membership, reason: str) -> bool:
    """Says no, with a reason if there is one to give; False if somebody answered before."""
    lock(session, request)
    if request.answered_at is not None:
        return False
    _answer(request, by)
    log.note(session, request.community_id, "not_let_in", by)
    _write_no(session, request, reason)
    # What somebody told who does not belong here is nobody's business any more.
    request.name = request.email = request.phone = request.words = ""
    request.street = request.house_number = ""
    return True


def _waits_already(
    session: Session, community: Community, newcomer: Newcomer, person: Person | None
) -> bool:
    same = (
        JoinRequest.person_id == person.id
        if person
        else (
            (JoinRequest.name == newcomer.name)
            & (JoinRequest.email == newcomer.email)
            & (JoinRequest.phone == newcomer.phone)
            & (JoinRequest.street == newcomer.street)
            & (JoinRequest.house_number == newcomer.house_number)
        )
    )
    return (
        session.scalar(
            select(JoinRequest.id).where(
                JoinRequest.community_id == community.id, JoinRequest.answered_at.is_(None), same
            )
        )
        is not None
    )


def _is_full(session: Session, community: Community) -> bool:
    return count_waiting(session, [community.id]).get(community.id, 0) >= MOST_WAITING


def _answer(request: JoinRequest, by: Membership) -> None:
    request.answered_at = now()
    request.answered_by_id = by.id


def _newcomer(request: JoinRequest) -> Newcomer:
    return Newcomer(request.name, request.street, request.house_number)


def _write_yes(session: Session, request: JoinRequest, member: Membership) -> None:
    address = request.email or member.person.email
    if not address:
        return
    path = f"/g/{request.community.slug}"
    new = address if member.person.email != address else None
    link, _code = make_link_and_code(
        session, member.person, next_path=path, minutes=HOURS * 60, confirms_email=new
    )
    with force_locale(request.language):
        name = request.community.name
        parts = [
            _("Dag %(name)s,", name=member.name),
            _("Je bent lid van %(community)s. Welkom!", community=name),
            _("Met deze link doe je mee:") + f"\n{link}",
            _("De link werkt %(hours)s uur, en één keer. De link is alleen voor jou.", hours=HOURS),
        ]
        subject = _("Je bent lid van %(community)s", community=name)
        write_mail(session, address, subject, "\n\n".join(parts) + "\n")


def _write_no(session: Session, request: JoinRequest, reason: str) -> None:
    if not request.email:
        return
    with force_locale(request.language):
        name = request.community.name
        parts = [
            _("Dag %(name)s,", name=request.name),
            _("Je vroeg of je lid kunt worden van %(community)s. Dat kan nu niet.", community=name),
            reason,
        ]
        subject = _("Je vraag aan %(community)s", community=name)
        write_mail(
            session, request.email, subject, "\n\n".join(part for part in parts if part) + "\n"
        )


def for_facilitators(session: Session, community: Community) -> tuple[str, int, str]:
    number = count_waiting(session, [community.id]).get(community.id, 0)
    return _("Wie mee wil doen"), number, url_for("people.index", slug=community.slug)


def _let_in(by: str, details: dict[str, Any]) -> str:
    return _("%(by)s liet %(name)s toe.", by=by, name=details["name"])


def _not_let_in(by: str, details: dict[str, Any]) -> str:
    return _("%(by)s liet iemand niet toe.", by=by)


SENTENCES: log.Sentences = {
    "let_in": _let_in,
    "not_let_in": _not_let_in,
}
