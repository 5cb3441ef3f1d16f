"""One press after a count that settled nothing: the right options, the same roll, linked."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Membership
from decisions.models import Decision, Phase, Secrecy
from decisions.opening.draft import Draft
from decisions.roll import RollEntry
from plumbing.clock import clock_at
from plumbing.values import replace
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.opening.test_unsettled import CHOICE, equal
from tests.decisions.scenes import CLOSING, CONSENT, DOTS, GARDEN, address, opened, vote

AFTER = CLOSING + timedelta(hours=1)


def second_of(session: Session, first: Decision) -> Decision:
    session.expire_all()
    return session.scalars(select(Decision).where(Decision.previous_id == first.id)).one()


def counted(
    app: Flask, session: Session, cast: Linde, browser: SignIn, draft: Draft, votes: dict[str, str]
) -> Decision:
    """A decision in which these members chose so."""
    decision = opened(app, session, cast, draft)
    for name, choice in votes.items():
        vote(browser(getattr(cast, name)), decision, choice)
    return decision


def test_a_run_off_goes_between_the_top_two_by_one_press(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    draft = replace(CHOICE, settings={"threshold": "absolute"})
    votes = {"fatma": "a=1", "henk": "a=1", "piet": "c=1", "joost": "b=1", "marleen": "c=1"}
    first = counted(app, session, cast, browser, draft, votes)

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        page = marleen.get(address(first)).text
        answer = marleen.post(address(first, "/vervolg"))
        second = second_of(session, first)
        to_check = marleen.get(answer.headers["Location"]).text
        marleen.post(address(second, "/opening"))

    second = second_of(session, first)
    assert "Tweede ronde klaarzetten" in page
    assert "Wie de vorige keer mocht stemmen, mag nu weer stemmen." in to_check
    assert [option.label for option in second.options] == ["Bank", "Goal"]
    assert second.settings["threshold"] == "absolute"
    assert second.secrecy is Secrecy.OPEN
    assert second.phase is Phase.OPEN
    assert second.closes_at - AFTER >= timedelta(days=7)


def test_only_who_could_vote_the_first_time_votes_again(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    first = equal(app, session, cast, browser)
    before = set(
        session.scalars(select(RollEntry.membership_id).where(RollEntry.decision_id == first.id))
    )
    newcomer = session.get_one(Membership, cast.sanne.id)

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(first))
        newcomer.votes = True
        newcomer.role = cast.henk.role
        session.commit()
        marleen.post(address(first, "/vervolg"))
        marleen.post(address(second_of(session, first), "/opening"))

    second = second_of(session, first)
    after = set(
        session.scalars(select(RollEntry.membership_id).where(RollEntry.decision_id == second.id))
    )
    assert second.phase is Phase.OPEN
    assert newcomer.id not in after
    assert after == before
    assert '"same_roll":true' in second.rounds[0].frozen


def test_a_second_meeting_needs_what_was_agreed_beforehand(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    draft = replace(
        GARDEN, settings={"quorum": "2/3", "threshold": "2/3"}, second_quorum="0",
        articles={"quorum": "artikel 52"},
    )  # fmt: skip
    first = counted(app, session, cast, browser, draft, {"fatma": "voorstel=1"})

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        page = marleen.get(address(first)).text
        marleen.post(address(first, "/vervolg"))

    second = second_of(session, first)
    assert "Dan maakt het niet uit hoeveel mensen meedoen." in page
    assert "Tweede keer klaarzetten" in page
    assert second.settings["quorum"] == 0
    assert second.settings["threshold"] == "2/3"
    assert second.articles == {"quorum": "artikel 52"}
    assert second.is_motion


def test_without_such_an_agreement_the_quorum_stays(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    draft = replace(GARDEN, settings={"quorum": "2/3"})
    first = counted(app, session, cast, browser, draft, {"fatma": "voorstel=1"})

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(first))
        marleen.post(address(first, "/vervolg"))

    assert second_of(session, first).settings["quorum"] == "2/3"


def test_of_several_winners_only_the_places_left_are_voted_on(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    settings = {"dots": 3, "winners": 2, "at_cut_off": "second_round", "use_all": True}
    first = opened(app, session, cast, replace(DOTS, settings=settings, secrecy=Secrecy.OPEN))
    vote(browser(cast.fatma), first, **{"mark.a": "2", "mark.b": "1"})
    vote(browser(cast.henk), first, **{"mark.a": "2", "mark.c": "1"})

    with clock_at(AFTER):
        joost = browser(cast.joost)
        joost.get(address(first))
        joost.post(address(first, "/vervolg"))

    second = second_of(session, first)
    assert [option.label for option in second.options] == ["Boom", "Goal"]
    assert second.settings["winners"] == 1


def test_an_objection_that_stays_leads_to_the_fallback(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    draft = replace(CONSENT, settings={"fallback": "majority", "min_participants": 1})
    first = opened(app, session, cast, draft)
    vote(
        browser(cast.piet),
        first,
        "voorstel=-1",
        what_goes_wrong="Dan is het veld weg.",
        for_whom="De kinderen",
        what_would_help="Ruimte vrij laten",
    )

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(first))
        marleen.post(address(first, "/sluiting"))
        page = marleen.get(address(first)).text
        marleen.post(address(first, "/vervolg"))

    second = second_of(session, first)
    assert "Stemming klaarzetten" in page
    assert second.method == "majority"
    assert second.secrecy is Secrecy.SECRET


@pytest.mark.parametrize("choice", ["voorstel=1", "voorstel=-1"])
def test_what_was_settled_has_no_follow_up(
    app: Flask, session: Session, cast: Linde, browser: SignIn, choice: str
) -> None:
    first = counted(app, session, cast, browser, GARDEN, {"fatma": choice})

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(first))
        answer = marleen.post(address(first, "/vervolg"))

    assert answer.status_code == 409


def test_pressing_twice_prepares_one(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    first = equal(app, session, cast, browser)

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(first))
        marleen.post(address(first, "/vervolg"))
        marleen.post(address(first, "/vervolg"))
        second = second_of(session, first)
        marleen.post(address(second, "/opening"))
        late = marleen.post(address(first, "/vervolg"))

    assert late.status_code == 409
    assert "Hier is al een vervolg op." in late.text


def test_a_form_cannot_narrow_the_roll_of_a_first_decision(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    first = counted(app, session, cast, browser, CHOICE, {})
    form = {
        "method": "majority",
        "title": "Nog eens",
        "question": "Toch maar?",
        "same_roll": "1",
        "preset": "threshold=simple",
        "closes_on": "2026-05-25",
        "closes_time": "20:00",
    }

    with clock_at(AFTER):
        joost = browser(cast.joost)
        joost.get(address(first))
        joost.post(f"/g/linde/voorstellen/{first.proposal.number}/besluit", data=form)

    assert second_of(session, first).same_roll is False


def test_the_choice_to_change_nothing_takes_part_by_its_new_letter(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    draft = replace(DOTS, method="resistance", settings={"zero_option": "d"})
    first = opened(app, session, cast, draft)
    for member, bench, tree in ((cast.fatma, "0", "2"), (cast.joost, "2", "0")):
        marks = {"mark.a": bench, "mark.b": tree, "mark.c": "9", "mark.d": "9"}
        vote(browser(member), first, **marks)

    with clock_at(AFTER):
        joost = browser(cast.joost)
        joost.get(address(first))
        joost.post(address(first, "/vervolg"))

    second = second_of(session, first)
    assert [option.label for option in second.options] == ["Bank", "Boom", "Schuur"]
    assert second.settings["zero_option"] == "c"
