"""What holds for every method, whatever the ballots say."""

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.voting.votes import vote
from voting import METHODS, Ballot, Election, Option, Result, Roll, count

KEYS = sorted(METHODS)
DECIDED = {"adopted", "chosen", "tied", "run_off"}
EQUALS_IN_FILE_ORDER = {"ranked", "stv"}
A_ZERO_IS_A_MARK = {"score", "star"}


@st.composite
def elections(draw: st.DrawFn, motions_only: bool = False) -> Election:
    """An election by any method, with ballots good and bad; lots are left out."""
    key = draw(
        st.sampled_from([key for key in KEYS if not motions_only or METHODS[key].is_motion(1)])
    )
    most = 1 if motions_only or METHODS[key].one_option_only else 5
    ids = draw(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=most, unique=True))
    loose = st.dictionaries(st.sampled_from([*ids, "z"]), st.integers(-1, 3), max_size=3)
    in_order = st.permutations(ids).map(lambda order: {o: r for r, o in enumerate(order, 1)})
    one = st.sampled_from(ids).map(lambda option_id: {option_id: 1})
    marks = st.one_of(loose, in_order, one)
    ballots = draw(st.lists(st.builds(Ballot, marks, st.integers(1, 4)), max_size=8))
    cast = sum(ballot.times for ballot in ballots)
    eligible = cast + draw(st.integers(0, 5))
    return Election(
        method=key,
        options=tuple(Option(option_id, option_id.upper()) for option_id in ids),
        settings=draw(settings_of(key, len(ids))),
        roll=Roll(eligible, draw(st.integers(0, eligible))),
        ballots=tuple(ballots),
    )


def settings_of(key: str, option_count: int) -> st.SearchStrategy[dict[str, object]]:
    choices: dict[str, st.SearchStrategy[object]] = {
        "threshold": st.sampled_from(["simple", "absolute", "2/3"]),
        "base": st.sampled_from(["for_and_against", "cast", "present", "roll"]),
        "at_cut_off": st.sampled_from(["all_in", "second_round"]),
        "winners": st.integers(1, 3),
        "seats": st.integers(1, 3),
        "aggregate": st.sampled_from(["sum", "mean"]),
        "floor": st.sampled_from(["1/2", "1/10"]),
        "quorum": st.sampled_from([0, "1/2", 3]),
    }
    cleaned = METHODS[key].clean_settings({}, option_count)
    own = {name: choice for name, choice in choices.items() if name in cleaned}
    return st.fixed_dictionaries({}, optional=own)


