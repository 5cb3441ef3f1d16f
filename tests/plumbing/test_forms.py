"""A form is one transaction: kept whole, or given back with what was typed."""

import re
from collections.abc import Callable

import pytest
from flask import Flask, redirect
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Conflict, HTTPException

from communities.models import Membership
from plumbing.database.session import db
from plumbing.folders import ROOT as HOUSE
from plumbing.web import Invalid, Page, transaction
from tests.cast import Linde

ROOMS = ("communities", "decisions", "home", "meetings", "proposals")
BALLOTS = {"decisions/ballots/pages.py", "decisions/paper/pages.py"}
"""A ballot is refused in more ways than a form, and each is answered in a way of its own."""
PARTS = {"communities/founding/beginning.py", "communities/joining/people_files.py"}
"""These read a part of a form, and hand on what is wrong in it under another name."""


def _rename(member: Membership, error: Exception | None = None) -> None:
    here = Membership.id == member.id
    db.session.execute(update(Membership).where(here).values(name="Somebody else"))
    if error:
        raise error


def _sent(
    app: Flask,
    member: Membership,
    error: Exception | None = None,
    refused: Callable[[dict[str, str]], Page] | None = None,
) -> None:
    """A form that gives a member another name, and then finds something wrong or not."""
    with app.test_request_context("/", method="POST"), transaction(refused):
        _rename(member, error)


def _name_of(app: Flask, member: Membership) -> str:
    with app.test_request_context("/"):
        name = db.session.scalar(select(Membership.name).where(Membership.id == member.id))
    return name or ""


def test_what_a_form_says_is_kept(app: Flask, cast: Linde) -> None:
    _sent(app, cast.fatma)

    assert _name_of(app, cast.fatma) == "Somebody else"


def test_what_cannot_be_taken_is_given_back_with_what_is_wrong(app: Flask, cast: Linde) -> None:
    wrong = Invalid({"name": "Too long."})

    with pytest.raises(HTTPException) as refused:
        _sent(app, cast.fatma, wrong, lambda errors: f"Wrong: {errors['name']}")

    answer = refused.value.get_response()
    assert (answer.status_code, answer.get_data(as_text=True)) == (422, "Wrong: Too long.")


@pytest.mark.parametrize("error", [Invalid({}), Conflict(), ValueError()])
def test_whatever_is_raised_undoes_what_was_done(app: Flask, cast: Linde, error: Exception) -> None:
    with pytest.raises((HTTPException, ValueError)):
        _sent(app, cast.fatma, error, lambda _errors: "Wrong")

    assert _name_of(app, cast.fatma) == "Fatma Yıldız"


@pytest.mark.parametrize(("page", "status"), [(("Too late.", 409), 409), (redirect("/", 303), 303)])
def test_a_page_with_a_status_of_its_own_keeps_it(
    app: Flask, cast: Linde, page: Page, status: int
) -> None:
    with pytest.raises(HTTPException) as refused:
        _sent(app, cast.fatma, Invalid({}), lambda _errors: page)

    assert refused.value.get_response().status_code == status


def test_who_came_second_can_still_be_told_who_was_first(app: Flask, cast: Linde) -> None:
    with app.test_request_context("/", method="POST"):
        with pytest.raises(IntegrityError), transaction():
            _rename(cast.fatma, IntegrityError("", None, Exception()))

        assert db.session.get_one(Membership, cast.fatma.id).name == "Fatma Yıldız"


def test_a_form_that_nobody_gives_back_gets_the_page_of_a_wrong_form(
    app: Flask, cast: Linde
) -> None:
    with pytest.raises(HTTPException) as refused:
        _sent(app, cast.fatma, Invalid({"name": "Too long."}))

    assert refused.value.code == 422


def test_no_page_spells_the_transaction_of_a_form_again() -> None:
    spelled = re.compile(r"\.rollback\(\)|session\.commit\(\)|except Invalid\b")
    files = [file for room in ROOMS for file in (HOUSE / room).rglob("*.py")]

    again = {
        path
        for file in files
        if spelled.search(file.read_text())
        and (path := file.relative_to(HOUSE).as_posix()) not in BALLOTS | PARTS
    }

    assert again == set()
