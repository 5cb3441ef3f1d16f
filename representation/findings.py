"""What we heard of a group, in one sentence: with numbers for who may see them, else without.

Each stands here twice: while a vote is open, when it starts with the date, and when it has closed.
"""

from representation.disclosure import Disclosed
from representation.rows import Verdict, VerdictReason
from representation.words import N_, NN_, Sentence, say, say_number

NONE = (
    N_("Stand van %(date)s. We kregen nog geen stem of bericht van de %(size)s %(group)s."),
    N_("We kregen geen stem of bericht van de %(size)s %(group)s."),
)
NONE_OF_EXPECTED = (
    N_(
        "Stand van %(date)s. We kregen nog geen stem of bericht van de %(size)s %(group)s. "
        "Als iedereen even vaak meedoet, zijn dat er ongeveer %(expected)s."
    ),
    N_(
        "We kregen geen stem of bericht van de %(size)s %(group)s. "
        "Als iedereen even vaak meedoet, zijn dat er ongeveer %(expected)s."
    ),
)
SOME = (
    NN_(
        "Stand van %(date)s. We kregen een stem of bericht van %(num)s van de %(size)s %(group)s.",
        "Stand van %(date)s. We kregen een stem of bericht van %(num)s van de %(size)s %(group)s.",
    ),
    NN_(
        "We kregen een stem of bericht van %(num)s van de %(size)s %(group)s.",
        "We kregen een stem of bericht van %(num)s van de %(size)s %(group)s.",
    ),
)
SOME_OF_EXPECTED = (
    NN_(
        "Stand van %(date)s. We kregen een stem of bericht van %(num)s van de %(size)s %(group)s. "
        "Als iedereen even vaak meedoet, zijn dat er ongeveer %(expected)s.",
        "Stand van %(date)s. We kregen een stem of bericht van %(num)s van de %(size)s %(group)s. "
        "Als iedereen even vaak meedoet, zijn dat er ongeveer %(expected)s.",
    ),
    NN_(
        "We kregen een stem of bericht van %(num)s van de %(size)s %(group)s. "
        "Als iedereen even vaak meedoet, zijn dat er ongeveer %(expected)s.",
        "We kregen een stem of bericht van %(num)s van de %(size)s %(group)s. "
        "Als iedereen even vaak meedoet, zijn dat er ongeveer %(expected)s.",
    ),
)
ALL = (
    N_("Stand van %(date)s. We kregen een stem of bericht van alle %(size)s %(group)s."),
    N_("We kregen een stem of bericht van alle %(size)s %(group)s."),
)
ANSWERED = (
    NN_(
        "Stand van %(date)s. %(num)s van de %(members)s %(people)s vulde dit in.",
        "Stand van %(date)s. %(num)s van de %(members)s %(people)s vulden dit in.",
    ),
    NN_(
        "%(num)s van de %(members)s %(people)s vulde dit in.",
        "%(num)s van de %(members)s %(people)s vulden dit in.",
    ),
)
NOBODY = (
    N_("Stand van %(date)s. Van wie dit invulde, gaf nog niemand een stem of bericht."),
    N_("Van wie dit invulde, gaf niemand een stem of bericht."),
)
FEW_PEOPLE = (
    N_("Stand van %(date)s. Het gaat om weinig mensen."),
    N_("Het gaat om weinig mensen."),
)
LESS = (
    N_("Stand van %(date)s. Van deze groep kregen we minder stemmen en berichten dan van anderen."),
    N_("Van deze groep kregen we minder stemmen en berichten dan van anderen."),
)
PERHAPS_LESS = (
    N_(
        "Stand van %(date)s. "
        "Van deze groep kregen we misschien minder stemmen en berichten dan van anderen."
    ),
    N_("Van deze groep kregen we misschien minder stemmen en berichten dan van anderen."),
)
NOT_KNOWN = (
    N_(
        "Stand van %(date)s. "
        "We weten nog niet of we van deze groep evenveel hoorden als van anderen."
    ),
    N_("We weten niet of we van deze groep evenveel hoorden als van anderen."),
)
ABOUT_AS_MUCH = (
    N_(
        "Stand van %(date)s. "
        "Van deze groep kregen we ongeveer evenveel stemmen en berichten als van anderen."
    ),
    N_("Van deze groep kregen we ongeveer evenveel stemmen en berichten als van anderen."),
)
WITHOUT_NUMBERS = {
    Verdict.HIDDEN: FEW_PEOPLE,
    Verdict.MISSING: LESS,
    Verdict.UNDERHEARD: LESS,
    Verdict.WATCH: PERHAPS_LESS,
    Verdict.UNCLEAR: NOT_KNOWN,
    Verdict.HEARD: ABOUT_AS_MUCH,
}


def finding(shown: Disclosed, group: str, people: str, date: str | None) -> Sentence:
    """The sentence about `group`, in the community's word for `people`; `date` while it is open."""
    closed = date is None
    dated: dict[str, object] = {} if date is None else {"date": date}
    if shown.known is not None:
        return say_number(ANSWERED[closed], shown.known, members=shown.base, people=people, **dated)
    if shown.reason is VerdictReason.NOBODY_YET:
        return say(NOBODY[closed], **dated)
    if shown.table is None:
        return say(WITHOUT_NUMBERS[shown.verdict][closed], **dated)
    return with_numbers(shown, closed, {"group": group, "size": shown.table.K, **dated})


def with_numbers(shown: Disclosed, closed: bool, values: dict[str, object]) -> Sentence:
    heard = shown.table.x if shown.table else 0
    if shown.reason is VerdictReason.EVERYBODY:
        return say(ALL[closed], **values)
    if not shown.verdict.is_flag:
        return say_number(SOME[closed], heard, **values) if heard else say(NONE[closed], **values)
    values["expected"] = shown.expected
    if heard:
        return say_number(SOME_OF_EXPECTED[closed], heard, **values)
    return say(NONE_OF_EXPECTED[closed], **values)
