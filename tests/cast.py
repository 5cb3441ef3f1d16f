"""The small cast of every test: one invented neighbourhood, one choir, one outsider."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from communities.models import Community, Household, Membership, Person, Role, Visibility
from plumbing.clock import now

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
"""A Monday morning; tests count their days from here."""


@dataclass
class Linde:
    """Street community De Linde, and choir Het Koor where Bram sings."""

    community: Community
    fatma: Membership
    joost: Membership
    henk: Membership
    samira: Membership
    piet: Membership
    marleen: Membership
    """Facilitator with a vote."""
    olga: Membership
    """Facilitator from outside, without a vote."""
    sanne: Membership
    """Supporter from outside."""
    choir: Community
    bram: Membership
    """Sings in the choir; in De Linde he is nobody."""


def linde(session: Session) -> Linde:
    """Write the cast into an empty database."""
    street = _community(session, "linde", "De Linde", "buur", "buren")
    choir = _community(session, "koor", "Het Koor", "lid", "leden")
    people = {
        name.lower().partition(" ")[0]: _join(session, street, name)
        for name in (
            "Fatma Yıldız",
            "Joost Brand",
            "Henk Visser",
            "Samira El Amrani",
            "Piet Jansen",
        )
    }
    cast = Linde(
        community=street,
        **people,
        marleen=_join(session, street, "Marleen de Wit", role=Role.FACILITATOR),
        olga=_join(
            session,
            street,
            "Olga Smit",
            role=Role.FACILITATOR,
            votes=False,
            organisation="Stichting",
        ),
        sanne=_join(
            session, street, "Sanne Kok", role=Role.SUPPORTER, votes=False, organisation="Welzijn"
        ),
        choir=choir,
        bram=_join(session, choir, "Bram Smit"),
    )
    session.commit()
    return cast


def _community(session: Session, slug: str, name: str, person: str, people: str) -> Community:
    community = Community(
        slug=slug,
        name=name,
        person_word=person,
        people_word=people,
        visibility=Visibility.MEMBERS,
        created_at=now(),
    )
    session.add(community)
    session.flush()
    return community


def join(
    session: Session,
    community: Community,
    name: str,
    *,
    role: Role = Role.RESIDENT,
    votes: bool = True,
    organisation: str = "",
) -> Membership:
    """One more member, with an address and a household of her own."""
    membership = _join(session, community, name, role=role, votes=votes, organisation=organisation)
    session.flush()
    return membership


def _join(
    session: Session,
    community: Community,
    name: str,
    *,
    role: Role = Role.RESIDENT,
    votes: bool = True,
    organisation: str = "",
) -> Membership:
    person = Person(
        name=name,
        email=f"{name.lower().partition(' ')[0]}@example.org",
        created_at=now(),
    )
    household = Household(community_id=community.id, street="Lindelaan", house_number=name[:3])
    membership = Membership(
        community=community,
        person=person,
        household=household,
        name=name,
        role=role,
        votes=votes,
        organisation=organisation,
        title="Opbouwwerker" if role is Role.SUPPORTER else "",
        joined_at=now(),
    )
    session.add(membership)
    return membership
