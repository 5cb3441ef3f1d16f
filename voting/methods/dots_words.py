"""Words for a count of dots: who got how many, from how many people, and the line."""

from collections.abc import Sequence

from voting.ballots import Box
from voting.results import Standing
from voting.words import N_, NN_, Sentence, say, say_number


def explanation(box: Box, standings: Sequence[Standing]) -> tuple[Sentence, ...]:
    """Line by line the dots of every option, and whether people told equal dots apart."""
    said = [say(N_("We tellen van elke keuze alle stippen op."))]
    said += [_line(box, standing) for standing in standings]
    if _people_decided(standings):
        text = N_("Bij evenveel stippen gaat de keuze voor die van meer mensen stippen kreeg.")
        said.append(say(text))
    return tuple(said)


def _line(box: Box, standing: Standing) -> Sentence:
    people = NN_("%(num)s mens", "%(num)s mensen")
    dots = NN_("%(num)s stip", "%(num)s stippen")
    return say(
        N_("%(option)s: %(dots)s, van %(people)s."),
        option=box.labels[standing.option],
        dots=say_number(dots, int(standing.value)),
        people=say_number(people, standing.voters),
    )


def _people_decided(standings: Sequence[Standing]) -> bool:
    worths = {(standing.value, standing.voters) for standing in standings}
    return len(worths) > len({value for value, _ in worths})


def line_words(box: Box, level: tuple[str, ...], winners: tuple[str, ...]) -> tuple[Sentence, ...]:
    """Who is chosen; and of those `level` on the line, what was agreed for them."""
    if not level:
        return (_chosen(box, winners),)
    text = N_("Gelijk, met minder plekken dan keuzes: %(options)s.")
    equal = say(text, options=box.listed(level))
    if box.settings["at_cut_off"] == "all_in":
        return equal, say(N_("Afgesproken is dat ze dan allemaal meedoen.")), _chosen(box, winners)
    if box.settings["at_cut_off"] == "second_round":
        return equal, say(N_("Over deze keuzes komt een tweede ronde."))
    if box.settings["seed"] is None:
        return equal, say(N_("Hier moet het lot beslissen."))
    text = N_("Het lot besliste. Het volgt uit deze tekst: %(seed)s")
    return equal, say(text, seed=box.settings["seed"]), _chosen(box, winners)


def _chosen(box: Box, winners: tuple[str, ...]) -> Sentence:
    return say(N_("Gekozen: %(options)s."), options=box.listed(winners))
