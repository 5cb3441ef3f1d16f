"""Greedy budget: the most wanted option is paid first, then the next, until the money is gone.

Options are taken by their points, or by how many approve of them. One that costs more than what
is left is passed over, and the next is tried; or there it ends, when that was agreed. This is how
most cities divide their neighbourhood budgets. A large group can take all of the money this way:
equal shares shows what that means.
"""

from collections.abc import Iterator
from fractions import Fraction

from voting import lots
from voting.ballots import Box
from voting.budgets import ballots as budgets
from voting.budgets.filling import Filler, Filling, Turn
from voting.budgets.words import follows_from, fund_words, gives_points, waits_words
from voting.method import Method
from voting.results import Standing, Tally, written
from voting.settings import Setting, choice, text
from voting.standings import rank
from voting.ways import Course, Path
from voting.words import N_, Sentence, say


def settings(option_count: int) -> tuple[Setting, ...]:
    """What is agreed on beforehand.

    `budget` is the money to divide, in the unit of the costs: a whole number, or text such as
    "7/3", of 0 or more; it has no default. `overflow` says what happens at the first option that
    costs more than what is left: "skip" passes it over, "stop" ends the count there. `seed` is the
    text that the lot follows from; None until it has fallen.
    """
    return (
        Setting("budget", budgets.amount, None),
        Setting("overflow", choice("skip", "stop"), "skip"),
        Setting("seed", text, None),
    )


def tally(box: Box) -> Tally:
    """The value is the sum of the marks; winners are in order of funding."""
    if not box.numbers.valid:
        return budgets.nothing_counted(box)
    path = follow(box, stops=box.settings["overflow"] == "stop")
    waits = box.settings["seed"] is None and path.deciding is not None
    funded = path.end.funded
    winners = certain(path, funded) if waits else funded
    return Tally(
        status="needs_lot" if waits else "chosen" if funded else "undecided",
        winners=winners,
        tied=path.deciding.options if waits and path.deciding else (),
        standings=_standings(box, path),
        explanation=(*_opening(box), *fund_words(box, _turns(box, path))),
        conclusion=waits_words(box, path, winners),
        rounds=tuple(_turns(box, path)),
        tables={"money": money(box, path.end.left)},
    )


def follow(box: Box, *, stops: bool) -> Path[Filling]:
    """The options in their turn, from the first to where the money ends.

    `stops` where the first that does not fit ends it. Lots fall by the seed or, while there is
    none, by the order of the file. `box` has at least one valid ballot.
    """
    filler = Filler(budgets.costs(box), {o: box.total(o) for o in box.option_ids}, stops)
    course = Course(filler.step, Filling.key, lambda state: frozenset(state.funded))
    seed = box.settings["seed"]
    order = box.option_ids if seed is None else lots.order(seed, box.option_ids)
    return course.follow(filler.start(budgets.supported(box), budgets.total(box)), order)


def certain(path: Path[Filling], funded: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the `funded` who are funded whichever way the lots fall."""
    return tuple(option for option in funded if option in (path.always or frozenset()))


def _standings(box: Box, path: Path[Filling]) -> tuple[Standing, ...]:
    """By value, then the cheaper; a lot that was drawn puts its own in order."""
    costs = budgets.costs(box)
    found = rank(box.option_ids, box.total, box.voters, lambda o: (box.total(o), -costs[o]))
    seed = box.settings["seed"]
    if seed is None:
        return found
    for lot in path.lots:
        level = {one.place for one in found if one.option in lot.options}
        if len(level) == 1:
            found = lots.placed(found, lots.order(seed, lot.options))
    return found


def _turns(box: Box, path: Path[Filling]) -> Iterator[Turn]:
    """Every option whose turn it was, with what was left before and after."""
    costs, fallen = budgets.costs(box), iter(path.lots)
    for number, visit in enumerate(path.end.visits, start=1):
        cost = costs[visit.option] if visit.funded else Fraction(0)
        yield Turn(
            stage=number,
            action="fund" if visit.funded else "pass",
            values={},
            elected=(visit.option,) if visit.funded else (),
            lot=next(fallen).as_json() if visit.level else None,
            option=visit.option,
            cost=costs[visit.option],
            value=box.total(visit.option),
            before=visit.left + cost,
            left=visit.left,
        )


def money(box: Box, left: Fraction) -> dict[str, object]:
    """The budget, what is spent and what is `left` of it, in its own unit, as a table."""
    total = budgets.total(box)
    return {"budget": written(total), "spent": written(total - left), "left": written(left)}


def _opening(box: Box) -> tuple[Sentence, ...]:
    rules = {
        "skip": N_("Past een keuze niet meer in het budget, dan kijken we naar de volgende."),
        "stop": N_("Past een keuze niet meer in het budget, dan stoppen we."),
    }
    points = N_("Er is %(budget)s te verdelen. De keuze met de meeste punten gaat eerst.")
    votes = N_("Er is %(budget)s te verdelen. De keuze met de meeste stemmen gaat eerst.")
    text = points if gives_points(box) else votes
    return (
        say(text, budget=budgets.total(box)),
        say(rules[box.settings["overflow"]]),
        *follows_from(box),
    )


METHOD = Method(
    key="budget_greedy",
    name=N_("Geld verdelen: meeste stemmen eerst"),
    weakness=N_("Een grote groep kan al het geld naar zich toe stemmen."),
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
