"""A group in figures: beside its fair share for who sees counts, in dots for everybody else."""

from flask_babel import gettext as _

from plumbing.values import Struct
from plumbing.words.language import said
from representation.disclosure import Disclosed
from representation.sentences import share_in_words
from representation.shares import Precision


class HeardAxis(Struct, frozen=True):
    """How many of a group were heard, beside its fair share and what chance does."""

    heard: int
    size: int
    fair: float
    low: int | None
    high: int | None
    label: str


class Dots(Struct, frozen=True):
    """For who sees no counts: so many of five or ten dots, and the same in words."""

    filled: int
    of: int
    words: str


def count_of(row: Disclosed) -> str:
    """ "6 van de 24", only for who sees counts."""
    return said(share_in_words(row.share)) if row.share and row.table else ""


def axis_of(row: Disclosed) -> HeardAxis | None:
    if row.table is None:
        return None
    low, high = row.evidence.band if row.evidence else (None, None)
    count = count_of(row)
    words = [count + "."]
    if row.expected:
        words.append(_("Even vaak als anderen is ongeveer %(fair)s.", fair=row.expected))
    if row.evidence:
        words.append(_("Door toeval kan het %(low)s tot en met %(high)s zijn.", low=low, high=high))
    return HeardAxis(
        row.table.x, row.table.K, float(row.table.expected), low, high, " ".join(words)
    )


def dots_of(row: Disclosed) -> Dots | None:
    if row.share is None or row.table is not None:
        return None
    words = said(share_in_words(row.share))
    if row.share.precision is Precision.FIVES:
        return Dots(round(10 * row.share.heard / row.share.of), 10, words)
    return Dots(row.share.heard, row.share.of, words)
