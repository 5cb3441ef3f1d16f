"""The talk: four kinds, answers, "Ik ook", closing a question, and speaking for somebody."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from plumbing.clock import clock_at
from proposals.models import Phase, Proposal
from proposals.talk.conversation import conversation, unanswered
from proposals.threads import Contribution
from tests.cast import START, Linde
from tests.conftest import SignIn
from tests.proposals.conftest import GARDEN, Garden

TALK = f"{GARDEN}/gesprek"
SAID = {"kind": "idea", "body": "Zet de bakken op tafelhoogte.", "language": "nl"}


def newest(session: Session) -> Contribution:
    return session.scalars(select(Contribution).order_by(Contribution.id.desc())).first()  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("question", "Ik heb een vraag"),
        ("worry", "Ik maak me zorgen"),
        ("experience", "Ik heb dit meegemaakt"),
        ("idea", "Ik heb een idee"),
    ],
)
def test_people_come_with_four_kinds(
    browser: SignIn, cast: Linde, garden: Garden, kind: str, words: str
) -> None:
    browser(cast.fatma).post(TALK, data=SAID | {"kind": kind})

    page = browser(cast.henk).get(GARDEN).text
    assert words in page
    assert "“Zet de bakken op tafelhoogte.”" in page


def test_a_contribution_carries_its_language(browser: SignIn, cast: Linde, garden: Garden) -> None:
    browser(cast.fatma).post(TALK, data=SAID | {"language": "tr", "body": "Nane istiyorum."})

    assert 'lang="tr" dir="auto"><p>“Nane istiyorum.”' in browser(cast.henk).get(GARDEN).text


def test_hostile_words_come_out_harmless(browser: SignIn, cast: Linde, garden: Garden) -> None:
    browser(cast.fatma).post(TALK, data=SAID | {"body": "<script>alert(1)</script> **ja**"})

    page = browser(cast.henk).get(GARDEN).text
    assert "<script>alert" not in page
    assert "<strong>ja</strong>" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": ""}, "Kies waar je mee komt."),
        ({"body": " \n "}, "Schrijf of zeg eerst iets."),
        ({"body": "x" * 4001}, "Er passen 4000 letters in."),
        ({"language": "klingon"}, "Kies een taal uit de lijst."),
    ],
)
def test_what_cannot_be_said_is_explained_and_stays_typed(
    browser: SignIn, cast: Linde, garden: Garden, wrong: dict[str, str], sentence: str
) -> None:
    answer = browser(cast.fatma).post(TALK, data=SAID | wrong)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert wrong.get("body", SAID["body"]).strip() in answer.text


def test_helpers_contribute_visibly_marked(browser: SignIn, cast: Linde, garden: Garden) -> None:
    browser(cast.sanne).post(TALK, data=SAID)

    page = browser(cast.henk).get(GARDEN).text
    assert "Sanne Kok, Opbouwwerker, Welzijn (helper, stemt niet mee)" in page


def test_visitors_and_outsiders_say_nothing(
    browser: SignIn, cast: Linde, garden: Garden, public: None
) -> None:
    assert browser(cast.bram).post(TALK, data=SAID).status_code == 404
    assert browser().post(TALK, data=SAID).status_code == 404


def test_nobody_talks_about_what_is_withdrawn(browser: SignIn, cast: Linde, garden: Garden) -> None:
    garden.proposal.phase = Phase.WITHDRAWN

    assert browser(cast.fatma).post(TALK, data=SAID).status_code == 409


def test_an_answer_joins_its_thread_also_when_it_answers_an_answer(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.joost).post(f"{TALK}/{garden.worry.id}", data={"body": "Er komt een rooster."})
    first = newest(session)

    browser(cast.henk).post(f"{TALK}/{first.id}", data={"body": "Goed."})

    assert first.thread_id == garden.worry.id
    assert newest(session).thread_id == garden.worry.id


def test_an_empty_answer_is_refused(browser: SignIn, cast: Linde, garden: Garden) -> None:
    answer = browser(cast.joost).post(f"{TALK}/{garden.worry.id}", data={"body": ""})

    assert answer.status_code == 422
    assert "Schrijf of zeg eerst iets." in answer.text


def test_also_counts_along_and_can_be_taken_back(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    for member in (cast.fatma, cast.samira):
        browser(member).post(f"{TALK}/{garden.question.id}/ook")
    assert "2 buren ook" in browser(cast.joost).get(GARDEN).text

    browser(cast.samira).post(f"{TALK}/{garden.question.id}/ook")
    assert "2 buren ook" in browser(cast.joost).get(GARDEN).text

    browser(cast.fatma).post(f"{TALK}/{garden.question.id}/ook", data={"on": "0"})
    assert "1 ander ook" in browser(cast.joost).get(GARDEN).text


def test_also_answers_a_fragment_where_htmx_asks(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    answer = browser(cast.fatma).post(
        f"{TALK}/{garden.question.id}/ook", headers={"HX-Request-Type": "partial"}
    )

    assert answer.text.strip().startswith(
        f'<form class="thread-foot" id="ook-{garden.question.id}"'
    )
    assert "also-mine" in answer.text


def test_nobody_says_also_to_her_own_words_and_helpers_never(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    path = f"{TALK}/{garden.question.id}/ook"

    assert browser(cast.piet).post(path).status_code == 409
    assert browser(cast.sanne).post(path).status_code == 403
    assert browser(cast.bram).post(path).status_code == 404


def test_only_the_asker_says_that_the_question_is_answered(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    path = f"{TALK}/{garden.question.id}/afronding"

    assert browser(cast.joost).post(path).status_code == 403
    assert browser(cast.piet).post(path).status_code == 303
    session.refresh(garden.question)
    assert garden.question.settled_at == START
    assert "De vraag is beantwoord" in browser(cast.joost).get(GARDEN).text

    browser(cast.piet).post(path, data={"on": "0"})
    session.refresh(garden.question)
    assert garden.question.settled_at is None


def test_a_worry_is_not_settled(browser: SignIn, cast: Linde, garden: Garden) -> None:
    assert browser(cast.henk).post(f"{TALK}/{garden.worry.id}/afronding").status_code == 409


def test_what_nobody_answered_in_words_says_so_after_72_hours(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    browser(cast.fatma).post(f"{TALK}/{garden.question.id}/ook")
    browser(cast.piet).post(f"{TALK}/{garden.question.id}", data={"body": "Iemand?"})
    browser(cast.joost).post(f"{TALK}/{garden.worry.id}", data={"body": "Er is een rooster."})

    with clock_at(START + timedelta(hours=71)):
        assert "heeft niemand hierop geantwoord" not in browser(cast.fatma).get(GARDEN).text
    with clock_at(START + timedelta(days=4)):
        page = browser(cast.fatma).get(GARDEN).text
    assert page.count("Al 4 dagen heeft niemand hierop geantwoord.") == 1


def test_the_list_of_what_waits_is_what_the_page_says(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.joost).post(f"{TALK}/{garden.worry.id}", data={"body": "Er is een rooster."})
    noted = {"body": "Waar spelen mijn kleinkinderen?", "may_note": "1", "kind": "worry"}
    browser(cast.samira).post(f"{TALK}/deur", data=noted | {"speaker": cast.fatma.id})
    browser(cast.fatma).post(f"{TALK}/{newest(session).id}", data={"body": "Dat zei ik."})

    with clock_at(START + timedelta(days=4)):
        waiting = unanswered(session, garden.proposal)
        shown = [
            thread.start.contribution
            for thread in conversation(session, garden.proposal, cast.fatma)
            if thread.waiting_days
        ]

    assert set(waiting) == set(shown)
    assert len(waiting) == 2


def test_the_whole_talk_is_narrowed_by_kind(browser: SignIn, cast: Linde, garden: Garden) -> None:
    page = browser(cast.fatma).get(f"{TALK}?soort=question").text

    assert "Wie maait er na een jaar?" in page
    assert "augustus" not in page


def test_what_was_said_about_another_proposal_is_not_found_here(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.fatma).post(
        "/g/linde/voorstellen",
        data={"title": "Bank", "summary": "Een bank.", "what": "Hout.", "next": "table"},
    )
    other = session.scalars(select(Proposal).where(Proposal.number == 2)).one()

    path = f"/g/linde/voorstellen/{other.number}/gesprek/{garden.worry.id}"

    assert browser(cast.henk).get(path).status_code == 404
    assert browser(cast.henk).post(f"{path}/ook").status_code == 404
