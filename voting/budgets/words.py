"""Words for a budget: who is paid, by whom, what is left, and why."""

from collections.abc import Iterable
from fractions import Fraction

from voting.ballots import Box
from voting.budgets.filling import Turn
from voting.ways import Path, Situation
from voting.words import N_, NN_, Sentence, bare, say, say_number


def fund_words(box: Box, turns: Iterable[Turn]) -> list[Sentence]:
    """Turn by turn: what an option got, what it costs, and what is left or that it does not fit."""
    said: list[Sentence] = []
    votes = NN_("%(num)s stem", "%(num)s stemmen")
    points = NN_("%(num)s punt", "%(num)s punten") if gives_points(box) else votes
    funded = N_("%(option)s: %(points)s. Kost %(cost)s. Daarna is er nog %(left)s.")
    passed = N_("%(option)s: %(points)s. Kost %(cost)s, en er is nog %(left)s. Past niet.")
    for turn in turns:
        said += lot_words(box, turn.lot)
        text = funded if turn.action == "fund" else passed
        said.append(
            say(
                text,
                option=box.labels[turn.option],
                points=say_number(points, int(turn.value)),
                cost=Fraction(turn.cost),
                left=Fraction(turn.left),
            )
        )
        if turn.action != "fund" and bare(Fraction(turn.cost)) == bare(Fraction(turn.left)):
            said.append(say(N_("Het scheelt minder dan een honderdste.")))
    return said


def gives_points(box: Box) -> bool:
    """Whether any ballot says more than yes to an option."""
    return any(mark > 1 for marks, _ in box.valid for mark in marks.values())


def bought_words(
    box: Box, option: str, cost: Fraction, payments: list[tuple[int, Fraction]]
) -> list[Sentence]:
    """Who pays how much for one option; nobody pays for what costs nothing.

    `payments` are pairs of how many ballots and what each of them pays, the most first.
    """
    label = box.labels[option]
    if not cost:
        return [say(N_("%(option)s kost niets en mag meteen."), option=label)]
    number, most = payments[0]
    texts = NN_(
        "%(option)s kost %(cost)s. %(num)s mens betaalt daarvan %(each)s.",
        "%(option)s kost %(cost)s. %(num)s mensen betalen daarvan elk %(each)s.",
    )
    said = [say_number(texts, number, option=label, cost=cost, each=most)]
    fewer = sum(ballots for ballots, paid in payments[1:] if paid)
    if fewer:
        short = NN_(
            "%(num)s mens had minder over, en betaalt alles wat er nog was.",
            "%(num)s mensen hadden minder over, en betalen alles wat er nog was.",
        )
        said.append(say_number(short, fewer))
    return said


def lot_words(box: Box, lot: object) -> list[Sentence]:
    """Equal in everything that counts, and whether it mattered.

    `lot` is one as a round keeps it; nothing is said where it is None.
    """
    if not isinstance(lot, dict):
        return []
    text = N_("Gelijk in alles wat telt: %(options)s.")
    said = [say(text, options=box.listed(lot["options"]))]
    if not lot["decides"]:
        said.append(say(N_("Hoe het lot ook valt, dit maakt voor de uitslag niet uit.")))
    elif box.settings["seed"] is None:
        said.append(say(N_("Hier moet het lot beslissen. Zonder lot tellen we zo verder.")))
    else:
        text = N_("Het lot koos %(option)s.")
        said.append(say(text, option=box.labels[lot["chosen"]]))
    return said


def follows_from(box: Box) -> tuple[Sentence, ...]:
    """The text of the lot, before anything that hangs on it."""
    seed = box.settings["seed"]
    if seed is None:
        return ()
    return (say(N_("Moet het lot beslissen, dan volgt dat uit deze tekst: %(seed)s"), seed=seed),)


def waits_words(box: Box, path: Path[Situation], winners: tuple[str, ...]) -> tuple[Sentence, ...]:
    """Who is chosen, and between whom a lot has to fall.

    `winners` are those who win whichever way the lots fall.
    """
    chosen = (say(N_("Gekozen: %(options)s."), options=box.listed(winners)),) if winners else ()
    if box.settings["seed"] is None and path.deciding is not None:
        text = N_("Het lot moet beslissen tussen: %(options)s.")
        return *chosen, say(text, options=box.listed(path.deciding.options))
    return chosen or (say(N_("Geen enkele keuze past in het budget.")),)
