"""Every worked case of the method, row by row."""

import json
from fractions import Fraction
from typing import Any

import pytest

from representation import judge_file
from representation.cells import Cell, merge
from representation.drawn import exact
from representation.individuals import chance_of_losing, silent_run
from representation.neighbourhood import PublishedGroup, judge_neighbourhood
from representation.outvoted import Voter, p_outvoted, seed_of
from tests.representation.worked_cases import CASES, by_id

GROUPS = by_id("group_cases")
WINDOWS = by_id("window_cases")
NEIGHBOURHOODS = by_id("neighbourhood_cases")
MERGES = by_id("merge_cases")
OUTVOTED = by_id("outvoted_cases")
ROWS = [(name, place) for name, case in GROUPS.items() for place in range(len(case["expected"]))]


@pytest.fixture(scope="module")
def judged() -> dict[str, list[dict[str, object]]]:
    return {
        name: [row.as_json() for row in judge_file(json.dumps(case["input"]).encode())]
        for name, case in GROUPS.items()
    }


@pytest.mark.parametrize("name", GROUPS)
def test_a_case_gives_as_many_rows_as_expected(name: str, judged: dict[str, list[Any]]) -> None:
    assert len(judged[name]) == len(GROUPS[name]["expected"])


@pytest.mark.parametrize(("name", "place"), ROWS)
def test_a_row_is_as_expected_to_six_decimals(
    name: str, place: int, judged: dict[str, list[Any]]
) -> None:
    expected = GROUPS[name]["expected"][place]

    row = judged[name][place]

    assert row.keys() == expected.keys()
    assert row == {
        key: pytest.approx(value, abs=1e-6) if isinstance(value, float) else value
        for key, value in expected.items()
    }


@pytest.mark.parametrize("name", MERGES)
def test_small_cells_merge_as_expected(name: str) -> None:
    case = MERGES[name]
    cells = [Cell(label, members, heard, (label,)) for label, members, heard in case["cells"]]

    merged = merge(cells, case["k"], case["ordered"])

    assert [[cell.label, cell.members, cell.heard] for cell in merged] == case["expected"]


@pytest.mark.parametrize("name", WINDOWS)
def test_a_window_has_the_expected_chance(name: str) -> None:
    case = WINDOWS[name]
    size = sum(case["in_group"])

    chance = exact(case["scores"], [size])[size]

    assert chance.lower_tail(case["observed"]) == pytest.approx(case["p"], abs=1e-6)
    assert case["expected_sum"] == pytest.approx(
        size * sum(case["scores"]) / len(case["scores"]), abs=1e-6
    )


@pytest.mark.parametrize("name", NEIGHBOURHOODS)
def test_a_neighbourhood_is_compared_as_expected(name: str) -> None:
    case = NEIGHBOURHOODS[name]
    group = PublishedGroup(
        "group", case["M"], case["K_published"], case["members"], case["members_in_group"]
    )

    (row,) = judge_neighbourhood([group])

    assert group.lowest == case["K_low"]
    assert float(group.expected) == pytest.approx(case["expected_low"], abs=1e-6)
    assert row.ratio == pytest.approx(case["ratio_low"], abs=1e-6)
    assert row.p == pytest.approx(float(case["p_sci"]), rel=1e-6)
    assert row.verdict == case["verdict_single_test"]


@pytest.mark.parametrize("name", OUTVOTED)
def test_a_group_is_outvoted_as_expected(name: str) -> None:
    case = OUTVOTED[name]
    voters = [
        Voter(wins, Fraction(str(expected)))
        for wins, expected in zip(case["wins"], case["expected_wins"], strict=True)
    ]
    places = [place for place, inside in enumerate(case["in_group"]) if inside]

    p = p_outvoted(voters, places, seed_of(range(8)))

    statistic = sum(voters[place].wins - voters[place].expected for place in places)
    assert statistic == Fraction(str(case["statistic"]))
    assert p == pytest.approx(case["p_exact_enumeration"], abs=1e-6)


@pytest.mark.parametrize("case", CASES["individual_cases"]["silent_run"])
def test_the_run_of_silence_depends_on_the_turnout(case: dict[str, Any]) -> None:
    assert silent_run(Fraction(str(case["turnout"]))) == case["expected"]


@pytest.mark.parametrize("case", CASES["individual_cases"]["p_lost"])
def test_losing_often_has_the_expected_chance(case: dict[str, Any]) -> None:
    p = chance_of_losing(case["losing_shares"], case["lost"])

    assert p == pytest.approx(case["expected"], abs=1e-6)
