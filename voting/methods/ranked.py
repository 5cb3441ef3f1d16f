"""Ranked: everybody puts the options in order, and whoever gets more than half wins.

We count first choices. Has nobody more than half of the ballots that still count, then the
option with the fewest goes out, and each of its ballots goes to the next option on it. We go on
until one has more than half. Options without votes go out together. Who stand equal for going
out are told apart by the latest earlier stage where they were not equal; if there is none, a lot
decides. Known as instant run-off, in use in Australia since 1918.
"""

from voting.ballots import Box
from voting.method import Method
from voting.preferences import outcome as preferences
from voting.preferences.lookback import Totals
from voting.preferences.rankings import check_strict
from voting.preferences.stages import PreferenceState, Stages
from voting.preferences.transfers import Rankings
from voting.quorum import compared
from voting.results import Check, Tally
from voting.settings import Setting, text
from voting.values import replace
from voting.words import N_, NN_, say, say_number


def settings(option_count: int) -> tuple[Setting, ...]:
    """`seed` is the text that the lot follows from; None until it has fallen."""
    return (Setting("seed", text, None),)


def _more_than_half(totals: Totals) -> int:
    """The fewest of the ballots that still count that are more than half of them."""
    return sum(totals.values()) // 2 + 1


def tally(box: Box) -> Tally:
    """The value is the number of ballots, when elected or when last in play."""
    if not box.numbers.valid:
        return preferences.nothing_counted(box, zero=0)
    stages = Stages(Rankings.of(box), seats=1, quota=_more_than_half)
    found = preferences.follow(box, stages, written=int)
    opening = say(N_("We tellen eerst van elk stembriefje de eerste keuze."))
    return replace(preferences.outcome(found, (opening,)), checks=(_check(found.state),))


def _check(end: PreferenceState) -> Check:
    votes = say_number(NN_("%(num)s stem", "%(num)s stemmen"), end.totals[end.elected[0]])
    question = say(N_("Heeft één keuze meer dan de helft?"))
    return Check(question, True, compared(votes, _more_than_half(end.totals)))


METHOD = Method(
    key="ranked",
    name=N_("Op volgorde voor één plek"),
    weakness=N_("Een keuze die bijna iedereen als tweede wil, kan al vroeg afvallen."),
    check=check_strict,
    tally=tally,
    settings=settings,
    shape="order",
    counted_in=N_("Stemmen bij de laatste telling"),
    writes=".blt",
)
