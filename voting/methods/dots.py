"""Dots: everybody divides a few dots over the options, and the most dots win.

Equal dots: the option to which more people gave at least one goes first. Still equal on the line
between winning and not: all of them win, or they go to a second round, or a lot decides, as was
agreed beforehand. Known from walls with stickers as dot voting, or dotmocracy.
"""

from collections.abc import Collection, Mapping
from typing import Any

from voting import lots
from voting.ballots import Box, positive_marks, whole_marks
from voting.method import Method
from voting.methods.dots_words import explanation, line_words
from voting.refusals import InvalidBallot, InvalidSettings
from voting.results import Status, Tally
from voting.settings import Setting, choice, text, whole, yes_or_no
from voting.standings import cut_off, rank
from voting.words import N_, NN_, say, say_number


def check(
    marks: Mapping[str, object], options: Collection[str], settings: Mapping[str, Any]
) -> dict[str, int]:
    """A number of dots per option, within the limits of the settings; {} is blank.

    Raises InvalidBallot.
    """
    cleaned = positive_marks(whole_marks(marks, options))
    given, dots, most = sum(cleaned.values()), settings["dots"], settings["max_per_option"]
    if min(cleaned.values(), default=0) < 0:
        raise InvalidBallot(say(N_("Geef bij elke keuze 0 stippen of meer.")))
    if given > dots:
        raise InvalidBallot(
            say(N_("Je gaf %(given)s stippen. Je hebt er %(dots)s."), given=given, dots=dots)
        )
    if max(cleaned.values(), default=0) > most:
        given_to_one = N_("Je gaf %(given)s stippen aan één keuze. Het mogen er %(most)s zijn.")
        raise InvalidBallot(say(given_to_one, given=max(cleaned.values()), most=most))
    if settings["use_all"] and 0 < given < dots:
        left = NN_(
            "Je hebt nog %(num)s stip. Geef ze allemaal, of kies blanco.",
            "Je hebt nog %(num)s stippen. Geef ze allemaal, of kies blanco.",
        )
        raise InvalidBallot(say_number(left, dots - given))
    return cleaned


def settings(option_count: int) -> tuple[Setting, ...]:
    """What is agreed on beforehand.

    `dots` is how many everybody has, 1 or more. `max_per_option` is how many of them one option may
    get, 1 or more. `use_all` says whether a ballot that is not blank has to give all of them.
    `winners` is how many options win, 1 or more. `at_cut_off` says what becomes of options that are
    level on the line: "all_in" lets all of them win, "second_round" asks again, "lot" draws. `seed`
    is the text that the lot follows from; None until it has fallen.
    """
    return (
        Setting("dots", whole(1), _default_dots(option_count)),
        Setting("max_per_option", whole(1), 2),
        Setting("use_all", yes_or_no, False),
        Setting("winners", whole(1), 1),
        Setting("at_cut_off", choice("all_in", "second_round", "lot"), "all_in"),
        Setting("seed", text, None),
    )


def _default_dots(option_count: int) -> int:
    """A third of the options, rounded to the nearest; at least 3 and at most 8."""
    return min(8, max(3, (2 * option_count + 3) // 6))


def agree(settings: Mapping[str, Any], option_count: int) -> None:
    """Raises InvalidSettings where nobody could give all of her dots."""
    if settings["use_all"] and settings["dots"] > settings["max_per_option"] * option_count:
        text = N_("Zo kan niemand alle stippen geven. Geef minder stippen, of meer per keuze.")
        raise InvalidSettings("dots", say(text))


def tally(box: Box) -> Tally:
    """The value is the sum of dots; an option without a dot never wins."""
    standings = rank(
        box.option_ids, box.total, box.voters, lambda key: (box.total(key), box.voters(key))
    )
    wanted = [standing for standing in standings if standing.value > 0]
    certain, level = cut_off(wanted, box.settings["winners"])
    status, winners, tied = _decide(certain, level, box.settings)
    if level and status == "chosen" and box.settings["at_cut_off"] == "lot":
        standings = lots.placed(standings, lots.order(box.settings["seed"], level))
    return Tally(
        status=status,
        winners=winners,
        tied=tied,
        standings=standings,
        explanation=explanation(box, standings),
        conclusion=line_words(box, level, winners),
    )


def _decide(
    certain: tuple[str, ...], level: tuple[str, ...], settings: Mapping[str, Any]
) -> tuple[Status, tuple[str, ...], tuple[str, ...]]:
    """Status, winners and tied. Of a lot without a seed every way elects others, so it waits."""
    if not level or settings["at_cut_off"] == "all_in":
        return "chosen", certain + level, ()
    if settings["at_cut_off"] == "second_round":
        return "run_off", certain + level, level
    if settings["seed"] is None:
        return "needs_lot", certain, level
    lucky = lots.order(settings["seed"], level)[: settings["winners"] - len(certain)]
    return "chosen", certain + tuple(lucky), ()


METHOD = Method(
    key="dots",
    name=N_("Wat eerst? (stippen)"),
    weakness=N_("Het is geen besluit. Een kleine groep die alles op één keuze zet, weegt zwaar."),
    check=check,
    tally=tally,
    settings=settings,
    agree=agree,
    shape="amounts",
    purpose="ask",
    counted_in=N_("Stippen"),
)
