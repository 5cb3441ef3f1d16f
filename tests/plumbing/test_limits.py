"""How often one may ask: a hall behind one address signs in, one account does not run wild."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_login import login_user

from app import create_app
from communities.models import Person
from plumbing.security import PER_ACCOUNT, PER_ADDRESS, how_often, limiter


@pytest.fixture
def counting(tmp_path: Path) -> Iterator[Flask]:
    """An application that counts requests, as it does outside the tests."""
    # There is one limiter for all applications, and it keeps the storage of the first.
    before = dict(vars(limiter))
    limiter.enabled = True
    app = create_app({"TESTING": True, "DATABASE_URL": f"sqlite:///{tmp_path}/limits.db"})
    yield app
    app.extensions["engine"].dispose()
    vars(limiter).clear()
    vars(limiter).update(before)


@pytest.mark.slow
def test_a_hall_behind_one_address_gets_in(counting: Flask) -> None:
    stranger = counting.test_client()

    answers = {stranger.get("/in").status_code for _ in range(700)}

    assert answers == {200}


def test_an_account_is_counted_apart_from_its_address(counting: Flask) -> None:
    with counting.test_request_context():
        before = how_often()
        login_user(Person(id=7, session_epoch=0))

        assert (before, how_often()) == (PER_ADDRESS, PER_ACCOUNT)
