"""One link for everybody: made for a number of people, until a day, revoked when it must be."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session, joinedload

from communities import log
from communities.models import Community, Membership
from communities.ways_in import JoinLink
from plumbing.clock import now
from plumbing.paths import absolute

TOKEN_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that looks like another: somebody types it from a poster."""
TOKEN_LENGTH = 10
MOST_JOINERS = 5000
LONGEST_DAYS = 366


def make_join_link(
    session: Session, community: Community, by: Membership, most: int, days: int
) -> JoinLink:
    """Makes a link that lets in so many people, for so many days."""
    link = JoinLink(
        community_id=community.id,
        token="".join(secrets.choice(TOKEN_SIGNS) for _ in range(TOKEN_LENGTH)),
        most=most,
        made_by_id=by.id,
        created_at=now(),
        expires_at=now() + timedelta(days=days),
    )
    session.add(link)
    session.flush()
    log.note(session, community.id, "join_link", by, most=most, days=days)
    return link


def revoke_join_link(session: Session, link: JoinLink, by: Membership) -> None:
    """Revokes a link: from now on it lets nobody in."""
    if link.revoked_at is None:
        link.revoked_at = now()
        log.note(session, link.community_id, "join_link_revoked", by)


def find_join_link(session: Session, token: str) -> JoinLink | None:
    """The link whose token was scanned or typed, alive or not."""
    plain = "".join(sign for sign in token.lower() if sign.isalnum())
    return session.scalar(
        select(JoinLink).where(JoinLink.token == plain).options(joinedload(JoinLink.community))
    )


def live_links(session: Session, community: Community) -> Sequence[JoinLink]:
    """The links that still let people in, the newest in front."""
    return session.scalars(
        select(JoinLink)
        .where(
            JoinLink.community_id == community.id,
            JoinLink.revoked_at.is_(None),
            JoinLink.expires_at > now(),
            JoinLink.joined < JoinLink.most,
        )
        .order_by(JoinLink.id.desc())
    ).all()


def is_live(link: JoinLink) -> bool:
    return link.revoked_at is None and link.expires_at > now() and link.joined < link.most


def take_place(session: Session, link: JoinLink) -> bool:
    """Uses one place of a link; False once they are gone, whoever came at the same moment."""
    result = session.execute(
        update(JoinLink)
        .where(
            JoinLink.id == link.id,
            JoinLink.joined < JoinLink.most,
            JoinLink.revoked_at.is_(None),
            JoinLink.expires_at > now(),
        )
        .values(joined=JoinLink.joined + 1)
    )
    return cast("CursorResult[Any]", result).rowcount == 1


def address_of(link: JoinLink) -> str:
    """The whole address, for a QR and for a chat."""
    return absolute(f"/mee/{link.token}")


def address_to_type(link: JoinLink) -> str:
    """As it is typed from a poster."""
    return address_of(link).partition("://")[2]


def _made(by: str, details: dict[str, Any]) -> str:
    return ngettext(
        "%(by)s maakte een link om lid te worden, voor %(num)d mens, %(days)s dagen lang.",
        "%(by)s maakte een link om lid te worden, voor %(num)d mensen, %(days)s dagen lang.",
        details["most"],
        by=by,
        days=details["days"],
    )


def _revoked(by: str, details: dict[str, Any]) -> str:
    return _("%(by)s trok de link om lid te worden in.", by=by)


SENTENCES: log.Sentences = {
    "join_link": _made,
    "join_link_revoked": _revoked,
}
