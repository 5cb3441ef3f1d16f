"""From counted to recorded: worded, checked, fixed, read by whom, and mended beside it."""

import pytest
from flask import Flask
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from communities.models import Visibility
from decisions.models import Decision, LogRow, Phase, ResultsVisible
from decisions.records.models import Correction, OutcomeCheck, Record
from plumbing.clock import clock_at
from plumbing.database.session import db
from plumbing.words.language import first_up
from proposals.talk.contributing import Behalf, contribute
from proposals.threads import ThreadKind
from tests.cast import Linde
from tests.conftest import Queries, SignIn
from tests.decisions.recorded import AFTER, LATER, WORDS, closed, recorded, worded
from tests.decisions.scenes import CONSENT, DOTS, GARDEN, address, opened, vote

RECORD = "/besluit"


def test_a_closed_decision_is_not_recorded_yet_for_everybody(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)

    with clock_at(AFTER):
        pages = [browser(who).get(address(decision, RECORD)) for who in (cast.fatma, cast.olga)]

    assert all("Verslag nog niet af" in page.text for page in pages)
    assert "uiterlijk op 18\N{NO-BREAK SPACE}mei" in pages[0].text
    assert "/besluit/formulering" not in pages[0].text
    assert "/besluit/formulering" in pages[1].text


def test_who_words_the_outcome_is_told_what_is_missing_and_keeps_what_she_typed(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)

    with clock_at(AFTER):
        page = browser(cast.marleen).post(
            address(decision, "/besluit/formulering"),
            data={"words": "", "next_time": "Eerder beginnen.", "review_on": "2020-01-01"},
        )

    assert page.status_code == 422
    assert "Schrijf op wat jullie besloten." in page.text
    assert "Kies een dag die nog komt." in page.text
    assert "Eerder beginnen." in page.text


