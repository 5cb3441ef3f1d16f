"""Random small elections, the same every time: many ties, blank and invalid ballots."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.reference.cases import Ballot

BAD_MARKS = (True, "2", 2.0, None, -7, 99)


@dataclass
class Vote:
    """`ballots` are marks and how many handed in the same."""

    method: str
    options: list[str]
    ballots: list[tuple[Ballot, int]]
    settings: dict[str, Any]
    eligible: int
    present: int | None
    costs: dict[str, int] = field(default_factory=dict)

    @property
    def one_by_one(self) -> list[Ballot]:
        return [marks for marks, times in self.ballots for _ in range(times)]


def votes(method: str, number: int) -> Iterator[Vote]:
    for seed in range(number):
        yield vote(method, Random(f"{method}:{seed}"))


def vote(method: str, chance: Random) -> Vote:
    options = chance.sample("abcdefgh", _how_many_options(method, chance))
    settings = _settings(method, options, chance)
    pool = [_ballot(method, options, settings, chance) for _ in range(chance.randint(1, 6))]
    ballots = [
        (_spoiled(chance.choice(pool), chance), chance.choice((1, 1, 1, 2, 3)))
        for _ in range(chance.choice((0, *range(1, 13))))
    ]
    if chance.random() < 0.3:
        ballots += [(_swapped(marks, *options[-2:]), times) for marks, times in ballots]
    cast = sum(times for _, times in ballots)
    eligible = cast + chance.randint(0, 4)
    present = chance.randint(cast, eligible)
    if chance.random() < 0.2:
        settings["quorum"] = chance.choice(("1/2", "2/3", "3/5", "1/1", "1", 5, 12))
        settings["quorum_of"] = chance.choice(("cast", "present"))
    price_list = chance.choice(((2, 3), (1, 2, 3, 5), range(7)))
    costs = {option: chance.choice(price_list) for option in options if "budget" in method}
    return Vote(method, options, ballots, settings, eligible, present, costs)


def level_shares(number: int) -> Iterator[Vote]:
    """Equal shares where options are level again and again, alike or with other friends."""
    for seed in range(number):
        yield _level_shares(Random(f"level:{seed}"))


def _level_shares(chance: Random) -> Vote:
    pick = chance.choice
    options = chance.sample("abcdefgh", pick((2, 3, 3, 4, 4, 4, 5)))
    alike = pick((True, False)) or len(options) < 4
    level = chance.sample(options, chance.randint(2, len(options)))
    cost = pick((1, 2, 3, 6, 9))
    costs = {option: pick((0, cost, cost, 1, 2, 3, 5, 7, 30)) for option in options}
    costs |= dict.fromkeys(level if alike else options[pick((0, 0, 0, 1)) :], cost)
    sizes, highest = (1, 2, 2, 3, len(options)), pick((1, 1, 3))
    pool = [
        {
            option: chance.randint(1, highest)
            for option in chance.sample(options, min(pick(sizes), len(options)))
        }
        for _ in range(chance.randint(1, 3) if alike else chance.randint(3, 6))
    ]
    turns = range(len(level)) if alike else range(1)
    ballots = [
        *((_turned(marks, level, by), pick((1, 1, 1, 2))) for marks in pool for by in turns),
        *pick(((), (), (({}, 1),), (({}, 3),), (({options[0]: 1}, 1),))),
    ]
    settings = {
        "budget": chance.randint(1, cost * pick((2, 4, len(options)))),
        "completion": pick(("add1", "add1", "add1", "add1", "greedy", "none")),
        **pick(({}, {}, {}, {"seed": str(chance.randint(1, 99))})),
    }
    cast = sum(times for _, times in ballots)
    return Vote("budget_shares", options, ballots, settings, cast, None, costs)


def _turned(ballot: Ballot, level: list[str], by: int) -> Ballot:
    """The same ballot with each option in the place of a next one."""
    names = dict(zip(level, level[by:] + level[:by], strict=True))
    return {names.get(option, option): mark for option, mark in ballot.items()}


def _how_many_options(method: str, chance: Random) -> int:
    if method in ("motion", "consent", "gradients"):
        return 1
    often = {"approval": 0.2, "score": 0.2, "star": 0.2, "ranked": 0.04, "stv": 0.04}
    if chance.random() < often.get(method, 0):
        return chance.randint(5, 6)
    return chance.choice((2, 2, 3, 3, 3, 4, 4, 4, 1 if method != "between" else 2))


def _spoiled(ballot: Ballot, chance: Random) -> Ballot:
    fate = chance.random()
    if fate < 0.08:
        return {}
    if fate < 0.11:
        return {**ballot, "unknown": 1}
    if fate < 0.14:
        return {**ballot, next(iter(ballot), "a"): chance.choice(BAD_MARKS)}
    return ballot


def _swapped(ballot: Ballot, one: str, other: str | None = None) -> Ballot:
    """The same ballot with two options in each other's place, so that they end up equal."""
    names = {one: other or one, other: one}
    return {names.get(option, option): mark for option, mark in ballot.items()}


