"""What a number of the demo says comes out of the product's own counting of seeded ballots."""

from collections.abc import Iterator, Sequence

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities.models import Community, Household, Membership
from communities.rules.rules import rules_of
from decisions.ballots.asked import option_photos
from decisions.counting.both_budgets import both_budgets
from decisions.counting.tally import counted
from decisions.hearing.looks import has_flag
from decisions.models import Decision, Phase, Round
from decisions.votes import Participation
from demo.seeding import is_there, seed
from plumbing.clock import clock_at
from plumbing.mail import Mail
from proposals.models import Attachment, Proposal
from proposals.models import Phase as ProposalPhase
from proposals.readiness.readiness import is_ready
from proposals.voices import Explanation
from tests.cast import START
from tests.kept import begin_empty

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seeded(house: Flask) -> Flask:
    """De Weverij, with everything that happened there; told once for all that only look."""
    begin_empty(house.extensions["engine"])
    with house.app_context(), clock_at(START):
        seed()
    return house


@pytest.fixture
def session(seeded: Flask) -> Iterator[Session]:
    with clock_at(START), Session(seeded.extensions["engine"]) as session:
        yield session


@pytest.fixture
def weverij(session: Session) -> Community:
    return session.scalars(select(Community).where(Community.slug == "de-weverij")).one()


def _rounds(session: Session, title: str) -> Sequence[Round]:
    return session.scalars(
        select(Round).join(Decision).where(Decision.title == title).order_by(Round.id)
    ).all()


def _values(asked: Round) -> dict[str, int]:
    assert asked.result is not None
    values: dict[str, int] = asked.result["rounds"][0]["values"]
    return values


def test_every_proposal_that_is_decided_or_can_be_has_a_picture(
    session: Session, weverij: Community
) -> None:
    pictured = select(Attachment.proposal_id)
    bare = session.scalars(
        select(Proposal.title).where(
            Proposal.community_id == weverij.id,
            Proposal.phase.not_in([ProposalPhase.DRAFT, ProposalPhase.WITHDRAWN]),
            Proposal.id.not_in(pictured),
        )
    )

    assert list(bare) == []


def test_eighty_members_live_in_fifty_two_households(session: Session, weverij: Community) -> None:
    members = select(func.count()).where(
        Membership.community_id == weverij.id, Membership.votes.is_(True)
    )
    households = select(func.count()).where(Household.community_id == weverij.id)

    assert session.scalar(members) == 80
    assert session.scalar(households) == 52


def test_the_first_try_at_the_car_free_street_missed_the_quorum(
    session: Session, weverij: Community
) -> None:
    first, second = _rounds(session, "Lakenstraat autoluw")

    assert first.result is not None
    assert first.result["status"] == "no_quorum"
    assert _values(first) == {"for": 29, "against": 9, "blank": 0, "invalid": 0}
    assert second.result is not None
    assert second.result["status"] == "adopted"
    assert _values(second) == {"for": 26, "against": 14, "blank": 1, "invalid": 0}


def test_renting_households_are_flagged_beside_the_car_free_street(
    seeded: Flask, session: Session, weverij: Community
) -> None:

    decision = session.scalars(
        select(Decision).where(Decision.title == "Lakenstraat autoluw", Decision.previous_id > 0)
    ).one()

    with seeded.app_context():
        assert has_flag(session, decision)


def test_the_party_is_drawn_with_dice_and_the_dog_field_took_two_rounds(
    session: Session, weverij: Community
) -> None:
    (party,) = _rounds(session, "Buurtfeest")
    narrow, wide = _rounds(session, "Hondenveld")

    assert party.result is not None
    assert party.dice == "416"
    assert party.result["status"] == "chosen"
    assert [row["value"] for row in party.result["standings"]] == [23, 23]
    assert party.result["draw"][0]["option"] == party.result["winners"][0]
    assert narrow.result is not None
    assert narrow.result["status"] == "blocked"
    assert _values(narrow)["objection"] == 2
    assert wide.result is not None
    assert wide.result["status"] == "adopted"


