"""A code in a letter: kept hashed, one that works for each member, replaced by a new one."""

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities import log
from communities.signing_in.letter_codes import (
    find_by_code,
    find_by_token,
    live_code_of,
    make_codes,
    revoke,
)
from communities.ways_in import LetterCode
from plumbing.clock import now
from tests.cast import Linde


@pytest.fixture(autouse=True)
def within(app: Flask) -> object:
    with app.app_context():
        yield


def test_digits_and_secret_lead_to_the_member(session: Session, cast: Linde) -> None:
    (key,) = make_codes(session, [cast.fatma], cast.marleen)

    assert re.fullmatch(r"\d{4} \d{4}", key.grouped)
    by_code, by_token = find_by_code(session, key.code), find_by_token(session, key.token)
    assert by_code is not None
    assert by_code is by_token
    assert by_code.membership == cast.fatma


def test_neither_is_kept_as_it_is(session: Session, cast: Linde) -> None:
    (key,) = make_codes(session, [cast.fatma], cast.marleen)

    row = session.scalars(select(LetterCode)).one()
    kept = f"{row.code_hash} {row.token_hash}"
    assert key.code not in kept
    assert key.token not in kept


def test_new_code_revokes_the_old_one(session: Session, cast: Linde) -> None:
    (old,) = make_codes(session, [cast.fatma], cast.marleen)

    (new,) = make_codes(session, [cast.fatma, cast.henk], cast.marleen)[:1]

    assert find_by_code(session, old.code) is None
    assert find_by_token(session, old.token) is None
    assert find_by_code(session, new.code) is not None
    live = session.scalars(select(LetterCode).where(LetterCode.revoked_at.is_(None))).all()
    assert len(live) == 2


def test_revoked_code_opens_nothing(session: Session, cast: Linde) -> None:
    (key,) = make_codes(session, [cast.fatma], cast.marleen)

    revoke(session, cast.fatma, cast.marleen)

    assert find_by_token(session, key.token) is None
    assert live_code_of(session, cast.fatma) is None


def test_who_left_has_no_code_any_more(session: Session, cast: Linde) -> None:
    (key,) = make_codes(session, [cast.fatma], cast.marleen)

    cast.fatma.left_at = now()
    session.flush()

    assert find_by_code(session, key.code) is None


def test_member_reads_that_somebody_made_a_code_for_her(session: Session, cast: Linde) -> None:
    make_codes(session, [cast.fatma], cast.marleen)
    session.flush()

    said = [words for _line, words in log.lines_of(session, cast.community.id, about=cast.fatma)]

    assert said == ["Marleen de Wit maakte een brief met een code voor Fatma Yıldız."]


def test_many_codes_at_once_are_one_line_for_all_and_one_for_each(
    session: Session, cast: Linde
) -> None:
    make_codes(session, [cast.fatma, cast.henk], cast.marleen)
    session.flush()

    assert len(log.lines_of(session, cast.community.id, about=cast.henk)) == 1
    assert log.lines_of(session, cast.community.id) == []