def _settings(method: str, options: list[str], chance: Random) -> dict[str, Any]:
    several = {"winners": chance.randint(1, min(3, len(options)))}
    lots = {"seed": chance.choice(("12", "heide", ""))} if chance.random() < 0.4 else {}
    pick = chance.choice
    some: dict[str, Callable[[], dict[str, Any]]] = {
        "approval": lambda: {**several, **pick(({}, {"floor": "1/2"}, {"floor": "1/3"}))},
        "between": lambda: {"threshold": pick(("simple", "absolute", "2/3", "3/4", "1/1"))},
        "budget_greedy": lambda: {
            "budget": chance.randint(1, 12),
            "overflow": pick(("skip", "stop")),
            **lots,
        },
        "budget_shares": lambda: {
            "budget": chance.randint(1, 14),
            "completion": pick(("add1", "add1", "greedy", "none")),
            **lots,
        },
        "consent": lambda: {"min_participants": chance.randint(1, 4)},
        "dots": lambda: {
            **several,
            **lots,
            **pick(
                (
                    {"dots": 4, "max_per_option": 3},
                    {"dots": 6, "max_per_option": 2},
                    {"dots": 2, "max_per_option": 2, "use_all": True},
                    {"max_per_option": 1},
                    {},
                )
            ),
            "at_cut_off": pick(("all_in", "second_round", "lot", "lot")),
        },
        "lot": lambda: {**several, **lots},
        "motion": lambda: {
            "base": pick(("for_and_against", "cast", "present", "roll")),
            "threshold": pick(("simple", "absolute", "2/3", "3/4", "1/1", "unanimous")),
        },
        "ranked": lambda: lots,
        "resistance": lambda: {"max": pick((2, 5, 10)), "zero_option": options[0]},
        "schulze": lambda: pick(({}, {"default_option": options[-1]})),
        "score": lambda: {**several, "max": pick((1, 2, 5)), "aggregate": pick(("sum", "mean"))},
        "stv": lambda: {"seats": chance.randint(1, 3), **lots},
    }
    return dict(some.get(method, dict)())


def _ballot(method: str, options: list[str], settings: dict[str, Any], chance: Random) -> Ballot:
    if method == "between":
        return {chance.choice(options): 1}
    if method in ("ranked", "stv"):
        chosen = chance.sample(options, chance.randint(1, len(options)))
        gap = chance.choice((1, 1, 1, 2))
        return {option: 1 + gap * place for place, option in enumerate(chosen)}
    marks: dict[str, tuple[int, ...]] = {
        "approval": (0, 1),
        "budget_greedy": chance.choice(((0, 1), (0, 1, 2, 3))),
        "budget_shares": chance.choice(((0, 1), (0, 1, 2, 3))),
        "consent": (1, 1, 1, 1, 0, 0, -1),
        "dots": (0, 0, 1, 2),
        "gradients": (1, 2, 2, 3, 3, 4, 5, 6, 7),
        "lot": (0, 1),
        "motion": (1, 1, -1),
        "resistance": (0, *range(settings.get("max", 10) + 1)),
        "schulze": (1, 2, 3),
        "score": tuple(range(settings.get("max", 5) + 1)),
        "star": (0, 1, 3, 5),
    }
    everything = method == "resistance" or len(options) == 1
    marked = [option for option in options if everything or chance.random() < 0.75]
    return {option: chance.choice(marks[method]) for option in marked}
