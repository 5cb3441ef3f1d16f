"""Own data: everything that is kept about a member, for herself to take along."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from communities import events, log
from communities.models import AttributeValue, Declaration, Membership


def own_data(session: Session, membership: Membership) -> dict[str, Any]:
    """Plain words and moments, in the shape of JSON."""
    community, person = membership.community, membership.person
    household = membership.household
    return {
        "community": community.name,
        "name": membership.name,
        "email": person.email,
        "phone": membership.phone,
        "language": person.language,
        "theme": person.theme,
        "reminders": person.reminders,
        "letters": membership.wants_letters,
        "role": membership.role.value,
        "has_a_vote": membership.votes,
        "title": membership.title,
        "organisation": membership.organisation,
        "role_ends_on": str(membership.role_ends_on) if membership.role_ends_on else None,
        "household": f"{household.street} {household.house_number}".strip() if household else None,
        "member_since": membership.joined_at.isoformat(),
        "told_about_herself": _declarations(session, membership),
        "log": [
            {"at": line.at.isoformat(), "what": said}
            for line, said in log.lines_of(session, community.id, about=membership)
        ],
    } | {name: tell(session, membership) for name, tell in events.own_data.items()}


def _declarations(session: Session, membership: Membership) -> list[dict[str, str]]:
    declarations = session.scalars(
        select(Declaration)
        .where(Declaration.membership_id == membership.id)
        .order_by(Declaration.declared_at, Declaration.value_id)
        .options(joinedload(Declaration.value).joinedload(AttributeValue.attribute))
    )
    return [
        {
            "question": declaration.value.attribute.question,
            "answer": declaration.value.label,
            "at": declaration.declared_at.isoformat(),
        }
        for declaration in declarations
    ]
