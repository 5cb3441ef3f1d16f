"""Once: a form that makes somebody an account is taken one time, however often it is sent."""

import secrets
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from communities.models import Person, SignInToken
from communities.signing_in.links import hashed
from plumbing.clock import now

MINUTES = 15
SHORTEST = 20


def new_form() -> str:
    """A random token for the hidden field of such a form."""
    return secrets.token_urlsafe(18)


def taken_before(session: Session, form: str) -> SignInToken | None:
    """The token row of a form that was taken in the last minutes; None where it was not."""
    if len(form) < SHORTEST:
        return None
    return session.scalar(
        select(SignInToken)
        .where(SignInToken.token_hash == _hash(form), SignInToken.expires_at > now())
        .options(joinedload(SignInToken.person))
    )


def take(session: Session, form: str, person: Person, next_path: str) -> None:
    """Notes that this form was taken; raises IntegrityError where it was."""
    if len(form) < SHORTEST:
        return
    session.add(
        SignInToken(
            person_id=person.id,
            token_hash=_hash(form),
            next_path=next_path,
            created_at=now(),
            expires_at=now() + timedelta(minutes=MINUTES),
            spent_at=now(),
        )
    )
    session.flush()


def _hash(form: str) -> str:
    return hashed(f"form:{form}")
