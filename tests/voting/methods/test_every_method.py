"""What holds for every method, whatever the ballots say.

`GEHOORD_EXAMPLES=500` draws that many elections of each method for each promise instead of 12.
"""

import json
import os
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.voting.elections import elections
from tests.voting.votes import only_for, plain_vote, vote
from voting import METHODS, Ballot, Election, Option, Result, Roll, Sentence, count

Test = Callable[..., None]
Marks = Mapping[str, Any]
KEYS = sorted(METHODS)
SEVERAL = [key for key in KEYS if not METHODS[key].one_option_only]
WITHOUT_MONEY = [key for key in KEYS if not METHODS[key].needs_costs]
MOTIONS = [key for key in KEYS if METHODS[key].is_motion(1)]
DECIDED = {"adopted", "chosen", "tied", "run_off"}
EQUALS_IN_FILE_ORDER = {"ranked", "stv", "budget_greedy", "budget_shares"}
A_PLACE_MAY_BE_LEFT_OUT = {"schulze"}
A_ZERO_IS_A_MARK = {"score", "star", "resistance"}
SEATS_ARE_FILLED = {"stv"}
BETTER_NEVER_HURTS: dict[str, Callable[[Marks, str], Marks]] = {
    "approval": lambda marks, o: {**marks, o: 1},
    "budget_greedy": lambda marks, o: {**marks, o: marks.get(o, 0) + 1},
    "consent": lambda marks, o: {o: 1},
    "dots": lambda marks, o: {o: 2},
    "gradients": lambda marks, o: {o: 1},
    "majority": lambda marks, o: {o: 1},
    "resistance": lambda marks, o: {**marks, o: 0} if marks else {},
    "schulze": lambda marks, o: {**{other: rank + 1 for other, rank in marks.items()}, o: 1},
    "score": lambda marks, o: {**marks, o: 5} if o in marks else marks,
}
"""A ballot that puts an option higher, for the methods where that never takes its win away."""
JOINING_NEVER_HURTS = ["approval", "budget_greedy", "consent", "majority", "resistance"]

NAMES = "abcdefgz"


def of_every(keys: list[str]) -> Callable[[Test], Test]:
    """The same promise asked of these methods, each with elections of its own."""
    few = settings(max_examples=int(os.environ.get("GEHOORD_EXAMPLES", "12")))
    return lambda test: pytest.mark.parametrize("key", keys)(few(given(data=st.data())(test)))


@dataclass(frozen=True)
class Renaming:
    """Another name for every option, the strange one included."""

    names: Mapping[str, str]

    def election(self, election: Election) -> Election:
        return replace(
            election,
            options=tuple(Option(self.names[o.id], o.label, o.cost) for o in election.options),
            ballots=tuple(
                Ballot({self.names[key]: mark for key, mark in marks.items()}, times)
                for marks, times in election.ballots
            ),
        )


def summary(result: Result) -> tuple[object, ...]:
    """What may not depend on the order of options or ballots."""
    standings = {s.option: (s.place, s.value, s.voters) for s in result.standings}
    by_file = result.method in EQUALS_IN_FILE_ORDER
    return (
        result.status,
        set(result.winners),
        None if by_file else set(result.tied),
        None if by_file else standings,
        result.ballots,
        result.quorum,
    )


@of_every(KEYS)
def test_the_names_of_the_options_do_not_matter(data: st.DataObject, key: str) -> None:
    election = data.draw(elections(key))
    new = dict(zip(NAMES, data.draw(st.permutations(NAMES)), strict=True))

    before, after = count(election), count(Renaming(new).election(election))

    assert after.status == before.status
    assert after.winners == tuple(new[option_id] for option_id in before.winners)
    assert after.tied == tuple(new[option_id] for option_id in before.tied)
    assert [replace(s, option=new[s.option]) for s in before.standings] == list(after.standings)


@of_every(KEYS)
def test_the_order_of_ballots_and_options_does_not_matter(data: st.DataObject, key: str) -> None:
    election = data.draw(elections(key))
    chance = random.Random(data.draw(st.integers(0, 99)))
    options, ballots = list(election.options), list(election.ballots)
    chance.shuffle(options)
    chance.shuffle(ballots)

    shuffled = replace(election, options=tuple(options), ballots=tuple(ballots))

    assert summary(count(shuffled)) == summary(count(election))


