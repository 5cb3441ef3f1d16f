"""`.pb`: a city's own file counts to what the city funded, and what is not applied is said."""

import csv
from fractions import Fraction

import pytest

from tests.voting.shared_ballots import KATOWICE
from voting import CountFileError, Election, count
from voting.files import count_file as files
from voting.files import pabulib


def text(*votes: str, meta: str = "vote_type;approval", columns: str = "vote") -> bytes:
    return "\n".join(
        [
            *("META", "key;value", "budget;10,5".replace(",", "."), *meta.split("|")),
            *("PROJECTS", "project_id;cost;name", "p1;4.25;Bank", "p2;7;Boom", "p3;6;Goal"),
            *("VOTES", f"voter_id;{columns}", *votes),
        ]
    ).encode()


def read(*votes: str, meta: str = "vote_type;approval", columns: str = "vote") -> Election:
    return files.read(text(*votes, meta=meta, columns=columns), extension=".pb")


def marks(election: Election) -> list[dict[str, object]]:
    return [dict(ballot) for ballot, _ in election.ballots]


def test_katowice_2020_funds_what_the_city_funded() -> None:
    """District Dąb of Katowice, 2020, from Pabulib: 815 ballots, 366,200 of 403,169 spent."""
    election = files.read(KATOWICE)

    result = count(election)

    assert set(result.winners) == {f"L10/0{number}/VII" for number in (1, 3, 4, 6, 9)}
    assert result.as_json()["money"] == {"budget": 403169, "spent": 366200, "left": 36969}
    assert (result.ballots.cast, result.ballots.valid) == (815, 815)
    assert any("max_sum_points" in str(sentence) for sentence in result.explanation)


def test_approvals_are_ones_and_money_is_exact() -> None:
    election = read("1;p1,p2", "2;p3", "3;")

    assert marks(election) == [{"p1": 1, "p2": 1}, {"p3": 1}, {}]
    assert election.options[0].cost == Fraction(17, 4)
    assert count(election).as_json()["money"] == {
        "budget": "21/2",
        "spent": "41/4",
        "left": "1/4",
    }


def test_points_come_from_their_column() -> None:
    election = read("1;p1,p2;3,1", meta="vote_type;cumulative", columns="vote;points")

    assert marks(election) == [{"p1": 3, "p2": 1}]


def test_an_order_gives_as_many_points_as_may_be_named() -> None:
    limited = read("1;p2,p1", meta="vote_type;ordinal|max_length;2")
    free = read("1;p2,p1", meta="vote_type;ordinal")

    assert marks(limited) == [{"p2": 2, "p1": 1}]
    assert marks(free) == [{"p2": 3, "p1": 2}]


@pytest.mark.parametrize(
    ("vote", "meta"),
    [
        ("1;p1,p1", "vote_type;approval"),
        ("1;p9", "vote_type;approval"),
        ("1;p1,p2,p3", "vote_type;ordinal|max_length;2"),
        ("1;p1,p2", "vote_type;scoring"),
    ],
)
def test_a_vote_against_the_rules_of_the_file_is_invalid(vote: str, meta: str) -> None:
    assert count(read(vote, "2;p1", meta=meta)).ballots.invalid >= 1


@pytest.mark.parametrize("points", ["-1", "1.5", "x", ""])
def test_points_below_nought_or_not_whole_are_invalid(points: str) -> None:
    election = read(f"1;p1;{points}", meta="vote_type;scoring", columns="vote;points")

    assert count(election).ballots.invalid == 1


def test_limits_of_the_file_are_not_applied_and_that_is_said() -> None:
    election = read("1;p1,p2,p3", meta="vote_type;approval|max_length;2")

    result = count(election)
    assert result.ballots.valid == 1
    assert any("max_length" in str(sentence) for sentence in result.explanation)


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (text("1;p1").replace(b"budget;10.5\n", b""), "META"),
        (text("1;p1").replace(b"10.5", b"-3"), "regel 3"),
        (text("1;p1").replace(b"7;Boom", b"-7;Boom"), "regel 8"),
        (text("1;p1").replace(b"7;Boom", b";Boom"), "regel 8"),
        (text("1;p1", meta="vote_type;loud"), "regel 4"),
        (text("1;p1", meta="vote_type;scoring|default_score;2"), "regel 5"),
        (text("1;p1").replace(b"VOTES", b"BALLOTS"), "bestand"),
        (text("1;p1").replace(b"p2;7", b"p1;7"), "options 2"),
        (b"", "bestand"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_its_place(content: bytes, where: str) -> None:
    with pytest.raises(CountFileError) as refused:
        files.read(content, extension=".pb")

    assert refused.value.where == where


@pytest.mark.parametrize(
    ("rule", "method", "said"),
    [
        ("equalshares/add1", None, ["equalshares/add1”", "met “budget_greedy”"]),
        ("Greedy", None, ["Greedy”"]),
        ("greedy-no-skip", None, ["greedy-no-skip”", "met “budget_greedy”"]),
        ("greedy", "budget_shares", ["greedy”", "met “budget_shares”"]),
        ("equalshares/add1", "budget_shares", ["equalshares/add1”"]),
        ("unknown", None, []),
        ("", None, []),
    ],
)
def test_the_rule_that_the_city_counted_by_is_said(
    rule: str, method: str | None, said: list[str]
) -> None:
    content = text("1;p1", meta=f"vote_type;approval|rule;{rule}")

    notes = files.read(content, method=method, extension=".pb").notes

    assert len(notes) == len(said)
    for words, note in zip(said, notes, strict=True):
        assert words in str(note)


def test_an_invalid_vote_is_found_by_its_line() -> None:
    result = count(read("1;p1", "2;p9", "3;p2"))

    assert [one.line for one in result.invalid] == [13]


def test_a_plan_that_just_does_not_fit_says_by_how_little() -> None:
    content = text("1;p1,p2").replace(b"p1;4.25", b"p1;3.5").replace(b"p2;7;", b"p2;7.001;")

    said = [str(sentence) for sentence in count(files.read(content, extension=".pb")).explanation]

    assert "Boom: 1 stem. Kost 7, en er is nog 7. Past niet." in said
    assert "Het scheelt minder dan een honderdste." in said


def test_equal_shares_count_the_same_file_when_asked() -> None:
    election = files.read(KATOWICE, method="budget_shares")

    result = count(election)

    assert result.status == "chosen"
    assert result.tables["greedy"]["winners"] == list(count(files.read(KATOWICE)).winners)  # type: ignore[index]


def test_how_long_a_cell_may_be_elsewhere_stays_as_it_was() -> None:
    before = csv.field_size_limit()

    list(pabulib.lines("META\nkey;value\n"))

    assert csv.field_size_limit() == before
