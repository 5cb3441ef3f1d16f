"""The sentences of the panel, whole: a row, its dots in words, the blanks, the window, the talk."""

from dataclasses import dataclass

from representation import certainties, labels
from representation.disclosure import Disclosed
from representation.findings import finding
from representation.rows import Verdict
from representation.shares import Precision, Share
from representation.talk import Talkers
from representation.words import N_, NN_, Sentence, say, say_number

NO_SIGNAL = say(N_("Geen signaal? Dat betekent niet dat we iedereen hoorden."))
"""Stands under every panel, whatever it says."""
_NEARLY_NONE = N_("minder dan 1 op de 10")
_NEARLY_ALL = N_("bijna iedereen")
_EXACTLY = NN_("%(num)s van de %(of)s", "%(num)s van de %(of)s")
_ABOUT = NN_("ongeveer %(num)s van de %(of)s", "ongeveer %(num)s van de %(of)s")
_DOTS = NN_("ongeveer %(num)s op de %(of)s", "ongeveer %(num)s op de %(of)s")
_BLANKS = NN_("%(num)s persoon vulde dit niet in.", "%(num)s mensen vulden dit niet in.")
_FEW_BLANKS = N_("Enkele mensen vulden dit niet in.")
_NO_BLANKS = N_("Iedereen vulde dit in.")
_WINDOW = NN_(
    "Bij het laatste besluit kregen we minder stemmen en berichten van %(group)s dan van anderen.",
    "Bij de laatste %(num)s besluiten kregen we minder stemmen en berichten van %(group)s "
    "dan van anderen.",
)
_TALK = NN_(
    "%(num)s van de %(people)s schreef %(percent)s %%.",
    "%(num)s van de %(people)s schreven %(percent)s %%.",
)


@dataclass(frozen=True)
class Description:
    """Icon, word, what we heard and how sure that is."""

    icon: str
    label: Sentence
    finding: Sentence
    certainty: Sentence


def describe(shown: Disclosed, group: str, people: str, date: str | None = None) -> Description:
    """The row in words.

    `group` is the value's own phrase ("huishoudens die huren"), `people` the community's own word
    ("buren"), `date` the day that the counts are of while the vote is open, None when it closed.
    """
    return Description(
        labels.icon(shown),
        labels.label(shown, is_open=date is not None),
        finding(shown, group, people, date),
        certainties.certainty(shown),
    )


def describe_window(group: str, decisions: int) -> Description:
    """A group that was heard less over the last `decisions`; `group` is its own phrase."""
    return Description(
        labels.ICONS[Verdict.UNDERHEARD],
        say(labels.FOR_LONG),
        say_number(_WINDOW, decisions, group=group),
        say(certainties.FOR_LONG),
    )


def share_in_words(share: Share) -> Sentence:
    """The text alternative of a row's dots or bar."""
    if share.precision is Precision.FEW:
        return say(_NEARLY_NONE)
    if share.precision is Precision.NEARLY_ALL:
        return say(_NEARLY_ALL)
    texts = {Precision.EXACT: _EXACTLY, Precision.FIVES: _ABOUT}.get(share.precision, _DOTS)
    return say_number(texts, share.heard, of=share.of)


def blanks(blank: int | None) -> Sentence:
    """The line of those who left the attribute blank: how many people, None when they are few."""
    if blank is None:
        return say(_FEW_BLANKS)
    return say_number(_BLANKS, blank) if blank else say(_NO_BLANKS)


def talk_in_words(talkers: Talkers) -> Sentence:
    """How few people wrote how much of all words."""
    return say_number(_TALK, talkers.count, people=talkers.people, percent=talkers.percent)
