"""Where the bars, bands and columns of a result stand."""

import re
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.voting.votes import Ballots, vote
from voting import Result, count
from voting.drawing import drawn
from voting.pictures import (
    bars_of,
    chains_of,
    draw_of,
    duel,
    fate_of,
    first_choices,
    floor_of,
    flow_of,
    gone_of,
    levels_of,
    pairs_of,
    payments_of,
    spread_of,
    state_of,
    tallest_of,
    threshold_of,
    turns_of,
)
from voting.pictures.flow import GONE, MOST_NAMED, REST, WIDTH

RUN_OFF: Ballots = [({"a": 1}, 5), ({"b": 1}, 4), ({"c": 1, "b": 2}, 2), ({"c": 1}, 1)]


def ranked(ballots: Ballots, options: str) -> Result:
    return count(vote("ranked", ballots, options))


def crowd(options: int, voters: int, seed: int = 1, seats: int = 1) -> Result:
    """A count of many options by people who rank a few of them, so that it takes many rounds."""
    chance = Random(seed)
    ids = "".join(chr(0x4E00 + number) for number in range(options))
    ballots: Ballots = [
        ({key: rank for rank, key in enumerate(chance.sample(ids, chance.randint(1, 6)), 1)}, 1)
        for _ in range(voters)
    ]
    if seats == 1:
        return count(vote("ranked", ballots, ids, seed="het lot"))
    return count(vote("stv", ballots, ids, seats=seats, seed="het lot"))


def test_bars_share_a_scale_with_the_line_that_had_to_be_reached() -> None:
    result = count(vote("approval", [({"a": 1}, 2), ({"b": 1}, 6)], "ab", floor="1/2"))

    bars = bars_of(result, least=floor_of(result, {"floor": "1/2"}))

    assert [(bar.option, bar.width, bar.state) for bar in bars.rows] == [
        ("b", 100.0, "chosen"),
        ("a", 33.3, ""),
    ]
    assert bars.line == 66.7


def test_a_line_that_nobody_reached_lies_beyond_all_bars() -> None:
    result = count(
        vote("approval", [({"a": 1}, 1), ({"b": 1}, 1), ({"c": 1}, 1)], "abc", floor="2/3")
    )

    bars = bars_of(result, least=floor_of(result, {"floor": "2/3"}))

    assert result.status == "undecided"
    assert bars.line == 100.0
    assert {bar.width for bar in bars.rows} == {50.0}


def test_more_than_half_is_a_line_and_the_most_is_none() -> None:
    result = count(vote("majority", [({"a": 1}, 3), ({"b": 1}, 2)], "ab", threshold="absolute"))

    assert threshold_of(result, {"threshold": "absolute"}) == 3
    assert threshold_of(result, {"threshold": "simple"}) is None


@pytest.mark.parametrize(
    ("method", "ballots", "settings", "states"),
    [
        ("majority", [({"a": 1}, 2), ({"b": 1}, 2), ({"c": 1}, 1)], {}, ["level", "level", ""]),
        (
            "majority",
            [({"a": 1}, 3), ({"b": 1}, 2), ({"c": 1}, 2)],
            {"threshold": "absolute"},
            ["through", "through", "through"],
        ),
        ("approval", [({"a": 1}, 1)], {"quorum": 2}, ["", "", ""]),
        ("lot", [({"a": 1}, 1), ({"b": 1}, 1)], {}, ["level", "level", ""]),
    ],
)
def test_an_option_is_chosen_equal_through_or_none_of_these(
    method: str,
    ballots: Ballots,
    settings: dict[str, object],
    states: list[str],
) -> None:
    election = replace(vote(method, ballots, "abc"), settings=settings)

    result = count(election)

    assert [state_of(result, option) for option in "abc"] == states


def test_who_is_ahead_of_a_second_round_of_dots_has_won_already() -> None:
    ballots: Ballots = [({"a": 2}, 1), ({"b": 1}, 1), ({"c": 1}, 1)]
    result = count(vote("dots", ballots, "abc", winners=2, at_cut_off="second_round"))

    assert [state_of(result, option, certain_win=True) for option in "abc"] == [
        "chosen",
        "through",
        "through",
    ]


