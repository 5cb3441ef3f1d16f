"""Voting on paper: given out, handed in, read by two, and counted once."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from communities.models import Membership, Role
from decisions.counting.closing import cancel, seal_what_is_due
from decisions.models import Decision, Round
from decisions.paper_ballots import PaperBallot, PaperSlip
from decisions.roll import Channel, Invitation, RollEntry
from decisions.votes import CountedBallot, OpenBallot, Participation, Reason, SecretBallot
from plumbing.clock import clock_at
from plumbing.database.base import Base
from tests.cast import Linde, join
from tests.conftest import Queries, SignIn
from tests.decisions.ballots.test_concurrency import post
from tests.decisions.recorded import AFTER, LATER, WORDS
from tests.decisions.scenes import CLOSING, CONSENT, DOTS, address, nonce_of, opened, vote


def entry_of(session: Session, decision: Decision, member: Membership) -> RollEntry:
    return session.scalars(
        select(RollEntry).where(
            RollEntry.decision_id == decision.id, RollEntry.membership_id == member.id
        )
    ).one()


def place_of(session: Session, decision: Decision, member: Membership) -> int:
    """The number on her paper, where papers stand under a name."""
    ids = session.scalars(
        select(RollEntry.id).where(RollEntry.decision_id == decision.id).order_by(RollEntry.id)
    ).all()
    return ids.index(entry_of(session, decision, member).id) + 1


def mark(
    client: FlaskClient,
    session: Session,
    decision: Decision,
    member: Membership,
    what: str,
    **form: str,
) -> TestResponse:
    """Press a button behind her name on the list."""
    entry = entry_of(session, decision, member)
    return client.post(address(decision, f"/papier/lijst/{entry.id}/{what}"), data=form)


def read(client: FlaskClient, decision: Decision, number: int, **form: str) -> TestResponse:
    """Enter what one sees on a paper."""
    return client.post(address(decision, f"/papier/nummers/{number}"), data=form)


def overview(client: FlaskClient, decision: Decision) -> str:
    page = client.get(address(decision, "/papier"))
    assert page.status_code == 200
    return page.text.split("<main")[1]


@pytest.fixture
def decision(app: Flask, session: Session, cast: Linde) -> Decision:
    """A secret vote of which ten papers are printed."""
    decision = opened(app, session, cast)
    decision.rounds[-1].papers_printed = 10
    session.commit()
    return decision


def close(app: Flask, session: Session) -> None:
    session.commit()
    with clock_at(CLOSING), app.app_context():
        seal_what_is_due()


def test_who_got_a_paper_is_marked_and_invited_by_it(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    answer = mark(browser(cast.marleen), session, decision, cast.henk, "papier")

    assert answer.status_code == 303
    entry = entry_of(session, decision, cast.henk)
    assert session.scalars(select(PaperSlip.entry_id)).all() == [entry.id]
    told = select(Invitation.channel).where(Invitation.entry_id == entry.id)
    assert Channel.PERSON in session.scalars(told).all()
    assert session.scalar(select(func.count()).select_from(Participation)) == 0


def test_list_tells_who_got_a_paper_and_who_got_nothing(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    session.query(Invitation).delete()
    mark(browser(cast.sanne), session, decision, cast.henk, "papier")

    got = browser(cast.sanne).get(address(decision, "/papier/lijst?wie=papier")).text
    nothing = browser(cast.sanne).get(address(decision, "/papier/lijst?wie=niets")).text

    assert "Henk Visser" in got
    assert "Fatma Yıldız" not in got.split("<main")[1]
    assert "Henk Visser" not in nothing
    assert "Fatma Yıldız" in nothing


def test_paper_given_by_mistake_is_taken_off_the_list(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    client = browser(cast.marleen)
    mark(client, session, decision, cast.henk, "papier")

    mark(client, session, decision, cast.henk, "papier", undo="1")

    assert session.scalars(select(PaperSlip)).all() == []


def test_list_says_nothing_of_who_voted_on_a_phone(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    def shown() -> str:
        page = browser(cast.marleen).get(address(decision, "/papier/lijst")).text
        return re.sub(r'name="csrf_token" value="[^"]*"', "", page.split("<main")[1])

    before = shown()

    vote(browser(cast.fatma), decision, "voorstel=1")

    assert shown() == before


def test_who_handed_in_a_paper_has_taken_part_and_cannot_vote_on_a_phone(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    phone = browser(cast.henk)
    nonce = nonce_of(phone.get(address(decision, "/stem")))
    mark(browser(cast.marleen), session, decision, cast.henk, "ingeleverd")

    answer = phone.post(address(decision, "/stem"), data={"nonce": nonce, "choice": "voorstel=1"})

    assert answer.status_code == 409
    assert "Je stemde op papier. Die stem telt mee." in answer.text
    assert session.scalars(select(Participation.on_paper)).all() == [True]
    assert session.scalar(select(func.count()).select_from(SecretBallot)) == 0
    receipt = phone.get(address(decision, "/stem?opnieuw=1")).text
    assert "Je kunt niet ook hier stemmen." in receipt
    assert "Opnieuw kiezen" not in receipt


def test_who_voted_on_a_phone_cannot_hand_in_a_paper(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    vote(browser(cast.henk), decision, "voorstel=1")

    answer = mark(browser(cast.marleen), session, decision, cast.henk, "ingeleverd")

    assert answer.status_code == 409
    assert "Henk Visser stemde al op een telefoon of computer." in answer.text
    assert session.scalars(select(Participation.on_paper)).all() == [False]


def test_two_equal_readings_count_once_and_without_a_name(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    mark(browser(cast.marleen), session, decision, cast.henk, "ingeleverd")

    read(browser(cast.marleen), decision, 4, choice="voorstel=1")
    assert session.scalar(select(func.count()).select_from(SecretBallot)) == 0
    read(browser(cast.olga), decision, 4, choice="voorstel=1")
    read(browser(cast.olga), decision, 4, choice="voorstel=1")

    assert session.scalars(select(SecretBallot.marks)).all() == [{"voorstel": 1}]
    assert session.scalars(select(PaperBallot.entry_id)).all() == [None]
    close(app, session)
    assert session.scalars(select(CountedBallot.count)).all() == [1]


def test_disagreement_is_told_to_both_and_shows_neither_reading(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    marleen, sanne = browser(cast.marleen), browser(cast.sanne)
    mark(marleen, session, decision, cast.henk, "ingeleverd")
    read(marleen, decision, 4, choice="voorstel=1")

    read(sanne, decision, 4, choice="voorstel=-1")

    for client in (marleen, sanne):
        assert "Nog niet hetzelfde. Lees het opnieuw." in overview(client, decision)
        page = client.get(address(decision, "/papier/nummers/4")).text
        assert "Lees het allebei opnieuw" in page
        assert " checked" not in page.split("<main")[1]
    kept = session.execute(select(PaperBallot.first_reading, PaperBallot.second_reading)).one()
    assert tuple(kept) == ({}, {})
    assert session.scalar(select(func.count()).select_from(SecretBallot)) == 0


def test_after_a_disagreement_nobody_gets_there_alone_by_trying(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    marleen, sanne = browser(cast.marleen), browser(cast.sanne)
    mark(marleen, session, decision, cast.henk, "ingeleverd")
    read(marleen, decision, 4, choice="voorstel=1")
    read(sanne, decision, 4, choice="voorstel=-1")

    for choice in ("voorstel=1", "voorstel=-1", "blank"):
        read(sanne, decision, 4, choice=choice)
    assert session.scalar(select(func.count()).select_from(SecretBallot)) == 0
    read(sanne, decision, 4, choice="voorstel=1")
    read(marleen, decision, 4, choice="voorstel=1")

    assert session.scalars(select(SecretBallot.marks)).all() == [{"voorstel": 1}]


def test_nobody_reads_a_paper_twice_for_two(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    marleen = browser(cast.marleen)
    mark(marleen, session, decision, cast.henk, "ingeleverd")

    read(marleen, decision, 4, choice="voorstel=1")
    read(marleen, decision, 4, choice="voorstel=1")

    assert session.scalars(select(PaperBallot.second_by_id)).all() == [None]
    assert session.scalar(select(func.count()).select_from(SecretBallot)) == 0


def test_two_supporters_are_not_two_readers(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    other = join(session, cast.community, "Ria Bos", role=Role.SUPPORTER, votes=False)
    mark(browser(cast.marleen), session, decision, cast.henk, "ingeleverd")
    read(browser(cast.sanne), decision, 4, choice="voorstel=1")

    answer = read(browser(other), decision, 4, choice="voorstel=1")

    assert answer.status_code == 409
    assert "Laat een gespreksleider het tweede oog zijn." in answer.text


def test_a_third_reader_is_not_needed(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    mark(browser(cast.marleen), session, decision, cast.henk, "ingeleverd")
    read(browser(cast.marleen), decision, 4, choice="voorstel=1")
    read(browser(cast.sanne), decision, 4, choice="voorstel=-1")

    answer = read(browser(cast.olga), decision, 4, choice="voorstel=1")

    assert answer.status_code == 409
    assert "Twee anderen lezen dit papier al." in answer.text


def test_who_wrote_the_proposal_reads_no_papers_on_it(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    cast.joost.role = Role.FACILITATOR

    refused = read(browser(cast.joost), decision, 4, choice="voorstel=1")
    page = overview(browser(cast.joost), decision)

    assert refused.status_code == 403
    assert "Jij schreef dit voorstel." in page


def test_no_more_papers_are_read_than_came_in(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    marleen = browser(cast.marleen)
    mark(marleen, session, decision, cast.henk, "ingeleverd")
    read(marleen, decision, 4, choice="voorstel=1")

    answer = read(marleen, decision, 5, choice="voorstel=1")

    assert answer.status_code == 409
    assert "Zet eerst op de lijst wie dit papier inleverde." in answer.text


def test_a_number_that_was_never_printed_is_not_there(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    client = browser(cast.marleen)
    mark(client, session, decision, cast.henk, "ingeleverd")

    assert client.get(address(decision, "/papier/nummers/11")).status_code == 404
    assert read(client, decision, 11, choice="voorstel=1").status_code in (404, 409)
    assert session.scalars(select(PaperBallot)).all() == []


def test_a_name_stays_on_the_list_once_her_paper_may_have_been_read(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    client = browser(cast.marleen)
    mark(client, session, decision, cast.henk, "ingeleverd")
    mark(client, session, decision, cast.piet, "ingeleverd")
    read(client, decision, 4, choice="voorstel=1")

    first = mark(client, session, decision, cast.piet, "ingeleverd", undo="1")
    second = mark(client, session, decision, cast.henk, "ingeleverd", undo="1")

    assert (first.status_code, second.status_code) == (303, 409)
    assert "Dit papier is al gelezen." in second.text
    assert session.scalar(select(func.count()).select_from(Participation)) == 1


def test_two_others_start_over_where_a_reader_cannot_go_on(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    mark(browser(cast.marleen), session, decision, cast.henk, "ingeleverd")
    read(browser(cast.marleen), decision, 4, choice="voorstel=1")
    read(browser(cast.sanne), decision, 4, choice="voorstel=-1")

    browser(cast.olga).post(address(decision, "/papier/nummers/4/opnieuw"))
    read(browser(cast.olga), decision, 4, choice="voorstel=1")
    read(browser(cast.marleen), decision, 4, choice="voorstel=1")

    assert session.scalars(select(SecretBallot.marks)).all() == [{"voorstel": 1}]


def test_spoilt_paper_is_agreed_on_and_not_counted(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    mark(browser(cast.marleen), session, decision, cast.henk, "ingeleverd")

    read(browser(cast.marleen), decision, 4, choice="spoilt")
    read(browser(cast.olga), decision, 4, choice="spoilt")

    assert session.scalar(select(func.count()).select_from(SecretBallot)) == 0
    assert "Allebei ongeldig. Het telt niet mee." in overview(browser(cast.olga), decision)
    close(app, session)
    assert session.scalar(select(Round.papers_uncounted)) == 1


def test_what_the_method_does_not_take_is_refused_in_its_words(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, DOTS)
    decision.rounds[-1].papers_printed = 10
    mark(browser(cast.marleen), session, decision, cast.henk, "ingeleverd")

    answer = read(
        browser(cast.marleen), decision, 4,
        **{"mark.a": "2", "mark.b": "2", "mark.c": "2", "mark.d": "2"},
    )  # fmt: skip
    empty = read(browser(cast.marleen), decision, 4, choice="")

    assert answer.status_code == empty.status_code == 422
    assert "Staat het zo op het papier? Kies dan “Ongeldig”." in answer.text
    assert 'value="2"' in answer.text
    assert "Staat er niets op? Kies dan blanco." in empty.text


def test_sealing_leaves_no_reading_and_says_how_many_do_not_count(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    marleen, olga = browser(cast.marleen), browser(cast.olga)
    for member in (cast.henk, cast.piet, cast.fatma):
        mark(marleen, session, decision, member, "ingeleverd")
    for number in (1, 2):
        read(marleen, decision, number, choice="voorstel=1")
    read(olga, decision, 1, choice="voorstel=1")
    read(olga, decision, 2, choice="blank")

    close(app, session)

    session.expire_all()
    assert session.scalars(select(PaperBallot)).all() == []
    assert session.scalars(select(SecretBallot)).all() == []
    assert session.scalars(select(CountedBallot.count)).all() == [1]
    assert session.scalar(select(Round.papers_uncounted)) == 2
    with clock_at(CLOSING + timedelta(hours=1)):
        page = marleen.get(address(decision)).text
    assert "2 papieren tellen niet mee: ze waren niet te lezen" in page


def test_record_says_how_many_papers_do_not_count(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    for member in (cast.henk, cast.piet):
        mark(browser(cast.marleen), session, decision, member, "ingeleverd")
    for reader in (cast.marleen, cast.olga):
        read(browser(reader), decision, 1, choice="voorstel=1")
    close(app, session)
    marleen = browser(cast.marleen)
    with clock_at(AFTER):
        marleen.post(address(decision, "/besluit/formulering"), data=WORDS)
    with clock_at(LATER):
        marleen.post(address(decision, "/besluit/vastlegging"))

        record = browser(cast.fatma).get(address(decision, "/besluit")).text

    assert "2 mensen stemden op papier. 1 papier telt niet mee" in record


def test_after_sealing_no_table_holds_both_a_voter_and_a_mark(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    for member in (cast.henk, cast.piet):
        mark(browser(cast.marleen), session, decision, member, "ingeleverd")
    for number, choice in ((1, "voorstel=1"), (2, "voorstel=-1")):
        read(browser(cast.marleen), decision, number, choice=choice)
        read(browser(cast.sanne), decision, number, choice=choice)

    close(app, session)

    for table in Base.metadata.sorted_tables:
        names = {column.name for column in table.columns}
        points_at_a_voter = names & {"entry_id", "number", "first_by_id"}
        if points_at_a_voter and names & {"marks", "first_reading"}:
            assert session.execute(select(table)).all() == [], table.name
    assert {row.version for row in session.scalars(select(Participation))} == {1}


def test_readings_go_with_a_decision_that_is_cancelled(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    mark(browser(cast.marleen), session, decision, cast.henk, "ingeleverd")
    read(browser(cast.marleen), decision, 4, choice="voorstel=1")

    with app.test_request_context():
        cancel(session, decision, cast.marleen, "Er komt een ander plan.")
    session.commit()

    assert session.scalars(select(PaperBallot)).all() == []


def test_paper_of_an_open_vote_stands_under_its_name(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, CONSENT)
    number = place_of(session, decision, cast.henk)
    mark(browser(cast.marleen), session, decision, cast.henk, "ingeleverd")
    objects = {"choice": "voorstel=-1", "what_goes_wrong": "De goal moet weg."}

    page = browser(cast.marleen).get(address(decision, f"/papier/nummers/{number}")).text
    read(browser(cast.marleen), decision, number, **objects)
    read(browser(cast.sanne), decision, number, choice="voorstel=-1")

    entry = entry_of(session, decision, cast.henk)
    assert "Henk Visser" in page
    row = session.scalars(select(OpenBallot)).one()
    assert (row.entry_id, row.marks) == (entry.id, {"voorstel": -1})
    reason = session.scalars(select(Reason)).one()
    assert reason.what_goes_wrong == "De goal moet weg."
    assert reason.for_whom == "Niet ingevuld op het papier."


def test_paper_of_an_open_vote_waits_until_it_is_on_the_list(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, CONSENT)
    number = place_of(session, decision, cast.henk)

    answer = read(browser(cast.marleen), decision, number, choice="voorstel=1")

    assert answer.status_code == 409
    assert "Zet eerst op de lijst dat dit papier is ingeleverd." in answer.text


def test_who_voted_on_paper_is_gone_round_to_when_the_text_changes(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, CONSENT)
    mark(browser(cast.marleen), session, decision, cast.henk, "ingeleverd")
    first = decision.rounds[-1]
    session.add(
        Round(
            decision_id=decision.id, number=2, version_number=2, frozen="{}",
            fingerprint="1" * 64, opened_at=first.opened_at, deadline=first.deadline,
        )
    )  # fmt: skip
    session.commit()

    page = browser(cast.sanne).get(address(decision, "/papier/lijst?wie=langs")).text
    mark(browser(cast.marleen), session, decision, cast.henk, "papier")
    later = browser(cast.sanne).get(address(decision, "/papier/lijst?wie=langs")).text

    assert "Nog langsgaan" in page
    assert "Henk Visser" in page
    assert "Fatma Yıldız" not in page.split("<main")[1]
    assert "Henk Visser" not in later.split("<main")[1]


def test_paper_of_an_earlier_round_is_not_read_in_the_next(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    mark(browser(cast.marleen), session, decision, cast.henk, "ingeleverd")

    answer = read(browser(cast.marleen), decision, 4, choice="voorstel=1", round="0")

    assert answer.status_code == 409
    assert "Dit papier is van een vorige ronde." in answer.text


def test_after_the_deadline_no_paper_is_taken(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    mark(browser(cast.marleen), session, decision, cast.henk, "ingeleverd")

    with clock_at(CLOSING):
        came_in = mark(browser(cast.marleen), session, decision, cast.piet, "ingeleverd")
        reading = read(browser(cast.marleen), decision, 4, choice="voorstel=1")

    assert (came_in.status_code, reading.status_code) == (409, 409)


def test_database_takes_one_paper_of_each_name(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, CONSENT)
    entry = entry_of(session, decision, cast.henk)
    papers = [
        PaperBallot(round_id=decision.rounds[-1].id, number=number, entry_id=entry.id,
                    first_by_id=cast.marleen.id, first_reading={}, is_agreed=False)
        for number in (1, 2)
    ]  # fmt: skip

    session.add_all(papers)

    with pytest.raises(IntegrityError):
        session.flush()


def test_phone_and_paper_at_once_are_one_vote(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    voters = [cast.fatma, cast.henk, cast.samira, cast.piet, cast.joost]
    ballots = [
        (voter.person.get_id(), address(decision, "/stem"),
         {"nonce": nonce_of(browser(voter).get(address(decision, "/stem"))),
          "choice": "voorstel=1"})
        for voter in voters
    ]  # fmt: skip
    desk = cast.marleen.person.get_id()
    entries = [entry_of(session, decision, voter).id for voter in voters]
    ticks: list[tuple[str, str, dict[str, str]]] = [
        (desk, address(decision, f"/papier/lijst/{entry}/ingeleverd"), {}) for entry in entries
    ]
    session.commit()

    with ThreadPoolExecutor(10) as pool:
        waiting = [
            pool.submit(copy_context().run, post, app, account, path, form)
            for pair in zip(ballots, ticks, strict=True)
            for account, path, form in pair
        ]
        answers = Counter(each.result() for each in waiting)

    session.rollback()
    on_phone = session.scalar(select(func.count()).select_from(SecretBallot))
    on_paper = session.scalar(
        select(func.count()).select_from(Participation).where(Participation.on_paper)
    )
    assert answers == {303: 5, 409: 5}
    assert (on_phone or 0) + (on_paper or 0) == 5
    assert session.scalar(select(func.count()).select_from(Participation)) == 5


def test_two_readers_at_once_put_one_ballot_in_the_box(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    mark(browser(cast.marleen), session, decision, cast.henk, "ingeleverd")
    path = address(decision, "/papier/nummers/4")
    readers = [cast.marleen.person.get_id(), cast.olga.person.get_id()] * 10
    session.commit()

    with ThreadPoolExecutor(8) as pool:
        form = {"choice": "voorstel=1"}
        waiting = [
            pool.submit(copy_context().run, post, app, reader, path, form) for reader in readers
        ]
        answers = {each.result() for each in waiting}

    session.rollback()
    assert answers == {303}
    assert session.scalar(select(func.count()).select_from(SecretBallot)) == 1


def test_list_and_overview_ask_few_questions(
    app: Flask, session: Session, cast: Linde, browser: SignIn, queries: Queries
) -> None:
    for number in range(30):
        join(session, cast.community, f"Buur{number} {number}")
    decision = opened(app, session, cast)
    client = browser(cast.marleen)
    client.get("/g/linde")

    for tail in ("/papier", "/papier/lijst"):
        with queries() as seen:
            client.get(address(decision, tail))
        assert len(seen) <= 12, tail
