"""Majority between options: the most votes, or a share of them with a run-off when missed."""

from voting.ballots import Box
from voting.quorum import compared
from voting.results import Check, Standing, Tally
from voting.standings import at_place, rank
from voting.thresholds import needed, why
from voting.words import N_, NN_, Sentence, say, say_number


def tally(box: Box) -> Tally:
    """The one ahead wins when it reaches the threshold; equals are shown as equals."""
    standings = rank(box.option_ids, box.voters, box.voters, lambda key: (box.voters(key),))
    ahead = at_place(standings, 1)
    threshold = box.settings["threshold"]
    reached = threshold == "simple" or standings[0].value >= needed(threshold, box.numbers.valid)
    if reached and len(ahead) == 1:
        return _chosen(box, standings)
    if reached or (len(standings) == 2 and len(ahead) == 2):
        return _tied(box, standings)
    return _run_off(box, standings)


def _chosen(box: Box, standings: tuple[Standing, ...]) -> Tally:
    first = standings[0]
    text = N_("%(option)s kreeg de meeste stemmen: %(votes)s van de %(valid)s.")
    winner = box.labels[first.option]
    said = say(text, option=winner, votes=first.value, valid=box.numbers.valid)
    return Tally(
        status="chosen",
        winners=(first.option,),
        tied=(),
        standings=standings,
        explanation=(said, *_threshold_rule(box)),
        conclusion=(say(N_("%(option)s is gekozen."), option=winner),),
        checks=(_check(box, standings, met=True),),
    )


def _tied(box: Box, standings: tuple[Standing, ...]) -> Tally:
    equal = at_place(standings, 1)
    return Tally(
        status="tied",
        winners=equal,
        tied=equal,
        standings=standings,
        explanation=(_level(box, standings), *_threshold_rule(box)),
        conclusion=(say(N_("Het is gelijk. Er is nog niets gekozen.")),),
        checks=(_check(box, standings, met=False),),
    )


def _run_off(box: Box, standings: tuple[Standing, ...]) -> Tally:
    """Between the top two, with all who are level for second."""
    last_place = standings[1].place
    finalists = tuple(standing.option for standing in standings if standing.place <= last_place)
    text = N_("Geen keuze haalde genoeg. Er komt een tweede ronde tussen: %(options)s.")
    return Tally(
        status="run_off",
        winners=finalists,
        tied=at_place(standings, last_place) if len(finalists) > 2 else (),
        standings=standings,
        explanation=(_level(box, standings), *_threshold_rule(box)),
        conclusion=(say(text, options=box.listed(finalists)),),
        checks=(_check(box, standings, met=False),),
    )


def _level(box: Box, standings: tuple[Standing, ...]) -> Sentence:
    """Who has the most votes, be it one or several."""
    ahead = at_place(standings, 1)
    text = (
        N_("De meeste stemmen: %(options)s, met %(votes)s van de %(valid)s.")
        if len(ahead) == 1
        else N_("De meeste stemmen: %(options)s, elk met %(votes)s van de %(valid)s.")
    )
    votes = standings[0].value
    return say(text, options=box.listed(ahead), votes=votes, valid=box.numbers.valid)


def _threshold_rule(box: Box) -> tuple[Sentence, ...]:
    threshold = box.settings["threshold"]
    return () if threshold == "simple" else (why(threshold, box.numbers.valid),)


def _check(box: Box, standings: tuple[Standing, ...], *, met: bool) -> Check:
    votes = say_number(NN_("%(num)s stem", "%(num)s stemmen"), int(standings[0].value))
    threshold = box.settings["threshold"]
    if threshold == "simple":
        second = standings[1].value
        text = N_("%(votes)s, de volgende kreeg er %(second)s")
        arithmetic = say(text, votes=votes, second=second)
        return Check(say(N_("Kreeg één keuze de meeste stemmen?")), met, arithmetic)
    arithmetic = compared(votes, needed(threshold, box.numbers.valid))
    return Check(say(N_("Kreeg een keuze genoeg stemmen?")), met, arithmetic)
