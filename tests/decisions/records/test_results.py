"""The result in a record, of every kind of number and however long the count was."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from decisions.records.lines import LineKind, RecordLine
from decisions.records.recording import kept_sentence
from decisions.records.result import MOST_STEPS, result
from plumbing.words.language import said
from tests.voting.votes import Ballots, vote
from voting import Election, count
from voting.words import say

LABELS = {"a": "Bank", "b": "Boom", "c": "Goal"}


@pytest.fixture(autouse=True)
def on_a_page(house: Flask) -> Iterator[None]:
    with house.test_request_context("/"):
        yield


def content_of(election: Election) -> dict[str, Any]:
    """What a record keeps of a count."""
    counted = count(election)
    numbers: Mapping[str, Any] = counted.as_json()
    return {
        "method": election.method,
        "options": [{"key": o.id, "label": LABELS.get(o.id, o.id)} for o in election.options],
        "result": {
            **{name: numbers[name] for name in ("status", "winners", "standings", "rounds")},
            **{name: numbers["ballots"][name] for name in ("cast", "blank", "eligible")},
            "explanation": [kept_sentence(sentence) for sentence in counted.explanation],
        },
    }


def lines_of(election: Election) -> tuple[RecordLine, ...]:
    return result(content_of(election), None)


def numbers_of(election: Election) -> tuple[tuple[str, str], ...]:
    return next(line.numbers for line in lines_of(election) if line.kind == LineKind.SUM)


def test_a_mean_is_written_with_the_comma_or_point_of_the_reader() -> None:
    ballots: Ballots = [({"a": 5, "b": 1}, 1), ({"a": 1, "b": 1}, 2)]
    election = vote("score", ballots, "ab", aggregate="mean")

    assert ("Bank", "2,33") in numbers_of(election)
    with force_locale("en"):
        assert ("Bank", "2.33") in numbers_of(election)


def test_parts_of_votes_keep_their_decimals_and_no_noughts() -> None:
    ballots: Ballots = [({"a": 1, "b": 2}, 7), ({"a": 1}, 2), ({"c": 1}, 3)]
    election = vote("stv", ballots, "abc", seats=2)

    assert dict(numbers_of(election)) | {"Bank, gekozen": "9"} == dict(numbers_of(election))
    assert not any(number.endswith("0000") for _, number in numbers_of(election))


def test_the_eight_steps_stand_in_words() -> None:
    rows = numbers_of(vote("gradients", [({"a": 2}, 4), ({"a": 5}, 1)]))

    assert rows[1] == ("2. Voor, met een kleine opmerking", "4")
    assert len(rows) == 8 + 2


def test_what_the_numbers_are_is_said_where_they_are_no_votes() -> None:
    lines = lines_of(vote("resistance", [({"a": 0, "b": 7}, 3)], "ab"))

    assert RecordLine(LineKind.TEXT, "Weerstand (laag is goed)") in lines


def test_a_long_count_is_told_in_steps_and_a_very_long_one_by_its_begin_and_end() -> None:
    def kinds(options: int) -> list[LineKind]:
        letters = "".join(chr(0x4E00 + number) for number in range(options))
        ballots: Ballots = [({letter: 1}, 50 + place) for place, letter in enumerate(letters)]
        return [line.kind for line in lines_of(vote("approval", ballots, letters))]

    assert LineKind.STEPS not in kinds(3)
    assert LineKind.STEPS in kinds(20)
    assert LineKind.STEPS not in kinds(MOST_STEPS)


def test_money_stands_in_euros_in_the_steps_and_bare_in_the_exported_count() -> None:
    costs = {"a": 1200, "b": 1200}
    ballots: Ballots = [({"a": 1}, 3), ({"b": 1}, 1)]
    election = vote("budget_greedy", ballots, "ab", costs=costs, budget="1500.50")

    said = " ".join(line.words + " ".join(line.steps) for line in lines_of(election))

    assert "Er is €\xa01.500,50 te verdelen." in said
    assert "Kost €\xa01.200. Daarna is er nog €\xa0300,50." in said
    assert "Er is 1.500,50 te verdelen." in str(count(election).as_json()["explanation"])


def test_money_of_a_count_is_written_as_the_reader_writes_it() -> None:
    with force_locale("en"):
        assert said(say("%(cost)s", cost=Fraction(2501, 2))) == "€\xa01,250.50"
