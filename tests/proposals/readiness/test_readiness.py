"""On the way to a decision: backers, days, the fair question, and beginning at once."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from communities.rules.rules import Rules
from plumbing.clock import clock_at
from proposals.models import Backing, HelpOffer
from proposals.phases import Stage, stage_of
from proposals.readiness.readiness import is_ready
from tests.cast import START, Linde
from tests.conftest import SignIn
from tests.proposals.conftest import GARDEN, Garden

WEEK = START + timedelta(days=7)
FAIR = WEEK + timedelta(days=2)


@pytest.fixture
def backed(session: Session, cast: Linde, garden: Garden, week: Rules) -> Garden:
    """Three neighbours want to decide on it."""
    for member in (cast.fatma, cast.henk, cast.samira):
        session.add(Backing(proposal_id=garden.proposal.id, membership_id=member.id, at=START))
    session.commit()
    return garden


@pytest.fixture
def pressed(session: Session, backed: Garden) -> Garden:
    """After a week Joost said that it is ready."""
    backed.proposal.ready_at = WEEK
    session.commit()
    return backed


def test_a_member_wants_to_decide_and_can_think_again(
    browser: SignIn, cast: Linde, garden: Garden, week: Rules, session: Session
) -> None:
    browser(cast.fatma).post(f"{GARDEN}/meebeslissers", data={"on": "1"})
    assert session.query(Backing).count() == 1

    browser(cast.fatma).post(f"{GARDEN}/meebeslissers", data={"on": "0"})
    assert session.query(Backing).count() == 0


@pytest.mark.parametrize("path", ["meebeslissers", "meehelpers"])
def test_what_is_sent_twice_is_said_once(
    browser: SignIn, cast: Linde, garden: Garden, week: Rules, session: Session, path: str
) -> None:
    kind = Backing if path == "meebeslissers" else HelpOffer

    for wished in ("1", "1", "0", "0"):
        browser(cast.fatma).post(f"{GARDEN}/{path}", data={"on": wished})

        assert session.query(kind).count() == int(wished)


def test_the_author_counts_already(browser: SignIn, cast: Linde, garden: Garden) -> None:
    assert browser(cast.joost).post(f"{GARDEN}/meebeslissers").status_code == 409


def test_who_has_no_vote_does_not_count(browser: SignIn, cast: Linde, garden: Garden) -> None:
    for member in (cast.sanne, cast.olga):
        assert browser(member).post(f"{GARDEN}/meebeslissers").status_code == 403


def test_after_a_week_and_with_three_backers_it_can_be_ready(
    browser: SignIn, cast: Linde, backed: Garden, session: Session
) -> None:
    with clock_at(WEEK):
        browser(cast.joost).post(f"{GARDEN}/gereedheid")

    session.refresh(backed.proposal)
    assert backed.proposal.ready_at == WEEK


def test_before_the_week_is_over_it_is_not_ready(
    browser: SignIn, cast: Linde, backed: Garden
) -> None:
    with clock_at(WEEK - timedelta(minutes=1)):
        answer = browser(cast.joost).post(f"{GARDEN}/gereedheid")

    assert answer.status_code == 409
    assert "Praat er nog over tot 11" in answer.text


def test_with_too_few_backers_it_is_not_ready(
    browser: SignIn, cast: Linde, garden: Garden, week: Rules
) -> None:
    browser(cast.fatma).post(f"{GARDEN}/meebeslissers")

    with clock_at(WEEK):
        answer = browser(cast.joost).post(f"{GARDEN}/gereedheid")

    assert answer.status_code == 409
    assert "Er moeten nog 2 anderen zeggen" in answer.text


def test_only_the_author_says_it_is_ready(browser: SignIn, cast: Linde, backed: Garden) -> None:
    with clock_at(WEEK):
        assert browser(cast.marleen).post(f"{GARDEN}/gereedheid").status_code == 403


def test_the_checklist_says_what_still_waits(
    browser: SignIn, cast: Linde, garden: Garden, week: Rules
) -> None:
    page = browser(cast.joost).get(GARDEN).text

    for words in (
        "Er staat nog 1 vraag open.",
        "Met 1 groep is nog niet gesproken.",
        "1 moet nog ja zeggen.",
        "0 van de 3 willen hierover beslissen.",
    ):
        assert words in page


def test_two_days_for_the_fair_question_and_then_a_decision_can_open(
    session: Session, pressed: Garden, week: Rules
) -> None:
    with clock_at(FAIR - timedelta(minutes=1)):
        assert not is_ready(session, pressed.proposal, week)
    with clock_at(FAIR):
        assert is_ready(session, pressed.proposal, week)


def test_a_remark_that_nobody_answered_keeps_it_from_a_decision(
    browser: SignIn, cast: Linde, pressed: Garden, session: Session, week: Rules
) -> None:
    with clock_at(WEEK):
        browser(cast.henk).post(f"{GARDEN}/opmerkingen", data={"remark": "Waar voetballen ze?"})
        page = browser(cast.joost).get(GARDEN).text

    session.expire_all()
    assert "Waar voetballen ze?" in page
    with clock_at(FAIR):
        assert not is_ready(session, pressed.proposal, week)


def test_the_author_answers_a_remark(
    browser: SignIn, cast: Linde, pressed: Garden, session: Session, week: Rules
) -> None:
    with clock_at(WEEK):
        browser(cast.henk).post(f"{GARDEN}/opmerkingen", data={"remark": "Waar voetballen ze?"})
        browser(cast.joost).post(f"{GARDEN}/opmerkingen/1", data={"answer": "Op de rest."})
        page = browser(cast.henk).get(GARDEN).text

    session.expire_all()
    assert "Op de rest." in page
    with clock_at(FAIR):
        assert is_ready(session, pressed.proposal, week)


def test_a_changed_text_answers_a_remark_too(
    browser: SignIn, cast: Linde, pressed: Garden, session: Session, week: Rules
) -> None:
    text = {"title": "Moestuin", "summary": "Bakken.", "what": "Minder.", "because": "Voor Henk."}
    with clock_at(WEEK):
        browser(cast.henk).post(f"{GARDEN}/opmerkingen", data={"remark": "Waar voetballen ze?"})
        browser(cast.joost).post(f"{GARDEN}/tekst", data=text)
        page = browser(cast.henk).get(GARDEN).text

    session.expire_all()
    assert "De tekst is hierna veranderd" in page
    with clock_at(FAIR):
        assert is_ready(session, pressed.proposal, week)


def test_remarks_are_refused_without_words_from_helpers_and_at_the_wrong_moment(
    browser: SignIn, cast: Linde, garden: Garden, week: Rules
) -> None:
    path = f"{GARDEN}/opmerkingen"

    assert browser(cast.henk).post(path, data={"remark": "x"}).status_code == 409
    garden.proposal.ready_at = WEEK
    assert browser(cast.henk).post(path, data={"remark": ""}).status_code == 422
    assert browser(cast.sanne).post(path, data={"remark": "x"}).status_code == 403
    assert browser(cast.bram).post(path, data={"remark": "x"}).status_code == 404


def test_only_the_author_answers_a_remark(browser: SignIn, cast: Linde, pressed: Garden) -> None:
    browser(cast.henk).post(f"{GARDEN}/opmerkingen", data={"remark": "Waar voetballen ze?"})

    answer = browser(cast.fatma).post(f"{GARDEN}/opmerkingen/1", data={"answer": "Daar."})

    assert answer.status_code == 403
    assert browser(cast.joost).post(f"{GARDEN}/opmerkingen/9").status_code == 404
    assert browser(cast.joost).post(f"{GARDEN}/opmerkingen/1").status_code == 422


def test_in_a_small_circle_nothing_has_to_be_waited_for(session: Session, garden: Garden) -> None:
    few = Rules(talk_days=0, backers=0, fairness_days=0)

    assert is_ready(session, garden.proposal, few)


def test_a_draft_is_never_ready(session: Session, draft: object, garden: Garden) -> None:
    garden.proposal.phase = type(garden.proposal.phase).DRAFT

    assert not is_ready(session, garden.proposal, Rules(talk_days=0, backers=0, fairness_days=0))


def test_it_begins_by_itself_when_nobody_objects_for_a_week(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.joost).post(f"{GARDEN}/begin")

    session.refresh(garden.proposal)
    with clock_at(WEEK - timedelta(minutes=1)):
        assert stage_of(garden.proposal) is Stage.STARTING
    with clock_at(WEEK):
        assert stage_of(garden.proposal) is Stage.STARTED
        assert "zonder besluit. Niemand maakte bezwaar." in browser(cast.fatma).get(GARDEN).text
        assert "Moestuin" in browser(cast.fatma).get("/g/linde/voorstellen?fase=begonnen").text


def test_one_objection_makes_a_decision_needed(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.joost).post(f"{GARDEN}/begin")

    browser(cast.henk).post(f"{GARDEN}/begin/bezwaren", data={"reason": "Wie geeft water?"})

    session.refresh(garden.proposal)
    assert garden.proposal.starting_at is None
    assert "Wie geeft water?" in browser(cast.fatma).get(GARDEN).text
    assert browser(cast.joost).post(f"{GARDEN}/begin").status_code == 409


def test_an_objection_needs_a_reason_a_vote_and_its_moment(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    path = f"{GARDEN}/begin/bezwaren"
    assert browser(cast.henk).post(path, data={"reason": "Nee"}).status_code == 409

    browser(cast.joost).post(f"{GARDEN}/begin")

    assert browser(cast.henk).post(path, data={"reason": " "}).status_code == 422
    assert browser(cast.sanne).post(path, data={"reason": "Nee"}).status_code == 403
    with clock_at(WEEK):
        assert browser(cast.henk).post(path, data={"reason": "Nee"}).status_code == 409


def test_only_the_author_begins_at_once(browser: SignIn, cast: Linde, garden: Garden) -> None:
    for other in (cast.henk, cast.marleen, cast.sanne):
        assert browser(other).post(f"{GARDEN}/begin").status_code == 403


def test_helping_is_offered_and_taken_back(browser: SignIn, cast: Linde, garden: Garden) -> None:
    browser(cast.henk).post(f"{GARDEN}/meehelpers")
    assert "1 helpt mee" in browser(cast.fatma).get(GARDEN).text

    browser(cast.henk).post(f"{GARDEN}/meehelpers", data={"on": "0"})
    assert "Nog niemand helpt mee." in browser(cast.fatma).get(GARDEN).text


def test_helping_answers_a_fragment_where_htmx_asks(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    answer = browser(cast.henk).post(f"{GARDEN}/meehelpers", headers={"HX-Request-Type": "partial"})

    assert answer.status_code == 200
    assert answer.text.strip().startswith('<form class="thread-foot" id="meehelpen"')
    assert 'aria-pressed="true"' in answer.text
    assert 'name="on" value="0"' in answer.text


def test_when_the_days_are_over_it_reads_ready_to_decide_everywhere(
    browser: SignIn, cast: Linde, pressed: Garden
) -> None:
    fatma = browser(cast.fatma)
    places = (GARDEN, "/g/linde/voorstellen", "/")

    with clock_at(FAIR - timedelta(minutes=1)):
        before = [fatma.get(path).text for path in places]
    with clock_at(FAIR):
        after = [fatma.get(path).text for path in places]

    for page in before:
        assert "Is de vraag eerlijk gesteld?" in page
        assert "Klaar om te beslissen" not in page
    for page in after:
        assert "Klaar om te beslissen" in page
        assert "Is de vraag eerlijk gesteld?" not in page


def test_after_the_days_nobody_holds_it_up_with_a_new_remark(
    browser: SignIn, cast: Linde, pressed: Garden, session: Session, week: Rules
) -> None:
    henk = browser(cast.henk)

    with clock_at(FAIR):
        page = henk.get(GARDEN).text
        answer = henk.post(f"{GARDEN}/opmerkingen", data={"remark": "Te laat."})

    session.expire_all()
    assert "Ik vind de vraag niet eerlijk" not in page
    assert answer.status_code == 409
    with clock_at(FAIR):
        assert is_ready(session, pressed.proposal, week)


def test_a_text_that_changes_after_the_days_is_looked_at_again(
    browser: SignIn, cast: Linde, pressed: Garden, session: Session, week: Rules
) -> None:
    changed = {"title": "Moestuin", "summary": "Acht bakken.", "what": "Al het gras."}

    with clock_at(FAIR):
        answer = browser(cast.joost).post(
            f"{GARDEN}/tekst", data=changed | {"because": "Nog meer."}, follow_redirects=True
        )

    session.expire_all()
    assert "Iedereen kan nu opnieuw zeggen of de vraag eerlijk gesteld is." in answer.text
    with clock_at(FAIR + timedelta(days=1)):
        assert not is_ready(session, pressed.proposal, week)
    with clock_at(FAIR + timedelta(days=2)):
        assert is_ready(session, pressed.proposal, week)
