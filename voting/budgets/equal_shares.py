"""Buying by equal shares: everybody has the same money, and supporters buy together.

Money is counted in whole numbers of one small unit, made smaller where a payment asks for it.
Groups of equal ballots with the same in their wallets form a class, so that one sum serves all
of them. Within one count prices only rise, so an option's last price is the least it can be now.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import gcd, lcm

from voting.ballots import Box
from voting.values import Struct, field, replace
from voting.ways import Fork

Priority = tuple[float, Fraction, int, Fraction, int]
"""Price per unit, supporters (negative), cost, place in the order of lots: the least is first.

The price rounded stands before the price itself: it never puts two prices in another order, and
spares comparing fractions where it differs.
"""
_MOST_RATIOS = 10_000
"""Equal prices are one object, so that comparing them is quick; past these they begin anew."""


class Wallets(Struct, frozen=True):
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

    def poorest(self, groups: Sequence[int]) -> int:
        """The least that a ballot of these groups has left."""
        return min(map(self.left.__getitem__, map(self.classes.__getitem__, groups)))

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


class Purchase(Struct, frozen=True):
    """One option bought: `most` units is what those pay who have it; `wallets` were before it.

    `price` is per unit of its cost. `level` are those it was equal to, and `drawn` whether a lot
    chose it.
    """

    option: str
    price: Fraction
    most: Fraction
    wallets: Wallets
    level: tuple[str, ...] = ()
    drawn: bool = False


class Shares(Struct, frozen=True):
    """Where a count stands: what everybody has left, what waits, and what was bought.

    `spent` is in the budget's own unit.
    """

    wallets: Wallets
    waiting: Sequence[Priority]
    spent: Fraction = Fraction(0)
    bought: tuple[Purchase, ...] = ()

    @property
    def funded(self) -> tuple[str, ...]:
        """The ids of the options bought, in that order."""
        return tuple(purchase.option for purchase in self.bought)

    def key(self) -> Hashable:
        """Equal for states that go on alike and funded the same."""
        return frozenset(self.funded), self.wallets.key()


class Market(Struct, frozen=True):
    """The supporters of every option, as groups of equal ballots, and what it costs.

    `groups` are places in `times`, which says how many ballots each group stands for. `sharers` is
    how many ballots have a share, blank ones too. `costs` and `budget` are in the budget's own
    unit, of which `units` smaller ones make one at the start.
    """

    options: tuple[str, ...]
    costs: Mapping[str, Fraction]
    groups: Mapping[str, tuple[int, ...]]
    times: tuple[int, ...]
    sharers: int
    units: int
    budget: Fraction
    supporters: Mapping[str, int] = field(default_factory=dict)
    in_units: Mapping[str, int] = field(default_factory=dict)
    """What every option costs, in units at the start."""
    ratios: dict[tuple[int, int], Fraction] = field(default_factory=dict)

    @classmethod
    def of(cls, box: Box, options: tuple[str, ...], order: Sequence[str]) -> "Market":
        """`options` are the supported ones, dealt with in the order of lots where all is equal."""
        times: dict[frozenset[str], int] = {}
        for marks, number in box.valid:
            times[frozenset(marks)] = times.get(frozenset(marks), 0) + number
        amounts: dict[Fraction, Fraction] = {}
        costs = {
            option.id: amounts.setdefault(cost, cost)
            for option in box.options
            for cost in [Fraction(option.cost or 0)]
        }
        budget = Fraction(box.settings["budget"])
        sharers = box.numbers.valid + box.numbers.blank
        groups: dict[str, list[int]] = {option: [] for option in options}
        for group, supports in enumerate(times):
            for option in supports:
                groups[option].append(group)
        units = sharers * lcm(budget.denominator, *(cost.denominator for cost in costs.values()))
        return cls(
            options=tuple(sorted(options, key=order.index)),
            costs=costs,
            groups={option: tuple(found) for option, found in groups.items()},
            times=tuple(times.values()),
            sharers=sharers,
            units=units,
            budget=budget,
            supporters={option: box.voters(option) for option in options},
            in_units={option: int(cost * units) for option, cost in costs.items()},
        )

    def open(self, added: int) -> Shares:
        """Everybody at an equal share of the budget, and `added` more, both in its own unit."""
        share = (self.budget / self.sharers + added) * self.units
        waiting = [
            self._priority(
                self._ratio(1 if self.costs[option] else 0, self.supporters[option]), place
            )
            for place, option in enumerate(self.options)
        ]
        heapify(waiting)
        sizes = sorted(set(self.times))
        classes = [sizes.index(number) for number in self.times]
        members = [classes.count(name) for name in range(len(sizes))]
        wallets = Wallets(classes, [int(share)] * len(sizes), sizes, members, self.units)
        return Shares(wallets, waiting)

    def _priority(self, price: Fraction, place: int) -> Priority:
        option = self.options[place]
        return float(price), price, -self.supporters[option], self.costs[option], place

    def _ratio(self, above: int, below: int) -> Fraction:
        common = gcd(above, below)
        key = above // common, below // common
        found = self.ratios.get(key)
        if found is None:
            if len(self.ratios) >= _MOST_RATIOS:
                self.ratios.clear()
            found = self.ratios[key] = Fraction(*key)
        return found

    def step(self, state: Shares) -> Shares | Fork[Shares] | None:
        """Buys the option with the lowest price; equal to the last, a lot decides.

        None when nothing more can be paid.
        """
        level, waiting = self._cheapest(state)
        if not level:
            return None
        _, price, _, cost, place = level[0]
        options = tuple(self.options[priority[-1]] for priority in level)
        if len(level) > 1 and cost and not self._are_apart(options):
            return Fork(options, lambda option: self._chosen(state, option, level, waiting))
        return self._buy(state, self.options[place], price, _rest(waiting, level[1:]), options)

    def _chosen(
        self, state: Shares, option: str, level: Sequence[Priority], waiting: Sequence[Priority]
    ) -> Shares:
        others = [priority for priority in level if self.options[priority[-1]] != option]
        options = tuple(self.options[priority[-1]] for priority in level)
        return self._buy(state, option, level[0][1], _rest(waiting, others), options, drawn=True)

    def _are_apart(self, options: Sequence[str]) -> bool:
        """Whether nobody supports two of them, so that the order is the same to everybody."""
        groups = [group for option in options for group in self.groups[option]]
        return len(groups) == len(set(groups))

    def _cheapest(self, state: Shares) -> tuple[list[Priority], list[Priority]]:
        """The options equal at the head, in the order of lots, and all others that can be paid."""
        waiting, known = list(state.waiting), list[Priority]()
        best: Priority | None = None
        while waiting and (best is None or waiting[0][:2] <= best[:2]):
            place = heappop(waiting)[-1]
            price = self._price(state, self.options[place])
            if price is None:
                continue
            known.append(self._priority(price, place))
            best = known[-1] if best is None else min(best, known[-1])
        known.sort()
        level = [priority for priority in known if priority[:-1] == known[0][:-1]]
        return level, _rest(waiting, known[len(level) :])

    def _price(self, state: Shares, option: str) -> Fraction | None:
        """The lowest price per unit of cost that the supporters can pay together, if any."""
        cost = self.in_units[option] * (state.wallets.units // self.units)
        if cost == 0:
            return self._ratio(0, 1)
        due, payers = cost, self.supporters[option]
        if state.wallets.poorest(self.groups[option]) * payers >= cost:
            return self._ratio(1, payers)
        wallets = [(left, ballots) for _, left, ballots in state.wallets.of(self.groups[option])]
        if sum(left * ballots for left, ballots in wallets) < cost:
            return None
        while True:
            least = -(-due // payers)
            poor = [wallet for wallet in wallets if wallet[0] < least]
            if not poor:
                return self._ratio(due, payers * cost)
            due -= sum(left * ballots for left, ballots in poor)
            payers -= sum(ballots for _, ballots in poor)
            wallets = [wallet for wallet in wallets if wallet[0] >= least]

    def _buy(
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
        return _counted(
            (min(purchase.most, Fraction(left)) / purchase.wallets.units, ballots)
            for _, left, ballots in purchase.wallets.of(self.groups[purchase.option])
        )

    def unspent(self, state: Shares) -> list[tuple[int, Fraction]]:
        """How many of the ballots with a mark have how much left, the most first."""
        everybody = state.wallets.of(range(len(self.times)))
        return _counted(
            (Fraction(left, state.wallets.units), ballots) for _, left, ballots in everybody
        )


def _counted(amounts: Iterable[tuple[Fraction, int]]) -> list[tuple[int, Fraction]]:
    """How many ballots with each amount, the most first."""
    found: dict[Fraction, int] = {}
    for amount, ballots in amounts:
        found[amount] = found.get(amount, 0) + ballots
    return [(found[amount], amount) for amount in sorted(found, reverse=True)]


def _rest(waiting: Sequence[Priority], known: Sequence[Priority]) -> list[Priority]:
    """All of them as a heap."""
    found = list(waiting)
    for priority in known:
        heappush(found, priority)
    return found
