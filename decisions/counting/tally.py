"""Tally of a round: from its ballots to the result that its method gives."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from decisions.counting.paper_pile import uncounted_papers
from decisions.counting.standing_objections import objections_that_hold
from decisions.fingerprints import canonical
from decisions.models import Decision, Round
from decisions.roll import RollEntry
from decisions.votes import CountedBallot, OpenBallot, Participation, SecretBallot
from voting import METHODS, Ballot, Election, Method, Result, Roll, count, lots
from voting import ElectionOption as VotingOption
from voting.drawing import drawn, without_seed
from voting.quorum import needed

FEWEST_SHOWN = 5
"""With fewer valid ballots in a secret decision the split would betray who chose what."""


def result_of(
    session: Session, decision: Decision, current: Round, eligible: int | None = None
) -> Result:
    """The result of a round by its method: of the sealed ballots, or of those cast so far.

    Who knows the size of the roll already hands it over, and spares a query.
    """
    return counted(session, decision, current, eligible)[1]


def counted(
    session: Session, decision: Decision, current: Round, eligible: int | None = None
) -> tuple[Election, Result]:
    """The same with the election it is the result of, for who counts it another way as well."""
    if current.sealed_at is None:
        election = election_of(session, decision, current)
        return election, count(election)
    ballots = session.scalars(
        select(CountedBallot)
        .where(CountedBallot.round_id == current.id)
        .order_by(CountedBallot.position)
    )
    if eligible is None:
        eligible = roll_size(session, decision)
    election = election_for(decision, eligible, [(row.marks, row.count) for row in ballots])
    return election, _count_once(CountKey.of(election, seed_of(current)))


def seed_of(current: Round) -> str | None:
    """The seed of a round's lot as text; None before the dice were thrown."""
    if current.closing_fingerprint is None or current.dice is None:
        return None
    return lots.seed(current.closing_fingerprint, map(int, current.dice))


def election_of(session: Session, decision: Decision, current: Round) -> Election:
    """The ballots of an unsealed round, sorted by their marks, so that no order is left."""
    marks = _marks(session, decision, current)
    return election_for(decision, roll_size(session, decision), sorted_ballots(marks))


def election_for(
    decision: Decision, eligible: int, ballots: list[tuple[dict[str, int], int]]
) -> Election:
    """These ballots under the rule of this decision, with so many on the roll."""
    return Election(
        method=decision.method,
        options=tuple(
            VotingOption(id=option.key, label=option.label, cost=_in_euros(option.cost_cents))
            for option in decision.options
        ),
        settings=without_seed(decision.settings),
        roll=Roll(eligible),
        ballots=tuple(Ballot(marks, number) for marks, number in ballots),
    )


def sorted_ballots(marks: Iterable[dict[str, int]]) -> list[tuple[dict[str, int], int]]:
    """Equal ballots together with their number, in the order of their canonical text."""
    counted: Counter[str] = Counter()
    known: dict[str, dict[str, int]] = {}
    for ballot in marks:
        text = canonical(ballot)
        known[text] = ballot
        counted[text] += 1
    return [(known[text], counted[text]) for text in sorted(counted)]


def roll_size(session: Session, decision: Decision) -> int:
    """R: the number of entries on the roll."""
    return (
        session.scalar(
            select(func.count()).select_from(RollEntry).where(RollEntry.decision_id == decision.id)
        )
        or 0
    )


def cast_count(session: Session, current: Round) -> int:
    """C: the number of entries that took part in a round."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Participation)
            .where(Participation.round_id == current.id)
        )
        or 0
    )


def quorum_is_missed(session: Session, decision: Decision, current: Round) -> bool:
    """Did fewer take part than the rule asks? Told by the number of ballots, before any count."""
    required = needed(decision.settings["quorum"], roll_size(session, decision))
    counted = cast_count(session, current) - uncounted_papers(session, current)
    return counted < required


def count_file_name(decision: Decision, extension: str = "json") -> str:
    """The name under which its ballots are downloaded, to be counted again."""
    return f"besluit-{decision.number}-{decision.slug}".rstrip("-") + f".{extension}"


def split_may_be_shown(decision: Decision, result: Result) -> bool:
    """May more be told than outcome, cast and blank?"""
    return not decision.is_secret or result.ballots.valid >= FEWEST_SHOWN


def _marks(session: Session, decision: Decision, current: Round) -> list[dict[str, int]]:
    if decision.is_secret:
        return list(
            session.scalars(select(SecretBallot.marks).where(SecretBallot.round_id == current.id))
        )
    rows = session.execute(
        select(OpenBallot.entry_id, OpenBallot.marks).where(OpenBallot.round_id == current.id)
    ).all()
    method = METHODS[decision.method]
    if not method.asks_reasons:
        return [marks for _, marks in rows]
    holding = objections_that_hold(session, decision, current)
    return [marks if entry in holding else _softened(marks, method) for entry, marks in rows]


def _softened(marks: dict[str, int], method: Method) -> dict[str, int]:
    """An objection that was withdrawn or does not hold stays as a concern."""
    concern, objection = method.reasons["concern"], method.reasons["objection"]
    return {option: concern if mark == objection else mark for option, mark in marks.items()}


def _in_euros(cents: int | None) -> Fraction | None:
    return None if cents is None else Fraction(cents, 100)


def _key(election: Election) -> list[object]:
    return [
        election.method,
        dict(election.settings),
        [[option.id, option.label, str(option.cost)] for option in election.options],
        election.roll.eligible,
        [[dict(marks), times] for marks, times in election.ballots],
    ]


class CountKey:
    """An election, and the seed of its lot, that are looked up by their canonical text."""

    def __init__(self, text: str, election: Election, seed: str | None) -> None:
        self.text, self.election, self.seed = text, election, seed

    @classmethod
    def of(cls, election: Election, seed: str | None = None) -> "CountKey":
        return cls(canonical([*_key(election), seed]), election, seed)

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CountKey) and other.text == self.text


@lru_cache(maxsize=256)
def _count_once(kept: CountKey) -> Result:
    return count(kept.election) if kept.seed is None else drawn(kept.election, kept.seed)
