"""What the panel shows: to whom, at which moment, and what it never tells."""

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from communities.models import Attribute, Visibility
from communities.questions.declaring import retire
from decisions.hearing.kept_rows import ShownRow, steady
from decisions.hearing.looks import looks_of, remember, remember_what_is_due, rows_of
from decisions.models import Decision, Phase
from decisions.panel.small_circle import AbsentAnswer
from decisions.roll import BaseAnswer, Channel, Delivery, Invitation, RollEntry
from plumbing.clock import clock_at, now
from proposals.models import Touched
from proposals.threads import Contribution, ThreadKind
from representation import GroupRow, Table, Verdict
from tests.cast import START, Linde
from tests.conftest import Queries, SignIn
from tests.decisions.weverij import Weverij, at, decision_about, weverij

FLAG = "Huishoudens die huren"


@pytest.fixture
def autoluw(session: Session, cast: Linde) -> Weverij:
    """Decision 7 with its 41 voters."""
    scene = weverij(session, cast.community, cast.joost)
    scene.vote(session, scene.entries[:41])
    session.commit()
    return scene


def closed(session: Session, decision: Decision) -> None:
    """At the deadline, with the looks of that moment."""
    decision.closed_at = decision.closes_at
    decision.phase = Phase.CLOSED
    with clock_at(decision.closes_at):
        remember(session, decision, "closing")
    session.commit()


def page(client: FlaskClient, decision: Decision, when: float = 1.01) -> str:
    with clock_at(at(decision, when)):
        answer = client.get(f"/g/linde/besluiten/{decision.number}/gehoord")
    assert answer.status_code == 200, answer.text[:500]
    return str(answer.text)


