"""Majority: on a motion more for than against, between options the most votes."""

import pytest

from tests.voting.votes import Ballots, vote, votes, yes_no
from voting import METHODS, InvalidBallot, InvalidSettings, count


def test_the_quiet_street_is_adopted_by_26_to_14() -> None:
    result = count(vote("majority", yes_no(26, 14, 1), eligible=80, quorum=40))

    assert (result.status, result.winners) == ("adopted", ("a",))
    assert (result.standings[0].value, result.standings[0].voters) == (26, 40)
    assert result.rounds[0].values == {"for": 26, "against": 14, "blank": 1, "invalid": 0}


def test_a_resident_can_redo_the_sum_of_26_to_14() -> None:
    result = count(vote("majority", yes_no(26, 14, 1), eligible=80, quorum=40))

    assert [str(sentence) for sentence in result.explanation] == [
        "Er moeten 40 mensen meedoen.",
        "41 stemden, 40 waren nodig.",
        "26 voor en 14 tegen is samen 40.",
        "Meer dan de helft van 40 is 21.",
        "Blanco telt wel mee bij de stemmen, maar niet bij voor of tegen.",
        "Het voorstel is aangenomen.",
    ]
    assert [(str(check.question), check.met, str(check.arithmetic)) for check in result.checks] == [
        ("Stemden er genoeg mensen?", True, "41 stemden, 40 waren nodig"),
        ("Waren er genoeg voor?", True, "26 voor, 21 waren nodig"),
    ]


def test_29_to_9_does_not_hold_when_40_had_to_vote() -> None:
    result = count(vote("majority", yes_no(29, 9), eligible=80, quorum=40))

    assert (result.status, result.winners) == ("no_quorum", ())
    assert result.standings[0].value == 29
    assert not result.quorum.met


def test_23_to_23_on_a_motion_is_rejected() -> None:
    result = count(vote("majority", yes_no(23, 23, 2), eligible=80))

    assert (result.status, result.winners, result.tied) == ("rejected", (), ())


def test_23_to_23_between_two_dates_is_tied() -> None:
    result = count(vote("majority", votes(a=23, b=23, blank=2), "ab", eligible=80))

    assert (result.status, result.winners, result.tied) == ("tied", ("a", "b"), ("a", "b"))
    assert [standing.place for standing in result.standings] == [1, 1]


@pytest.mark.parametrize(
    ("base", "votes_for", "status"),
    [
        ("for_and_against", 6, "adopted"),
        ("for_and_against", 5, "rejected"),
        ("cast", 7, "adopted"),
        ("cast", 6, "rejected"),
        ("present", 8, "adopted"),
        ("present", 7, "rejected"),
        ("roll", 11, "adopted"),
        ("roll", 10, "rejected"),
    ],
)
def test_absolute_is_more_than_half_of_the_base(base: str, votes_for: int, status: str) -> None:
    against = 10 - votes_for if votes_for <= 10 else 0
    ballots = yes_no(votes_for, against, 2)

    result = count(
        vote("majority", ballots, eligible=20, present=15, base=base, threshold="absolute")
    )

    assert result.status == status


@pytest.mark.parametrize(
    ("votes_for", "against", "status"),
    [(2, 1, "adopted"), (20, 10, "adopted"), (19, 10, "rejected"), (199, 100, "rejected")],
)
def test_two_thirds_is_exactly_two_thirds(votes_for: int, against: int, status: str) -> None:
    result = count(vote("majority", yes_no(votes_for, against), threshold="2/3"))

    assert result.status == status


@pytest.mark.parametrize(
    ("ballots", "base", "status"),
    [
        (yes_no(5, 0), "for_and_against", "adopted"),
        (yes_no(5, 0, 1), "for_and_against", "adopted"),
        (yes_no(5, 0, 1), "cast", "rejected"),
        (yes_no(5, 1), "for_and_against", "rejected"),
        (yes_no(0, 0, 3), "for_and_against", "rejected"),
    ],
)
def test_unanimous_is_everybody_in_the_base(ballots: Ballots, base: str, status: str) -> None:
    result = count(vote("majority", ballots, base=base, threshold="unanimous"))

    assert result.status == status


def test_more_against_than_for_rejects_even_on_a_small_base() -> None:
    ballots = yes_no(3, 4)

    result = count(
        vote("majority", ballots, eligible=9, present=4, base="present", threshold="absolute")
    )

    assert result.status == "rejected"
    assert [check.met for check in result.checks] == [True, False]


def test_nobody_present_rejects() -> None:
    result = count(vote("majority", yes_no(3, 0), eligible=9, present=0, base="present"))

    assert result.status == "rejected"
    assert "Er zijn geen geldige stemmen om mee te rekenen." in map(str, result.explanation)


