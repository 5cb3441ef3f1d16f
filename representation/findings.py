"""Findings: what we heard of a group, in numbers for who may see them, else without.

Each stands here twice: while a vote is open, when it starts with the date, and when it has closed.
"""

from representation.disclosure import Disclosed
from representation.rows import Verdict, VerdictReason
from representation.words import N_, NN_, Sentence, say, say_number

_NONE = (
    N_("Stand van %(date)s. We kregen nog geen stem of bericht van de %(size)s %(group)s."),
    N_("We kregen geen stem of bericht van de %(size)s %(group)s."),
)
_NONE_OF_EXPECTED = (
    N_(
        "Stand van %(date)s. We kregen nog geen stem of bericht van de %(size)s %(group)s. "
        "Als iedereen even vaak meedoet, zijn dat er ongeveer %(expected)s."
    ),
    N_(
        "We kregen geen stem of bericht van de %(size)s %(group)s. "
        "Als iedereen even vaak meedoet, zijn dat er ongeveer %(expected)s."
    ),
)
_SOME = (
    NN_(
        "Stand van %(date)s. We kregen een stem of bericht van %(num)s van de %(size)s %(group)s.",
        "Stand van %(date)s. We kregen een stem of bericht van %(num)s van de %(size)s %(group)s.",
    ),
    NN_(
        "We kregen een stem of bericht van %(num)s van de %(size)s %(group)s.",
        "We kregen een stem of bericht van %(num)s van de %(size)s %(group)s.",
    ),
)
_SOME_OF_EXPECTED = (
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
_ALL = (
    N_("Stand van %(date)s. We kregen een stem of bericht van alle %(size)s %(group)s."),
    N_("We kregen een stem of bericht van alle %(size)s %(group)s."),
)
_ANSWERED = (
    NN_(
        "Stand van %(date)s. %(num)s van de %(members)s %(people)s vulde dit in.",
        "Stand van %(date)s. %(num)s van de %(members)s %(people)s vulden dit in.",
    ),
    NN_(
        "%(num)s van de %(members)s %(people)s vulde dit in.",
        "%(num)s van de %(members)s %(people)s vulden dit in.",
    ),
)
_NOBODY = (
    N_("Stand van %(date)s. Van wie dit invulde, gaf nog niemand een stem of bericht."),
    N_("Van wie dit invulde, gaf niemand een stem of bericht."),
)
_FEW_PEOPLE = (
    N_("Stand van %(date)s. Het gaat om weinig mensen."),
    N_("Het gaat om weinig mensen."),
)
_LESS = (
    N_("Stand van %(date)s. Van deze groep kregen we minder stemmen en berichten dan van anderen."),
    N_("Van deze groep kregen we minder stemmen en berichten dan van anderen."),
)
_PERHAPS_LESS = (
    N_(
        "Stand van %(date)s. "
        "Van deze groep kregen we misschien minder stemmen en berichten dan van anderen."
    ),
    N_("Van deze groep kregen we misschien minder stemmen en berichten dan van anderen."),
)
_NOT_KNOWN = (
    N_(
        "Stand van %(date)s. "
        "We weten nog niet of we van deze groep evenveel hoorden als van anderen."
    ),
    N_("We weten niet of we van deze groep evenveel hoorden als van anderen."),
)
_ABOUT_AS_MUCH = (
    N_(
        "Stand van %(date)s. "
        "Van deze groep kregen we ongeveer evenveel stemmen en berichten als van anderen."
    ),
    N_("Van deze groep kregen we ongeveer evenveel stemmen en berichten als van anderen."),
)
_WITHOUT_NUMBERS = {
    Verdict.HIDDEN: _FEW_PEOPLE,
    Verdict.MISSING: _LESS,
    Verdict.UNDERHEARD: _LESS,
    Verdict.WATCH: _PERHAPS_LESS,
    Verdict.UNCLEAR: _NOT_KNOWN,
    Verdict.HEARD: _ABOUT_AS_MUCH,
}


def finding(shown: Disclosed, group: str, people: str, date: str | None) -> Sentence:
    """The sentence about `group`, in the community's word for `people`; `date` while it is open."""
    closed = date is None
    dated: dict[str, object] = {} if date is None else {"date": date}
    if shown.known is not None:
        return say_number(
            _ANSWERED[closed], shown.known, members=shown.base, people=people, **dated
        )
    if shown.reason is VerdictReason.NOBODY_YET:
        return say(_NOBODY[closed], **dated)
    if shown.table is None:
        return say(_WITHOUT_NUMBERS[shown.verdict][closed], **dated)
    return _with_numbers(shown, closed, {"group": group, "size": shown.table.K, **dated})


def _with_numbers(shown: Disclosed, closed: bool, values: dict[str, object]) -> Sentence:
    heard = shown.table.x if shown.table else 0
    if shown.reason is VerdictReason.EVERYBODY:
        return say(_ALL[closed], **values)
    if not shown.verdict.is_flag:
        return say_number(_SOME[closed], heard, **values) if heard else say(_NONE[closed], **values)
    values["expected"] = shown.expected
    if heard:
        return say_number(_SOME_OF_EXPECTED[closed], heard, **values)
    return say(_NONE_OF_EXPECTED[closed], **values)
