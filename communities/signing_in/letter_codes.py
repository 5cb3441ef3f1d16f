"""The code in a letter: eight digits to type and a longer secret to scan, both kept hashed."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Update, insert, select, update
from sqlalchemy.orm import Session, joinedload

from communities import log
from communities.models import Membership
from communities.signing_in.links import hashed
from communities.ways_in import LetterCode
from plumbing.clock import now
from plumbing.paths import absolute
from plumbing.values import Struct

CODE_DIGITS = 8
ONE, AMONG_MORE = "letter_code", "letter_code_among_more"


class LetterKey(Struct, frozen=True):
    """What is printed once and can be read nowhere afterwards."""

    membership_id: int
    code: str
    token: str

    @property
    def grouped(self) -> str:
        """The digits as people read them aloud."""
        return f"{self.code[:4]} {self.code[4:]}"

    @property
    def address(self) -> str:
        """Where the QR leads."""
        return absolute(f"/kom/{self.token}")


def make_codes(
    session: Session, members: Sequence[Membership], by: Membership | None
) -> list[LetterKey]:
    """New codes for these members; what stood in an earlier letter no longer works."""
    if not members:
        return []
    ids = [member.id for member in members]
    # Two who press at once would leave somebody with two codes that work.
    session.execute(
        select(Membership.id)
        .where(Membership.id.in_(ids))
        .order_by(Membership.id)
        .with_for_update()
    ).all()
    session.execute(_revoking(LetterCode.membership_id.in_(ids)))
    keys = [
        LetterKey(member_id, code, secrets.token_urlsafe(15))
        for member_id, code in zip(ids, _new_codes(session, len(ids)), strict=True)
    ]
    session.execute(
        insert(LetterCode),
        [
            {
                "membership_id": key.membership_id,
                "code_hash": _code_hash(key.code),
                "token_hash": hashed(key.token),
                "made_by_id": by.id if by else None,
                "created_at": now(),
            }
            for key in keys
        ],
    )
    log.note_each(session, ONE if len(ids) == 1 else AMONG_MORE, by, members)
    return keys


def revoke(session: Session, member: Membership, by: Membership) -> None:
    """Revokes the code in her letter."""
    session.execute(_revoking(LetterCode.membership_id == member.id))
    log.note(session, member.community_id, "letter_code_revoked", by, member)


def find_by_code(session: Session, code: str) -> LetterCode | None:
    """The code with these digits of a member who is still here, unless it was replaced."""
    return _find(session, LetterCode.code_hash == _code_hash(code))


def find_by_token(session: Session, token: str) -> LetterCode | None:
    """The same, by the token in the QR."""
    return _find(session, LetterCode.token_hash == hashed(token))


def find_by_id(session: Session, code_id: int) -> LetterCode | None:
    """The same, for who typed it on the page before."""
    return _find(session, LetterCode.id == code_id)


def live_code_of(session: Session, member: Membership) -> LetterCode | None:
    """The one code that works for this member."""
    return session.scalar(
        select(LetterCode).where(
            LetterCode.membership_id == member.id, LetterCode.revoked_at.is_(None)
        )
    )


def _find(session: Session, wanted: ColumnElement[bool]) -> LetterCode | None:
    return session.scalar(
        select(LetterCode)
        .join(LetterCode.membership)
        .where(wanted, LetterCode.revoked_at.is_(None), Membership.is_still_here())
        .options(
            joinedload(LetterCode.membership).joinedload(Membership.person),
            joinedload(LetterCode.membership).joinedload(Membership.community),
        )
    )


def _revoking(whose: ColumnElement[bool]) -> Update:
    return update(LetterCode).where(whose, LetterCode.revoked_at.is_(None)).values(revoked_at=now())


def _new_codes(session: Session, number: int) -> list[str]:
    """Codes that were never given before, to anybody on this server."""
    codes: dict[str, str] = {}
    while len(codes) < number:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        codes[_code_hash(code)] = code
        if len(codes) == number:
            taken = select(LetterCode.code_hash).where(LetterCode.code_hash.in_(codes))
            for given in session.scalars(taken):
                del codes[given]
    return list(codes.values())


def _code_hash(code: str) -> str:
    # Eight digits alone are soon guessed by who has the table; with this key they are not.
    key = str(current_app.config["HOST_KEY"]).encode()
    return hmac.new(key, f"letter:{code}".encode(), hashlib.sha256).hexdigest()


def _made(by: str, details: dict[str, Any]) -> str:
    return _("%(by)s maakte een brief met een code voor %(name)s.", by=by, name=details["name"])


def _revoked(by: str, details: dict[str, Any]) -> str:
    return _("%(by)s trok de code in de brief van %(name)s in.", by=by, name=details["name"])


SENTENCES: log.Sentences = {
    ONE: _made,
    AMONG_MORE: _made,
    "letter_code_revoked": _revoked,
}
