"""Counting one vote: which ballots are valid, is there a quorum, and what does the method say."""

from typing import Any

from voting import elections, quorum
from voting.ballots import Box, sort
from voting.elections import Election
from voting.method import Method
from voting.methods import METHODS, settings_of
from voting.refusals import InvalidElection
from voting.results import Result, Tally
from voting.values import replace
from voting.words import N_, NN_, Sentence, say, say_number


def count(election: Election) -> Result:
    """The result of an election, the same for whoever counts it again.

    Raises InvalidElection or InvalidSettings (both Unusable) when there is nothing to count by.
    """
    method, settings = inspect(election)
    box = sort(election, method.check, settings)
    judged = quorum.judge(box)
    outcome = _overrule(method.tally(box), box, method, quorum_met=judged.met)
    return Result(
        method=method.key,
        status=outcome.status,
        winners=outcome.winners,
        tied=outcome.tied,
        standings=outcome.standings,
        ballots=box.numbers,
        quorum=judged,
        rounds=outcome.rounds,
        invalid=box.invalid,
        explanation=(
            *quorum.explanation(box, judged),
            *outcome.explanation,
            *_invalid_words(box),
            *election.notes,
            *outcome.conclusion,
        ),
        checks=(*quorum.checks(box, judged), *outcome.checks),
        tables=outcome.tables,
    )


def inspect(election: Election) -> tuple[Method, dict[str, Any]]:
    """The method with its cleaned settings. Raises Unusable where the election does not fit."""
    if election.method not in METHODS:
        sentence = say(N_("Kies uit: %(words)s."), words=", ".join(METHODS))
        raise InvalidElection("method", sentence)
    method = METHODS[election.method]
    elections.inspect(election)
    settings = settings_of(election.method, election.settings, len(election.options))
    method.inspect(election, settings)
    return method, settings


def _overrule(outcome: Tally, box: Box, method: Method, *, quorum_met: bool) -> Tally:
    """Too few people, then no valid ballot, come before anything the method says."""
    if not quorum_met:
        too_few = say(N_("Er deden te weinig mensen mee. Deze stemming geldt niet."))
        return replace(outcome, status="no_quorum", winners=(), tied=(), conclusion=(too_few,))
    if box.numbers.valid:
        return outcome
    rejects = method.empty_box_rejects and method.is_motion(len(box.options))
    text = (
        N_("Er zijn geen geldige stemmen. Het voorstel is niet aangenomen.")
        if rejects
        else N_("Er zijn geen geldige stemmen. Er is nog niets besloten.")
    )
    return replace(
        outcome,
        status="rejected" if rejects else "undecided",
        winners=(),
        tied=(),
        explanation=(),
        conclusion=(say(text),),
    )


def _invalid_words(box: Box) -> tuple[Sentence, ...]:
    if not box.numbers.invalid:
        return ()
    texts = NN_(
        "%(num)s stem is ongeldig en telt niet mee.",
        "%(num)s stemmen zijn ongeldig en tellen niet mee.",
    )
    return (say_number(texts, box.numbers.invalid),)
