"""A lot among the willing."""

from tests.reference.cases import Ballot, Case, Outcome, places
from tests.reference.lots import drawn


def valid(ballot: Ballot, case: Case) -> bool:
    return all(mark in (0, 1) for mark in ballot.values())


def outcome(case: Case) -> Outcome:
    willing = [option for option in case.options if case.total(option)]
    seats = case.setting("winners", 1)
    if len(willing) <= seats:
        return _result(case, willing, "chosen", willing, [])
    if "seed" not in case.settings:
        return _result(case, willing, "needs_lot", [], willing)
    order = [option for option in drawn(case) if option in willing]
    return {
        **_result(case, willing, "chosen", order[:seats], []),
        "places": places(
            case.options,
            lambda option: order.index(option) if option in willing else len(order),
        ),
    }


def _result(
    case: Case, willing: list[str], status: str, winners: list[str], tied: list[str]
) -> Outcome:
    return {
        "status": status,
        "winners": winners,
        "tied": tied,
        "places": places(case.options, lambda option: option not in willing),
        "values": {option: case.total(option) for option in case.options},
        "voters": {option: case.total(option) for option in case.options},
    }
