"""Dots: the sum of dots, then the number of people, then what was agreed for the line."""

from hashlib import sha256

import pytest

from tests.voting.votes import vote
from voting import METHODS, InvalidBallot, InvalidSettings, count, lots


def test_the_most_dots_win() -> None:
    ballots = [({"a": 2, "b": 1}, 3), ({"b": 2, "c": 1}, 2), ({}, 1)]

    result = count(vote("dots", ballots, "abc"))

    assert (result.status, result.winners) == ("chosen", ("b",))
    assert [(s.option, s.place, s.value, s.voters) for s in result.standings] == [
        ("b", 1, 7, 5),
        ("a", 2, 6, 3),
        ("c", 3, 2, 2),
    ]


def test_equal_dots_go_to_the_option_of_more_people() -> None:
    ballots = [({"a": 2}, 1), ({"b": 1}, 2)]

    result = count(vote("dots", ballots, "ab"))

    assert result.winners == ("b",)
    assert [standing.place for standing in result.standings] == [1, 2]
    assert any("van meer mensen" in str(sentence) for sentence in result.explanation)


def test_all_who_are_equal_on_the_line_win() -> None:
    ballots = [({"a": 2}, 1), ({"b": 1}, 1), ({"c": 1}, 1)]

    result = count(vote("dots", ballots, "abcd", winners=2))

    assert (result.status, result.winners, result.tied) == ("chosen", ("a", "b", "c"), ())
    assert [standing.place for standing in result.standings] == [1, 2, 2, 4]


def test_equals_on_the_line_go_to_a_second_round() -> None:
    ballots = [({"a": 2}, 1), ({"b": 1}, 1), ({"c": 1}, 1)]

    result = count(vote("dots", ballots, "abcd", winners=2, at_cut_off="second_round"))

    assert (result.status, result.winners) == ("run_off", ("a", "b", "c"))
    assert result.tied == ("b", "c")


def test_a_lot_waits_for_its_seed() -> None:
    ballots = [({"a": 2}, 1), ({"b": 1}, 1), ({"c": 1}, 1)]

    result = count(vote("dots", ballots, "abcd", winners=2, at_cut_off="lot"))

    assert (result.status, result.winners, result.tied) == ("needs_lot", ("a",), ("b", "c"))
    assert [standing.place for standing in result.standings] == [1, 2, 2, 4]


def test_a_lot_falls_as_its_seed_says() -> None:
    ballots = [({"a": 2}, 1), ({"b": 1}, 1), ({"c": 1}, 1)]
    first, second = sorted("bc", key=lambda key: sha256(f"dice:{key}".encode()).hexdigest())

    result = count(vote("dots", ballots, "abcd", winners=2, at_cut_off="lot", seed="dice"))

    assert (result.status, result.winners, result.tied) == ("chosen", ("a", first), ())
    assert [(s.option, s.place) for s in result.standings] == [
        ("a", 1),
        (first, 2),
        (second, 3),
        ("d", 4),
    ]


@pytest.mark.parametrize("at_cut_off", ["all_in", "second_round", "lot"])
def test_equals_who_all_win_need_no_tie_break(at_cut_off: str) -> None:
    ballots = [({"a": 1}, 1), ({"b": 1}, 1), ({"c": 2}, 2)]

    result = count(vote("dots", ballots, "abcd", winners=3, at_cut_off=at_cut_off))

    assert (result.status, result.winners) == ("chosen", ("c", "a", "b"))


def test_an_option_without_dots_never_wins() -> None:
    result = count(vote("dots", [({"a": 1}, 2)], "abc", winners=3))

    assert (result.status, result.winners) == ("chosen", ("a",))


def test_every_option_is_explained_in_dots_and_people() -> None:
    result = count(vote("dots", [({"a": 2}, 1), ({"b": 1}, 1)], "ab"))

    assert [str(sentence) for sentence in result.explanation] == [
        "We tellen van elke keuze alle stippen op.",
        "Keuze a: 2 stippen, van 1 mens.",
        "Keuze b: 1 stip, van 1 mens.",
        "Gekozen: Keuze a.",
    ]


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ({"a": 2, "b": 2}, "Je gaf 4 stippen. Je hebt er 3."),
        ({"a": 3}, "Je gaf 3 stippen aan één keuze. Het mogen er 2 zijn."),
        ({"a": -1}, "Geef bij elke keuze 0 stippen of meer."),
        ({"a": -1, "b": 2}, "Geef bij elke keuze 0 stippen of meer."),
        ({"z": 1}, "Kies alleen uit de keuzes die op het stembriefje staan."),
        ({"a": True}, "Vul bij elke keuze een geheel getal in."),
        ({"a": 1.0}, "Vul bij elke keuze een geheel getal in."),
        ({"a": "1"}, "Vul bij elke keuze een geheel getal in."),
        ({"a": None}, "Vul bij elke keuze een geheel getal in."),
    ],
)
def test_a_ballot_against_the_rules_says_what_to_do(marks: dict[str, object], said: str) -> None:
    dots = METHODS["dots"]

    with pytest.raises(InvalidBallot) as refusal:
        dots.check(marks, ["a", "b"], dots.clean_settings({}, 2))

    assert str(refusal.value) == said


def test_dots_may_be_left_over_unless_all_must_be_given() -> None:
    dots = METHODS["dots"]
    settings = dots.clean_settings({"use_all": "yes"}, 2)

    assert dots.check({"a": 1, "b": 0}, ["a", "b"], dots.clean_settings({}, 2)) == {"a": 1}
    assert dots.check({}, ["a", "b"], settings) == {}
    with pytest.raises(InvalidBallot, match="Je hebt nog 2 stippen"):
        dots.check({"a": 1}, ["a", "b"], settings)


@pytest.mark.parametrize(
    ("options", "dots"),
    [(1, 3), (6, 3), (10, 3), (11, 4), (13, 4), (14, 5), (24, 8), (25, 8), (60, 8)],
)
def test_a_third_of_the_options_is_the_default_number_of_dots(options: int, dots: int) -> None:
    assert METHODS["dots"].clean_settings({}, options)["dots"] == dots


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("dots", 0),
        ("dots", 2.0),
        ("max_per_option", -1),
        ("winners", 0),
        ("winners", True),
        ("use_all", "maybe"),
        ("use_all", 1),
        ("at_cut_off", "first"),
        ("seed", 416),
        ("seed", "\ud800"),
        ("colour", "red"),
    ],
)
def test_a_setting_out_of_range_is_named(name: str, value: object) -> None:
    with pytest.raises(InvalidSettings) as refusal:
        METHODS["dots"].clean_settings({name: value}, 3)

    assert refusal.value.field == name


def test_giving_all_dots_must_be_possible() -> None:
    with pytest.raises(InvalidSettings, match="dots"):
        METHODS["dots"].clean_settings({"use_all": True, "dots": 5}, 2)


def test_a_setting_of_another_method_is_ignored() -> None:
    assert "threshold" not in METHODS["dots"].clean_settings({"threshold": "2/3"}, 3)


def test_the_seed_of_a_decision_is_its_fingerprint_and_three_dice() -> None:
    assert lots.seed("abc", [4, 1, 6]) == sha256(b"abc416").hexdigest()


@pytest.mark.parametrize("dice", [[], [4, 1], [4, 1, 7], [0, 1, 2], [1, 2, 3, 4], [True, 1, 1]])
def test_dice_are_three_and_from_one_to_six(dice: list[int]) -> None:
    with pytest.raises(ValueError, match="three dice"):
        lots.seed("abc", dice)
