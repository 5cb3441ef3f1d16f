"""Words for a count by pairs, as Schulze: whom the winner is put above, and by how many."""

from voting.ballots import Box
from voting.preferences.pairs import Pairs
from voting.words import N_, NN_, Sentence, say, say_number


def explanation(
    box: Box, direct: Pairs, paths: Pairs, winners: tuple[str, ...]
) -> tuple[Sentence, ...]:
    """Whom the winners are put above, whom the default option drops, and that chains decide.

    `direct` are the ballots for each option above each other, `paths` the strongest chains.
    """
    said = [say(N_("We vergelijken elke keuze met elke andere: wie staat bij meer mensen hoger?"))]
    dropped = tuple(option for option in box.option_ids if option not in paths)
    if dropped:
        default = box.labels[box.settings["default_option"]]
        text = N_("Niet bij meer mensen boven “%(default)s”, en daarom af: %(options)s.")
        said.append(say(text, default=default, options=box.listed(dropped)))
    for winner in winners:
        said += [
            _pair(box, direct, winner, other)
            for other in box.option_ids
            if other not in winners and other in paths
        ]
    if any(_circles(direct, paths, winner) for winner in winners):
        said.append(
            say(
                N_(
                    "De vergelijkingen gaan in een kring. Dan telt de sterkste keten: "
                    "zo sterk als zijn zwakste schakel."
                )
            )
        )
    return tuple(said)


def _pair(box: Box, direct: Pairs, one: str, other: str) -> Sentence:
    people = NN_(
        "%(num)s mens zet %(one)s boven %(other)s, %(against)s andersom.",
        "%(num)s mensen zetten %(one)s boven %(other)s, %(against)s andersom.",
    )
    return say_number(
        people,
        direct[one][other],
        one=box.labels[one],
        other=box.labels[other],
        against=direct[other][one],
    )


def _circles(direct: Pairs, paths: Pairs, winner: str) -> bool:
    """Whether the winner loses directly to an option that stays in."""
    return any(direct[other][winner] > direct[winner][other] for other in paths if other != winner)


def conclusion(box: Box, winners: tuple[str, ...]) -> tuple[Sentence, ...]:
    """Who is chosen, or who is equal."""
    if len(winners) == 1:
        return (say(N_("%(option)s is gekozen."), option=box.labels[winners[0]]),)
    text = N_("Geen van deze keuzes verslaat de andere: %(options)s.")
    equal = say(text, options=box.listed(winners))
    return equal, say(N_("Het is gelijk. Er is nog niets gekozen."))