def panel(client: FlaskClient, decision: Decision, when: float = 1.01) -> str:
    """The panel beside the outcome."""
    with clock_at(at(decision, when)):
        answer = client.get(f"/g/linde/besluiten/{decision.number}?eerst=besluit")
    assert answer.status_code == 200, answer.text[:500]
    found = re.search(r'<section class="[^"]*" id="gehoord".*?</section>', answer.text, re.DOTALL)
    assert found is not None
    return found[0]


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_facilitator_reads_the_counts_and_the_fair_share(
    session: Session, cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    closed(session, autoluw.decision)

    said = words(panel(browser(cast.olga), autoluw.decision))

    assert "41 van de 80" in said
    assert "Minder van gehoord" in said
    assert "van 6 van de 24 huishoudens die huren" in said
    assert "zijn dat er ongeveer 12" in said


def test_a_member_reads_the_flag_without_a_number(
    session: Session, cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    closed(session, autoluw.decision)

    said = words(panel(browser(cast.fatma), autoluw.decision))

    assert f"{FLAG} ongeveer 3 op de 10 Weinig of niets van gehoord" in said
    assert "van de 24" not in said
    assert "Misschien minder" not in said


@pytest.mark.parametrize(
    ("who", "when", "flag", "counts"),
    [
        ("olga", 0.2, False, True),
        ("olga", 0.4, True, True),
        ("olga", 0.7, True, True),
        ("fatma", 0.2, False, False),
        ("fatma", 0.4, False, False),
        ("fatma", 0.7, True, False),
        ("sanne", 0.4, False, False),
        ("sanne", 0.7, True, False),
    ],
)
def test_who_sees_groups_at_which_moment(
    cast: Linde, browser: SignIn, autoluw: Weverij, who: str, when: float, flag: bool, counts: bool
) -> None:
    said = words(panel(browser(getattr(cast, who)), autoluw.decision, when))

    assert ("inder van gehoord" in said or "Weinig of niets" in said) is flag
    assert ("6 van de 24" in said) is counts


def test_while_open_every_sentence_begins_with_its_date(
    cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    said = words(panel(browser(cast.fatma), autoluw.decision, 0.7))

    assert "Stand van 14 mei. Van deze groep" in said


def test_a_visitor_sees_no_groups_while_open(
    session: Session, cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    cast.community.visibility = Visibility.PUBLIC
    session.commit()

    said = words(panel(browser(), autoluw.decision, 0.7))

    assert "41 van de 80" in said
    assert "huren" not in said


def test_a_visitor_never_sees_a_sensitive_group(
    session: Session, cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    cast.community.visibility = Visibility.PUBLIC
    closed(session, autoluw.decision)

    said = words(page(browser(), autoluw.decision))

    assert FLAG in said
    assert "uitleg in het" not in said


@pytest.mark.parametrize("when", [0.7, 1.01])
def test_no_number_about_a_group_reaches_a_member(
    session: Session, cast: Linde, browser: SignIn, autoluw: Weverij, when: float
) -> None:
    if when > 1:
        closed(session, autoluw.decision)

    both = panel(browser(cast.fatma), autoluw.decision, when) + page(
        browser(cast.fatma), autoluw.decision, when
    )

    told = re.findall(r"\d+ van de \d+", words(both))
    assert set(told) == {"41 van de 80"}
    assert "group-axis" not in both
    assert "p na correctie" not in both


@pytest.mark.parametrize("who", ["olga", "fatma"])
def test_a_sensitive_group_is_never_counted_out(
    session: Session, cast: Linde, browser: SignIn, autoluw: Weverij, who: str
) -> None:
    closed(session, autoluw.decision)

    both = words(
        panel(browser(getattr(cast, who)), autoluw.decision)
        + page(browser(getattr(cast, who)), autoluw.decision)
    )

    assert "uitleg in het Turks" in both
    assert "3 van de 12" not in both
    assert "2 van de 6" not in both
    assert "ongeveer 1 op de 5" in both


def test_only_the_facilitator_reads_p_values(
    session: Session, cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    closed(session, autoluw.decision)

    assert "0,0008" in page(browser(cast.olga), autoluw.decision)
    assert "0,0008" not in page(browser(cast.fatma), autoluw.decision)


def test_few_blanks_are_some_people(
    session: Session, cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    closed(session, autoluw.decision)

    said = words(panel(browser(cast.olga), autoluw.decision))

    assert "Hoe oud ben je? Enkele mensen vulden dit niet in." in said
    assert "In welke taal wil je uitleg? 10 mensen vulden dit niet in." in said


def test_under_every_panel_stands_that_no_signal_means_little(
    cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    for who in (cast.olga, cast.fatma):
        said = words(panel(browser(who), autoluw.decision, 0.1))
        assert "Geen signaal? Dat betekent niet dat we iedereen hoorden." in said


def test_daily_counts_refresh_only_after_five_more(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    scene = weverij(session, cast.community, cast.joost)
    scene.vote(session, scene.entries[:8])
    olga = browser(cast.olga)
    page(olga, scene.decision, 0.05)
    scene.vote(session, scene.entries[8:12])
    page(olga, scene.decision, 0.15)

    (look,) = looks_of(session, scene.decision).values()

    assert (look.moment, look.smallest_cell, look.heard) == ("daily", 5, 8)


def test_counts_without_a_verdict_stand_in_the_order_of_the_questions(
    cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    said = words(panel(browser(cast.olga), autoluw.decision, 0.2))

    assert said.index("in de Spoelstraat") < said.index("De Ketting") < said.index("die huren")
    assert "Misschien" not in said


def test_the_first_counts_wait_for_five_people(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    scene = weverij(session, cast.community, cast.joost)
    scene.vote(session, scene.entries[:4])

    page(browser(cast.olga), scene.decision, 0.3)

    assert looks_of(session, scene.decision) == {}


def test_a_verdict_is_that_of_its_moment(session: Session, cast: Linde, browser: SignIn) -> None:
    scene = weverij(session, cast.community, cast.joost)
    scene.vote(session, scene.entries[:41])
    session.commit()
    page(browser(cast.fatma), scene.decision, 0.67)
    scene.vote(session, scene.entries[41:])

    said = words(panel(browser(cast.fatma), scene.decision, 0.9))

    assert "Weinig of niets van gehoord" in said


def test_the_job_of_every_minute_looks_when_the_moment_passed(
    app: Flask, session: Session, autoluw: Weverij
) -> None:
    with app.app_context(), clock_at(at(autoluw.decision, 0.34)):
        remember_what_is_due()
        remember_what_is_due()

    session.commit()
    (look,) = looks_of(session, autoluw.decision).values()
    assert (look.moment, look.smallest_cell) == ("third", 5)


def test_figures_move_only_when_five_of_a_group_did() -> None:
    before = [ShownRow(_row(x=6), START)]

    few = steady([_row(x=10)], before, START + timedelta(days=1))
    enough = steady([_row(x=11)], before, START + timedelta(days=1))

    assert (_x(few[0]), few[0].as_of) == (6, START)
    assert (_x(enough[0]), enough[0].as_of) == (11, START + timedelta(days=1))


def test_the_verdict_is_new_where_the_figures_wait() -> None:
    before = [ShownRow(_row(x=6), START)]

    (shown,) = steady([_row(x=8, verdict=Verdict.UNDERHEARD)], before, START + timedelta(days=1))

    assert shown.row.verdict is Verdict.UNDERHEARD


def test_cells_that_would_merge_anew_wait_as_they_were() -> None:
    before = [ShownRow(_row(x=6), START)]

    (shown,) = steady([_row(x=20, value="anders")], before, START + timedelta(days=1))

    assert (shown.row.value, shown.as_of) == ("huur", START)


def test_a_look_is_read_back_as_it_was_kept(session: Session, autoluw: Weverij) -> None:
    remember(session, autoluw.decision, "closing")
    session.commit()
    session.expire_all()

    look = looks_of(session, autoluw.decision)["closing", 5]

    renting = next(one for one in rows_of(look) if one.row.value == "Huur")
    assert renting.row.evidence is not None
    assert renting.row.evidence.band == (9, 15)
    assert renting.as_of == now()


def test_a_small_circle_gets_three_questions(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = _small(session, cast)

    said = words(panel(browser(cast.fatma), decision, 0.7))

    assert "Wie sprak nog niet? 2 van de 2 buren zeiden nog niets in het gesprek." in said
    assert "Wie is er niet?" in said
    assert "Wie raakt dit nog meer?" in said
    assert "groep" not in said


def test_an_answer_in_a_small_circle_is_read_by_the_others(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = _small(session, cast)
    address = f"/g/linde/besluiten/{decision.number}/gehoord/afwezigen"

    answer = browser(cast.fatma).post(address, data={"words": "Oma Bep van nummer 3"})

    assert answer.status_code == 303
    said = words(panel(browser(cast.henk), decision, 0.5))
    assert "“Oma Bep van nummer 3” Fatma Yıldız" in said


def test_the_page_of_a_small_circle_builds_its_panel_once(
    session: Session, cast: Linde, browser: SignIn, queries: Queries
) -> None:
    decision = _small(session, cast)
    fatma = browser(cast.fatma)

    with queries() as seen:
        fatma.get(f"/g/linde/besluiten/{decision.number}?eerst=besluit")

    assert sum("absent_answer" in statement for statement in seen) == 1


def test_an_empty_answer_is_refused_and_nothing_is_kept(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = _small(session, cast)
    address = f"/g/linde/besluiten/{decision.number}/gehoord/afwezigen"

    answer = browser(cast.fatma).post(address, data={"words": " "})

    assert answer.status_code == 422
    assert session.query(AbsentAnswer).count() == 0


def test_an_outsider_finds_no_panel(cast: Linde, browser: SignIn, autoluw: Weverij) -> None:
    address = f"/g/linde/besluiten/{autoluw.decision.number}/gehoord"

    assert browser(cast.bram).get(address).status_code == 404
    assert browser(cast.bram).post(f"{address}/afwezigen").status_code == 404


def test_who_is_not_invited_after_a_day_is_told_to_the_facilitator(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = _small(session, cast)

    with clock_at(decision.created_at + timedelta(hours=23)):
        early = browser(cast.olga).get(f"/g/linde/besluiten/{decision.number}?eerst=besluit")
    said = words(panel(browser(cast.olga), decision, 0.2))

    assert "nog niet uitgenodigd" not in early.text
    assert "Fatma Yıldız is nog niet uitgenodigd." in said
    assert "nog niet uitgenodigd" not in panel(browser(cast.henk), decision, 0.2)


@pytest.mark.parametrize("delivery", [Delivery.REFUSED, Delivery.RETURNED])
def test_an_invitation_that_came_back_is_told_to_the_facilitator(
    session: Session, cast: Linde, browser: SignIn, delivery: Delivery
) -> None:
    decision = _small(session, cast)
    _invite(session, decision, delivery)

    said = words(panel(browser(cast.olga), decision, 0.01))

    assert "De uitnodiging voor Fatma Yıldız is niet aangekomen." in said
    assert "Waarom zie ik dit?" in said


def test_one_invitation_that_is_on_its_way_is_enough(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = _small(session, cast)
    _invite(session, decision, Delivery.REFUSED)
    _invite(session, decision, Delivery.UNDERWAY)

    assert "is niet aangekomen" not in panel(browser(cast.olga), decision, 0.5)


def test_telling_somebody_in_person_is_an_invitation(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = _small(session, cast)
    entry = session.query(RollEntry).filter_by(membership_id=cast.fatma.id).one()
    address = f"/g/linde/besluiten/{decision.number}/gehoord/uitnodigingen/{entry.id}"

    assert browser(cast.henk).post(address).status_code == 403
    assert browser(cast.olga).post(address).status_code == 303
    assert "Fatma Yıldız is nog niet" not in panel(browser(cast.olga), decision, 0.5)


def test_what_nobody_answered_for_three_days_is_shown_to_members(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = _small(session, cast)
    session.add(
        Contribution(
            proposal_id=decision.proposal_id,
            kind=ThreadKind.WORRY,
            body="Wie maait als jullie er na een jaar mee stoppen?",
            author_id=cast.piet.id,
            created_at=now(),
        )
    )
    session.commit()

    said = words(panel(browser(cast.fatma), decision, 0.5))

    assert "Hierop heeft nog niemand geantwoord." in said
    assert "Wie maait als jullie" in said


def test_whom_it_touches_stands_there_with_a_way_to_talk(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = _small(session, cast)
    session.add(
        Touched(
            proposal_id=decision.proposal_id,
            who="Bezorgers",
            how="kunnen er niet door",
            created_at=now(),
        )
    )
    session.commit()

    html = panel(browser(cast.fatma), decision, 0.5)

    assert "Nog niemand sprak met hen" in html
    assert "Ik ga met hen praten" in html


def test_the_panel_asks_the_database_the_same_few_things_whatever_the_numbers(
    app: Flask, session: Session, cast: Linde, browser: SignIn, queries: Queries, autoluw: Weverij
) -> None:
    decision = autoluw.decision
    session.add_all(
        Touched(proposal_id=decision.proposal_id, who=f"Wie {number}", created_at=now())
        for number in range(30)
    )
    olga = browser(cast.olga)
    page(olga, decision, 0.7)

    with queries() as seen:
        page(olga, decision, 0.71)

    assert len([text for text in seen if _of_panel(text)]) <= 6
    assert len(seen) <= 12


@pytest.mark.parametrize("side", ["/gehoord", "?eerst=besluit"])
def test_the_first_view_after_a_moment_stays_within_a_page(
    side: str,
    session: Session,
    cast: Linde,
    browser: SignIn,
    queries: Queries,
    autoluw: Weverij,
) -> None:
    cast.olga.visits = 2
    session.commit()
    olga, decision = browser(cast.olga), autoluw.decision
    path, later = f"/g/linde/besluiten/{decision.number}{side}", at(decision, 0.7)
    page(olga, decision, 0.5)

    with clock_at(later), queries() as seen:
        answer = olga.get(path)

    assert "INSERT INTO hearing_look" in "".join(seen)
    assert answer.status_code == 200
    assert len(seen) <= 12


def test_one_sentence_stands_under_the_ballot(
    session: Session, cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    session.add(
        RollEntry(
            decision_id=autoluw.decision.id,
            membership_id=cast.fatma.id,
            name="Fatma",
            household="huis-fatma",
            household_known=True,
        )
    )
    session.commit()

    page(browser(cast.olga), autoluw.decision, 0.69)
    with clock_at(at(autoluw.decision, 0.7)):
        answer = browser(cast.fatma).get(f"/g/linde/besluiten/{autoluw.decision.number}/stem")

    said = words(answer.text)
    assert "van deze groep hoorden we weinig of niets: Huishoudens die huren." in said
    assert "van de 24" not in said


def test_a_cancelled_decision_shows_no_groups(
    session: Session, cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    session.execute(
        update(Decision)
        .where(Decision.id == autoluw.decision.id)
        .values(phase=Phase.CANCELLED, closed_at=now(), cancelled_because="x")
    )
    session.commit()

    assert "huren" not in panel(browser(cast.olga), autoluw.decision, 0.7)


def _small(session: Session, cast: Linde) -> Decision:
    decision = decision_about(session, cast.community, cast.joost, base={"attributes": []})
    session.add_all(
        RollEntry(
            decision_id=decision.id,
            membership_id=member.id,
            name=member.name,
            household=str(member.id),
        )
        for member in (cast.fatma, cast.joost)
    )
    session.commit()
    return decision


def _invite(session: Session, decision: Decision, delivery: Delivery) -> None:
    entry = session.query(RollEntry).filter_by(decision_id=decision.id, name="Fatma Yıldız").one()
    session.add(Invitation(entry_id=entry.id, channel=Channel.MAIL, at=now(), delivery=delivery))
    session.commit()


def _row(*, x: int, value: str = "huur", verdict: Verdict = Verdict.UNCLEAR) -> GroupRow:
    return GroupRow("wonen", value, verdict, merged=(value,), table=Table(50, 24, 30, x))


def _x(shown: ShownRow) -> int:
    assert shown.row.table is not None
    return shown.row.table.x


def _of_panel(text: str) -> bool:
    tables = ("hearing_look", "touched", "contribution", "participation", "invitation")
    return any(f"FROM {name}" in text or f"{name}." in text for name in tables)


def test_what_the_community_no_longer_asks_is_gone_from_every_decision(
    app: Flask, session: Session, cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    closed(session, autoluw.decision)
    base = autoluw.decision.hearing_base["attributes"]
    key = next(one["key"] for one in base if "huren" in str(one["values"]))
    others = {one["key"] for one in base} - {key}
    asked = Attribute(community_id=cast.community.id, key=key, question="Huur je?", purpose="")
    session.add(asked)
    session.flush()

    with app.test_request_context():
        retire(session, asked)
    session.commit()

    kept = {
        row.row.attribute
        for look in looks_of(session, autoluw.decision).values()
        for row in rows_of(look)
    }
    assert asked.retired_at is not None
    assert kept == others
    assert not session.scalar(select(BaseAnswer.value).where(BaseAnswer.attribute == key))
    assert FLAG not in page(browser(cast.marleen), autoluw.decision)


def test_many_people_without_groups_are_no_small_circle(
    session: Session, cast: Linde, browser: SignIn, autoluw: Weverij
) -> None:
    autoluw.decision.hearing_base = {"attributes": []}

    text = page(browser(cast.fatma), autoluw.decision)

    assert "kleine kring" not in text
    assert "We vroegen niemand bij welke groep die hoort." in text
