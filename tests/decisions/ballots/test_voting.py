"""Voting over HTTP, as a neighbour does it on her phone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from decisions.opening.draft import Draft
from decisions.votes import OpenBallot, Participation, SecretBallot
from plumbing.clock import clock_at
from proposals.explanations.explaining import explain
from tests.cast import Linde, join
from tests.conftest import SignIn
from tests.decisions.scenes import CLOSING, CONSENT, DOTS, GARDEN, address, nonce_of, opened, vote


def test_who_can_still_vote_lands_on_the_ballot(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    page = browser(cast.fatma).get(address(decision), follow_redirects=True)

    assert page.request.path.endswith("/stem")
    assert "Ben je voor of tegen de moestuin?" in page.text
    assert "Blanco: ik laat het aan jullie over" in page.text


def test_an_explanation_in_her_own_language_lies_open_beside_the_ballot(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    with app.test_request_context():
        for spoken, words in (("en", "A garden, yes or no?"), ("ar", "حديقة؟")):
            explain(session, decision.proposal, cast.samira, spoken, words)
        session.commit()

    dutch = browser(cast.henk).get(address(decision, "/stem")).text
    cast.fatma.person.language = "en"
    session.commit()
    english = browser(cast.fatma).get(address(decision, "/stem")).text

    assert dutch.index("حديقة؟") < dutch.index("A garden, yes or no?")
    assert english.index("A garden, yes or no?") < english.index("حديقة؟")
    opened_fold = '<details class="fold" open>'
    assert (dutch.count(opened_fold), english.count(opened_fold)) == (0, 1)


def test_a_vote_counts_and_the_receipt_of_a_secret_one_does_not_say_what_it_was(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    client = browser(cast.fatma)

    receipt = vote(client, decision, "voorstel=1")
    page = client.get(receipt.location)

    assert receipt.status_code == 303
    assert "Je stem telt mee." in page.text
    assert "Je koos" not in page.text
    assert session.scalar(select(func.count()).select_from(Participation)) == 1


def test_choosing_again_replaces_the_ballot(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    client = browser(cast.fatma)
    vote(client, decision, "voorstel=1")

    vote(client, decision, "voorstel=-1")

    assert session.scalars(select(SecretBallot.marks)).all() == [{"voorstel": -1}]
    assert session.scalars(select(Participation.version)).all() == [2]


def test_the_ballot_to_choose_again_does_not_show_a_secret_choice(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    client = browser(cast.fatma)
    vote(client, decision, "voorstel=-1")

    page = client.get(address(decision, "/stem?opnieuw=1"))

    assert " checked" not in page.text


def test_the_same_form_sent_twice_is_one_vote(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    client = browser(cast.fatma)
    path = address(decision, "/stem")
    form = {"nonce": nonce_of(client.get(path)), "choice": "voorstel=1"}

    answers = [client.post(path, data=form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert session.scalars(select(Participation.version)).all() == [1]


def test_a_form_from_before_a_vote_elsewhere_is_given_back_as_it_was(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    client = browser(cast.fatma)
    path = address(decision, "/stem")
    old = {"nonce": nonce_of(client.get(path)), "choice": "voorstel=-1"}
    vote(browser(cast.fatma), decision, "voorstel=1")

    answer = client.post(path, data=old)

    assert answer.status_code == 409
    assert "Wil je opnieuw kiezen?" in answer.text
    assert 'value="voorstel=-1" checked' in answer.text
    again = client.post(path, data={"nonce": nonce_of(answer), "choice": "voorstel=-1"})
    assert again.status_code == 303


def test_a_ballot_after_the_closing_is_refused_with_the_words_still_there(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, CONSENT)
    client = browser(cast.fatma)
    path = address(decision, "/stem")
    form = {
        "nonce": nonce_of(client.get(path)),
        "choice": "voorstel=-1",
        "what_goes_wrong": "Dan is er geen veld meer.",
        "for_whom": "De kinderen",
        "what_would_help": "Een stuk vrij laten",
    }

    with clock_at(CLOSING):
        answer = client.post(path, data=form)

    assert answer.status_code == 409
    assert "Dan is er geen veld meer." in answer.text
    assert session.scalar(select(func.count()).select_from(Participation)) == 0


def test_who_voted_in_time_hears_that_it_counts_when_a_repeat_comes_late(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    client = browser(cast.fatma)
    path = address(decision, "/stem")
    form = {"nonce": nonce_of(client.get(path)), "choice": "voorstel=1"}
    client.post(path, data=form)

    with clock_at(CLOSING):
        answer = client.post(path, data=form)

    assert "Je stem van eerder telt mee." in answer.text


@pytest.mark.parametrize("form", [{}, {"choice": ""}, {"mark.a": "0"}])
def test_nothing_chosen_is_not_a_blank_vote(
    app: Flask, session: Session, cast: Linde, browser: SignIn, form: dict[str, str]
) -> None:
    decision = opened(app, session, cast)
    client = browser(cast.fatma)
    path = address(decision, "/stem")

    answer = client.post(path, data=form | {"nonce": nonce_of(client.get(path))})

    assert answer.status_code == 422
    assert "Kies eerst wat je wilt." in answer.text


@pytest.mark.parametrize("choice", ["voorstel=2", "voorstel=ja", "ander=1", "=1", "voorstel="])
def test_a_mark_that_is_none_is_refused(
    app: Flask, session: Session, cast: Linde, browser: SignIn, choice: str
) -> None:
    decision = opened(app, session, cast)

    answer = vote(browser(cast.fatma), decision, choice)

    assert answer.status_code == 422
    assert session.scalar(select(func.count()).select_from(Participation)) == 0


def test_blank_is_a_choice_of_its_own(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    vote(browser(cast.fatma), decision, "blank")

    assert session.scalars(select(SecretBallot.marks)).all() == [{}]


def test_dots_are_given_in_steps_that_cast_nothing(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, DOTS)
    client = browser(cast.fatma)
    path = address(decision, "/stem")
    client.get(path)

    page = client.post(path, data={"nonce": "0.x", "mark.a": "1", "mark.b": "0", "more": "a"})

    assert "Je kunt nog 1 stip geven" in page.text
    assert 'name="mark.a" value="2"' in page.text
    assert session.scalar(select(func.count()).select_from(Participation)) == 0


def test_dots_are_cast_as_they_were_given(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, DOTS)
    given = {"mark.a": "2", "mark.b": "1", "mark.c": "0", "mark.d": "0"}

    answer = vote(browser(cast.fatma), decision, **given)

    assert answer.status_code == 303
    assert session.scalars(select(SecretBallot.marks)).all() == [{"a": 2, "b": 1}]


def test_too_many_dots_come_back_with_the_sum(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, DOTS)

    answer = vote(browser(cast.fatma), decision, **{"mark.a": "2", "mark.b": "2"})

    assert answer.status_code == 422
    assert "Je gaf 4 stippen. Je hebt er 3." in answer.text
    assert 'name="mark.a" value="2"' in answer.text


def test_an_objection_answers_three_questions(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, CONSENT)

    answer = vote(browser(cast.fatma), decision, "voorstel=-1", what_goes_wrong="Geen veld meer.")

    assert answer.status_code == 422
    assert "Schrijf op voor wie het misgaat." in answer.text
    assert "Geen veld meer." in answer.text
    assert session.scalar(select(func.count()).select_from(OpenBallot)) == 0


def test_an_open_ballot_shows_its_own_voter_what_she_chose(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, CONSENT)
    client = browser(cast.fatma)

    page = client.get(vote(client, decision, "voorstel=1").location)

    assert "Je koos: Ik ga akkoord." in page.text


def test_options_stand_in_an_order_of_each_voters_own_that_stays(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, DOTS)
    labels = [option.label for option in decision.options]

    def order(member: object) -> list[str]:
        text = browser(member).get(address(decision, "/stem")).text  # type: ignore[arg-type]
        return sorted(labels, key=lambda label: text.index(f">{label}<"))

    first = {member.id: order(member) for member in (cast.fatma, cast.henk, cast.piet, cast.joost)}

    assert first[cast.fatma.id] == order(cast.fatma)
    assert len({tuple(seen) for seen in first.values()}) > 1


def test_htmx_gets_the_ballot_alone(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    client = browser(cast.fatma)
    path = address(decision, "/stem")
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}

    wrong = client.post(path, data={"nonce": "0.0123456789abcdef"}, headers=headers)
    receipt = client.get(path, headers=headers)

    assert wrong.status_code == 422
    for answer in (wrong, receipt):
        assert "<html" not in answer.text
        assert answer.text.count('id="ballot"') == 1


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("sanne", 403), ("bram", 404)])
def test_who_has_no_vote_here_casts_none(
    app: Flask, session: Session, cast: Linde, browser: SignIn, who: str, status: int
) -> None:
    decision = opened(app, session, cast)

    answer = browser(getattr(cast, who)).post(
        address(decision, "/stem"), data={"nonce": "0.0123456789abcdef", "choice": "blank"}
    )

    assert answer.status_code == status


def test_who_joined_after_the_opening_waits_for_the_next(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    late = join(session, cast.community, "Nour Haddad")

    answer = browser(late).post(address(decision, "/stem"), data={"choice": "blank"})

    assert answer.status_code == 403


@pytest.mark.parametrize("draft", [DOTS, CONSENT], ids=["dots", "consent"])
def test_ballot_and_receipt_ask_at_most_twelve_questions(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    queries: Callable[[], AbstractContextManager[list[str]]],
    draft: Draft,
) -> None:
    decision = opened(app, session, cast, draft)
    client = browser(cast.fatma)
    path = address(decision, "/stem")
    client.get(path)

    with queries() as for_the_ballot:
        client.get(path)
    vote(client, decision, "blank")
    with queries() as for_the_receipt:
        client.get(path)

    assert len(for_the_ballot) <= 12, "\n".join(for_the_ballot)
    assert len(for_the_receipt) <= 12, "\n".join(for_the_receipt)


def test_the_receipt_counts_who_helps(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    client = browser(cast.fatma)
    help_path = f"/g/linde/voorstellen/{decision.proposal.number}/meehelpers"
    browser(cast.henk).post(help_path)

    page = client.get(vote(client, decision, "blank").location)

    assert "1 helpt mee" in page.text


def test_until_the_last_minute_a_vote_counts(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, GARDEN)

    with clock_at(CLOSING - timedelta(seconds=1)):
        answer = vote(browser(cast.fatma), decision, "voorstel=1")

    assert answer.status_code == 303


def test_once_the_deadline_passed_the_proposal_offers_no_ballot(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    path = f"/g/linde/voorstellen/{decision.proposal.number}"

    before = browser(cast.fatma).get(path).text
    with clock_at(CLOSING):
        after = browser(cast.fatma).get(path).text

    assert "/stem" in before
    assert "/stem" not in after
    assert "Naar het besluit" in after


def test_the_receipt_brings_the_turnout_under_the_ballot_along(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    client = browser(cast.fatma)
    page = client.get(address(decision, "/stem")).text
    receipt = vote(client, decision, "voorstel=1").location

    fragment = client.get(receipt, headers={"HX-Request-Type": "partial"}).text
    whole = client.get(receipt).text

    assert '<div id="turnout">' in page
    assert '<div id="turnout" hx-swap-oob="true">' in fragment
    assert "1 van de 6 deed mee." in fragment
    assert "1 van de 6 deed mee." in whole
    assert "hx-swap-oob" not in whole


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        ("/besluiten/1/stem", "no-store"),
        ("/ik", "no-store"),
        ("/ik/gegevens.json", "no-store"),
        ("/besluiten", "private, no-cache"),
        ("/leden", "private, no-cache"),
    ],
)
def test_what_is_hers_alone_stays_in_no_browser(
    app: Flask, session: Session, cast: Linde, browser: SignIn, tail: str, kept: str
) -> None:
    opened(app, session, cast)

    page = browser(cast.fatma).get(f"/g/linde{tail}")

    assert page.status_code == 200
    assert page.headers["Cache-Control"] == kept


def test_signing_in_stays_in_no_browser(cast: Linde, browser: SignIn) -> None:
    assert browser().get("/in").headers["Cache-Control"] == "no-store"
