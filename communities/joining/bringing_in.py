"""Bringing in everybody on a list at once, with a link by mail for who has mail."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities import log
from communities.addresses import mail_address
from communities.joining.people_list import ListedPerson, folded
from communities.models import Community, Household, Membership, Person, Role
from communities.signing_in.links import make_link_and_code
from plumbing.clock import now
from plumbing.mail import write_mail

INVITED_DAYS = 14
AT_ONCE = 1000
"""Values in one query; a database takes only so many."""
Item = TypeVar("Item")


def bring_in(
    session: Session,
    community: Community,
    rows: Sequence[ListedPerson],
    by: Membership,
    *,
    by_mail: bool = False,
) -> list[Membership]:
    """Make a member of everyone on these checked lines; who has an account here keeps it."""
    households = _households(session, community, [row for row in rows if row.house_number])
    accounts = _accounts(session, rows)
    were_here = _were_here(session, community, accounts.values())
    members = [
        _member(session, community, row, accounts, were_here, households[row.address])
        if row.house_number
        else _member(session, community, row, accounts, were_here, _somewhere(community, row))
        for row in rows
    ]
    session.flush()
    log.note(session, community.id, "brought_in", by, number=len(members))
    if by_mail:
        for member in members:
            if member.person.email:
                invite(session, community, member)
    return members


def invite(session: Session, community: Community, member: Membership) -> None:
    """Mails a member a link of her own that works for two weeks."""
    person = member.person
    link, _code = make_link_and_code(
        session, person, next_path=f"/g/{community.slug}", minutes=INVITED_DAYS * 24 * 60
    )
    with force_locale(person.reads):
        write_mail(
            session,
            person.email or "",
            _("Je bent lid van %(community)s", community=community.name),
            _words(community, member, link),
        )


def _words(community: Community, member: Membership, link: str) -> str:
    parts = [
        _("Dag %(name)s,", name=member.name),
        _("Je bent lid van %(community)s. Hier beslissen we samen.", community=community.name),
        community.shares,
        _("Met deze link doe je mee:") + f"\n{link}",
        ngettext(
            "De link werkt %(num)s dag, en één keer. De link is alleen voor jou.",
            "De link werkt %(num)s dagen, en één keer. De link is alleen voor jou.",
            INVITED_DAYS,
        ),
        _("Hoor je er niet bij? Dan kun je weer weg, bij Ik."),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _member(
    session: Session,
    community: Community,
    row: ListedPerson,
    accounts: dict[str, Person],
    were_here: dict[int, Membership],
    household: Household | None,
) -> Membership:
    mail = mail_address(row.email)
    person = accounts.get(mail)
    if person is None:
        person = Person(
            name=row.name,
            email=mail or None,
            language=row.language or community.language,
            created_at=now(),
        )
        session.add(person)
    member = were_here.get(person.id) if person.id else None
    if member is None:
        member = Membership(community=community, person=person, role=Role.RESIDENT, joined_at=now())
        session.add(member)
    member.name, member.phone, member.household = row.name, row.phone, household
    member.role, member.votes, member.left_at = Role.RESIDENT, True, None
    return member


def _households(
    session: Session, community: Community, rows: Sequence[ListedPerson]
) -> dict[tuple[str, str], Household]:
    """The households at these addresses, new where there is none, by folded street and number."""
    found = {
        (folded(household.street), folded(household.house_number)): household
        for household in session.scalars(
            select(Household)
            .where(Household.community_id == community.id, Household.street != "")
            .order_by(Household.id.desc())
        )
    }
    for row in rows:
        if row.address not in found:
            household = Household(
                community_id=community.id, street=row.street, house_number=row.house_number
            )
            session.add(household)
            found[row.address] = household
    return found


def _somewhere(community: Community, row: ListedPerson) -> Household | None:
    """A household of her own where only the street is known; None without a street."""
    return Household(community_id=community.id, street=row.street) if row.street else None


def _accounts(session: Session, rows: Sequence[ListedPerson]) -> dict[str, Person]:
    mails = {mail_address(row.email) for row in rows if row.email}
    return {
        person.email or "": person
        for some in _batches(mails)
        for person in session.scalars(select(Person).where(Person.email.in_(some)))
    }


def _were_here(
    session: Session, community: Community, people: Iterable[Person]
) -> dict[int, Membership]:
    """Memberships that ended, by person: who comes back takes up her own."""
    return {
        member.person_id: member
        for some in _batches([person.id for person in people])
        for member in session.scalars(
            select(Membership).where(
                Membership.community_id == community.id, Membership.person_id.in_(some)
            )
        )
    }


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    left = iter(items)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _logged(by: str, details: dict[str, Any]) -> str:
    return ngettext(
        "%(by)s zette %(num)d mens op de ledenlijst.",
        "%(by)s zette %(num)d mensen op de ledenlijst.",
        details["number"],
        by=by,
    )


SENTENCES: log.Sentences = {
    "brought_in": _logged,
}