@dataclass(frozen=True)
class Renaming:
    """Another name for every option, the strange one included."""

    names: Mapping[str, str]

    def election(self, election: Election) -> Election:
        return replace(
            election,
            options=tuple(Option(self.names[o.id], o.label) for o in election.options),
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


@given(elections(), st.permutations("abcdefgz"))
def test_the_names_of_the_options_do_not_matter(election: Election, names: list[str]) -> None:
    new = dict(zip("abcdefgz", names, strict=True))

    before, after = count(election), count(Renaming(new).election(election))

    assert after.status == before.status
    assert after.winners == tuple(new[option_id] for option_id in before.winners)
    assert after.tied == tuple(new[option_id] for option_id in before.tied)
    assert [replace(s, option=new[s.option]) for s in before.standings] == list(after.standings)


@given(elections(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_options_does_not_matter(
    election: Election, chance: random.Random
) -> None:
    options, ballots = list(election.options), list(election.ballots)
    chance.shuffle(options)
    chance.shuffle(ballots)

    shuffled = replace(election, options=tuple(options), ballots=tuple(ballots))

    assert summary(count(shuffled)) == summary(count(election))


@given(elections())
def test_equal_ballots_may_be_written_apart(election: Election) -> None:
    apart = tuple(Ballot(marks) for marks, times in election.ballots for _ in range(times))

    assert summary(count(replace(election, ballots=apart))) == summary(count(election))


@given(elections())
def test_the_sums_add_up(election: Election) -> None:
    result = count(election)

    numbers = result.ballots
    assert numbers.cast == numbers.valid + numbers.blank + numbers.invalid
    assert numbers.invalid == sum(ballot.count for ballot in result.invalid)
    assert all(standing.voters <= numbers.valid for standing in result.standings)


@given(elections())
def test_every_option_has_a_place_and_equals_share_it(election: Election) -> None:
    standings = count(election).standings

    apart = election.method == "schulze"
    places = [standing.place for standing in standings]
    assert {standing.option for standing in standings} == set(election.option_ids)
    assert places == sorted(places)
    assert apart or all(place == 1 + sum(p < place for p in places) for place in places)


@given(elections())
def test_winners_are_named_exactly_when_something_is_decided(election: Election) -> None:
    result = count(election)

    assert bool(result.winners) == (result.status in DECIDED) or result.status == "needs_lot"
    assert not result.tied or result.status in {"tied", "run_off", "needs_lot"}
    assert len(set(result.winners)) == len(result.winners)


@given(elections())
def test_only_who_got_something_wins(election: Election) -> None:
    result = count(election)

    assume(election.method not in A_ZERO_IS_A_MARK | {"stv"})
    voters = {standing.option: standing.voters for standing in result.standings}
    assert all(voters[option_id] > 0 for option_id in result.winners)


@given(elections())
def test_the_result_can_be_written_as_json(election: Election) -> None:
    written = count(election).as_json()

    assert json.loads(json.dumps(written)) == written
    assert written["explanation"]


@given(elections(motions_only=True), st.integers(1, 5))
def test_a_blank_never_turns_a_motion(election: Election, blanks: int) -> None:
    plain = replace(election, settings={})
    with_blanks = replace(
        plain,
        ballots=(*plain.ballots, Ballot({}, blanks)),
        roll=Roll(plain.roll.eligible + blanks),
    )

    assert count(with_blanks).status == count(plain).status


@given(elections(motions_only=True), st.integers(1, 5))
def test_a_blank_never_carries_a_motion(election: Election, blanks: int) -> None:
    unquorate = replace(election, settings={**election.settings, "quorum": 0})
    with_blanks = replace(
        unquorate,
        ballots=(*unquorate.ballots, Ballot({}, blanks)),
        roll=Roll(unquorate.roll.eligible + blanks, unquorate.roll.present),
    )

    if count(unquorate).status != "adopted":
        assert count(with_blanks).status != "adopted"


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("ballots", [[], [({}, 7)], [({"z": 1}, 2)]])
def test_without_a_valid_ballot_nothing_is_decided(
    key: str, ballots: list[tuple[dict[str, object], int]]
) -> None:
    options = "a" if METHODS[key].one_option_only else "abc"

    result = count(vote(key, ballots, options))

    assert (result.status, result.winners) == ("undecided", ())
    assert {(standing.place, standing.value) for standing in result.standings} == {(1, 0)}


@pytest.mark.parametrize("ballots", [[], [({}, 7)], [({"a": 2}, 2)]])
def test_a_motion_by_majority_without_a_valid_ballot_is_rejected(
    ballots: list[tuple[dict[str, object], int]],
) -> None:
    assert count(vote("majority", ballots)).status == "rejected"


@pytest.mark.parametrize("key", KEYS)
def test_one_ballot_is_counted(key: str) -> None:
    options = "a" if METHODS[key].one_option_only else "abc"

    result = count(vote(key, [({"a": 1}, 1)], options))

    assert (result.ballots.cast, result.ballots.valid) == (1, 1)
    assert result.standings[0].option == "a"
    assert result.standings[0].value > 0


@pytest.mark.parametrize("key", [key for key in KEYS if not METHODS[key].one_option_only])
def test_a_tie_is_seen(key: str) -> None:
    result = count(vote(key, [({"a": 1}, 2), ({"b": 1}, 2)], "abc"))

    by_lot = result.status == "needs_lot"
    assert (result.tied if by_lot else result.winners) == ("a", "b")
    assert [s.place for s in result.standings] == ([1, 2, 3] if by_lot else [1, 1, 3])


@pytest.mark.parametrize("key", KEYS)
def test_a_method_is_listed_under_its_own_name(key: str) -> None:
    assert METHODS[key].key == key
    assert count(vote(key, [])).method == key