def test_no_ballots_make_bars_of_no_length() -> None:
    bars = bars_of(count(vote("score", [({}, 3)], "ab")))

    assert [bar.width for bar in bars.rows] == [0.0, 0.0]


def test_the_flow_shows_who_goes_out_and_where_the_votes_go() -> None:
    flow = flow_of(ranked(RUN_OFF, "abc"))

    first, last = flow.rows
    assert [(segment.option, segment.state) for segment in first.segments] == [
        ("b", "stays"),
        ("a", "stays"),
        ("c", "out"),
    ]
    assert last.eliminated == ("c",)
    assert last.elected == ("b",)
    assert [(segment.option, segment.state) for segment in last.segments] == [
        ("b", "chosen"),
        ("a", "stays"),
        (GONE, "gone"),
    ]
    assert sum(band.moves for band in last.bands) == 2


def test_the_line_of_the_flow_is_more_than_half_of_what_still_counts() -> None:
    flow = flow_of(ranked(RUN_OFF, "abc"))

    assert [row.lines for row in flow.rows] == [(210.0,), (180.0,)]


def test_an_elected_option_shows_its_quota_and_passes_on_what_is_over() -> None:
    ballots: Ballots = [({"a": 1, "b": 2}, 8), ({"b": 1}, 1), ({"c": 1}, 3)]
    result = count(vote("stv", ballots, "abc", seats=2))

    flow = flow_of(result, quota=5)

    assert flow.rows[0].lines == (150.0,)
    assert flow.rows[1].source == "a"
    assert [band.moves for band in flow.rows[1].bands].count(True) == 1


@given(st.integers(1, 12), st.integers(1, 40), st.integers(0, 99), st.integers(1, 4))
def test_every_bar_of_a_flow_is_all_votes_and_no_band_leaves_the_picture(
    options: int, voters: int, seed: int, seats: int
) -> None:
    result = crowd(max(options, 6), voters, seed, seats)

    flow = flow_of(result, quota=None if seats == 1 else int(str(result.tables["quota"])))

    for row in flow.rows:
        widths = sum(segment.width for segment in row.segments)
        assert abs(widths - WIDTH) < 0.1
        for band in row.bands:
            numbers = [float(found) for found in re.findall(r"[\d.]+", band.path)]
            assert max(numbers[0::2] + numbers[1::2]) <= max(WIDTH, row.y + 100)
    assert {o for row in flow.rows for o in row.elected} == {
        option for stage in result.rounds for option in stage.elected
    }


@pytest.mark.parametrize("seats", [1, 5])
def test_forty_options_and_their_rounds_stay_a_short_picture(seats: int) -> None:
    result = crowd(40, 400, seats=seats)

    flow = flow_of(result, quota=None if seats == 1 else 67)

    assert len(result.rounds) > 30
    assert len(flow.letters) <= MOST_NAMED
    assert flow.others == 40 - len(flow.letters)
    assert len(flow.rows) <= 2 * MOST_NAMED
    assert REST in {segment.option for segment in flow.rows[0].segments}


def test_what_became_of_an_option_is_told_by_its_round() -> None:
    result = ranked(RUN_OFF, "abc")

    fates = [fate_of(result, option) for option in "bca"]

    assert [(fate.state, fate.round) for fate in fates] == [("chosen", 2), ("out", 2), ("stays", 2)]


def test_votes_without_a_next_option_are_counted_in_every_round() -> None:
    assert list(map(int, gone_of(ranked(RUN_OFF, "abc")))) == [0, 1]


def test_first_choices_alone_can_elect_somebody_else() -> None:
    result = ranked(RUN_OFF, "abc")

    firsts = first_choices(result)

    assert result.winners == ("b",)
    assert firsts.ahead == ("a",)
    assert [(bar.option, bar.number, bar.state) for bar in firsts.bars.rows] == [
        ("a", 5, "chosen"),
        ("b", 4, ""),
        ("c", 3, ""),
    ]


def test_a_duel_counts_who_sees_no_difference() -> None:
    found = duel("a", "b", 6, 3, ballots=12)

    assert (found.winner, found.neither) == ("a", 3)
    assert (found.width_one, found.width_other) == (50.0, 25.0)


