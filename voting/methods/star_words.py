"""Words for a count by STAR: the sums, the run-off, and how equals were told apart."""

from collections.abc import Mapping, Sequence

from voting.ballots import Box
from voting.results import Standing
from voting.words import N_, NN_, Sentence, say, say_number

RunOff = tuple[Mapping[str, int], tuple[str, ...]]
"""The ballots that prefer each of two finalists, and who wins, or both."""


def explanation(
    box: Box, standings: Sequence[Standing], run_offs: Sequence[RunOff]
) -> tuple[Sentence, ...]:
    """The sums, who meet in the run-off, and how many prefer whom."""
    said = [say(N_("We tellen van elke keuze alle punten op. Geen punten is 0."))]
    said += [_sum_words(box, standing) for standing in standings]
    if not run_offs:
        return tuple(said)
    if len(run_offs) > 1:
        text = N_("Wie in de laatste ronde komt, is gelijk. We proberen daarom elk tweetal.")
        said.append(say(text))
    else:
        finalists = box.listed(run_offs[0][0])
        said.append(say(N_("De laatste ronde gaat tussen: %(options)s."), options=finalists))
    for preferring, winners in run_offs:
        said += _run_off_words(box, preferring, winners)
    return tuple(said)


def _sum_words(box: Box, standing: Standing) -> Sentence:
    points = NN_("%(num)s punt", "%(num)s punten")
    return say(
        N_("%(option)s: %(points)s."),
        option=box.labels[standing.option],
        points=say_number(points, int(standing.value)),
    )


def _run_off_words(
    box: Box, preferring: Mapping[str, int], winners: tuple[str, ...]
) -> list[Sentence]:
    people = NN_("%(num)s mens gaf", "%(num)s mensen gaven")
    (one, for_one), (other, for_other) = sorted(preferring.items(), key=lambda pair: -pair[1])
    said = [
        say(
            N_("%(people)s meer punten aan %(one)s dan aan %(other)s, %(against)s andersom."),
            people=say_number(people, for_one),
            one=box.labels[one],
            other=box.labels[other],
            against=for_other,
        )
    ]
    if for_one == for_other and len(winners) == 1:
        text = N_("Dat is gelijk. %(option)s heeft de meeste punten, of bij evenveel meer vijven.")
        said.append(say(text, option=box.labels[winners[0]]))
    return said


def conclusion(box: Box, winners: tuple[str, ...]) -> tuple[Sentence, ...]:
    """Who is chosen, or who is equal."""
    if len(winners) == 1:
        return (say(N_("%(option)s is gekozen."), option=box.labels[winners[0]]),)
    text = N_("Gelijk: %(options)s. Er is nog niets gekozen.")
    return (say(text, options=box.listed(winners)),)
