"""A community of any size with one open decision, for measuring and for load tests."""

import json
from datetime import timedelta
from pathlib import Path

from communities.questions.question import Answer, ask
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from communities.founding.founding import found_community
from communities.models import (
    AttributeValue,
    Community,
    Declaration,
    Household,
    Membership,
    Person,
    Role,
    Visibility,
)
from communities.signing_in.links import make_sign_in_link
from decisions.opening.draft import Draft, open_decision, prepare
from plumbing.clock import clock_at, now
from plumbing.database.session import db
from proposals.talk.contributing import contribute
from proposals.threads import ThreadKind
from proposals.writing.writing import put_to_discussion, write_proposal

SLUG = "menigte"
CONTRIBUTIONS = 10


def gather(members: int, links: Path | None) -> Community:
    """So many members, of whom half rent, with ten contributions and an open secret vote."""
    with db.writing() as session:
        number = len(session.scalars(select(Community.id)).all())
        community = found_community(
            session,
            f"Menigte {number}",
            slug=f"{SLUG}-{number}",
            visibility=Visibility.MEMBERS,
        )
        tenure = ask(
            session,
            community,
            "wonen",
            "Huur je, of is je huis van jezelf?",
            "We gebruiken dit alleen om te zien wie we nog missen.",
            [
                Answer("huur", "Huur", "buren die huren"),
                Answer("koop", "Eigen huis", "buren met een eigen huis"),
            ],
        )
        _people(session, community, tenure.values, members)
        first = session.scalars(
            select(Membership)
            .where(Membership.community_id == community.id)
            .order_by(Membership.id)
        ).first()
        if first is None:
            raise ValueError("A crowd has at least one member.")
        first.role = Role.FACILITATOR
        _decide(session, community, first)
        if links is not None:
            _write_links(session, community, links)
    return community


def _people(
    session: Session, community: Community, values: list[AttributeValue], members: int
) -> None:
    at = now()
    names = [f"Buur {number}" for number in range(1, members + 1)]
    person_ids = session.scalars(
        insert(Person).returning(Person.id, sort_by_parameter_order=True),
        [{"name": name, "created_at": at} for name in names],
    ).all()
    household_ids = session.scalars(
        insert(Household).returning(Household.id, sort_by_parameter_order=True),
        [
            {"community_id": community.id, "street": "Weg", "house_number": str(number)}
            for number in range(members)
        ],
    ).all()
    member_ids = session.scalars(
        insert(Membership).returning(Membership.id, sort_by_parameter_order=True),
        [
            {
                "community_id": community.id,
                "person_id": person_id,
                "household_id": household_id,
                "name": name,
                "joined_at": at,
            }
            for name, person_id, household_id in zip(names, person_ids, household_ids, strict=True)
        ],
    ).all()
    session.execute(
        insert(Declaration),
        [
            {
                "membership_id": member_id,
                "value_id": values[place % 2].id,
                "declared_at": at,
            }
            for place, member_id in enumerate(member_ids)
        ],
    )


def _decide(session: Session, community: Community, author: Membership) -> None:
    start = now() - timedelta(days=20)
    with clock_at(start):
        proposal = write_proposal(
            session,
            community,
            author,
            title="Een plein voor iedereen",
            summary="We maken van het parkeerplein een plek om te zitten.",
            what="Zes banken, twee bomen en een kraan.",
            why="Er is nu geen plek om elkaar te ontmoeten.",
        )
        put_to_discussion(session, proposal)
        for number in range(CONTRIBUTIONS):
            kind = list(ThreadKind)[number % 4]
            contribute(session, proposal, author, kind, f"Bericht {number + 1} over het plein.")
    decision = prepare(
        session,
        proposal,
        author,
        Draft(
            title="Een plein voor iedereen",
            question="Komt er een plein?",
            method="majority",
            closes_at=now() + timedelta(days=14),
        ),
    )
    open_decision(session, decision, author)


def _write_links(session: Session, community: Community, links: Path) -> None:
    people = session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.community_id == community.id)
        .order_by(Person.id)
    ).all()
    ballot = f"/g/{community.slug}/besluiten/1/stem"
    found = {
        person.name: make_sign_in_link(session, person, next_path=ballot, minutes=24 * 60)
        for person in people
    }
    links.write_text(json.dumps(found, indent=1, ensure_ascii=False))
