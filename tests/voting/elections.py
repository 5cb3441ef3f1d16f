"""Small elections by any method, as hypothesis draws them: ballots good and bad, no lots drawn."""

from functools import cache, partial

from hypothesis import strategies as st

from voting import METHODS, Ballot, Election, ElectionOption, Roll

CHOICES: dict[str, st.SearchStrategy[object]] = {
    "threshold": st.sampled_from(["simple", "absolute", "2/3"]),
    "base": st.sampled_from(["for_and_against", "cast", "present", "roll"]),
    "at_cut_off": st.sampled_from(["all_in", "second_round", "lot"]),
    "winners": st.integers(1, 3),
    "seats": st.integers(1, 3),
    "aggregate": st.sampled_from(["sum", "mean"]),
    "floor": st.sampled_from(["1/2", "1/10"]),
    "overflow": st.sampled_from(["skip", "stop"]),
    "completion": st.sampled_from(["add1", "greedy", "none"]),
    "quorum": st.sampled_from([0, "1/2", 3]),
}


@cache
def elections(key: str) -> st.SearchStrategy[Election]:
    most = 1 if METHODS[key].one_option_only else 5
    return st.one_of([elections_over(key, "abcde"[:number]) for number in range(1, most + 1)])


@cache
def elections_over(key: str, ids: str) -> st.SearchStrategy[Election]:
    costs = st.tuples(*(st.integers(0, 3) for _ in ids))
    ballots = st.lists(st.builds(Ballot, marks(ids), st.integers(1, 4)), max_size=8)
    absent = st.tuples(st.integers(0, 5), st.integers(0, 5))
    return st.builds(
        partial(election, key, ids), costs, settings_of(key, len(ids)), ballots, absent
    )


def election(
    key: str,
    ids: str,
    costs: tuple[int, ...],
    settings: dict[str, object],
    ballots: list[Ballot],
    absent: tuple[int, int],
) -> Election:
    eligible = sum(ballot.times for ballot in ballots) + absent[0]
    return Election(
        method=key,
        options=tuple(map(ElectionOption, ids, ids.upper(), costs)),
        settings=settings,
        roll=Roll(eligible, max(0, eligible - absent[1])),
        ballots=tuple(ballots),
    )


def marks(ids: str) -> st.SearchStrategy[dict[str, int]]:
    """A mark for some, with a strange option now and then; for all; in order; or for one."""
    return st.one_of(
        st.dictionaries(st.sampled_from([*ids, "z"]), st.integers(-1, 3), max_size=3),
        st.fixed_dictionaries(dict.fromkeys(ids, st.integers(0, 3))),
        st.permutations(ids).map(lambda order: {o: rank for rank, o in enumerate(order, 1)}),
        st.sampled_from(ids).map(lambda id: {id: 1}),
    )


def settings_of(key: str, option_count: int) -> st.SearchStrategy[dict[str, object]]:
    needed = {"budget": st.integers(0, 9)} if METHODS[key].needs_costs else {}
    own = {setting.name for setting in METHODS[key].settings(option_count)} | {"quorum"}
    optional = {name: choice for name, choice in CHOICES.items() if name in own}
    return st.fixed_dictionaries(needed, optional=optional)
