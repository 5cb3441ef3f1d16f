"""Consent: one objection stops, a concern never does, silence is not consent."""

import pytest

from tests.voting.votes import answers, vote
from voting import (
    METHODS,
    InvalidBallot,
    InvalidElection,
    InvalidSettings,
    Unusable,
    count,
    settings_of,
)


def test_lamps_in_the_gate_are_adopted_with_three_concerns() -> None:
    result = count(vote("consent", answers(33, concern=3), eligible=80))

    assert (result.status, result.winners) == ("adopted", ("a",))
    assert (result.standings[0].value, result.standings[0].voters) == (33, 36)
    assert result.rounds[0].values == {
        "consent": 33,
        "concern": 3,
        "objection": 0,
        "blank": 0,
        "invalid": 0,
        "not_answered": 44,
    }


def test_the_dog_field_is_blocked_by_two_objections() -> None:
    result = count(vote("consent", answers(27, concern=5, objection=2), eligible=80))

    assert (result.status, result.winners) == ("blocked", ())


def test_an_objection_blocks_also_when_few_answered() -> None:
    result = count(vote("consent", answers(0, objection=1), eligible=80))

    assert result.status == "blocked"


@pytest.mark.parametrize(
    ("consent", "concern", "status"),
    [(2, 0, "undecided"), (3, 0, "adopted"), (2, 1, "adopted"), (0, 3, "adopted")],
)
def test_three_answers_are_enough_and_a_concern_is_one(
    consent: int, concern: int, status: str
) -> None:
    assert count(vote("consent", answers(consent, concern))).status == status


def test_standing_aside_is_no_answer() -> None:
    assert count(vote("consent", answers(2, blank=5))).status == "undecided"


def test_the_least_number_of_answers_can_be_set() -> None:
    ballots = answers(4)

    assert count(vote("consent", ballots, min_participants=5)).status == "undecided"
    assert count(vote("consent", ballots, min_participants=4)).status == "adopted"


def test_too_few_people_come_before_an_objection() -> None:
    result = count(vote("consent", answers(5, objection=1), eligible=80, quorum="1/3"))

    assert result.status == "no_quorum"


def test_only_silence_is_undecided() -> None:
    result = count(vote("consent", answers(0, blank=4), eligible=10))

    assert (result.status, result.rounds[0].values["not_answered"]) == ("undecided", 6)


def test_the_checks_say_why_it_is_blocked() -> None:
    result = count(vote("consent", answers(27, concern=5, objection=2), eligible=80))

    said = [(str(check.question), check.met, str(check.arithmetic)) for check in result.checks]
    assert said == [
        ("Gaven er genoeg mensen antwoord?", True, "34 antwoordden, 3 waren nodig"),
        ("Is er niemand met een bezwaar?", False, "2 bezwaren"),
    ]


def test_who_did_not_answer_is_named_as_a_number() -> None:
    result = count(vote("consent", answers(33, concern=3), eligible=80))

    assert "44 mensen gaven geen antwoord. Dat is geen ja." in map(str, result.explanation)


@pytest.mark.parametrize("mark", [2, -2, 10])
def test_a_mark_outside_the_three_answers_is_refused(mark: int) -> None:
    consent = METHODS["consent"]

    with pytest.raises(InvalidBallot, match="Kies: ik ga akkoord"):
        consent.check({"a": mark}, ["a"], consent.clean_settings({}, 1))


def test_consent_is_about_one_proposal() -> None:
    with pytest.raises(InvalidElection, match="één voorstel"):
        count(vote("consent", [], "ab"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("min_participants", 0),
        ("max_rounds", "two"),
        ("fallback", "consent"),
        ("fallback", "chance"),
        ("objection_holds", "never"),
        ("shared_by", 0),
    ],
)
def test_a_setting_out_of_range_is_named(name: str, value: object) -> None:
    with pytest.raises(InvalidSettings) as refusal:
        settings_of("consent", {name: value}, 1)

    assert refusal.value.field == name


def test_the_settings_have_the_defaults_of_the_rules() -> None:
    assert settings_of("consent", {}, 1) == {
        "quorum": 0,
        "quorum_of": "cast",
        "min_participants": 3,
        "max_rounds": 3,
        "fallback": "postpone",
        "objection_holds": "always",
        "shared_by": 1,
    }


def test_the_fallback_may_be_another_method() -> None:
    cleaned = settings_of("consent", {"fallback": "majority"}, 1)

    assert cleaned["fallback"] == "majority"


def test_every_refusal_is_one_kind_of_error() -> None:
    assert issubclass(InvalidSettings, Unusable)
    assert issubclass(InvalidElection, Unusable)


def test_only_consent_lives_by_reasons() -> None:
    by_reasons = [key for key, method in METHODS.items() if method.asks_reasons]

    assert by_reasons == ["consent"]
