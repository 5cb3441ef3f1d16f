"""The page of an open vote is written once for all who look at it in the same way."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from communities.models import Membership, Visibility
from decisions.models import Decision
from plumbing.database.snapshot import SnapshotCache
from plumbing.words.formality import FORMAL
from tests.cast import Linde, join
from tests.conftest import Queries, SignIn
from tests.decisions.scenes import address, opened, vote
from tests.decisions.weverij import TENURE, attribute

TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')
SEEN = "?eerst=besluit"


@pytest.fixture
def hall(session: Session, cast: Linde) -> list[Membership]:
    """Enough people for groups, who all have been here before."""
    cast.community.visibility = Visibility.PUBLIC
    crowd = [join(session, cast.community, f"Buur{number} Bos") for number in range(40)]
    session.flush()
    for one in (*crowd, cast.fatma, cast.joost, cast.henk, cast.marleen, cast.olga, cast.sanne):
        one.visits = 2
    session.commit()
    return crowd


@pytest.fixture
def decision(app: Flask, session: Session, cast: Linde, hall: list[Membership]) -> Decision:
    decision = opened(app, session, cast)
    attributes = [attribute("woning", "Huur je of heb je een eigen huis?", TENURE)]
    decision.hearing_base = {**decision.hearing_base, "attributes": attributes}
    session.commit()
    return decision


@pytest.fixture
def everybody(
    browser: SignIn, cast: Linde, hall: list[Membership], decision: Decision
) -> list[FlaskClient]:
    """All kinds of people, and of each kind two."""
    first, second, *others = hall
    for voter in (cast.henk, others[0]):
        vote(browser(voter), decision, "voorstel=1")
    return [
        *map(browser, (first, second, cast.joost, cast.fatma)),
        *map(browser, (cast.henk, others[0])),
        *map(browser, (cast.marleen, cast.olga, cast.sanne)),
        *(browser(None) for _ in range(2)),
        *(_with_cookie(browser(one), "taal", "en") for one in (first, others[1])),
        *(_with_cookie(browser(one), "weergave", "dark") for one in (first, others[1])),
        *(_formal(browser(one)) for one in (first, others[1])),
    ]


def _with_cookie(client: FlaskClient, name: str, value: str) -> FlaskClient:
    client.set_cookie(name, value, domain="gehoord.test")
    return client


def _formal(client: FlaskClient) -> FlaskClient:
    with client.session_transaction() as cookies:
        cookies[FORMAL] = True
    return client


def _words(client: FlaskClient, decision: Decision) -> str:
    page = client.get(address(decision, SEEN))
    assert page.status_code == 200
    return TOKEN.sub("", page.text)


def test_what_was_written_for_another_is_what_would_be_written_for_her(
    app: Flask, everybody: list[FlaskClient], decision: Decision
) -> None:
    together = [_words(client, decision) for client in everybody]

    alone = []
    for client in everybody:
        app.extensions["snapshots"] = SnapshotCache()
        alone.append(_words(client, decision))

    assert together == alone
    assert len(set(alone)) > 6


def test_each_has_a_token_of_her_own(
    browser: SignIn, cast: Linde, hall: list[Membership], decision: Decision
) -> None:
    tokens = [
        set(TOKEN.findall(browser(one).get(address(decision, SEEN)).text)) for one in hall[:3]
    ]

    assert all(len(own) == 1 for own in tokens)
    assert len(set().union(*tokens)) == 3


def test_a_notice_is_for_her_alone(
    browser: SignIn, hall: list[Membership], decision: Decision
) -> None:
    told, other = browser(hall[0]), browser(hall[1])
    with told.session_transaction() as cookies:
        cookies["_flashes"] = [("message", "Dit is alleen voor jou.")]

    pages = [_words(client, decision) for client in (told, other, told)]

    assert ["alleen voor jou" in page for page in pages] == [True, False, False]


def test_a_vote_shows_at_once(browser: SignIn, hall: list[Membership], decision: Decision) -> None:
    looks = browser(hall[0])
    before = _words(looks, decision)

    vote(browser(hall[1]), decision, "voorstel=1")

    assert _words(looks, decision) != before


def test_the_second_who_looks_asks_little(
    browser: SignIn, hall: list[Membership], decision: Decision, queries: Queries
) -> None:
    first, second = browser(hall[0]), browser(hall[1])
    path = address(decision, SEEN)
    first.get(path)

    with queries() as seen:
        second.get(path)

    assert len(seen) == 1
