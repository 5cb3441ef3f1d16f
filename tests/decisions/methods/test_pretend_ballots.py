"""Playing with a rule: pretend ballots on the page of each way, and before opening."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from decisions.methods.examples import example_of
from decisions.methods.pretend_ballots import (
    MOST_ALIKE,
    MOST_GROUPS,
    VoterGroup,
    play,
    to_start_with,
)
from decisions.models import Decision, LogRow
from decisions.opening.draft import Draft, OptionDraft, prepare
from decisions.votes import Participation
from plumbing.values import replace
from tests.cast import Linde
from tests.conftest import Queries, SignIn
from tests.decisions.scenes import DOTS, GARDEN, address, opened, proposal_in_talk
from voting import METHODS


def as_form(groups: list[tuple[int, dict[str, int]]], **more: str) -> MultiDict[str, str]:
    """Groups as the page sends them."""
    form: dict[str, Any] = dict(more)
    for place, (people, marks) in enumerate(groups):
        form[f"people{place}"] = str(people)
        form |= {f"mark{place}.{key}": str(mark) for key, mark in marks.items()}
    return MultiDict(form)


@pytest.mark.parametrize("key", METHODS)
def test_every_way_has_a_page_that_starts_with_ballots_that_count(
    browser: SignIn, key: str
) -> None:
    page = browser().get(f"/manieren/{key}")

    assert page.status_code == 200
    assert page.text.count('class="play-group"') >= 2
    assert 'class="verdict"' in page.text
    assert "Deze stemmen tellen nu niet." not in page.text
    assert "Wat er zwak aan is" in page.text


@pytest.mark.parametrize("key", METHODS)
def test_the_example_is_counted_by_the_real_rule(app: Flask, key: str) -> None:
    with app.test_request_context():
        decision = example_of(METHODS[key])
        groups = to_start_with(decision)
        played = play(decision, MultiDict())

    assert played.shown is not None
    assert played.shown.result.ballots.valid == sum(group.people for group in groups)
    assert played.shown.result.ballots.invalid == 0


@pytest.mark.parametrize("most", [10, 5, 3, 1])
def test_the_first_wish_meets_the_least_resistance(app: Flask, most: int) -> None:
    with app.test_request_context():
        decision = example_of(METHODS["resistance"])
        decision.settings = {**decision.settings, "max": most}
        groups = to_start_with(decision)

    assert [min(group.marks, key=group.marks.__getitem__) for group in groups[:2]] == [
        option.key for option in decision.options[:2]
    ]


@pytest.mark.parametrize("key", METHODS)
def test_no_two_groups_start_with_the_same_ballot(app: Flask, key: str) -> None:
    with app.test_request_context():
        groups = to_start_with(example_of(METHODS[key]))

    assert all(
        group.marks not in [one.marks for one in groups[:place]]
        for place, group in enumerate(groups)
    )


def test_an_unknown_way_has_no_page(browser: SignIn) -> None:
    assert browser().get("/manieren/gokken").status_code == 404


def test_a_visitor_turns_a_motion_by_changing_the_numbers(browser: SignIn) -> None:
    ballots = {"answer0": "a=1", "answer1": "a=-1"}

    lost = browser().get("/manieren/majority", query_string=ballots | {"people0": 3, "people1": 4})
    won = browser().get("/manieren/majority", query_string=ballots | {"people0": 5, "people1": 4})

    assert '<p class="verdict">Niet aangenomen</p>' in lost.text
    assert '<p class="verdict">Aangenomen</p>' in won.text


@pytest.mark.parametrize(("pressed", "people"), [("more", 4), ("less", 2)])
def test_a_step_is_one_more_or_one_fewer(app: Flask, pressed: str, people: int) -> None:
    with app.test_request_context():
        decision = example_of(METHODS["dots"])
        played = play(decision, as_form([(3, {"a": 2}), (5, {"b": 1})], **{pressed: "0"}))

    assert [group.people for group in played.groups] == [people, 5]
    assert played.shown is not None
    assert played.shown.result.ballots.cast == people + 5


def test_a_group_can_be_added_up_to_the_most(app: Flask) -> None:
    with app.test_request_context():
        decision = example_of(METHODS["dots"])
        more = play(decision, as_form([(3, {"a": 2})], another="1"))
        full = play(decision, as_form([(1, {"a": 1})] * MOST_GROUPS, another="1"))

    assert more.groups == (VoterGroup(3, {"a": 2}), VoterGroup(1, {}))
    assert len(full.groups) == MOST_GROUPS


def test_a_ballot_against_the_rule_is_said_and_counts_not(app: Flask) -> None:
    with app.test_request_context():
        decision = example_of(METHODS["dots"])
        played = play(decision, as_form([(3, {"a": 9}), (1, {"b": 1})]))

    assert played.groups[0].wrong.startswith("Je gaf 9 stippen.")
    assert played.shown is not None
    assert played.shown.result.ballots.invalid == 3
    assert played.shown.result.winners == ("b",)


@pytest.mark.parametrize(
    "sent",
    [
        {"people0": "-4", "mark0.a": "x"},
        {"people0": "9" * 40, "mark0.a": "²"},
        {"people0": "", "answer0": "zz=1"},
        {"people0": "1", "answer0": "a"},
        {"people0": "1", "mark0.a": "-99999", "more": "x"},
    ],
)
@pytest.mark.parametrize("key", METHODS)
def test_whatever_is_sent_gets_a_page(browser: SignIn, key: str, sent: dict[str, str]) -> None:
    assert browser().get(f"/manieren/{key}", query_string=sent).status_code == 200


def test_no_group_is_larger_than_a_village(app: Flask) -> None:
    with app.test_request_context():
        played = play(example_of(METHODS["dots"]), as_form([(5000, {"a": 1})]))

    assert played.groups[0].people == MOST_ALIKE


def ready(session: Session, app: Flask, cast: Linde, draft: Draft) -> Decision:
    proposal = proposal_in_talk(session, cast, draft.title)
    with app.test_request_context():
        decision = prepare(session, proposal, cast.marleen, draft)
    session.commit()
    return decision


@pytest.mark.parametrize("who", ["joost", "marleen"])
def test_author_and_facilitator_try_out_what_they_prepared(
    app: Flask, session: Session, cast: Linde, browser: SignIn, who: str
) -> None:
    decision = ready(session, app, cast, replace(GARDEN, settings={"quorum": "1/1"}))
    form = {"people0": "2", "answer0": "voorstel=1"}

    client = browser(getattr(cast, who))
    first = client.get(address(decision, "/proef"))
    few = client.post(address(decision, "/proef"), data=form)
    all_of_them = client.post(address(decision, "/proef"), data=form | {"people0": "400"})

    assert "Dit is een proef met verzonnen stemmen." in first.text
    assert '<p class="verdict">Te weinig mensen</p>' in few.text
    assert '<p class="verdict">Aangenomen</p>' in all_of_them.text


def test_nothing_of_a_try_is_kept(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = ready(session, app, cast, DOTS)
    before = (decision.revision, decision.phase)

    browser(cast.marleen).post(address(decision, "/proef"), data={"people0": "3", "mark0.a": "2"})

    session.expire_all()
    assert (decision.revision, decision.phase) == before
    assert session.scalar(select(func.count()).select_from(Participation)) == 0
    assert session.scalar(select(func.count()).select_from(LogRow)) == 0
    assert session.scalar(select(func.count()).select_from(Decision)) == 1


def test_trying_ends_when_the_decision_opens(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    assert browser(cast.marleen).get(address(decision, "/proef")).status_code == 409


def test_a_try_asks_little_however_many_options_there_are(
    app: Flask, session: Session, cast: Linde, browser: SignIn, queries: Queries
) -> None:
    many = tuple(OptionDraft(f"Plan {number}") for number in range(1, 31))
    decision = ready(session, app, cast, replace(DOTS, options=many))
    client = browser(cast.marleen)
    client.get(address(decision, "/proef"))

    with queries() as seen:
        page = client.get(address(decision, "/proef"))

    assert page.status_code == 200
    assert len(seen) <= 12


def test_the_page_to_check_leads_to_the_try(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = ready(session, app, cast, GARDEN)

    page = browser(cast.marleen).get(address(decision)).text

    assert f'href="{address(decision)}' in page
    assert "/proef" in page


def test_the_ballot_leads_to_how_it_works(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    page = browser(cast.fatma).get(address(decision, "/stem")).text

    assert 'href="/manieren/majority"' in page
