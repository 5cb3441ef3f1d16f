"""Single transferable vote: everybody puts the options in order, and several are elected.

Whoever reaches the quota is elected: the votes divided by the seats plus one, rounded down, plus
one. What an elected option has beyond the quota goes on: each of its ballots moves to its next
option, at surplus × value ÷ total, truncated to five decimals. When no surplus is left, the
option with the fewest votes goes out and its ballots go on at their value. This is the rule of
the Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45–52:
weighted inclusive Gregory.
"""

from decimal import Decimal

from voting.ballots import Box
from voting.method import Method
from voting.preferences import cut_off
from voting.preferences import outcome as preferences
from voting.preferences.rankings import check_strict
from voting.preferences.stages import Stages
from voting.preferences.transfers import Rankings
from voting.results import Tally
from voting.settings import Setting, text, whole
from voting.values import replace
from voting.words import N_, Sentence, say

_PER_VOTE = 10**5


def settings(option_count: int) -> tuple[Setting, ...]:
    """What is agreed on beforehand.

    `seats` is how many options are elected, 1 or more. `seed` is the text that the lot follows
    from; None until it has fallen.
    """
    return (Setting("seats", whole(1), 1), Setting("seed", text, None))


def quota(valid: int, seats: int) -> int:
    """The fewest votes that only as many as there are seats can reach."""
    return valid // (seats + 1) + 1


def _decimals(units: int) -> Decimal:
    """Hundred-thousandths of a vote as votes, always with five decimals."""
    return Decimal(f"{units // _PER_VOTE}.{units % _PER_VOTE:05}")


def tally(box: Box) -> Tally:
    """The value is the number of votes, when elected or when last in play."""
    if not box.numbers.valid:
        return preferences.nothing_counted(box, zero=_decimals(0))
    votes = quota(box.numbers.valid, box.settings["seats"])
    stages = Stages(
        Rankings.of(box), box.settings["seats"], lambda totals: votes * _PER_VOTE, _PER_VOTE
    )
    found = preferences.follow(box, stages, _decimals)
    counted = preferences.outcome(found, _opening(box, votes))
    explanation = (*counted.explanation, *cut_off.words(found, stages))
    return replace(counted, explanation=explanation, tables={"quota": votes})


def _opening(box: Box, votes: int) -> tuple[Sentence, ...]:
    one = N_("Wie %(votes)s stem haalt is gekozen: %(valid)s gedeeld door %(parts)s, plus één.")
    more = N_("Wie %(votes)s stemmen haalt is gekozen: %(valid)s gedeeld door %(parts)s, plus één.")
    parts = box.settings["seats"] + 1
    rule = say(one if votes == 1 else more, votes=votes, valid=box.numbers.valid, parts=parts)
    return rule, say(N_("We tellen eerst van elk stembriefje de eerste keuze."))


METHOD = Method(
    key="stv",
    name=N_("Op volgorde voor meer plekken"),
    weakness=N_("Het tellen is lastig met de hand te volgen. De stappen staan wel bij de uitslag."),
    check=check_strict,
    tally=tally,
    settings=settings,
    shape="order",
    chooses_people=True,
    counted_in=N_("Stemmen bij de laatste telling"),
    writes=".blt",
)
