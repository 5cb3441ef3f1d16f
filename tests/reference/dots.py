"""Dots: most dots, then most people who gave one."""

from tests.reference.cases import Ballot, Case, Outcome, across, in_order, places
from tests.reference.lots import Lot, settled


def valid(ballot: Ballot, case: Case) -> bool:
    dots = case.setting("dots", min(8, max(3, round(len(case.options) / 3))))
    given = sum(ballot.values())
    if any(not 0 <= mark <= case.setting("max_per_option", 2) for mark in ballot.values()):
        return False
    return bool(given == dots or given == 0 if case.setting("use_all", False) else given <= dots)


def outcome(case: Case) -> Outcome:
    return settled(case, _with_lots)


def _with_lots(case: Case, order: list[str]) -> tuple[Outcome, list[Lot]]:
    dots = {option: case.total(option) for option in case.options}
    voters = {option: case.positive(option) for option in case.options}
    strength = {option: (-dots[option], -voters[option]) for option in case.options}
    place = places(case.options, lambda option: strength[option])
    seats = case.setting("winners", 1)
    given = [option for option in case.options if dots[option]]
    certain, tied = across(given, lambda option: strength[option], seats)
    status, lots = "chosen", []
    rule = case.setting("at_cut_off", "all_in")
    if tied and rule == "second_round":
        status = "run_off"
    elif tied and rule == "all_in":
        tied, certain = [], certain + tied
    elif tied:
        fallen = [option for option in order if option in tied]
        if "seed" in case.settings:
            place = places(
                case.options,
                lambda o: (strength[o], order.index(o) if o in fallen else -1),
            )
        certain = in_order(certain + fallen[: seats - len(certain)], lambda o: place[o])
        lots = [(tuple(sorted(tied)), " ".join(sorted(certain)))]
        tied = []
    return {
        "status": status,
        "winners": certain + tied,
        "tied": tied,
        "places": place,
        "values": dots,
        "voters": voters,
    }, lots