@of_every(KEYS)
def test_equal_ballots_may_be_written_apart(data: st.DataObject, key: str) -> None:
    election = data.draw(elections(key))
    apart = tuple(Ballot(marks) for marks, times in election.ballots for _ in range(times))

    assert summary(count(replace(election, ballots=apart))) == summary(count(election))


@of_every(KEYS)
def test_the_sums_add_up(data: st.DataObject, key: str) -> None:
    result = count(data.draw(elections(key)))

    numbers = result.ballots
    assert numbers.cast == numbers.valid + numbers.blank + numbers.invalid
    assert numbers.invalid == sum(ballot.count for ballot in result.invalid)
    assert all(standing.voters <= numbers.valid for standing in result.standings)


@of_every(KEYS)
def test_every_option_has_a_place_and_equals_share_it(data: st.DataObject, key: str) -> None:
    election = data.draw(elections(key))

    places = {standing.option: standing.place for standing in count(election).standings}

    apart = key in A_PLACE_MAY_BE_LEFT_OUT
    assert places.keys() == set(election.option_ids)
    assert list(places.values()) == sorted(places.values())
    assert apart or all(p == 1 + sum(q < p for q in places.values()) for p in places.values())


@of_every(KEYS)
def test_winners_are_named_exactly_when_something_is_decided(data: st.DataObject, key: str) -> None:
    result = count(data.draw(elections(key)))

    assert bool(result.winners) == (result.status in DECIDED) or result.status == "needs_lot"
    assert not result.tied or result.status in {"tied", "run_off", "needs_lot"}
    assert len(set(result.winners)) == len(result.winners)


@of_every([key for key in KEYS if key not in A_ZERO_IS_A_MARK | SEATS_ARE_FILLED])
def test_only_who_got_something_wins(data: st.DataObject, key: str) -> None:
    result = count(data.draw(elections(key)))

    voters = {standing.option: standing.voters for standing in result.standings}
    assert all(voters[option_id] > 0 for option_id in result.winners)


@of_every(KEYS)
def test_the_result_can_be_written_as_json(data: st.DataObject, key: str) -> None:
    written = count(data.draw(elections(key))).as_json()

    assert json.loads(json.dumps(written)) == written
    assert written["explanation"]


@of_every(sorted(BETTER_NEVER_HURTS))
def test_a_ballot_that_puts_the_winner_higher_keeps_it_the_winner(
    data: st.DataObject, key: str
) -> None:
    election = data.draw(elections(key))
    before = count(election)

    for winner in before.winners if before.status in {"adopted", "chosen"} else ():
        for place, (marks, times) in enumerate(election.ballots):
            if place not in {ballot.line - 1 for ballot in before.invalid}:
                better = Ballot(BETTER_NEVER_HURTS[key](marks, winner), times)
                others = [b for n, b in enumerate(election.ballots) if n != place]
                assert winner in count(replace(election, ballots=(better, *others))).winners


@of_every(JOINING_NEVER_HURTS)
def test_one_more_ballot_for_the_winner_keeps_it_the_winner(data: st.DataObject, key: str) -> None:
    election = data.draw(elections(key))
    present = election.roll.present or 0
    before = count(election)

    for winner in before.winners if before.status in {"adopted", "chosen"} else ():
        mine = only_for(key, winner, "".join(election.option_ids))
        joined = replace(
            election,
            ballots=(*election.ballots, Ballot(mine)),
            roll=Roll(election.roll.eligible + 1, present + 1),
        )
        assert winner in count(joined).winners


@of_every(MOTIONS)
def test_a_blank_never_turns_a_motion(data: st.DataObject, key: str) -> None:
    plain = motion(data.draw(elections(key)), settings={})
    blanks = data.draw(st.integers(1, 5))

    assert count(with_blanks(plain, blanks)).status == count(plain).status


@of_every(MOTIONS)
def test_a_blank_never_carries_a_motion(data: st.DataObject, key: str) -> None:
    election = data.draw(elections(key))
    unquorate = motion(election, settings={**election.settings, "quorum": 0})
    blanks = data.draw(st.integers(1, 5))

    if count(unquorate).status != "adopted":
        assert count(with_blanks(unquorate, blanks)).status != "adopted"