def test_a_base_of_those_present_needs_their_number() -> None:
    with pytest.raises(InvalidSettings, match="base"):
        count(vote("majority", yes_no(3, 0), base="present"))


def test_the_most_votes_win_between_options() -> None:
    result = count(vote("majority", votes(a=4, b=5, c=1), "abc"))

    assert (result.status, result.winners) == ("chosen", ("b",))
    assert [(s.option, s.place, s.value, s.voters) for s in result.standings] == [
        ("b", 1, 5, 5),
        ("a", 2, 4, 4),
        ("c", 3, 1, 1),
    ]


def test_equal_options_share_a_place() -> None:
    result = count(vote("majority", votes(a=3, b=3, c=1), "abc"))

    assert [standing.place for standing in result.standings] == [1, 1, 3]


@pytest.mark.parametrize(
    ("given", "winners", "tied"),
    [
        ({"a": 5, "b": 3, "c": 2}, "ab", ""),
        ({"a": 4, "b": 4, "c": 2}, "ab", ""),
        ({"a": 4, "b": 3, "c": 3}, "abc", "bc"),
        ({"c": 4, "b": 3, "a": 3}, "cab", "ab"),
        ({"a": 3, "b": 3, "c": 3}, "abc", "abc"),
    ],
)
def test_short_of_half_the_top_two_and_all_level_for_second_run_off(
    given: dict[str, int], winners: str, tied: str
) -> None:
    result = count(vote("majority", votes(**given), "abc", threshold="absolute"))

    assert result.status == "run_off"
    assert (result.winners, result.tied) == (tuple(winners), tuple(tied))


def test_more_than_half_needs_no_run_off() -> None:
    result = count(vote("majority", votes(a=6, b=3, c=2), "abc", threshold="absolute"))

    assert (result.status, result.winners) == ("chosen", ("a",))


def test_blank_is_no_part_of_half_between_options() -> None:
    result = count(vote("majority", votes(a=6, b=5, blank=9), "ab", threshold="absolute"))

    assert result.status == "chosen"


def test_a_share_of_the_votes_can_be_asked_between_options() -> None:
    short = count(vote("majority", votes(a=5, b=3), "ab", threshold="2/3"))
    enough = count(vote("majority", votes(a=6, b=3), "ab", threshold="2/3"))

    assert (short.status, short.winners) == ("run_off", ("a", "b"))
    assert enough.status == "chosen"


def test_two_equal_options_short_of_half_are_tied() -> None:
    result = count(vote("majority", votes(a=5, b=5), "ab", threshold="absolute"))

    assert (result.status, result.tied) == ("tied", ("a", "b"))


@pytest.mark.parametrize("marks", [{"a": 0}, {"a": 2}, {"a": "1"}, {"a": True}, {"b": 1}])
def test_a_motion_takes_for_or_against_only(marks: dict[str, object]) -> None:
    majority = METHODS["majority"]

    with pytest.raises(InvalidBallot):
        majority.check(marks, ["a"], majority.clean_settings({}, 1))


@pytest.mark.parametrize("marks", [{"a": 1, "b": 1}, {"a": 2}, {"a": -1}, {"a": 1.0}, {"c": 1}])
def test_a_choice_is_one_vote_for_one_option(marks: dict[str, object]) -> None:
    majority = METHODS["majority"]

    with pytest.raises(InvalidBallot):
        majority.check(marks, ["a", "b"], majority.clean_settings({}, 2))


def test_a_zero_is_no_mark_between_options() -> None:
    result = count(vote("majority", [({"a": 0, "b": 1}, 2), ({"a": 0}, 3)], "ab"))

    assert result.winners == ("b",)
    assert (result.ballots.valid, result.ballots.blank) == (2, 3)


@pytest.mark.parametrize(
    "threshold", ["1/2", "3/2", "0/1", "1/0", "half", "", 2, 0, "0.6", True, ["simple"]]
)
def test_a_threshold_is_a_word_or_a_share_above_half(threshold: object) -> None:
    with pytest.raises(InvalidSettings, match="threshold"):
        METHODS["majority"].clean_settings({"threshold": threshold}, 1)


def test_unanimous_is_for_motions_only() -> None:
    with pytest.raises(InvalidSettings, match="threshold"):
        METHODS["majority"].clean_settings({"threshold": "unanimous"}, 2)


def test_the_base_is_no_setting_between_options() -> None:
    assert "base" not in METHODS["majority"].clean_settings({"base": "present"}, 2)


def test_one_option_is_a_motion_and_two_are_a_choice() -> None:
    assert METHODS["majority"].is_motion(1)
    assert not METHODS["majority"].is_motion(2)
