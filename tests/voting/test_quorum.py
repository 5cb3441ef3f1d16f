"""Quorum: exactly enough is enough, and it comes before anything else."""

import pytest
from msgspec.structs import replace

from tests.voting.votes import vote, yes_no
from voting import InvalidSettings, Result, count, settings_of


def motion(votes_for: int, eligible: int, present: int | None = None, **settings: object) -> Result:
    election = vote("majority", yes_no(votes_for, 0), eligible=eligible, present=present)
    return count(replace(election, settings=settings))


@pytest.mark.parametrize(("cast", "met"), [(599, False), (600, True)])
def test_sixty_per_cent_of_a_thousand_is_six_hundred(cast: int, met: bool) -> None:
    result = motion(cast, 1000, quorum="3/5")

    assert (result.quorum.required, result.quorum.met) == (600, met)


@pytest.mark.parametrize(
    ("quorum", "eligible", "required"),
    [
        (0, 9, 0),
        ("0", 9, 0),
        ("1", 9, 1),
        (4, 9, 4),
        ("1/1", 9, 9),
        ("1/2", 9, 5),
        ("1/3", 80, 27),
        ("2/6", 9, 3),
        ("0/1", 9, 0),
        (50, 9, 50),
    ],
)
def test_a_share_is_rounded_up_and_a_number_stands(
    quorum: object, eligible: int, required: int
) -> None:
    assert motion(3, eligible, quorum=quorum).quorum.required == required


def test_blank_and_invalid_ballots_were_cast() -> None:
    ballots = [({"a": 1}, 1), ({}, 2), ({"a": 7}, 3)]

    result = count(vote("majority", ballots, eligible=9, quorum=6))

    assert (result.status, result.quorum.met) == ("adopted", True)
    assert (result.ballots.valid, result.ballots.blank, result.ballots.invalid) == (1, 2, 3)


def test_those_present_may_be_asked_for_instead() -> None:
    few = motion(3, 9, present=4, quorum=5, quorum_of="present")
    enough = motion(3, 9, present=5, quorum=5, quorum_of="present")

    assert (few.status, enough.status) == ("no_quorum", "adopted")
    assert str(enough.checks[0].question) == "Waren er genoeg mensen?"
    assert str(enough.checks[0].arithmetic) == "5 waren er, 5 waren nodig"


def test_a_quorum_of_those_present_needs_their_number() -> None:
    with pytest.raises(InvalidSettings, match="quorum_of"):
        motion(3, 9, quorum_of="present")


def test_too_few_people_come_before_an_empty_box() -> None:
    assert motion(0, 9, quorum=1).status == "no_quorum"


def test_without_a_quorum_nothing_is_asked_about_it() -> None:
    questions = [str(check.question) for check in motion(1, 9).checks]

    assert questions == ["Waren er genoeg voor?"]


def test_one_person_is_told_in_the_singular() -> None:
    result = motion(1, 3, quorum=1)

    assert str(result.checks[0].arithmetic) == "1 stemde, 1 was nodig"
    assert str(result.explanation[0]) == "Er moet 1 mens meedoen."


def test_a_share_of_the_roll_is_worked_out() -> None:
    result = motion(41, 80, quorum="1/2")

    assert str(result.explanation[0]) == "Van de 80 mensen moet 1/2 meedoen: dat is 40."


@pytest.mark.parametrize(
    "quorum", [-1, "-1", "3/2", "1/0", "half", "", " 1", "0.5", True, "1/-2", "٣"]
)
def test_a_quorum_is_a_number_or_a_part_of_one(quorum: object) -> None:
    with pytest.raises(InvalidSettings, match="quorum"):
        settings_of("majority", {"quorum": quorum}, 1)


def test_cleaned_settings_stay_as_they_are() -> None:
    cleaned = settings_of("majority", {"quorum": "2/4", "threshold": "4/6"}, 1)

    assert (cleaned["quorum"], cleaned["threshold"]) == ("1/2", "2/3")
    assert settings_of("majority", cleaned, 1) == cleaned
