"""The product's count beside the reference: what, if anything, differs."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.reference.counting import reference
from tests.reference.elections import Vote
from voting import Election, ElectionOption, Result, Roll, count


def difference(vote: Vote) -> str:
    """Empty when both find the same, else the election and both findings."""
    expected = plainly(vote)
    found = product(vote)
    differing = {
        name: {"voting": found[name], "reference": expected[name]}
        for name in expected
        if found[name] != expected[name]
    }
    return f"{vote}\n{differing}" if differing else ""


def product(vote: Vote) -> dict[str, Any]:
    return found_by(count(election(vote)))


def election(vote: Vote) -> Election:
    return Election(
        method={"motion": "majority", "between": "majority"}.get(vote.method, vote.method),
        options=[ElectionOption(id, id, vote.costs.get(id)) for id in vote.options],
        settings=vote.settings,
        roll=Roll(vote.eligible, vote.present),
        ballots=vote.ballots,
    )


def plainly(vote: Vote) -> dict[str, Any]:
    """The reference's outcome, in the words that `found_by` uses."""
    outcome = reference(
        vote.method,
        vote.options,
        vote.one_by_one,
        vote.settings,
        costs=vote.costs,
        eligible=vote.eligible,
        present=vote.present,
    )
    expected = {
        **outcome,
        "values": {option: Fraction(value) for option, value in outcome["values"].items()},
    }
    if "stages" in outcome:
        expected["stages"] = [
            {option: Fraction(value) for option, value in stage["values"].items()}
            for stage in outcome["stages"]
        ]
        expected["eliminated"] = [set(s["eliminated"]) for s in outcome["stages"]]
    return expected


def found_by(result: Result) -> dict[str, Any]:
    counted = [stage for stage in result.rounds if stage.action not in ("fill", "final")]
    return {
        "status": result.status,
        "winners": list(result.winners),
        "tied": list(result.tied),
        "places": {one.option: one.place for one in result.standings},
        "values": {one.option: Fraction(one.value) for one in result.standings},
        "voters": {one.option: one.voters for one in result.standings},
        "ballots": {name: getattr(result.ballots, name) for name in ("valid", "blank", "invalid")},
        "quorum": {"required": result.quorum.required, "met": result.quorum.met},
        "stages": [dict(stage.values) for stage in counted],
        "eliminated": [set(stage.eliminated) for stage in counted],
    }


COUNTS: dict[str, Callable[[Vote], dict[str, Any]]] = {"product": product, "reference": plainly}