def test_the_author_and_two_members_by_lot_are_asked_whether_the_words_are_right(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = worded(app, session, cast, browser)

    asked = set(session.scalars(select(OutcomeCheck.membership_id)))

    assert len(asked) == 3
    assert cast.joost.id in asked
    assert cast.marleen.id not in asked
    with clock_at(AFTER):
        assert "Ja, dit klopt" in browser(cast.joost).get(address(decision, RECORD)).text
        others = (cast.fatma, cast.henk, cast.piet, cast.samira)
        unasked = next(one for one in others if one.id not in asked)
        assert "Ja, dit klopt" not in browser(unasked).get(address(decision, RECORD)).text


def test_within_48_hours_only_three_times_yes_lets_it_be_recorded(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = worded(app, session, cast, browser)
    asked = list(session.scalars(select(OutcomeCheck.membership_id)))
    people = [cast.joost, cast.fatma, cast.henk, cast.piet, cast.samira]
    record = address(decision, "/besluit/vastlegging")

    with clock_at(AFTER):
        early = browser(cast.marleen).post(record)
        for person in people:
            if person.id in asked:
                browser(person).post(address(decision, "/besluit/controle"), data={"agrees": "1"})
        agreed = browser(cast.marleen).post(record)

    assert early.status_code == 409
    assert agreed.status_code == 303


def test_a_no_needs_words_and_a_new_wording_asks_again(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = worded(app, session, cast, browser)
    check = address(decision, "/besluit/controle")

    with clock_at(AFTER):
        silent = browser(cast.joost).post(check, data={"agrees": "0"})
        browser(cast.joost).post(check, data={"agrees": "0", "words": "De goals blijven staan."})
        seen = browser(cast.marleen).get(address(decision, RECORD)).text
        browser(cast.marleen).post(address(decision, "/besluit/formulering"), data=WORDS)

    assert silent.status_code == 422
    assert "De goals blijven staan." in seen
    session.expire_all()
    assert set(session.scalars(select(OutcomeCheck.agrees))) == {None}


def test_who_is_not_asked_cannot_check(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = worded(app, session, cast, browser)

    with clock_at(AFTER):
        answer = browser(cast.marleen).post(
            address(decision, "/besluit/controle"), data={"agrees": "1"}
        )

    assert answer.status_code == 409
    assert "Je bent niet gevraagd" in answer.text


def test_a_record_says_all_that_was_decided(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = recorded(app, session, cast, browser)

    page = browser(cast.fatma).get(address(decision, RECORD))

    assert page.status_code == 200
    for words in (
        "Besluit van 11\N{NO-BREAK SPACE}mei",
        "Er komt een moestuin op het gras",
        "Aangenomen",
        "Gewone stemming, geheim",
        "Gespreksleider: Marleen de Wit.",
        "6 van de 6",
        "De kinderen die er spelen vroegen we niet.",
        "Samira belde aan",
        "Volgende keer vragen we het op het plein.",
        "Nog niemand helpt mee.",
        "Sanne Kok, opbouwwerker, Welzijn. Stemde niet mee.",
        "Geen signaal? Dat betekent niet dat we iedereen hoorden.",
        "Vingerafdruk",
    ):
        assert words in page.text, words
    assert '<td class="sum-number">4</td>' in page.text
    assert page.text.count('name="robots" content="noindex"') == 1


def test_too_few_secret_ballots_stay_undivided_in_the_record(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = recorded(
        app, session, cast, browser, votes=(("fatma", 1), ("henk", -1), ("piet", 1))
    )

    page = browser(cast.fatma).get(address(decision, RECORD))

    assert "Er waren minder dan 5 stemmen die telden." in page.text
    assert "Voor</th>" not in page.text
    assert "standings" not in session.scalars(select(Record)).one().content["result"]


def test_concerns_of_a_consent_stand_in_the_record_under_names(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, CONSENT)
    for member in (cast.fatma, cast.piet, cast.samira):
        vote(browser(member), decision, "voorstel=1")
    vote(browser(cast.henk), decision, "voorstel=0", what_goes_wrong="Wie geeft er water?")
    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        assert marleen.get(address(decision, RECORD)).status_code == 200
        marleen.post(address(decision, "/besluit/formulering"), data=WORDS)
    with clock_at(LATER):
        marleen.post(address(decision, "/besluit/vastlegging"))

    page = browser(cast.fatma).get(address(decision, RECORD)).text

    assert "“Wie geeft er water?”" in page
    assert "Henk Visser. We vragen het als we terugkijken." in page
    assert "Akkoord, maar met zorgen" in page


def test_a_visitor_reads_no_names_and_nothing_before_the_record(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    cast.community.visibility = Visibility.PUBLIC
    decision = worded(app, session, cast, browser)
    with clock_at(LATER):
        before = browser().get(address(decision, RECORD)).text
        browser(cast.marleen).post(address(decision, "/besluit/vastlegging"))

    after = browser().get(address(decision, RECORD)).text

    assert "Verslag nog niet af" in before
    assert "moestuin op het gras, met ruimte" not in before
    assert "moestuin op het gras, met ruimte" in after
    assert "Gespreksleider: een buurtgenoot." in after
    assert "Een opbouwwerker van Welzijn. Stemde niet mee." in after
    for member in (cast.marleen, cast.joost, cast.sanne, cast.fatma):
        assert member.name not in before + after


def test_who_left_is_a_former_member(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = recorded(app, session, cast, browser)
    cast.marleen.left_at = AFTER

    page = browser(cast.fatma).get(address(decision, RECORD)).text

    assert "Gespreksleider: een oud-lid." in page
    assert "Marleen" not in page


def test_sensitive_groups_stand_in_no_public_record(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = recorded(app, session, cast, browser)
    kept = session.scalars(select(Record)).one()
    hearing = {
        **kept.content["hearing"],
        "groups": [
            {"question": "Wonen", "group": "huurders", "sensitive": False, "finding": "little",
             "certain": True},
            {"question": "Taal", "group": "wie Turks leest", "sensitive": True,
             "finding": "little", "certain": True},
        ],
        "attributes": [
            {"question": "Welke taal?", "sensitive": True, "shown": True, "blank": None},
            {"question": "Huur of koop?", "sensitive": False, "shown": True, "blank": None},
        ],
    }  # fmt: skip
    with app.app_context(), db.writing() as writing:
        _unsealed(writing, "decision_record", kept, {"hearing": hearing})

    private = browser(cast.fatma).get(address(decision, RECORD)).text
    register = browser(cast.fatma).get("/g/linde/besluiten").text
    cast.community.visibility = Visibility.PUBLIC
    public = browser().get(address(decision, RECORD)).text
    open_register = browser().get("/g/linde/besluiten").text

    assert "Van wie Turks leest hoorden we minder dan van anderen." in private
    assert "Van huurders hoorden we minder dan van anderen." in public
    assert "Minder gehoord: huurders en wie Turks leest<" in register
    assert "Minder gehoord: huurders<" in open_register
    assert "“Huur of koop?” Enkele mensen vulden dit niet in." in public
    assert "Turks" not in public
    assert "Welke taal?" not in public


def test_the_database_itself_refuses_to_change_a_record(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    recorded(app, session, cast, browser)

    for change in (update(Record).values(searchable="iets anders"), delete(Record)):
        with pytest.raises(DBAPIError, match="never changed"):
            session.execute(change)
        session.rollback()


def test_a_correction_stands_beside_the_record_with_name_and_day(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = recorded(app, session, cast, browser)
    path = address(decision, "/besluit/verbetering")

    with clock_at(LATER):
        empty = browser(cast.marleen).post(path, data={"words": " "})
        done = browser(cast.marleen).post(path, data={"words": "Het zijn drie goals, geen twee."})
        page = browser(cast.fatma).get(address(decision, RECORD)).text

    assert empty.status_code == 422
    assert done.status_code == 303
    assert "Bij dit besluit staat een verbetering." in page
    assert "Het zijn drie goals, geen twee." in page
    assert "Marleen de Wit, 13\N{NO-BREAK SPACE}mei 2026." in page
    assert (
        session.scalars(select(LogRow.kind).order_by(LogRow.number.desc())).first() == "corrected"
    )
    with pytest.raises(DBAPIError, match="never changed"):
        session.execute(delete(Correction))
    session.rollback()


def test_what_is_recorded_cannot_be_worded_checked_or_recorded_again(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = recorded(app, session, cast, browser)
    marleen = browser(cast.marleen)

    answers = [
        marleen.post(address(decision, f"/besluit/{step}"), data=WORDS)
        for step in ("formulering", "controle", "vastlegging")
    ]

    assert [answer.status_code for answer in answers] == [409, 409, 409]
    assert "vastgelegd" in answers[0].text


def test_nothing_is_recorded_without_words(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)

    with clock_at(LATER):
        page = browser(cast.marleen).post(address(decision, "/besluit/vastlegging"))

    assert page.status_code == 422
    assert "Schrijf eerst op wat jullie besloten." in page.text


def test_a_result_that_was_not_shown_yet_is_in_no_report(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)
    session.get_one(Decision, decision.id).results_visible = ResultsVisible.AT_REVEAL

    with clock_at(AFTER):
        page = browser(cast.marleen).get(address(decision, RECORD)).text

    assert "Aangenomen" not in page
    assert "/besluit/formulering" not in page


@pytest.mark.parametrize("step", ["formulering", "vastlegging"])
@pytest.mark.parametrize(("name", "status"), [("fatma", 403), ("sanne", 403), ("bram", 404)])
def test_only_a_facilitator_words_and_records(
    app: Flask, session: Session, cast: Linde, browser: SignIn, step: str, name: str, status: int
) -> None:
    decision = closed(app, session, cast, browser)

    with clock_at(LATER):
        client = browser(getattr(cast, name))
        answer = client.post(address(decision, f"/besluit/{step}"), data=WORDS)

    assert answer.status_code == status
    assert session.get_one(Decision, decision.id).phase is Phase.CLOSED


@pytest.mark.parametrize(("name", "status"), [("fatma", 403), ("sanne", 403), ("bram", 404)])
def test_only_a_facilitator_corrects(
    app: Flask, session: Session, cast: Linde, browser: SignIn, name: str, status: int
) -> None:
    decision = recorded(app, session, cast, browser)

    answer = browser(getattr(cast, name)).post(
        address(decision, "/besluit/verbetering"), data={"words": "Fout."}
    )

    assert answer.status_code == status
    assert session.scalar(select(Correction)) is None


@pytest.mark.parametrize("path", [RECORD, "/besluit.pdf"])
def test_before_closing_there_is_no_record_and_an_outsider_never_sees_one(
    app: Flask, session: Session, cast: Linde, browser: SignIn, path: str
) -> None:
    decision = opened(app, session, cast)

    assert browser(cast.fatma).get(address(decision, path)).status_code == 409
    assert browser(cast.bram).get(address(decision, path)).status_code == 404
    assert browser().get(address(decision, path)).status_code == 404


@pytest.mark.parametrize("draft", [GARDEN, DOTS], ids=["majority", "dots"])
def test_a_record_asks_few_questions_of_the_database(
    app: Flask, session: Session, cast: Linde, browser: SignIn, queries: Queries, draft: object
) -> None:
    votes = () if draft is DOTS else (("fatma", 1), ("piet", 1))
    decision = recorded(app, session, cast, browser, draft=draft, votes=votes)
    client = browser(cast.fatma)
    client.get(address(decision, RECORD))

    with queries() as seen:
        page = client.get(address(decision, RECORD))

    assert page.status_code == 200
    assert len(seen) <= 12


def test_a_name_in_front_of_a_sentence_gets_a_capital() -> None:
    assert first_up("een oud-lid was er.") == "Een oud-lid was er."


def _unsealed(session: Session, table: str, kept: Record, changes: dict[str, object]) -> None:
    """Write what only another opening could have frozen."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        session.execute(
            update(Record)
            .where(Record.decision_id == kept.decision_id)
            .values(content=kept.content | changes)
        )
        session.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER ALL"))
        return
    name = f"{table}_no_update"
    create = session.scalar(
        text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": name}
    )
    session.execute(text(f"DROP TRIGGER {name}"))
    session.execute(
        update(Record)
        .where(Record.decision_id == kept.decision_id)
        .values(content=kept.content | changes)
    )
    session.execute(text(str(create)))


def test_a_majority_keeps_the_worries_of_the_talk(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = worded(app, session, cast, browser)
    talk = decision.proposal
    contribute(session, talk, cast.henk, ThreadKind.WORRY, "Waar moet ik **parkeren**?")
    told = Behalf(name="Meneer De Boer", has_consent=False)
    contribute(session, talk, cast.samira, ThreadKind.WORRY, "Wie maait er?", behalf=told)
    hidden = contribute(session, talk, cast.piet, ThreadKind.WORRY, "Iets lelijks.")
    hidden.hidden_at = AFTER
    contribute(session, talk, cast.piet, ThreadKind.QUESTION, "Hoe laat?")
    contribute(session, talk, cast.piet, ThreadKind.WORRY, "", voice=b"ID3")
    session.commit()

    with clock_at(LATER):
        browser(cast.marleen).post(address(decision, "/besluit/vastlegging"))
        page = browser(cast.fatma).get(address(decision, RECORD)).text
        kept = session.scalars(select(Record)).one().content["concerns"]

    assert [concern["words"] for concern in kept] == ["Waar moet ik parkeren?", "Wie maait er?"]
    assert [concern["by"] for concern in kept] == [cast.henk.id, None]
    assert "Zorg die blijft" in page
    assert "Henk Visser. We vragen het als we terugkijken." in page
    assert "Een buurtgenoot. We vragen het als we terugkijken." in page
