"""Buying by equal shares: everybody has the same money, and supporters buy together.

Money is counted in whole numbers of one small unit, made smaller where a payment asks for it.
Groups of equal ballots with the same in their wallets form a class, so that one sum serves all
of them. Within one count prices only rise, so an option's last price is the least it can be now.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import gcd, lcm

from voting.ballots import Box
from voting.ways import Fork

Priority = tuple[Fraction, int, Fraction, int]
"""Price per unit, supporters (negative), cost, place in the order of lots: the least is first."""


@dataclass(frozen=True)
class Wallets:
    """In which class every group of equal ballots is, and what a ballot of a class has left.

    `sizes` is how many ballots each group of the class stands for, `members` how many groups are
    in it. Money is in units of which `units` make one of the budget's.
    """

    classes: Sequence[int]
    left: Sequence[int]
    sizes: Sequence[int]
    members: Sequence[int]
    units: int

    def of(self, groups: Sequence[int]) -> list[tuple[int, int, int]]:
        """For each class among these groups: which, what a ballot has left, how many ballots."""
        found = Counter(map(self.classes.__getitem__, groups))
        return [(name, self.left[name], n * self.sizes[name]) for name, n in found.items()]

    def pay(self, groups: Sequence[int], most: Fraction) -> "Wallets":
        """The groups pay `most` units a ballot, or all they have; in finer units where needed."""
        finer, due = most.denominator, most.numerator
        left = [units * finer for units in self.left] if finer > 1 else list(self.left)
        sizes, members, classes = list(self.sizes), list(self.members), list(self.classes)
        after: dict[int, int] = {}
        empty: dict[int, int] = {}
        for name, n in Counter(map(classes.__getitem__, groups)).items():
            units = max(0, left[name] - due)
            new = len(left) if units else empty.setdefault(sizes[name], len(left))
            if new == len(left):
                left.append(units)
                sizes.append(sizes[name])
                members.append(0)
            members[new] += n
            members[name] -= n
            if not members[name]:
                left[name] = 0
            after[name] = new
        for group in groups:
            classes[group] = after[classes[group]]
        return Wallets(classes, left, sizes, members, self.units * finer)

    def key(self) -> Hashable:
        """Equal where every group has the same left."""
        left = [self.left[name] for name in self.classes]
        common = gcd(self.units, *left)
        return self.units // common, tuple(units // common for units in left)


@dataclass(frozen=True)
class Purchase:
    """One option bought: `most` units is what those pay who have it; `wallets` were before it."""

    option: str
    price: Fraction
    most: Fraction
    wallets: Wallets
    level: tuple[str, ...] = ()
    drawn: bool = False


@dataclass(frozen=True)
class Shares:
    """Where a count stands: what everybody has left, and what was bought."""

    wallets: Wallets
    waiting: Sequence[Priority]
    spent: Fraction = Fraction(0)
    bought: tuple[Purchase, ...] = ()

    @property
    def funded(self) -> tuple[str, ...]:
        return tuple(purchase.option for purchase in self.bought)

    def key(self) -> Hashable:
        """Equal for states that go on alike and funded the same."""
        return frozenset(self.funded), self.wallets.key()


@dataclass(frozen=True)
class Market:
    """The supporters of every option, as groups of equal ballots, and what it costs."""

    options: tuple[str, ...]
    costs: Mapping[str, Fraction]
    groups: Mapping[str, tuple[int, ...]]
    times: tuple[int, ...]
    sharers: int
    units: int
    budget: Fraction
    supporters: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, box: Box, options: tuple[str, ...], order: Sequence[str]) -> "Market":
        """`options` are the supported ones, dealt with in the order of lots where all is equal."""
        times: dict[frozenset[str], int] = {}
        for marks, number in box.valid:
            times[frozenset(marks)] = times.get(frozenset(marks), 0) + number
        costs = {option.id: Fraction(option.cost or 0) for option in box.options}
        budget = Fraction(box.settings["budget"])
        sharers = box.numbers.valid + box.numbers.blank
        groups: dict[str, list[int]] = {option: [] for option in options}
        for group, supports in enumerate(times):
            for option in supports:
                groups[option].append(group)
        return cls(
            options=tuple(sorted(options, key=order.index)),
            costs=costs,
            groups={option: tuple(found) for option, found in groups.items()},
            times=tuple(times.values()),
            sharers=sharers,
            units=sharers * lcm(budget.denominator, *(cost.denominator for cost in costs.values())),
            budget=budget,
            supporters={option: box.voters(option) for option in options},
        )

    def open(self, added: int) -> Shares:
        """Everybody at an equal share of the budget, and `added` more."""
        share = (self.budget / self.sharers + added) * self.units
        waiting = [
            (
                Fraction(1, self.supporters[option]) if self.costs[option] else Fraction(0),
                -self.supporters[option],
                self.costs[option],
                place,
            )
            for place, option in enumerate(self.options)
        ]
        heapify(waiting)
        sizes = sorted(set(self.times))
        classes = [sizes.index(number) for number in self.times]
        members = [classes.count(name) for name in range(len(sizes))]
        wallets = Wallets(classes, [int(share)] * len(sizes), sizes, members, self.units)
        return Shares(wallets, waiting)

    def step(self, state: Shares) -> Shares | Fork[Shares] | None:
        """Buys the option with the lowest price; equal to the last, a lot decides."""
        level, waiting = self.cheapest(state)
        if not level:
            return None
        price, _, cost, place = level[0]
        options = tuple(self.options[priority[3]] for priority in level)
        if len(level) > 1 and cost and not self.are_apart(options):
            return Fork(options, lambda option: self.chosen(state, option, level, waiting))
        return self.buy(state, self.options[place], price, rest(waiting, level[1:]), options)

    def chosen(
        self, state: Shares, option: str, level: Sequence[Priority], waiting: Sequence[Priority]
    ) -> Shares:
        others = [priority for priority in level if self.options[priority[3]] != option]
        options = tuple(self.options[priority[3]] for priority in level)
        return self.buy(state, option, level[0][0], rest(waiting, others), options, drawn=True)

    def are_apart(self, options: Sequence[str]) -> bool:
        """Whether nobody supports two of them, so that the order is the same to everybody."""
        groups = [group for option in options for group in self.groups[option]]
        return len(groups) == len(set(groups))

    def cheapest(self, state: Shares) -> tuple[list[Priority], list[Priority]]:
        """The options equal at the head, in the order of lots, and all others that can be paid."""
        waiting, known = list(state.waiting), list[Priority]()
        best: Fraction | None = None
        while waiting and (best is None or waiting[0][0] <= best):
            _, supporters, cost, place = heappop(waiting)
            price = self.price(state, self.options[place])
            if price is None:
                continue
            known.append((price, supporters, cost, place))
            best = price if best is None else min(best, price)
        known.sort()
        level = [priority for priority in known if priority[:3] == known[0][:3]]
        return level, rest(waiting, known[len(level) :])

    def price(self, state: Shares, option: str) -> Fraction | None:
        """The lowest price per unit of cost that the supporters can pay together, if any."""
        cost = int(self.costs[option] * state.wallets.units)
        if cost == 0:
            return Fraction(0)
        wallets = [(left, ballots) for _, left, ballots in state.wallets.of(self.groups[option])]
        if sum(left * ballots for left, ballots in wallets) < cost:
            return None
        due, payers = cost, self.supporters[option]
        while True:
            least = -(-due // payers)
            poor = [wallet for wallet in wallets if wallet[0] < least]
            if not poor:
                return Fraction(due, payers * cost)
            due -= sum(left * ballots for left, ballots in poor)
            payers -= sum(ballots for _, ballots in poor)
            wallets = [wallet for wallet in wallets if wallet[0] >= least]

    def buy(
        self,
        state: Shares,
        option: str,
        price: Fraction,
        waiting: Sequence[Priority],
        level: tuple[str, ...],
        *,
        drawn: bool = False,
    ) -> Shares:
        """Everybody who supports it pays the same, or all she has where that is less."""
        most = price * self.costs[option] * state.wallets.units
        group = level if len(level) > 1 else ()
        purchase = Purchase(option, price, most, state.wallets, group, drawn)
        return replace(
            state,
            wallets=state.wallets.pay(self.groups[option], most),
            waiting=waiting,
            spent=state.spent + self.costs[option],
            bought=(*state.bought, purchase),
        )

    def payments(self, purchase: Purchase) -> list[tuple[int, Fraction]]:
        """How many ballots paid how much, the most first; who had nothing left paid nothing."""
        return counted(
            (min(purchase.most, Fraction(left)) / purchase.wallets.units, ballots)
            for _, left, ballots in purchase.wallets.of(self.groups[purchase.option])
        )

    def unspent(self, state: Shares) -> list[tuple[int, Fraction]]:
        """How many of the ballots with a mark have how much left, the most first."""
        everybody = state.wallets.of(range(len(self.times)))
        return counted(
            (Fraction(left, state.wallets.units), ballots) for _, left, ballots in everybody
        )


def counted(amounts: Iterable[tuple[Fraction, int]]) -> list[tuple[int, Fraction]]:
    """How many ballots with each amount, the most first."""
    found: dict[Fraction, int] = {}
    for amount, ballots in amounts:
        found[amount] = found.get(amount, 0) + ballots
    return [(found[amount], amount) for amount in sorted(found, reverse=True)]


def rest(waiting: Sequence[Priority], known: Sequence[Priority]) -> list[Priority]:
    """All of them as a heap."""
    found = list(waiting)
    for priority in known:
        heappush(found, priority)
    return found
