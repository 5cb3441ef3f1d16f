""" "Voor jou": what waits for somebody, in order, and what is new; the door for a stranger."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Membership, Place
from communities.rules.rules import Rules, set_rules
from decisions.opening.draft import Draft
from decisions.records.models import OutcomeCheck, Task, TaskHelper
from plumbing.clock import clock_at
from plumbing.values import replace
from proposals.models import FairnessRemark
from proposals.talk.contributing import Behalf, contribute, reply, write_down
from tests.cast import START, Linde
from tests.conftest import Queries, SignIn
from tests.decisions.recorded import AFTER, WORDS, closed, recorded, worded
from tests.decisions.scenes import CONSENT, DOTS, GARDEN, address, opened, proposal_in_talk, vote


def test_a_stranger_finds_a_door_and_no_names(cast: Linde, browser: SignIn) -> None:
    page = browser().get("/")

    assert page.status_code == 200
    assert "Wie horen we niet?" in page.text
    assert 'href="/in"' in page.text
    assert "De Linde" not in page.text


def test_who_belongs_nowhere_is_told_so(session: Session, cast: Linde, browser: SignIn) -> None:
    cast.bram.left_at = START

    page = browser(cast.bram).get("/")

    assert "Je hoort nog nergens bij" in page.text


def test_when_nothing_waits_it_says_so_calmly(cast: Linde, browser: SignIn) -> None:
    page = browser(cast.fatma).get("/")

    assert "Er wacht nu niets op jou" in page.text


def test_who_just_began_finds_the_first_steps(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    page = browser(cast.marleen).get("/").text

    proposal_in_talk(session, cast)

    assert 'href="/g/linde/begin"' in page
    assert 'href="/g/linde/begin"' not in browser(cast.marleen).get("/").text
    assert 'href="/g/linde/begin"' not in browser(cast.fatma).get("/").text


def test_the_one_open_vote_comes_first_with_its_button(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    page = browser(cast.fatma).get("/").text

    assert "next-title" in page
    assert f"{address(decision)}-moestuin-op-het-gras/stem" in page
    assert "Nog 7 dagen. Je stemde nog niet." in page
    assert "Ook open" not in page


@pytest.mark.parametrize(
    ("draft", "button"),
    [(GARDEN, "Stemmen"), (CONSENT, "Antwoord geven"), (DOTS, "Stippen geven")],
)
def test_the_button_says_what_this_way_of_deciding_asks(
    app: Flask, session: Session, cast: Linde, browser: SignIn, draft: Draft, button: str
) -> None:
    decision = opened(app, session, cast, draft)
    fatma = browser(cast.fatma)

    pages = (fatma.get("/").text, fatma.get(address(decision, "?eerst=besluit")).text)

    assert all(f'/stem">{button}</a>' in page for page in pages)


def test_the_vote_that_closes_first_is_the_big_one_and_cast_ones_come_last(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    late = replace(DOTS, title="Later", closes_at=START + timedelta(days=9))
    opened(app, session, cast, late)
    soon = opened(app, session, cast, replace(GARDEN, title="Straks"))
    done = opened(app, session, cast, replace(GARDEN, title="Al gestemd"))
    fatma = browser(cast.fatma)
    vote(fatma, done, "voorstel=1")

    page = fatma.get("/").text

    assert page.index("Straks") < page.index("Later") < page.index("Al gestemd")
    assert page.count("next-title") == 1
    assert "Je hebt gestemd." in page
    assert address(soon) in page


def test_who_has_no_vote_sees_what_is_open_without_a_button(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)

    page = browser(cast.sanne).get("/").text

    assert "Moestuin op het gras" in page
    assert f"{address(decision)}-moestuin-op-het-gras/stem" not in page


def test_a_result_never_leaks_before_closing(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    for member in (cast.fatma, cast.henk, cast.piet, cast.samira, cast.joost):
        vote(browser(member), decision, "voorstel=1")

    page = browser(cast.marleen).get("/").text

    assert "angenomen" not in page
    assert "Wat ervan kwam" not in page


def test_what_was_decided_lately_is_news(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    recorded(app, session, cast, browser)

    with clock_at(AFTER):
        page = browser(cast.fatma).get("/").text
    with clock_at(AFTER + timedelta(days=30)):
        old = browser(cast.fatma).get("/").text

    assert "Aangenomen. 6 van de 6 deden mee." in page
    assert "Besluit van 11" in page
    assert "Aangenomen" not in old


def test_the_day_to_look_back_is_news(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    recorded(app, session, cast, browser)

    with clock_at(START + timedelta(days=90)):
        page = browser(cast.fatma).get("/").text

    assert "Moestuin op het gras: hoe gaat het?" in page
    assert "Vandaag kijken we terug." in page


def test_a_facilitator_reads_how_long_the_report_can_still_wait(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)
    said = {}
    for days in (0, 4, 7, 9):
        with clock_at(AFTER + timedelta(days=days)):
            said[days] = browser(cast.olga).get("/").text
    with clock_at(AFTER):
        member = browser(cast.fatma).get("/").text
        browser(cast.olga).post(address(decision, "/besluit/formulering"), data=WORDS)
        waiting = browser(cast.olga).get("/").text
    with clock_at(AFTER + timedelta(hours=49)):
        ready = browser(cast.olga).get("/").text

    assert "Verslag nog niet af: nog 7 dagen" in said[0]
    assert "Verslag nog niet af: nog 3 dagen" in said[4]
    assert "Verslag nog niet af: alleen vandaag nog" in said[7]
    assert "Verslag nog niet af: 2 dagen te laat" in said[9]
    assert "Schrijf op wat jullie besloten." in said[0]
    assert "“Klopt dit?” staat open tot" in waiting
    assert "Je kunt het besluit vastleggen." in ready
    assert "Verslag nog niet af" not in member


def test_who_is_asked_reads_klopt_dit_until_she_answered(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = worded(app, session, cast, browser)
    asked = session.scalars(select(OutcomeCheck.membership_id)).all()

    with clock_at(AFTER):
        before = browser(cast.joost).get("/").text
        browser(cast.joost).post(address(decision, "/besluit/controle"), data={"agrees": "1"})
        after = browser(cast.joost).get("/").text
        unasked = browser(cast.marleen).get("/").text

    question = "Klopt de tekst van “Moestuin op het gras”?"
    assert cast.joost.id in asked
    assert question in before
    assert question not in after
    assert question not in unasked


def test_messages_on_her_proposal_wait_until_somebody_answers(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    proposal = proposal_in_talk(session, cast)
    with app.test_request_context():
        thread = contribute(session, proposal, cast.henk, "worry", "Waar blijven de goals?")

    before = browser(cast.joost).get("/").text
    others = browser(cast.fatma).get("/").text
    with app.test_request_context():
        reply(session, thread, cast.joost, "Achter de bank.")
    after = browser(cast.joost).get("/").text
    henk = browser(cast.henk).get("/").text

    assert "Henk Visser wacht op je antwoord bij “Moestuin op het gras”" in before
    assert "wacht op je antwoord" not in others + after
    assert "Joost Brand gaf antwoord op wat je zei" in henk
    assert "“Achter de bank.”" in henk


def test_words_noted_for_her_wait_for_her_yes(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    proposal = proposal_in_talk(session, cast)
    with app.test_request_context():
        behalf = Behalf(speaker=cast.fatma, has_consent=True)
        said = contribute(session, proposal, cast.samira, "idea", "Munt en bonen.", behalf=behalf)

    before = browser(cast.fatma).get("/").text
    said.confirmed_at = START
    after = browser(cast.fatma).get("/").text

    assert "Samira El Amrani schreef op wat je zei" in before
    assert "schreef op wat je zei" not in after


def test_a_voice_written_down_waits_for_who_spoke(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    proposal = proposal_in_talk(session, cast)
    with app.test_request_context():
        said = contribute(session, proposal, cast.fatma, "worry", "", voice=b"ID3")
    heard = browser(cast.joost).get("/").text
    with app.test_request_context():
        write_down(session, said, cast.piet, "Ik wil munt en bonen.")

    before = browser(cast.fatma).get("/").text
    said.confirmed_at = START
    after = browser(cast.fatma).get("/").text

    assert "Een opname. Nog niemand schreef die op." in heard
    assert "“”" not in heard
    assert f"{cast.piet.name} schreef op wat je zei" in before
    assert "schreef op wat je zei" not in after


def test_remarks_on_her_question_wait_for_their_author_only(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    proposal = proposal_in_talk(session, cast)
    proposal.ready_at = START
    session.add(
        FairnessRemark(
            proposal_id=proposal.id, membership_id=cast.henk.id, remark="Scheef.", created_at=START
        )
    )

    assert "1 opmerking wacht op je antwoord." in browser(cast.joost).get("/").text
    assert "wacht op je antwoord" not in browser(cast.henk).get("/").text


def test_her_tasks_stand_there_until_they_are_done(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)
    task = Task(decision_id=decision.id, what="Aarde halen", waits_for="Kees",
                added_by_id=cast.joost.id, created_at=START)  # fmt: skip
    session.add(task)
    session.flush()
    session.add(TaskHelper(task_id=task.id, membership_id=cast.fatma.id, at=START))

    before = browser(cast.fatma).get("/").text
    others = browser(cast.henk).get("/").text
    task.done_at = START
    after = browser(cast.fatma).get("/").text

    assert "Aarde halen" in before
    assert "Wacht op: Kees." in before
    assert "Aarde halen" not in others + after


def test_the_order_is_votes_questions_tasks_talk(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = worded(app, session, cast, browser)
    task = Task(decision_id=decision.id, what="Aarde halen", added_by_id=cast.joost.id,
                created_at=START)  # fmt: skip
    session.add(task)
    session.flush()
    session.add(TaskHelper(task_id=task.id, membership_id=cast.joost.id, at=START))
    soon = AFTER + timedelta(days=4)
    with clock_at(AFTER):
        for title in ("Bank", "Boom"):
            opened(app, session, cast, replace(GARDEN, title=title, closes_at=soon))
        proposal_in_talk(session, cast, "Speelstraat")
        page = browser(cast.joost).get("/").text

    places = [page.index(f">{name}<") for name in
              ("Ook open", "Aan jou gevraagd", "Jouw taken", "Het gesprek gaat verder",
               "Wat ervan kwam")]  # fmt: skip
    assert page.index("next-title") < places[0]
    assert places == sorted(places)


def test_who_is_in_two_communities_reads_both_and_which_is_which(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    opened(app, session, cast, CONSENT)
    session.add(
        Membership(
            community=cast.choir,
            person=cast.fatma.person,
            name=cast.fatma.name,
            joined_at=START + timedelta(hours=1),
        )  # fmt: skip
    )
    session.add(Place(community=cast.choir, name="De Kerk", hours="Dinsdag om 20 uur"))

    page = browser(cast.fatma).get("/").text
    bram = browser(cast.bram).get("/").text

    assert "Waar je bij hoort" in page
    assert "De Kerk" in page
    assert "Antwoord geven" in page
    assert "Moestuin" not in bram


@pytest.mark.parametrize("name", ["fatma", "marleen", "joost"])
def test_it_asks_few_questions_whatever_there_is(
    app: Flask, session: Session, cast: Linde, browser: SignIn, queries: Queries, name: str
) -> None:
    worded(app, session, cast, browser)
    with app.test_request_context():
        for number in range(6):
            proposal = proposal_in_talk(session, cast, f"Voorstel {number}")
            thread = contribute(session, proposal, cast.henk, "worry", "Waar dan?")
            reply(session, thread, cast.fatma, "Daar.")
            mine = contribute(session, proposal, cast.fatma, "question", "En wanneer?")
            reply(session, mine, cast.piet, "In mei.")
            opened(app, session, cast, replace(DOTS, title=f"Besluit {number}"))
    client = browser(getattr(cast, name))
    client.get("/")

    with queries() as seen:
        page = client.get("/")

    assert page.status_code == 200
    assert len(seen) <= 12, "\n".join(seen)


def test_only_who_may_remark_reads_that_she_can(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    set_rules(session, cast.community, Rules(fairness_days=2), cast.marleen)
    proposal_in_talk(session, cast).ready_at = START
    session.commit()

    member, helper = (browser(who).get("/").text for who in (cast.fatma, cast.sanne))

    assert "Je kunt er nu iets over zeggen." in member
    assert "Je kunt er nu iets over zeggen." not in helper
    assert "Is de vraag eerlijk gesteld?" in helper


def test_one_person_took_part_in_the_singular(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    closed(app, session, cast, browser, votes=(("fatma", 1),))

    with clock_at(AFTER):
        page = browser(cast.fatma).get("/").text

    assert "1 van de 6 deed mee." in page


def test_on_the_day_to_look_back_only_the_facilitator_is_asked(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    recorded(app, session, cast, browser)

    with clock_at(START + timedelta(days=120)):
        member, facilitator = (browser(who).get("/").text for who in (cast.fatma, cast.olga))

    assert "Werkt het nog: “Moestuin op het gras”?" in facilitator
    assert "Werkt het nog" not in member
