"""What the page of a decision tells whoever looks, and no more than she may see."""

from collections.abc import Sequence
from functools import cache

from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import Select, bindparam, case, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from communities.models import Membership
from communities.permissions import Action
from decisions.counting.tally import counted, split_may_be_shown
from decisions.counting.verdicts import verdict, verdict_of
from decisions.here import DecisionHere
from decisions.models import Decision, Round
from decisions.visibility import may_see_result
from decisions.votes import OpenBallot
from plumbing.database.session import db
from plumbing.words.language import first_down
from proposals.markdown import plain
from proposals.threads import Also, Contribution, ThreadKind
from voting import Election, Result

MOST_SAID = 3
LONGEST_SAID = 240


class Shown(Struct, frozen=True):
    """A result that this person may see now."""

    election: Election
    result: Result
    verdict: str
    split: bool
    """May more be told than outcome, cast and blank?"""
    is_final: bool


class Quote(Struct, frozen=True):
    """What somebody said in the talk, with the name that may stand under it."""

    words: str
    by: str
    language: str


class FirstTime(Struct, frozen=True):
    """The decision that this one follows."""

    decision: Decision
    verdict: str
    """As it is said in the middle of a sentence."""
    cast: int
    eligible: int
    required: int
    """How many had to take part, where fewer did; else 0."""


def shown_result(
    session: Session, found: DecisionHere, eligible: int | None = None
) -> Shown | None:
    """The result if it may be seen now by this person; else nobody gets even its order."""
    if found.round is None or not may_see_result(found.decision, found.participation):
        return None
    election, result = counted(session, found.decision, found.round, eligible)
    return Shown(
        election=election,
        result=result,
        verdict=verdict(
            found.decision,
            result.status,
            result.winners,
            result.rounds[-1].values if result.rounds else None,
        ),
        split=split_may_be_shown(found.decision, result),
        is_final=found.decision.is_over,
    )


def choices_by_name(session: Session, found: DecisionHere) -> list[tuple[str, dict[str, int]]]:
    """Names with choices of an open vote, once it is closed and to members only."""
    decision = found.decision
    if decision.is_secret or not decision.is_over or found.membership is None or not found.round:
        return []
    if not may_see_result(decision, found.participation):
        return []
    ballots = session.scalars(
        select(OpenBallot)
        .where(OpenBallot.round_id == found.round.id)
        .options(joinedload(OpenBallot.entry))
    )
    named = [(ballot.entry.name, ballot.marks) for ballot in ballots]
    return sorted(named, key=lambda row: row[0].casefold())


def said_in_talk(session: Session, found: DecisionHere) -> list[Quote]:
    """Worries and experiences that most people share, for who may read the talk."""
    if not found.may(Action.READ_THREADS):
        return []
    proposal_id = found.decision.proposal_id
    rows = db.recall(
        ("said", proposal_id),
        lambda: session.execute(_most_shared(), {"proposal_id": proposal_id}).all(),
    )
    return [Quote(_short(body), by or _("een buurtgenoot"), said_in) for body, by, said_in in rows]


@cache
def _most_shared() -> Select[str, str, str]:
    author = aliased(Membership)
    # Who is known to have said it is named only with her consent: then her name is written down.
    by = case((Contribution.on_behalf, Contribution.speaker_name), else_=author.name)
    shared = (
        select(func.count())
        .where(Also.contribution_id == Contribution.id)
        .correlate(Contribution)
        .scalar_subquery()
    )
    return (
        select(Contribution.body, by, Contribution.language)
        .join(author, Contribution.author_id == author.id)
        .where(
            Contribution.proposal_id == bindparam("proposal_id"),
            Contribution.kind.in_([ThreadKind.WORRY, ThreadKind.EXPERIENCE]),
            Contribution.hidden_at.is_(None),
            # A voice that nobody wrote down yet is heard where it was said.
            Contribution.body != "",
        )
        .order_by(shared.desc(), Contribution.id)
        .limit(MOST_SAID)
    )


def first_time(found: DecisionHere) -> FirstTime | None:
    """What came of the decision before this one, if there was one."""
    before = found.decision.previous
    if before is None or not may_see_result(before, None):
        return None
    kept = before.rounds[-1].result if before.rounds else None
    if not kept:
        return None
    said = verdict_of(before, kept)
    return FirstTime(
        decision=before,
        verdict=said if kept["status"] == "chosen" else first_down(said),
        cast=kept["ballots"]["cast"],
        eligible=kept["ballots"]["eligible"],
        required=kept["quorum"]["required"] if kept["status"] == "no_quorum" else 0,
    )


def earlier_rounds(decision: Decision) -> Sequence[Round]:
    """The rounds before the newest; each stays readable."""
    return decision.rounds[:-1]


def _short(body: str) -> str:
    words = plain(body)
    if len(words) <= LONGEST_SAID:
        return words
    return words[:LONGEST_SAID].rpartition(" ")[0] + " …"
