"""What a counting method is: its names, its settings, what a ballot may say, and its tally."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from voting.ballots import Box, CheckBallot
from voting.elections import Election
from voting.refusals import InvalidElection, InvalidSettings
from voting.results import Tally
from voting.settings import Setting, choice, number_or_share
from voting.values import Struct, field
from voting.words import N_, say

FOR_EVERY_METHOD = (
    Setting("quorum", number_or_share, 0),
    Setting("quorum_of", choice("cast", "present"), "cast"),
)
"""The settings that every method has.

`quorum` is how many have to take part: a number of people of 0 or more, or a fraction of the roll
from "0/1" to "1/1", rounded up to whole people; 0 asks nothing. `quorum_of` says who took part:
"cast", those whose ballot came in, blank and invalid ones too, or "present", those who are there.
"""

Shape = Literal["one", "several", "amounts", "grades", "order"]
"""What a ballot asks: one answer, ticks, amounts to give away, a grade or a rank for each."""
Purpose = Literal["objection", "choose", "divide", "ask"]
"""What a group wants of it: go on unless somebody objects, choose, divide money, or only ask."""
Leaning = Literal["for", "against"]
"""Which way an answer on a motion speaks."""
Explained = Literal["concern", "objection"]
"""What has to be explained on a ballot: a worry, which never stops a motion, or what does."""


def _accept_settings(settings: Mapping[str, Any], option_count: int) -> None:
    """For a method whose settings cannot contradict each other."""


def _accept_election(election: Election, settings: Mapping[str, Any]) -> None:
    """For a method that asks nothing of an election beyond what all do."""


class Method(Struct, frozen=True):
    """One way of counting, and all that the rest of the house asks about it.

    Texts are Dutch message ids, for whoever shows them to translate.
    """

    key: str
    """By which it is stored, and called in a count file."""
    name: str
    """By which people choose it."""
    weakness: str
    """What speaks against it, said beside every recommendation."""
    check: CheckBallot
    """Makes of the marks of one ballot those that are counted; raises InvalidBallot."""
    tally: Callable[[Box], Tally]
    """What comes of the valid ballots: pure, and the same whenever it is counted again."""
    settings: Callable[[int], tuple[Setting, ...]]
    """Its own settings, whose defaults may depend on the number of options."""
    agree: Callable[[Mapping[str, Any], int], None] = _accept_settings
    """Raises InvalidSettings where settings contradict each other or the number of options."""
    accept: Callable[[Election, Mapping[str, Any]], None] = _accept_election
    """Raises InvalidElection or InvalidSettings where an election does not fit the settings."""
    shape: Shape = "one"
    purpose: Purpose = "choose"
    counted_in: str = N_("Stemmen")
    """What the value of a standing is a number of."""
    one_option_is_a_motion: bool = False
    """Is the question on a single option yes or no?"""
    one_option_only: bool = False
    empty_box_rejects: bool = False
    """Is a motion without any valid ballot rejected, and not left undecided?"""
    needs_costs: bool = False
    """Does every option cost money, of a sum that is divided?"""
    chooses_people: bool = False
    """Are the options mostly people?"""
    names_option: str = ""
    """The setting that names one of the options, if there is one."""
    named_option: str = ""
    """What that option is called until somebody calls it otherwise; empty for none at first."""
    least_wins: bool = False
    """Does a mark speak against an option?"""
    answers: Mapping[str, str] = field(default_factory=dict)
    """The words for the counts in the first round of a motion, by their names."""
    speaks: Mapping[str, Leaning] = field(default_factory=dict)
    """Which of those counts speak for a motion and which against it; the others do neither."""
    asks: Mapping[int, str] = field(default_factory=dict)
    """The words for the answers that a ballot on a motion offers, by their marks."""
    reasons: Mapping[Explained, int] = field(default_factory=dict)
    """The marks on a motion that have to be explained: a worry, and what stops it."""
    writes: str = ""
    """The extension of the field's own format for these ballots (".blt"), if there is one."""

    @property
    def asks_reasons(self) -> bool:
        """Do its ballots live by the reasons given with them, and so stand under a name?"""
        return bool(self.reasons)

    def is_motion(self, option_count: int) -> bool:
        """Whether the question is yes or no on one option, and not which option."""
        return self.one_option_is_a_motion and option_count == 1

    def clean_settings(self, raw: Mapping[str, object], option_count: int) -> dict[str, Any]:
        """Every setting of this method by name, read from `raw` or by default, fit for JSON.

        What it does not know is ignored: `settings_of` knows the names of all methods. Raises
        InvalidSettings, naming the field, for one that is out of range or contradicts another.
        """
        cleaned = {
            setting.name: setting.default
            if raw.get(setting.name) is None
            else setting.read(setting.name, raw[setting.name])
            for setting in FOR_EVERY_METHOD + self.settings(option_count)
        }
        self.agree(cleaned, option_count)
        return cleaned

    def inspect(self, election: Election, settings: Mapping[str, Any]) -> None:
        """Raises InvalidElection or InvalidSettings for what this method cannot count."""
        if self.one_option_only and len(election.options) > 1:
            sentence = say(N_("Deze manier van beslissen gaat over één voorstel."))
            raise InvalidElection("options", sentence)
        if settings["quorum_of"] == "present":
            require_present(election, "quorum_of")
        self.accept(election, settings)


def require_present(election: Election, setting: str) -> None:
    """Raises InvalidSettings, naming `setting`, where nobody knows how many are present."""
    if election.roll.present is None:
        sentence = say(N_("Hiervoor moet bekend zijn hoeveel mensen er aanwezig zijn."))
        raise InvalidSettings(setting, sentence)
