"""Personal links and codes for signing in: stored hashed, spent once."""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any, cast

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.orm import Session, joinedload

from communities import log
from communities.models import Membership, Person, SignInToken
from plumbing.clock import now
from plumbing.database.session import db
from plumbing.paths import absolute, local

MINUTES = 15
WRONG_CODES = 5
WRONG_CODES_A_DAY = 15
LINKS_AT_ONCE = 5


def make_sign_in_link(
    session: Session,
    person: Person,
    *,
    next_path: str = "/",
    made_by: Membership | None = None,
    minutes: int = MINUTES,
) -> str:
    """A whole address that signs this person in once; who makes it for her is logged."""
    if made_by is not None:
        note_link(session, person, made_by)
    link, _code = make_link_and_code(
        session, person, next_path=next_path, made_by=made_by, minutes=minutes
    )
    return link


def make_link_and_code(
    session: Session,
    person: Person,
    *,
    next_path: str = "/",
    made_by: Membership | None = None,
    minutes: int = MINUTES,
    device_hash: str | None = None,
    confirms_email: str | None = None,
) -> tuple[str, str | None]:
    """A link, and for the device that asked six digits as well."""
    token = secrets.token_urlsafe(18)
    code = f"{secrets.randbelow(10**6):06}" if device_hash else None
    session.add(
        SignInToken(
            person_id=person.id,
            token_hash=hashed(token),
            code_hash=_code_hash(device_hash, code) if device_hash and code else None,
            device_hash=device_hash,
            next_path=local(next_path),
            confirms_email=confirms_email,
            made_by_id=made_by.id if made_by else None,
            created_at=now(),
            expires_at=now() + timedelta(minutes=minutes),
        )
    )
    return absolute(f"/in/{token}"), code


def note_link(session: Session, person: Person, made_by: Membership | None) -> None:
    """Tell the community, and so this person, that somebody made a link for her."""
    memberships = session.scalars(
        select(Membership).where(Membership.person_id == person.id, Membership.left_at.is_(None))
    )
    for membership in memberships:
        if made_by is None or made_by.community_id == membership.community_id:
            log.note(session, membership.community_id, "sign_in_link", made_by, membership)


def find_link(session: Session, token: str) -> SignInToken | None:
    """The link, spent or not, if it ever existed."""
    return session.scalar(
        select(SignInToken)
        .where(SignInToken.token_hash == hashed(token))
        .options(joinedload(SignInToken.person))
    )


def is_usable(token: SignInToken) -> bool:
    return token.spent_at is None and token.expires_at > now()


def spend(session: Session, token: SignInToken) -> bool:
    """Use a link up; False if that happened before, or its time is over."""
    result = session.execute(
        update(SignInToken)
        .where(
            SignInToken.id == token.id,
            SignInToken.spent_at.is_(None),
            SignInToken.expires_at > now(),
        )
        .values(spent_at=now())
    )
    return cast("CursorResult[Any]", result).rowcount == 1


def spend_code(session: Session, device_hash: str, code: str) -> SignInToken | None:
    """What this device asked for, spent if the code is right; a wrong one is counted."""
    asked = session.scalars(
        select(SignInToken)
        .where(
            SignInToken.device_hash == device_hash,
            SignInToken.spent_at.is_(None),
            SignInToken.expires_at > now(),
            SignInToken.wrong_codes < WRONG_CODES,
        )
        .options(joinedload(SignInToken.person, innerjoin=True))
        .with_for_update(of=SignInToken)
    ).all()
    wanted = _code_hash(device_hash, code)
    for token in asked:
        if token.code_hash and hmac.compare_digest(token.code_hash, wanted):
            token.spent_at = now()
            return token
    for token in asked:
        token.wrong_codes += 1
    return None


def asked_too_often(session: Session, person: Person) -> bool:
    """Are there links enough in her mail already?"""
    made = session.scalar(
        select(func.count())
        .select_from(SignInToken)
        .where(
            SignInToken.person_id == person.id,
            SignInToken.device_hash.is_not(None),
            SignInToken.created_at > now() - timedelta(minutes=MINUTES),
        )
    )
    return (made or 0) >= LINKS_AT_ONCE


def is_being_guessed(session: Session, person: Person) -> bool:
    """Did so many wrong codes come in today that only links should be sent?"""
    wrong = session.scalar(
        select(func.sum(SignInToken.wrong_codes)).where(
            SignInToken.person_id == person.id,
            SignInToken.created_at > now() - timedelta(days=1),
        )
    )
    return (wrong or 0) >= WRONG_CODES_A_DAY


def forget_old_links() -> None:
    """Links are kept a month after their end, to say that they are over."""
    with db.writing() as session:
        session.execute(
            delete(SignInToken).where(SignInToken.expires_at < now() - timedelta(days=30))
        )


def hashed(secret: str) -> str:
    """How a secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _code_hash(device_hash: str, code: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"{device_hash}:{code}".encode(), hashlib.sha256).hexdigest()


def _logged(by: str, details: dict[str, Any]) -> str:
    return _("%(by)s maakte een inloglink voor %(name)s.", by=by, name=details["name"])


SENTENCES: log.Sentences = {
    "sign_in_link": _logged,
}
