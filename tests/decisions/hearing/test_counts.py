"""What the panel counts: who was heard, in which unit, and what the method says of it."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Attribute
from communities.questions.declaring import withdraw
from decisions.counting.closing import seal
from decisions.hearing.forgetting import forget_answers
from decisions.hearing.head_counts import Heads, count_heads
from decisions.hearing.heard import OnRoll, everybody_on_roll
from decisions.hearing.judging import FACILITATOR, MEMBER, heads_on_roll, verdicts
from decisions.hearing.looks import has_flag, looks_of, remember, rows_of
from decisions.hearing.statement import statement
from decisions.models import ExtendOn, Phase, Round
from decisions.roll import BaseAnswer, RollEntry
from plumbing.clock import clock_at, now
from proposals.threads import Contribution, ThreadKind
from representation import Verdict
from tests.cast import Linde
from tests.decisions.weverij import Base, Weverij, at, attribute, decision_about, weverij


@pytest.fixture
def autoluw(session: Session, cast: Linde) -> Weverij:
    return weverij(session, cast.community, cast.joost)


def test_the_demo_counts_households_for_tenure_and_street(
    session: Session, autoluw: Weverij
) -> None:
    autoluw.vote(session, autoluw.entries[:41])

    heads, heard = heads_on_roll(session, autoluw.decision, now())

    by_key = {one.key: one for one in heads}
    assert heard == 41
    assert by_key["wonen"].by_value == {"huur": Heads(24, 6), "koop": Heads(26, 19)}
    assert by_key["wonen"].unknown == Heads(2, 1)
    assert by_key["straat"].by_value["garenpad"] == Heads(11, 6)
    assert by_key["straat"].everybody == Heads(52, 26)
    assert by_key["taal"].known == Heads(70, 36)
    assert by_key["taal"].by_value["turks"] == Heads(12, 3)


def test_renting_households_are_flagged_and_their_fair_share_is_twelve(
    session: Session, autoluw: Weverij
) -> None:
    autoluw.vote(session, autoluw.entries[:41])

    heads, _ = heads_on_roll(session, autoluw.decision, now())
    rows = {row.value: row for row in verdicts(heads, FACILITATOR)}

    assert rows["Huur"].verdict is Verdict.UNDERHEARD
    assert rows["Huur"].table is not None
    assert rows["Huur"].table.expected == 12
    assert rows["Ketting"].verdict in (Verdict.WATCH, Verdict.UNDERHEARD)
    assert rows["Garenpad"].verdict is Verdict.HEARD


def test_the_members_family_has_only_cells_of_ten_and_more(
    session: Session, autoluw: Weverij
) -> None:
    autoluw.vote(session, autoluw.entries[:41])

    heads, _ = heads_on_roll(session, autoluw.decision, now())

    sizes = [row.table.K for row in verdicts(heads, MEMBER) if row.table]
    assert min(sizes) >= 10


def test_sensitive_attributes_have_cells_of_ten_for_the_facilitator_too(
    session: Session, autoluw: Weverij
) -> None:
    autoluw.vote(session, autoluw.entries[:41])

    heads, _ = heads_on_roll(session, autoluw.decision, now())
    rows = {row.value: row for row in verdicts(heads, FACILITATOR) if row.attribute == "taal"}

    assert rows["Arabisch"].verdict is Verdict.HIDDEN
    assert rows["Turks"].k == 10


@pytest.mark.parametrize("when", ["written", "hidden", "spoken"])
def test_saying_something_counts_as_heard(session: Session, cast: Linde, when: str) -> None:
    decision = decision_about(session, cast.community, cast.joost, base={"attributes": []})
    fatma = _on_roll(session, decision.id, cast.fatma.id)
    session.add(
        Contribution(
            proposal_id=decision.proposal_id,
            kind=ThreadKind.WORRY,
            body="Waar spelen mijn kleinkinderen?",
            author_id=cast.samira.id if when == "spoken" else cast.fatma.id,
            on_behalf=when == "spoken",
            speaker_id=cast.fatma.id if when == "spoken" else None,
            created_at=now(),
            hidden_at=now() if when == "hidden" else None,
        )
    )
    session.flush()

    roll = everybody_on_roll(session, decision, now())

    assert [(one.entry_id, one.spoke, one.took_part) for one in roll] == [(fatma, True, False)]


def test_who_only_wrote_down_what_another_said_is_not_heard_by_it(
    session: Session, cast: Linde
) -> None:
    decision = decision_about(session, cast.community, cast.joost, base={"attributes": []})
    _on_roll(session, decision.id, cast.samira.id)
    session.add(
        Contribution(
            proposal_id=decision.proposal_id,
            kind=ThreadKind.WORRY,
            body="Niet ons doel weghalen.",
            author_id=cast.samira.id,
            on_behalf=True,
            created_at=now(),
        )
    )
    session.flush()

    roll = everybody_on_roll(session, decision, now())

    assert [one.heard for one in roll] == [False]


def test_what_is_said_after_the_deadline_does_not_count(session: Session, cast: Linde) -> None:
    decision = decision_about(session, cast.community, cast.joost, base={"attributes": []})
    _on_roll(session, decision.id, cast.henk.id)
    session.add(
        Contribution(
            proposal_id=decision.proposal_id,
            kind=ThreadKind.WORRY,
            body="Waar moet ik parkeren?",
            author_id=cast.henk.id,
            created_at=decision.closes_at + timedelta(minutes=1),
        )
    )
    session.flush()

    roll = everybody_on_roll(session, decision, decision.closes_at)

    assert [one.heard for one in roll] == [False]


def test_a_household_is_heard_if_anyone_in_it_is() -> None:
    roll = [_one(1, "a", heard=True), _one(2, "a", heard=False), _one(3, "b", heard=False)]

    (tenure,) = count_heads([_tenure()], roll, {"wonen": {2: {"huur"}, 3: {"koop"}}})

    assert tenure.by_value == {"huur": Heads(1, 1), "koop": Heads(1, 0)}


def test_a_household_that_contradicts_itself_is_not_filled_in() -> None:
    roll = [_one(1, "a", heard=True), _one(2, "a", heard=False)]

    (tenure,) = count_heads([_tenure()], roll, {"wonen": {1: {"huur"}, 2: {"koop"}}})

    assert tenure.known == Heads(0, 0)
    assert tenure.unknown == Heads(1, 1)


def test_unknown_addresses_leave_a_household_flag_uncertain(
    session: Session, autoluw: Weverij
) -> None:
    autoluw.vote(session, autoluw.entries[:41])
    autoluw.entries[-1].household_known = False
    session.flush()

    heads, _ = heads_on_roll(session, autoluw.decision, now())
    renting = next(row for row in verdicts(heads, FACILITATOR) if row.value == "Huur")

    assert renting.robust is False


def test_a_flag_of_the_members_family_extends_once(session: Session, autoluw: Weverij) -> None:
    decision = autoluw.decision
    decision.extend_on, decision.extend_days = ExtendOn.FLAG, 7
    autoluw.vote(session, autoluw.entries[:41])
    first = decision.closes_at

    with clock_at(first):
        seal(session, decision)

    assert decision.phase is Phase.OPEN
    assert decision.closes_at == first + timedelta(days=7)


def test_no_flag_gives_no_extension(session: Session, autoluw: Weverij) -> None:
    autoluw.vote(session, autoluw.entries)

    assert not has_flag(session, autoluw.decision)


def test_the_closing_look_is_kept_for_both_families(session: Session, autoluw: Weverij) -> None:
    autoluw.vote(session, autoluw.entries[:41])

    remember(session, autoluw.decision, "closing")

    looks = looks_of(session, autoluw.decision)
    assert set(looks) == {("closing", 5), ("closing", 10)}
    assert looks["closing", 5].heard == 41


def test_after_closing_the_flag_is_the_one_of_the_closing_look(
    session: Session, autoluw: Weverij
) -> None:
    autoluw.vote(session, autoluw.entries[:41])
    remember(session, autoluw.decision, "closing")
    autoluw.decision.phase = Phase.CLOSED
    autoluw.vote(session, autoluw.entries[41:])

    assert has_flag(session, autoluw.decision)


def test_taking_part_in_an_earlier_round_counts_as_heard(
    session: Session, autoluw: Weverij
) -> None:
    autoluw.vote(session, autoluw.entries[:1])
    second = Round(
        number=2,
        version_number=1,
        frozen="{}",
        fingerprint="1" * 64,
        opened_at=now(),
        deadline=now() + timedelta(days=1),
    )
    autoluw.decision.rounds.append(second)
    session.flush()
    autoluw.vote(session, autoluw.entries[1:2])

    roll = everybody_on_roll(session, autoluw.decision, now())

    assert sum(one.heard for one in roll) == 2


def test_the_statement_holds_findings_and_no_count_of_a_group(
    app: Flask, session: Session, autoluw: Weverij
) -> None:
    autoluw.vote(session, autoluw.entries[:41])
    remember(session, autoluw.decision, "closing")

    with app.test_request_context():
        said = statement(session, autoluw.decision)

    little = [group["group"] for group in said["groups"] if group["finding"] == "little"]
    assert little == ["huishoudens die huren"]
    assert (said["roll"], said["voted"], said["spoke"]) == (80, 41, 0)
    assert {frozenset(group) for group in said["groups"]} == {
        frozenset({"question", "group", "sensitive", "finding", "certain"})
    }


def test_the_statement_says_which_questions_are_sensitive(
    app: Flask, session: Session, autoluw: Weverij
) -> None:
    autoluw.vote(session, autoluw.entries[:41])
    remember(session, autoluw.decision, "closing")

    with app.test_request_context():
        said = statement(session, autoluw.decision)

    blanks = {one["question"]: (one["sensitive"], one["blank"]) for one in said["attributes"]}
    assert blanks["In welke taal wil je uitleg?"] == (True, 10)
    assert blanks["Hoe oud ben je?"] == (False, None)


def test_withdrawing_deletes_the_answers_of_that_question_alone(
    session: Session, cast: Linde, autoluw: Weverij
) -> None:
    entry = autoluw.entries[0]
    entry.membership_id = cast.fatma.id
    session.flush()

    forget_answers(session, cast.fatma, "taal")

    kept = session.scalars(select(BaseAnswer.attribute).where(BaseAnswer.entry_id == entry.id))
    assert sorted(kept) == ["leeftijd", "straat", "wonen"]


def test_withdrawing_in_her_community_reaches_every_base(
    session: Session, cast: Linde, autoluw: Weverij
) -> None:
    autoluw.entries[0].membership_id = cast.fatma.id
    tenure = Attribute(
        community_id=cast.community.id, key="wonen", question="Huur je?", purpose="Alleen hiervoor."
    )
    session.add(tenure)
    session.flush()

    withdraw(session, cast.fatma, tenure)

    kept = session.scalars(
        select(BaseAnswer.attribute).where(BaseAnswer.entry_id == autoluw.entries[0].id)
    )
    assert "wonen" not in list(kept)


def test_shown_figures_wait_when_an_answer_is_withdrawn(
    session: Session, cast: Linde, autoluw: Weverij
) -> None:
    autoluw.vote(session, autoluw.entries[:41])
    with clock_at(at(autoluw.decision, 2 / 3)):
        remember(session, autoluw.decision, "two_thirds")
    renter = session.scalars(
        select(BaseAnswer).where(BaseAnswer.attribute == "wonen", BaseAnswer.value == "huur")
    ).first()
    assert renter is not None
    session.delete(renter)
    session.flush()

    with clock_at(autoluw.decision.closes_at):
        remember(session, autoluw.decision, "closing")

    look = looks_of(session, autoluw.decision)["closing", 5]
    renting = next(one for one in rows_of(look) if one.row.value == "Huur")
    assert renting.row.table is not None
    assert renting.row.table.K == 24
    assert renting.as_of == at(autoluw.decision, 2 / 3)


def _on_roll(session: Session, decision_id: int, membership_id: int) -> int:
    entry = RollEntry(
        decision_id=decision_id, membership_id=membership_id, name="x", household=str(membership_id)
    )
    session.add(entry)
    session.flush()
    return entry.id


def _one(entry_id: int, household: str, *, heard: bool) -> OnRoll:
    return OnRoll(entry_id, household, True, heard, False)


def _tenure() -> Base:
    return attribute("wonen", "Huur je?", {"huur": "a", "koop": "b"}, unit="household")
