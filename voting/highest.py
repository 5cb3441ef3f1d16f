"""The highest win; who are equal across the line between winning and not are tied."""

from voting.ballots import Box
from voting.results import Check, Standing, Tally
from voting.standings import cut_off
from voting.words import N_, Sentence, say


def outcome(
    box: Box,
    standings: tuple[Standing, ...],
    eligible: tuple[Standing, ...],
    explanation: tuple[Sentence, ...],
    checks: tuple[Check, ...] = (),
) -> Tally:
    """`eligible` are those of the standings that may win; fewer than `winners`: fewer win."""
    certain, level = cut_off(eligible, box.settings["winners"])
    return Tally(
        status="tied" if level else "chosen" if certain else "undecided",
        winners=certain + level,
        tied=level,
        standings=standings,
        explanation=explanation,
        conclusion=_conclusion(box, certain, level),
        checks=checks,
    )


def _conclusion(box: Box, certain: tuple[str, ...], level: tuple[str, ...]) -> tuple[Sentence, ...]:
    chosen = (say(N_("Gekozen: %(options)s."), options=box.listed(certain)),) if certain else ()
    if level:
        text = N_("Gelijk, met minder plekken dan keuzes: %(options)s.")
        return *chosen, say(text, options=box.listed(level))
    return chosen or (say(N_("Geen keuze haalde genoeg. Er is nog niets besloten.")),)
