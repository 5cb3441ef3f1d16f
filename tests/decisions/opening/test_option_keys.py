"""Options are lettered afresh in a decision that follows, however many there are."""

from datetime import timedelta

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.rules.rules import AMONG_FEW, set_rules
from decisions.models import Decision, Option, Phase
from decisions.opening.draft import MOST_OPTIONS, Draft, OptionDraft
from decisions.opening.follow_up import new_key
from plumbing.clock import clock_at
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import CLOSING, GARDEN, address, opened
from voting import METHODS, option_key

AFTER = CLOSING + timedelta(hours=1)
NAMED = [method.key for method in METHODS.values() if method.names_option]


def many(method: str, number: int) -> Draft:
    """So many plans, the last of which has a meaning of its own; nobody will vote."""
    named = {METHODS[method].names_option: option_key(number - 1)}
    options = tuple(OptionDraft(f"Plan {place}") for place in range(1, number + 1))
    settings = {**named, "quorum": "2/3"}
    return replace(GARDEN, method=method, options=options, settings=settings)


def test_an_option_that_is_named_goes_by_its_new_letter() -> None:
    left = [Option(key="b", label="Boom"), Option(key="d", label="Laat het zo")]

    assert new_key("d", left) == "b"


def test_an_option_that_is_gone_is_named_no_more() -> None:
    left = [Option(key="b", label="Boom"), Option(key="c", label="Goal")]

    assert new_key("d", left) is None


@pytest.mark.parametrize("method", NAMED)
@pytest.mark.parametrize("number", [26, 27, 30, MOST_OPTIONS])
def test_a_follow_up_of_many_options_opens_and_seals(
    app: Flask, session: Session, cast: Linde, browser: SignIn, method: str, number: int
) -> None:
    set_rules(session, cast.community, replace(AMONG_FEW, methods=tuple(METHODS)), cast.marleen)
    session.commit()
    first = opened(app, session, cast, many(method, number))

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(first))
        marleen.post(address(first, "/vervolg"))
        second = session.scalars(select(Decision).where(Decision.previous_id == first.id)).one()
        marleen.post(address(second, "/opening"))
        closes_at = session.get_one(Decision, second.id).closes_at
    with clock_at(closes_at + timedelta(minutes=1)):
        page = browser(cast.marleen).get(address(second))

    session.expire_all()
    second = session.get_one(Decision, second.id)
    assert page.status_code == 200
    assert second.settings[METHODS[method].names_option] == second.options[-1].key
    assert second.options[-1].label == f"Plan {number}"
    assert second.phase is Phase.CLOSED
    assert second.rounds[0].sealed_at is not None
