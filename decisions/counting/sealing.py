"""Sealing a round: what is counted stays, who marked what is gone."""

import secrets

from sqlalchemy import delete
from sqlalchemy.orm import Session

from decisions.counting.paper_pile import uncounted_papers
from decisions.counting.tally import election_of, split_may_be_shown
from decisions.fingerprints import canonical, fingerprint
from decisions.log import append
from decisions.models import Decision, Round
from decisions.paper_ballots import PaperBallot
from decisions.votes import CountedBallot, SecretBallot, Submission
from plumbing.clock import now
from voting import Result, count

CLOSE_FORMAT = "gehoord-close/1"
SECRETS = ("secret_ballot", "submission", "round", "paper_ballot")
"""The tables of which sealing deletes something that must not stay behind in a file."""


def seal_round(session: Session, decision: Decision, current: Round) -> Result:
    """Count a round, keep the sorted ballots and their fingerprint, and destroy the rest."""
    election = election_of(session, decision, current)
    result = count(election)
    counted = [{"marks": dict(marks), "count": times} for marks, times in election.ballots]
    salt = secrets.token_bytes(32)
    public = split_may_be_shown(decision, result)
    closing = canonical(
        {
            "format": CLOSE_FORMAT,
            "opening": current.fingerprint,
            "ballots": counted,
            "salt": salt.hex(),
        }
    )
    session.execute(delete(CountedBallot).where(CountedBallot.round_id == current.id))
    session.add_all(
        CountedBallot(round_id=current.id, position=place, marks=dict(marks), count=times)
        for place, (marks, times) in enumerate(election.ballots)
    )
    if current.sealed_at is None:
        current.papers_uncounted = uncounted_papers(session, current)
    current.sealed_at = now()
    current.closing_fingerprint = fingerprint(closing)
    current.closing_salt = salt if public else None
    current.result = result.as_json()
    destroy(session, current)
    append(
        session,
        decision,
        "sealed",
        {
            "round": current.number,
            "closing": current.closing_fingerprint,
            "cast": result.ballots.cast,
            **({"ballots": counted} if public else {}),
        },
    )
    return result


def destroy(session: Session, current: Round) -> None:
    """Delete a round's secret ballots, their key, what was sent, and what was read on paper."""
    session.execute(delete(SecretBallot).where(SecretBallot.round_id == current.id))
    session.execute(delete(Submission).where(Submission.round_id == current.id))
    session.execute(delete(PaperBallot).where(PaperBallot.round_id == current.id))
    current.wrapped_key = None
