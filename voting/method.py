"""What a counting method is: its name, its settings, what a ballot may say, and its tally."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal

from voting.ballots import Box, CheckBallot
from voting.elections import Election
from voting.refusals import InvalidElection, InvalidSettings
from voting.results import Outcome
from voting.settings import Setting, choice, number_or_share
from voting.values import Struct, field
from voting.words import N_, say

FOR_EVERY_METHOD = (
    Setting("quorum", number_or_share, 0),
    Setting("quorum_of", choice("cast", "present"), "cast"),
)


Shape = Literal["one", "several", "amounts", "grades", "order"]
"""What a ballot asks: one answer, ticks, amounts to give away, a grade or a rank for each."""
Purpose = Literal["objection", "choose", "divide", "ask"]
"""What a group wants of it: go on unless somebody objects, choose, divide money, or only ask."""


def accept_settings(settings: Mapping[str, Any], option_count: int) -> None:
    """For a method whose settings cannot contradict each other."""


def accept_election(election: Election, settings: Mapping[str, Any]) -> None:
    """For a method that asks nothing of an election beyond what all do."""


class Method(Struct, frozen=True):
    """One way of counting.

    `check(marks, option_ids, settings)` returns the cleaned marks ({} is blank) or raises
    InvalidBallot. `tally(box)` takes the valid ballots. `settings(option_count)` lists its own
    settings, whose defaults may depend on the number of options. `names_option` is the setting
    that names one of the options; `least_wins` where a mark speaks against an option;
    `chooses_people` where options are mostly people; `counted_in` says what the value of a
    standing is; `answers` are the words for the counts in the first round of a motion; `asks` are
    the answers that a ballot on one offers, by their marks.
    """

    key: str
    check: CheckBallot
    tally: Callable[[Box], Outcome]
    settings: Callable[[int], tuple[Setting, ...]]
    one_option_is_a_motion: bool = False
    one_option_only: bool = False
    empty_box_rejects: bool = False
    ballot_is_open_by_default: bool = False
    shape: Shape = "one"
    purpose: Purpose = "choose"
    needs_costs: bool = False
    chooses_people: bool = False
    names_option: str = ""
    least_wins: bool = False
    counted_in: str = N_("Stemmen")
    answers: Mapping[str, str] = field(default_factory=dict)
    asks: Mapping[int, str] = field(default_factory=dict)
    agree: Callable[[Mapping[str, Any], int], None] = accept_settings
    accept: Callable[[Election, Mapping[str, Any]], None] = accept_election

    def is_motion(self, option_count: int) -> bool:
        """Whether the question is yes or no on one option, and not which option."""
        return self.one_option_is_a_motion and option_count == 1

    def clean_settings(self, raw: Mapping[str, object], option_count: int) -> dict[str, Any]:
        """Every setting of this method by name, read from `raw` or by default, fit for JSON.

        A setting of another method is ignored. Raises InvalidSettings, naming the field, for
        one that no method knows, that is out of range, or that contradicts another.
        """
        for name in raw:
            if name not in known_settings():
                raise InvalidSettings(name, say(N_("Deze instelling bestaat niet.")))
        cleaned = {
            setting.name: setting.default
            if raw.get(setting.name) is None
            else setting.read(setting.name, raw[setting.name])
            for setting in FOR_EVERY_METHOD + self.settings(option_count)
        }
        self.agree(cleaned, option_count)
        return cleaned

    def inspect(self, election: Election, settings: Mapping[str, Any]) -> None:
        """Raises InvalidElection for what this method cannot count."""
        if self.one_option_only and len(election.options) > 1:
            sentence = say(N_("Deze manier van beslissen gaat over één voorstel."))
            raise InvalidElection("options", sentence)
        if settings["quorum_of"] == "present":
            require_present(election, "quorum_of")
        self.accept(election, settings)


def require_present(election: Election, setting: str) -> None:
    if election.roll.present is None:
        sentence = say(N_("Hiervoor moet bekend zijn hoeveel mensen er aanwezig zijn."))
        raise InvalidSettings(setting, sentence)


def known_methods() -> Mapping[str, Method]:
    """Every method there is, looked up late because the methods themselves import this file."""
    from voting.methods import METHODS

    return METHODS


@cache
def known_settings() -> frozenset[str]:
    listed: list[tuple[Setting, ...]] = [FOR_EVERY_METHOD]
    for method in known_methods().values():
        listed += [method.settings(1), method.settings(2)]
    return frozenset(setting.name for settings in listed for setting in settings)
