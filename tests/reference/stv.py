"""STV by the Scottish rules, in hundred-thousandths of a vote; ranked is its own small count."""

from typing import Any

from tests.reference.cases import Case, Outcome
from tests.reference.lots import Lot, settled
from tests.reference.ranked import first_preferences, look_back, ranking, valid

__all__ = ["outcome", "valid"]

VOTE = 100_000


def outcome(case: Case) -> Outcome:
    return settled(case, lambda case, order: Stv(case, order).counted())


class Stv:
    """One count with one order of lots."""

    def __init__(self, case: Case, order: list[str]) -> None:
        self.case = case
        self.order = order
        self.seats = case.setting("seats", 1)
        self.quota = (len(case.ballots) // (self.seats + 1) + 1) * VOTE
        self.papers: dict[str, list[tuple[list[str], int]]] = {o: [] for o in case.options}
        self.continuing = list(case.options)
        self.elected: list[str] = []
        self.unmoved: list[str] = []
        self.eliminated: list[list[str]] = []
        self.total: dict[str, int] = {}
        self.at_leaving: dict[str, int] = {}
        self.stages: list[dict[str, int]] = []
        self.record: list[dict[str, Any]] = []
        self.lots: list[Lot] = []

    def counted(self) -> tuple[Outcome, list[Lot]]:
        for ballot in self.case.ballots:
            self.give(ranking(ballot), VOTE)
        self.end_stage([])
        while self.seats_left() and self.continuing:
            surplus = [o for o in self.unmoved if self.total[o] > self.quota]
            if surplus:
                self.move_surplus(surplus)
            else:
                self.eliminate()
        return self.result(), self.lots

    def seats_left(self) -> int:
        return int(self.seats) - len(self.elected)

    def give(self, paper: list[str], value: int) -> None:
        for option in paper:
            if option in self.continuing:
                self.papers[option].append((paper, value))
                return

    def end_stage(self, gone: list[str]) -> None:
        """Add up, and elect who reached the quota or who must fill the last seats."""
        for option in self.continuing:
            self.total[option] = sum(value for _, value in self.papers[option])
        self.stages.append(dict(self.total))
        there = [o for o in self.continuing if self.total[o] >= self.quota]
        if len(self.continuing) <= self.seats_left():
            there = list(self.continuing)
        there.sort(key=lambda o: (-self.total[o], self.case.options.index(o)))
        for option in there:
            self.continuing.remove(option)
            self.elected.append(option)
            self.unmoved.append(option)
            self.at_leaving[option] = self.total[option]
        self.record.append({"values": self.total.copy(), "elected": there, "eliminated": gone})

    def move_surplus(self, waiting: list[str]) -> None:
        most = max(self.total[o] for o in waiting)
        level = [o for o in waiting if self.total[o] == most]
        mover = self.one_of(level, highest=True)
        surplus = most - self.quota
        for paper, value in self.papers[mover]:
            self.give(paper, surplus * value // most)
        self.papers[mover] = []
        self.total[mover] = self.quota
        self.unmoved.remove(mover)
        self.end_stage([])

    def eliminate(self) -> None:
        least = min(self.total[o] for o in self.continuing)
        level = [o for o in self.continuing if self.total[o] == least]
        if least > 0 or len(self.continuing) - len(level) < self.seats_left():
            level = [self.one_of(level, highest=False)]
        for option in level:
            self.continuing.remove(option)
            self.at_leaving[option] = self.total[option]
            del self.total[option]
        self.eliminated.append(level)
        for option in level:
            for paper, value in self.papers[option]:
                self.give(paper, value)
            self.papers[option] = []
        self.end_stage(level)

    def one_of(self, level: list[str], highest: bool) -> str:
        left = look_back(level, self.stages, max if highest else min)
        if len(left) == 1:
            return left[0]
        fallen = sorted(left, key=self.order.index)
        chosen = fallen[0] if highest else fallen[-1]
        self.lots.append((tuple(sorted(left)), chosen))
        return chosen

    def result(self) -> Outcome:
        groups = [[option] for option in self.elected]
        votes = sorted({self.total[o] for o in self.continuing}, reverse=True)
        groups += [[o for o in self.continuing if self.total[o] == v] for v in votes]
        groups += reversed(self.eliminated)
        places: dict[str, int] = {}
        for group in groups:
            places.update(dict.fromkeys(group, len(places) + 1))
        values = {**self.total, **self.at_leaving}
        return {
            "status": "chosen",
            "winners": self.elected,
            "tied": [],
            "places": places,
            "values": {o: f"{v // VOTE}.{v % VOTE:05}" for o, v in values.items()},
            "voters": first_preferences(self.case),
            "stages": [
                {
                    "values": {o: f"{v // VOTE}.{v % VOTE:05}" for o, v in s["values"].items()},
                    "elected": s["elected"],
                    "eliminated": s["eliminated"],
                }
                for s in self.record
            ],
        }
