"""Declaring: what a member tells about herself, for one purpose; gone when she withdraws it."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from communities import events
from communities.models import (
    Attribute,
    AttributeKind,
    AttributeValue,
    Community,
    Declaration,
    Membership,
)
from plumbing.clock import now
from plumbing.web import Invalid


def attributes_of(session: Session, community: Community) -> Sequence[Attribute]:
    """What this community asks now, with the possible answers."""
    if not community.asks_who_is_missing:
        return []
    return session.scalars(
        select(Attribute)
        .where(Attribute.community_id == community.id, Attribute.retired_at.is_(None))
        .order_by(Attribute.position, Attribute.id)
        .options(selectinload(Attribute.values))
    ).all()


def all_attributes_of(session: Session, community: Community) -> Sequence[Attribute]:
    """What this community ever asked, retired attributes too."""
    return session.scalars(
        select(Attribute)
        .where(Attribute.community_id == community.id)
        .order_by(Attribute.position, Attribute.id)
        .options(selectinload(Attribute.values))
    ).all()


def declared_by(session: Session, membership: Membership) -> set[int]:
    """The answers this member gave, by the id of their value."""
    return set(
        session.scalars(
            select(Declaration.value_id).where(Declaration.membership_id == membership.id)
        )
    )


def declare(
    session: Session,
    membership: Membership,
    attribute: Attribute,
    keys: Sequence[str],
    *,
    agrees: bool = False,
) -> None:
    """Answer anew; what is sensitive needs her consent each time. Raises Invalid."""
    chosen = [value for value in attribute.values if value.key in keys]
    if not chosen:
        raise Invalid({attribute.key: _("Kies eerst een antwoord.")})
    if len(chosen) > 1 and attribute.kind is not AttributeKind.MULTIPLE:
        raise Invalid({attribute.key: _("Kies één antwoord.")})
    if attribute.sensitive and not agrees:
        raise Invalid(
            {attribute.key: _("Zet een vinkje als we dit mogen bewaren. Anders bewaren we niets.")}
        )
    _delete(session, membership, attribute)
    for value in chosen:
        session.add(Declaration(membership_id=membership.id, value_id=value.id, declared_at=now()))


def withdraw(session: Session, membership: Membership, attribute: Attribute) -> None:
    """Delete what she told here, at once and wherever it was copied to."""
    _delete(session, membership, attribute)
    for forget in events.withdrawals:
        forget(session, membership, attribute.key)


def retire(session: Session, attribute: Attribute) -> None:
    """The community asks this no longer: deletes every answer, and what was counted of them."""
    attribute.retired_at = now()
    values = select(AttributeValue.id).where(AttributeValue.attribute_id == attribute.id)
    session.execute(delete(Declaration).where(Declaration.value_id.in_(values)))
    for forget in events.retirements:
        forget(session, attribute)


def _delete(session: Session, membership: Membership, attribute: Attribute) -> None:
    of_this = select(AttributeValue.id).where(AttributeValue.attribute_id == attribute.id)
    session.execute(
        delete(Declaration).where(
            Declaration.membership_id == membership.id, Declaration.value_id.in_(of_this)
        )
    )
