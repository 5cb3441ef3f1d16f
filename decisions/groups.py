"""The groups of the panel as one viewer sees them, in words and figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from communities.models import AttributeUnit
from decisions.models import Decision
from decisions.shown_rows import ShownRow
from plumbing.language import day, said
from representation.cells import OTHERS
from representation.disclosure import Disclosed, Viewer, panel
from representation.labels import label
from representation.sentences import blanks, describe, share_in_words
from representation.shares import Precision


@dataclass(frozen=True)
class Axis:
    """How many of a group were heard, beside its fair share and what chance does."""

    heard: int
    size: int
    fair: float
    low: int | None
    high: int | None
    label: str


@dataclass(frozen=True)
class Dots:
    """For who sees no counts: so many of five or ten dots, and the same in words."""

    filled: int
    of: int
    words: str


@dataclass(frozen=True)
class Group:
    """One row: what we heard, how sure that is, and in which picture."""

    title: str
    question: str
    disclosed: Disclosed
    label: str
    finding: str
    certainty: str
    axis: Axis | None
    dots: Dots | None
    count: str
    as_of: datetime

    @property
    def verdict(self) -> str:
        return self.disclosed.verdict.value

    @property
    def is_flag(self) -> bool:
        return self.disclosed.verdict.is_flag


@dataclass(frozen=True)
class Blank:
    """One question, and how many left it blank."""

    question: str
    words: str


class Phrases:
    """How the groups of a decision's frozen base are called."""

    def __init__(self, decision: Decision) -> None:
        self.people = decision.community.people_word
        self.attributes = {
            attribute["key"]: attribute
            for attribute in decision.hearing_base.get("attributes", [])
        }

    @property
    def sensitive(self) -> frozenset[str]:
        return frozenset(key for key, one in self.attributes.items() if one["sensitive"])

    def question(self, attribute: str) -> str:
        return str(self.attributes[attribute]["question"])

    def units(self, attribute: str) -> str:
        by_household = self.attributes[attribute]["unit"] == AttributeUnit.HOUSEHOLD
        return _("huishoudens") if by_household else self.people

    def group(self, row: Disclosed) -> str:
        if row.value == OTHERS and len(row.merged) > 1:
            return _(
                "%(people)s met een ander antwoord op “%(question)s”",
                people=self.units(row.attribute),
                question=self.question(row.attribute),
            )
        named = {}
        for value in self.attributes[row.attribute]["values"]:
            named[value["label"]] = named[value["key"]] = value["phrase"]
        *first, last = [named[name] for name in row.merged]
        if not first:
            return str(last)
        return _("%(some)s en %(last)s", some=", ".join(first), last=last)


def groups_for(
    viewer: Viewer,
    phrases: Phrases,
    rows: Sequence[ShownRow],
    counted: Sequence[ShownRow],
    closed_at: datetime | None,
) -> list[Group]:
    """Flags first, then what to watch, then the rest.

    `rows` carry the verdicts; `counted` may carry newer figures of the same groups. `closed_at` is
    the moment of the last look; none while one can still take part.
    """
    shown = {one.key: one for one in rows}
    newer = {one.key: one for one in counted}
    groups = []
    for row in panel([one.row for one in rows], viewer, phrases.sensitive):
        key = (row.attribute, row.value)
        as_of = shown[key].as_of
        figures, figures_as_of = row, as_of
        if key in newer:
            only_counts = panel([newer[key].row], viewer, phrases.sensitive)
            figures, figures_as_of = only_counts[0], newer[key].as_of
        groups.append(_group(phrases, row, figures, as_of, figures_as_of, closed_at))
    return groups


def blanks_for(viewer: Viewer, phrases: Phrases, rows: Sequence[ShownRow]) -> list[Blank]:
    """How many left each question blank; nothing where nobody did or nothing may be said."""
    by_attribute = {
        row.attribute: row
        for row in panel([one.row for one in rows], viewer, phrases.sensitive)
        if row.share is not None
    }
    return [
        Blank(phrases.question(key), said(blanks(by_attribute[key].blank)))
        for key in phrases.attributes
        if key in by_attribute and by_attribute[key].blank != 0
    ]


def _group(
    phrases: Phrases,
    row: Disclosed,
    figures: Disclosed,
    as_of: datetime,
    figures_as_of: datetime,
    closed_at: datetime | None,
) -> Group:
    phrase = phrases.group(row)
    date = None if as_of == closed_at else day(as_of)
    words = describe(row, phrase, phrases.units(row.attribute), date)
    return Group(
        title=phrase[:1].upper() + phrase[1:],
        question=phrases.question(row.attribute),
        disclosed=row,
        label=said(label(row, closed_at is None)),
        finding=said(words.finding),
        certainty=said(words.certainty),
        axis=_axis(figures),
        dots=_dots(figures),
        count=_count(figures),
        as_of=figures_as_of,
    )


def _count(row: Disclosed) -> str:
    return said(share_in_words(row.share)) if row.share and row.table else ""


def _axis(row: Disclosed) -> Axis | None:
    if row.table is None:
        return None
    low, high = row.evidence.band if row.evidence else (None, None)
    count = _count(row)
    words = [count + "."]
    if row.expected:
        words.append(_("Even vaak als anderen is ongeveer %(fair)s.", fair=row.expected))
    if row.evidence:
        words.append(
            _("Door toeval kan het %(low)s tot en met %(high)s zijn.", low=low, high=high)
        )
    return Axis(row.table.x, row.table.K, float(row.table.expected), low, high, " ".join(words))


def _dots(row: Disclosed) -> Dots | None:
    if row.share is None or row.table is not None:
        return None
    words = said(share_in_words(row.share))
    if row.share.precision is Precision.FIVES:
        return Dots(round(10 * row.share.heard / row.share.of), 10, words)
    return Dots(row.share.heard, row.share.of, words)
