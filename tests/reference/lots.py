"""One order of lots serves a whole count; without a seed every order is tried."""

from collections.abc import Callable
from hashlib import sha256
from itertools import permutations
from typing import Any

from tests.reference.cases import Case, Outcome

Lot = tuple[tuple[str, ...], str]
Run = Callable[[Case, list[str]], tuple[Outcome, list[Lot]]]


def drawn(case: Case) -> list[str]:
    """Options by the SHA-256 of seed and id."""
    seed = case.settings["seed"]
    return sorted(case.options, key=lambda option: sha256(f"{seed}:{option}".encode()).hexdigest())


def settled(case: Case, run: Run) -> Outcome:
    """Count with the seed's order, or with every order to see whether it matters."""
    if "seed" in case.settings:
        return run(case, drawn(case))[0]
    outcome, lots = run(case, case.options)
    if not lots:
        return outcome
    runs = [run(case, list(order)) for order in permutations(case.options)]
    elected = {frozenset(one["winners"]) for one, _ in runs}
    if len(elected) == 1:
        return outcome
    certain = frozenset.intersection(*elected)
    return {
        **outcome,
        "status": "needs_lot",
        "winners": [option for option in outcome["winners"] if option in certain],
        "tied": _first_that_matters(lots, runs, case),
    }


def _first_that_matters(lots: list[Lot], runs: list[Any], case: Case) -> list[str]:
    for number, (group, _) in enumerate(lots):
        ways: dict[str, set[frozenset[str]]] = {}
        for outcome, drawn_here in runs:
            if drawn_here[:number] == lots[:number]:
                chosen = drawn_here[number][1]
                ways.setdefault(chosen, set()).add(frozenset(outcome["winners"]))
        if any(way != ways[lots[number][1]] for way in ways.values()):
            return [option for option in case.options if option in group]
    raise AssertionError("the ways elect differently, so one of the lots must matter")
