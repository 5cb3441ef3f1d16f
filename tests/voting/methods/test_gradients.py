"""Gradients of agreement: a thermometer, with its two lines exactly where the rules put them."""

import pytest

from tests.voting.votes import some, vote
from voting import METHODS, Election, InvalidBallot, InvalidElection, count


def steps(*numbers: int, blank: int = 0) -> Election:
    """How many stand at 1, 2, … 8."""
    found = [({"a": step}, number) for step, number in enumerate(numbers, start=1)]
    return vote("gradients", some(*found, ({}, blank)))


@pytest.mark.parametrize(
    ("numbers", "status"),
    [
        ((2, 0, 0, 1), "adopted"),
        ((1, 1, 2, 2), "adopted"),
        ((3, 0, 0, 2), "more_talk"),
        ((8, 0, 0, 0, 2), "more_talk"),
        ((9, 0, 0, 0, 2), "adopted"),
        ((20, 0, 0, 0, 0, 0, 1), "more_talk"),
        ((20, 0, 0, 0, 0, 0, 0, 1), "more_talk"),
        ((4, 0, 0, 0, 0, 2), "adopted"),
    ],
)
def test_adopted_at_two_thirds_with_nobody_against_and_few_who_would_talk(
    numbers: tuple[int, ...], status: str
) -> None:
    result = count(steps(*numbers))

    assert result.status == status
    assert result.winners == (("a",) if status == "adopted" else ())


def test_the_value_is_how_many_stand_warm_and_the_round_has_all_counts() -> None:
    result = count(steps(1, 2, 3, 4, 0, 5, blank=2)).as_json()

    assert result["standings"] == [{"option": "a", "place": 1, "value": 6, "voters": 15}]
    values = result["rounds"][0]["values"]  # type: ignore[index]
    assert [values[str(step)] for step in range(1, 9)] == [1, 2, 3, 4, 0, 5, 0, 0]
    assert values["blank"] == 2


@pytest.mark.parametrize("mark", [0, 9, -1, 1.0, "1"])
def test_a_step_is_one_to_eight(mark: object) -> None:
    method = METHODS["gradients"]

    with pytest.raises(InvalidBallot):
        method.check({"a": mark}, "a", method.clean_settings({}, 1))


def test_there_is_one_option() -> None:
    with pytest.raises(InvalidElection, match="options"):
        count(vote("gradients", [], "ab"))
