"""Ballots that put options in order, written as words: "abc" is a first, then b, then c."""

from hypothesis import strategies as st

from tests.voting.votes import Ballots
from voting import Ballot

orders = st.tuples(st.permutations("abcd"), st.integers(1, 4)).map(
    lambda found: ranks("".join(found[0][: found[1]]))
)
boxes = st.lists(st.builds(Ballot, orders, st.integers(1, 4)), min_size=1, max_size=7)


def ranks(order: str) -> dict[str, object]:
    return {letter: rank for rank, letter in enumerate(order, start=1)}


def ranked(**times: int) -> Ballots:
    return [(ranks(order), number) for order, number in times.items()]