def motion(election: Election, settings: Mapping[str, object]) -> Election:
    return replace(election, options=election.options[:1], settings=settings)


def with_blanks(election: Election, blanks: int) -> Election:
    roll = Roll(election.roll.eligible + blanks, election.roll.present)
    return replace(election, ballots=(*election.ballots, Ballot({}, blanks)), roll=roll)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("ballots", [[], [({}, 7)], [({"z": 1}, 2)]])
def test_without_a_valid_ballot_nothing_is_decided(
    key: str, ballots: list[tuple[dict[str, object], int]]
) -> None:
    result = count(plain_vote(key, ballots))

    assert (result.status, result.winners) == ("undecided", ())
    assert {(standing.place, standing.value) for standing in result.standings} == {(1, 0)}


@pytest.mark.parametrize("ballots", [[], [({}, 7)], [({"a": 2}, 2)]])
def test_a_motion_by_majority_without_a_valid_ballot_is_rejected(
    ballots: list[tuple[dict[str, object], int]],
) -> None:
    assert count(vote("majority", ballots)).status == "rejected"


@pytest.mark.parametrize("key", KEYS)
def test_one_ballot_is_counted(key: str) -> None:
    result = count(plain_vote(key, [(only_for(key, "a", "abc"), 1)]))

    assert (result.ballots.cast, result.ballots.valid) == (1, 1)
    assert (result.standings[0].option, result.standings[0].voters) == ("a", 1)


@pytest.mark.parametrize("key", SEVERAL)
def test_one_ballot_decides_alone(key: str) -> None:
    result = count(plain_vote(key, [(only_for(key, "b", "abc"), 1)]))

    assert (result.status, result.winners) == ("chosen", ("b",))


@pytest.mark.parametrize("key", SEVERAL)
def test_a_tie_is_seen(key: str) -> None:
    equal = [(only_for(key, "a", "abc"), 2), (only_for(key, "b", "abc"), 2)]

    result = count(plain_vote(key, equal))

    by_file = key in EQUALS_IN_FILE_ORDER - {"budget_greedy"}
    assert result.status == "needs_lot" or set(result.winners) == {"a", "b"}
    assert result.status == "chosen" or set(result.tied) == {"a", "b"}
    assert [s.place for s in result.standings] == ([1, 2, 3] if by_file else [1, 1, 3])


@pytest.mark.parametrize("key", SEVERAL)
def test_where_everybody_wants_another_option_all_are_equal(key: str) -> None:
    result = count(plain_vote(key, [(only_for(key, option, "abc"), 1) for option in "abc"]))

    assert result.status == "needs_lot" or set(result.winners) == set("abc")
    assert result.status == "chosen" or set(result.tied) == set("abc")


@pytest.mark.parametrize("key", [key for key in SEVERAL if key not in ("majority", "star")])
def test_with_more_places_than_options_everybody_wanted_wins(key: str) -> None:
    ballots = [(only_for(key, option, "abc"), times) for option, times in (("a", 1), ("b", 2))]
    places = {"winners": 9, "seats": 9, "budget": 9}
    own = {setting.name for setting in METHODS[key].settings(3)} & places.keys()

    result = count(plain_vote(key, ballots, settings={name: places[name] for name in own}))

    assert own or len(result.winners) == 1
    assert result.status == "chosen"
    assert "b" in result.winners
    assert not own or {"a", "b"} <= set(result.winners)


@pytest.mark.parametrize("key", KEYS)
def test_a_method_is_listed_under_its_own_name(key: str) -> None:
    assert METHODS[key].key == key
    assert count(plain_vote(key, [])).method == key


def money_in(sentence: Sentence) -> bool:
    """Is there a sum of money in it?"""
    return any(
        money_in(value) if isinstance(value, Sentence) else isinstance(value, Fraction)
        for value in sentence.values.values()
    )


@of_every(WITHOUT_MONEY)
def test_only_a_budget_speaks_of_money(key: str, data: st.DataObject) -> None:
    result = count(data.draw(elections(key)))

    assert not any(money_in(sentence) for sentence in result.explanation)