def test_three_decisions_are_open_with_so_many_who_took_part(
    session: Session, weverij: Community
) -> None:
    took_part = dict(
        session.execute(
            select(Decision.title, func.count())
            .join(Round, Round.decision_id == Decision.id)
            .join(Participation, Participation.round_id == Round.id)
            .where(Decision.phase == Phase.OPEN, Round.sealed_at.is_(None))
            .group_by(Decision.title)
        ).all()
    )

    assert took_part == {
        "Moestuin op het gras": 31,
        "Lakenstraat eenrichting": 27,
        "€ 2.500 van het buurtfonds": 34,
    }


def test_proposals_keep_their_numbers(session: Session, weverij: Community) -> None:
    titles = session.scalars(
        select(Proposal.title).where(Proposal.community_id == weverij.id).order_by(Proposal.number)
    ).all()

    assert len(titles) == 22
    assert titles[3] == "Moestuin op het gras"
    assert titles[11] == "Deelauto"
    assert titles[18] == "Kerstboom in de buurt"


def test_a_ballot_shows_the_photos_of_plans_that_are_proposals(
    session: Session, weverij: Community
) -> None:
    fund = session.scalars(
        select(Decision).where(Decision.title == "€ 2.500 van het buurtfonds")
    ).one()

    assert len(option_photos(session, fund)) == 3


def test_equal_shares_give_something_to_those_who_get_nothing_by_most_votes_first(
    session: Session, weverij: Community
) -> None:
    (asked,) = _rounds(session, "Buurtbudget: € 6.000")

    compared = both_budgets(counted(session, asked.decision, asked)[0])

    assert compared is not None
    assert (compared.greedy.without, compared.shares.without) == (18, 0)


@pytest.mark.parametrize(
    ("title", "winners"),
    [
        ("Een bestuur voor De Klos", ["Kofi Mensah", "Emine Demir", "Ria Bos"]),
        ("Het Weefplein opnieuw", ["Bomen en banken"]),
        ("Een glasbak dichtbij", ["Bij De Klos"]),
        ("Een naam voor het pleintje", ["De Wevershof"]),
    ],
)
def test_what_was_recorded_is_what_was_counted(
    session: Session, weverij: Community, title: str, winners: list[str]
) -> None:
    (asked,) = _rounds(session, title)
    labels = {option.key: option.label for option in asked.decision.options}

    assert asked.decision.phase is Phase.RECORDED
    assert asked.result is not None
    assert [labels[key] for key in asked.result["winners"]] == winners


def test_one_proposal_waits_for_a_way_of_deciding_and_one_can_be_tried_out(
    session: Session, weverij: Community
) -> None:
    bicycles = session.scalars(
        select(Proposal).where(Proposal.title == "Deelfietsen bij De Klos")
    ).one()
    tree = session.scalars(select(Decision).where(Decision.phase == Phase.PREPARED)).one()

    assert is_ready(session, bicycles, rules_of(session, weverij))
    assert tree.title == "Kerstboom in de buurt"


def test_nobody_gets_an_invitation_from_the_past(session: Session, weverij: Community) -> None:
    assert session.scalar(select(func.count()).where(Mail.sent_at.is_(None))) == 0


def test_the_demo_is_seeded_once(session: Session, weverij: Community) -> None:
    assert is_there(session)


def test_some_without_mail_voted_on_paper_about_the_car_free_street(session: Session) -> None:
    _, second = _rounds(session, "Lakenstraat autoluw")
    took_part = session.scalars(
        select(Participation).where(Participation.round_id == second.id)
    ).all()

    assert second.papers_printed == 8
    assert [len(took_part), sum(each.on_paper for each in took_part)] == [41, 4]


def test_the_garden_is_explained_in_turkish_in_words_and_aloud(session: Session) -> None:
    explained = session.scalars(select(Explanation)).one()

    assert explained.proposal.title == "Moestuin op het gras"
    assert explained.language == "tr"
    assert explained.version_number == explained.proposal.version_number == 2
    assert explained.sound is not None
    assert 5000 < (explained.sound.milliseconds or 0) < 90_000
