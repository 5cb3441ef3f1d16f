"""The page of a decision, for who looks and when."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from communities.models import Visibility
from decisions.counting.shown_result import Shown
from decisions.models import ResultsVisible, Secrecy
from decisions.opening.draft import OptionDraft
from plumbing.clock import clock_at
from plumbing.values import replace
from proposals.talk.contributing import contribute
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import CLOSING, CONSENT, DOTS, GARDEN, address, opened, vote

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
AFTER = CLOSING + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("visible", "before_voting", "after_voting"),
    [
        (ResultsVisible.AT_CLOSING, False, False),
        (ResultsVisible.AFTER_VOTING, False, True),
        (ResultsVisible.LIVE, True, True),
    ],
)
def test_an_open_vote_shows_its_standing_when_that_was_settled(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    visible: ResultsVisible,
    before_voting: bool,
    after_voting: bool,
) -> None:
    draft = replace(GARDEN, secrecy=Secrecy.OPEN, results_visible=visible)
    decision = opened(app, session, cast, draft)
    vote(browser(cast.henk), decision, "voorstel=1")

    seen = [
        "De stand tot nu toe"
        in browser(who).get(address(decision, "/uitslag"), headers=PARTIAL).text
        for who in (cast.fatma, cast.henk)
    ]

    assert seen == [before_voting, after_voting]


def test_names_stand_with_choices_after_an_open_vote_and_not_before(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    draft = replace(GARDEN, secrecy=Secrecy.OPEN, results_visible=ResultsVisible.LIVE)
    decision = opened(app, session, cast, draft)
    vote(browser(cast.henk), decision, "voorstel=-1")

    before = browser(cast.fatma).get(address(decision, "?eerst=besluit"))
    with clock_at(AFTER):
        after = browser(cast.fatma).get(address(decision))

    assert "Henk Visser" not in before.text
    assert "Wie koos wat?" in after.text
    assert "Henk Visser" in after.text


def test_a_visitor_reads_an_outcome_without_names(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, replace(GARDEN, secrecy=Secrecy.OPEN))
    vote(browser(cast.henk), decision, "voorstel=-1")
    cast.community.visibility = Visibility.PUBLIC

    with clock_at(AFTER):
        page = browser().get(address(decision))

    assert "Niet aangenomen" in page.text
    assert "Henk" not in page.text


def test_an_outsider_finds_nothing(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    tails = ("", "/stem", "/uitslag", "/logboek", "/rondes/1", "/tekst")
    answers = {
        browser(who).get(address(decision, tail)).status_code
        for who in (cast.bram, None)
        for tail in tails
    }

    assert answers == {404}


def test_dots_are_told_with_the_people_behind_them(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, replace(DOTS, secrecy=Secrecy.OPEN))
    vote(browser(cast.henk), decision, **{"mark.a": "2", "mark.b": "1"})
    vote(browser(cast.fatma), decision, **{"mark.a": "1", "mark.c": "1"})

    with clock_at(AFTER):
        page = browser(cast.fatma).get(address(decision))

    assert "Bank: 3 stippen, van 2 mensen." in page.text
    assert "gekozen, van 2 mensen" in page.text


def test_only_a_running_decision_asks_for_itself_again(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    client = browser(cast.fatma)

    running = client.get(address(decision, "/uitslag"), headers=PARTIAL)
    with clock_at(AFTER):
        over = client.get(address(decision, "/uitslag"), headers=PARTIAL)

    assert 'hx-trigger="every 10s"' in running.text
    assert "hx-trigger" not in over.text
    assert "<html" not in over.text


def test_the_log_says_that_it_was_checked(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    page = browser(cast.fatma).get(address(decision, "/logboek"))

    assert "We rekenden alle regels na." in page.text
    assert decision.rounds[0].fingerprint in page.text


def test_while_a_standing_is_shown_it_also_says_until_when_and_how_many(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    live = replace(GARDEN, secrecy=Secrecy.OPEN, results_visible=ResultsVisible.LIVE)
    decision = opened(app, session, cast, live)
    path = address(decision, "/uitslag")

    empty = browser(cast.fatma).get(path, headers=PARTIAL).text
    vote(browser(cast.henk), decision, "voorstel=1")
    begun = browser(cast.fatma).get(path, headers=PARTIAL).text

    assert "0 stemmen voor" not in empty
    assert "Stemmen kan tot" in begun
    assert "1 van de 6 deed mee" in begun
    assert "1 stem voor" in begun


def test_what_was_said_is_quoted_as_plain_words_in_its_own_language(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    with app.test_request_context():
        said = "**Waar** spelen _mijn_ kleinkinderen?"
        contribute(session, decision.proposal, cast.fatma, "worry", said, language="tr")
        session.commit()

    page = browser(cast.henk).get(address(decision, "?eerst=besluit")).text

    assert 'lang="tr" dir="auto">“Waar spelen mijn kleinkinderen?”' in page


def test_a_voice_that_nobody_wrote_down_is_no_empty_quote(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    with app.test_request_context():
        contribute(session, decision.proposal, cast.henk, "worry", "", voice=b"ID3")
        session.commit()

    page = browser(cast.joost).get(address(decision, "?eerst=besluit")).text

    assert "Wat buren zeiden" not in page
    assert "“”" not in page


@pytest.mark.parametrize(("least", "questions"), [(2, 1), (5, 2)])
def test_of_two_questions_about_enough_people_the_one_that_asks_more_is_shown(
    app: Flask, session: Session, cast: Linde, browser: SignIn, least: int, questions: int
) -> None:
    settings = {"quorum": "1/2", "min_participants": least}
    decision = opened(app, session, cast, replace(CONSENT, settings=settings))
    for member in (cast.fatma, cast.henk, cast.piet):
        vote(browser(member), decision, "voorstel=1")

    with clock_at(AFTER):
        page = browser(cast.fatma).get(address(decision)).text

    asked = [words for words in ("Stemden er genoeg mensen?", "Gaven er genoeg mensen antwoord?")
             if words in page]  # fmt: skip
    assert len(asked) == questions
    assert "Is er niemand met een bezwaar?" in page


def test_both_ways_of_dividing_money_stand_on_the_page_once_it_is_closed(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    draft = replace(
        DOTS,
        method="budget_shares",
        settings={"budget": 100},
        options=(OptionDraft("Bank", cost_cents=8_000), OptionDraft("Boom", cost_cents=4_000)),
    )
    decision = opened(app, session, cast, draft)
    for name in ("fatma", "henk", "piet", "joost", "marleen"):
        vote(browser(getattr(cast, name)), decision, **{"mark.a": "1"})

    with clock_at(AFTER):
        page = browser(cast.fatma).get(address(decision)).text

    assert "De twee manieren van verdelen naast elkaar" in page
    assert "Beide manieren kiezen hier hetzelfde." in page


def test_no_page_can_count_what_it_shows(app: Flask) -> None:
    counting = {"voting.counting", "voting.drawing", "voting.budget_comparison"}
    counting |= {"decisions.counting", "decisions.beside"}

    offered = {getattr(value, "__module__", "") for value in app.jinja_env.globals.values()}

    assert not offered & counting
    assert "election" not in Shown.__struct_fields__