CIRCLE: Ballots = [
    ({"a": 1, "b": 2, "c": 3}, 9),
    ({"b": 1, "c": 2, "a": 3}, 8),
    ({"c": 1, "a": 2, "b": 3}, 7),
]


def test_the_winner_stands_beside_every_other_option() -> None:
    result = count(vote("schulze", CIRCLE, "abc"))

    pairs = pairs_of(result, result.tables["pairwise"])  # type: ignore[arg-type]

    assert [(pair.one, pair.other, pair.for_one, pair.for_other) for pair in pairs] == [
        ("a", "b", 16, 8),
        ("a", "c", 9, 15),
    ]


def test_round_a_circle_the_chains_show_their_links() -> None:
    result = count(vote("schulze", CIRCLE, "abc"))

    ((there, back),) = chains_of(result, result.tables["pairwise"], result.tables["paths"])  # type: ignore[arg-type]

    assert (there.options, there.links, there.strength) == (("a", "b", "c"), (16, 17), 16)
    assert (back.options, back.links, back.strength) == (("c", "a"), (15,), 15)


def test_columns_tell_how_often_each_mark_was_given() -> None:
    result = count(vote("score", [({"a": 5, "b": 0}, 2), ({"a": 3}, 1)], "ab"))
    rows = result.tables["spread"]
    assert isinstance(rows, list)

    spread = spread_of(rows[0]["marks"], 5, tallest_of(rows))

    assert [column.ballots for column in spread.columns] == [0, 0, 0, 1, 0, 2]
    assert spread.columns[5].height == 2 * spread.columns[3].height
    assert [row["without"] for row in rows] == [0, 1]


def test_a_scale_of_a_hundred_becomes_a_few_columns() -> None:
    spread = spread_of([{"mark": 100, "ballots": 2}, {"mark": 0, "ballots": 1}], 100, 2)

    assert len(spread.columns) <= 11
    assert [(column.low, column.high) for column in spread.columns][-1] == (100, 100)
    assert sum(column.ballots for column in spread.columns) == 3


def test_the_steps_of_a_thermometer_lie_one_after_another() -> None:
    levels = levels_of([4, 2, 0, 0, 1, 0, 0, 1])

    assert [level.start for level in levels] == [0.0, 50.0, 75.0, 75.0, 75.0, 87.5, 87.5, 87.5]
    assert levels[1].width == 50.0


def test_what_does_not_fit_goes_past_the_end_of_the_budget() -> None:
    ballots: Ballots = [({"a": 1, "b": 1}, 2), ({"a": 1}, 1)]
    result = count(vote("budget_greedy", ballots, "ab", costs={"a": 60, "b": 50}, budget=100))

    first, second = turns_of(result.rounds, 100)  # type: ignore[arg-type]

    assert (first.fits, first.start, first.width) == (True, 0.0, 48.0)
    assert (second.fits, second.start, second.width) == (False, 48.0, 40.0)


def test_the_payers_of_an_option_lie_beside_each_other_as_long_as_its_cost() -> None:
    ballots: Ballots = [({"a": 1}, 2), ({"b": 1}, 2), ({"a": 1, "b": 1}, 2)]
    costs = {"a": 40, "b": 50}
    result = count(vote("budget_shares", ballots, "ab", costs=costs, budget=90))

    bills = payments_of(result.rounds)  # type: ignore[arg-type]

    for bill in bills:
        if not bill.is_filled:
            assert sum(group.width for group in bill.groups) == pytest.approx(bill.width, abs=0.3)
            assert sum(group.ballots * group.each for group in bill.groups) == Fraction(bill.cost)


def test_the_draw_lies_on_a_line_in_its_order() -> None:
    election = vote("lot", [({option: 1}, 1) for option in "abcd"], "abcd", winners=2)

    result = drawn(election, "appelmoes")
    rows = draw_of(result.tables["draw"])  # type: ignore[arg-type]

    assert [row.option for row in rows[:2]] == list(result.winners)
    assert [row.x for row in rows] == sorted(row.x for row in rows)
    assert re.fullmatch(r"[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}", rows[0].begin)
