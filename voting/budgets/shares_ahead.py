"""Looking ahead in equal shares: how much larger they get before the count goes another way.

While nothing changes sides, what everybody has left grows in a straight line with the shares: at
slope 1 until somebody else pays all she has, which makes it steeper for who pay beside her. So
the first crossing of two lines can be worked out, and every share before it need not be tried.
"""

from fractions import Fraction
from math import ceil

from voting.budgets.equal_shares import Market, Purchase, Shares, Wallets

_Slopes = dict[int, Fraction]


def same_until(market: Market, end: Shares) -> int:
    """How much can be added to the shares with all purchases the same; `end` is a count to its end.

    A whole number of 0 or more, in the budget's own unit; never too many, sometimes too few.
    """
    slopes: _Slopes = dict.fromkeys(range(len(end.wallets.left)), Fraction(0))
    slopes.update(dict.fromkeys(range(len(set(market.times))), Fraction(1)))
    waiting = dict.fromkeys(market.options)
    room: list[int] = []
    after = [*(purchase.wallets for purchase in end.bought), end.wallets][1:]
    for purchase, wallets in zip(end.bought, after, strict=True):
        if purchase.drawn:
            return 0
        del waiting[purchase.option]
        room += _still_short(market, purchase, slopes)
        price = purchase.price
        room += [n for o in waiting for n in _dearer(market, purchase.wallets, o, price, slopes)]
        if 0 in room:
            return 0
        _paid(market, purchase, wallets, slopes)
    room += [n for o in waiting for n in _dearer(market, end.wallets, o, None, slopes)]
    return min(room, default=0)


def _still_short(market: Market, purchase: Purchase, slopes: _Slopes) -> list[int]:
    """How far those who pay all they have go on to have less than the others pay."""
    falls = _fall(market, purchase, slopes)
    units = purchase.wallets.units
    payers = purchase.wallets.of(market.groups[purchase.option])
    if any(left == purchase.most for _, left, _ in payers):
        return [0]
    return [
        int((purchase.most - left) // ((slopes[name] + falls) * units))
        for name, left, _ in payers
        if left < purchase.most and slopes[name] + falls > 0
    ]


def _dearer(
    market: Market, wallets: Wallets, option: str, price: Fraction | None, slopes: _Slopes
) -> list[int]:
    """How far another option stays out of reach at this price, or without one, at any."""
    cost = market.costs[option] * wallets.units
    most = cost if price is None else price * cost
    short, slope = cost, Fraction(0)
    for name, left, ballots in wallets.of(market.groups[option]):
        short -= min(Fraction(left), most) * ballots
        slope += slopes[name] * ballots if left < most else 0
    if slope == 0:
        return []
    # Just short of what reaches it: at an equal price another rule decides.
    return [max(0, ceil(short / (slope * wallets.units)) - 1)]


def _fall(market: Market, purchase: Purchase, slopes: _Slopes) -> Fraction:
    """How fast the others' payment falls, as those who pay all they have bring in more."""
    found = purchase.wallets.of(market.groups[purchase.option])
    more = sum((slopes[k] * n for k, left, n in found if left < purchase.most), Fraction())
    payers = sum(ballots for _, left, ballots in found if left >= purchase.most)
    return more / payers


def _paid(market: Market, purchase: Purchase, after: Wallets, slopes: _Slopes) -> None:
    """The slopes of the classes that come out of a purchase."""
    falls = _fall(market, purchase, slopes)
    before = purchase.wallets
    moved = {(before.classes[g], after.classes[g]) for g in market.groups[purchase.option]}
    for old, new in moved:
        short = before.left[old] < purchase.most
        slopes[new] = Fraction(0) if short else slopes[old] + falls
