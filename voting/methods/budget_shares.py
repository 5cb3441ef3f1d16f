"""Equal shares: everybody gets the same part of the money, and supporters buy options together.

An option can be bought when its supporters have enough money left between them. Again and again
the one is bought for which they pay the least for what it is worth; all supporters pay the same,
and who has less pays all she has. So a group of a third of the people decides over a third of the
money. What is then left is put to use by making all shares a little larger, as long as all that
is bought fits in the budget. Method of Equal Shares (Dominik Peters and Piotr Skowron, 2020), with
cost utility and the completion "add one"; used in Wieliczka, Świecie and Aarau.
"""

from voting.ballots import Box
from voting.budgets import ballots as budgets
from voting.budgets.shares_course import Shared, follow
from voting.budgets.shares_picture import money, rounds
from voting.budgets.shares_words import explanation
from voting.budgets.words import waits_words
from voting.method import Method
from voting.methods import budget_greedy
from voting.results import Status, Tally
from voting.settings import Setting, choice, text
from voting.words import N_


def settings(option_count: int) -> tuple[Setting, ...]:
    """What is agreed on beforehand.

    `budget` is the money to divide, in the unit of the costs: a whole number, or text such as
    "7/3", of 0 or more; it has no default. `completion` says what is done with money that is left:
    "add1" makes every share one unit larger and counts afresh, as long as all that is bought fits,
    "greedy" goes on with the most points first, "none" leaves it. `seed` is the text that the lot
    follows from; None until it has fallen.
    """
    return (
        Setting("budget", budgets.amount, None),
        Setting("completion", choice("add1", "greedy", "none"), "add1"),
        Setting("seed", text, None),
    )


def tally(box: Box) -> Tally:
    """The value is the sum of the marks; winners are in order of funding."""
    if not box.numbers.valid:
        return budgets.nothing_counted(box)
    found = follow(box)
    winners = found.certain if found.waits_for_lot else found.funded
    status: Status = "chosen" if found.funded else "undecided"
    deciding = found.path.deciding
    return Tally(
        status="needs_lot" if found.waits_for_lot else status,
        winners=winners,
        tied=found.in_file_order(deciding.options) if found.waits_for_lot and deciding else (),
        standings=budgets.funded_first(box, found.funded),
        explanation=explanation(found),
        conclusion=waits_words(box, found.path, winners),
        rounds=rounds(found),
        tables={"shares": money(found), "greedy": _greedy(found)},
    )


def _greedy(found: Shared) -> dict[str, object]:
    """What the most points first would have chosen from the same ballots."""
    box = found.box
    path = budget_greedy.follow(box, stops=False)
    waits = box.settings["seed"] is None and path.deciding is not None
    funded = path.end.funded
    return {
        "winners": list(budget_greedy.certain(path, funded) if waits else funded),
        "tied": list(path.deciding.options) if waits and path.deciding else [],
        **budget_greedy.money(box, path.end.left),
    }


METHOD = Method(
    key="budget_shares",
    name=N_("Geld verdelen: ieder een eerlijk deel"),
    weakness=N_("Een duur plan met veel stemmen kan het verliezen van een paar kleine."),
    check=budgets.check,
    tally=tally,
    settings=settings,
    agree=budgets.require_budget,
    accept=budgets.require_costs,
    shape="several",
    purpose="divide",
    needs_costs=True,
    counted_in=N_("Zoveel mensen kruisten het aan"),
    writes=".pb",
)
