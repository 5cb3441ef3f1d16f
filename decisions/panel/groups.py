"""The groups of the panel as one viewer sees them, in words and figures."""

from collections.abc import Sequence
from datetime import datetime

from decisions.hearing.kept_rows import ShownRow
from decisions.hearing.phrases import Phrases
from decisions.panel.group_pictures import Dots, HeardAxis, axis_of, count_of, dots_of
from plumbing.values import Struct
from plumbing.words.language import day, said
from representation import VerdictReason
from representation.disclosure import Disclosed, Viewer, panel
from representation.labels import label
from representation.sentences import blanks, describe


class HeardGroup(Struct, frozen=True):
    """One row: what we heard, how sure that is, and in which picture."""

    title: str
    disclosed: Disclosed
    figures: Disclosed
    """The same group with its newest figures."""
    label: str
    finding: str
    certainty: str
    axis: HeardAxis | None
    dots: Dots | None
    count: str
    as_of: datetime

    @property
    def verdict(self) -> str:
        return self.disclosed.verdict.value

    @property
    def needs_finding(self) -> bool:
        """Where the picture does not say it: too few answers, or nobody yet."""
        return self.disclosed.reason in (VerdictReason.COVERAGE, VerdictReason.NOBODY_YET)

    @property
    def is_flag(self) -> bool:
        return self.disclosed.verdict.is_flag


class Blank(Struct, frozen=True):
    """One question, and how many left it blank."""

    question: str
    words: str


def groups_for(
    viewer: Viewer,
    phrases: Phrases,
    rows: Sequence[ShownRow],
    counted: Sequence[ShownRow],
    closed_at: datetime | None,
) -> list[HeardGroup]:
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


def counts_for(viewer: Viewer, phrases: Phrases, rows: Sequence[ShownRow]) -> list[HeardGroup]:
    """Only figures, in the order of the questions: an order by shortfall would be a verdict."""
    groups = [
        group for one in rows for group in groups_for(viewer, phrases, [one], [], closed_at=None)
    ]
    return [group for group in groups if group.axis or group.dots]


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
) -> HeardGroup:
    phrase = phrases.group(row)
    date = None if as_of == closed_at else day(as_of)
    words = describe(row, phrase, phrases.units(row.attribute), date)
    return HeardGroup(
        title=phrase[:1].upper() + phrase[1:],
        disclosed=row,
        figures=figures,
        label=said(label(row, closed_at is None)),
        finding=said(words.finding),
        certainty=said(words.certainty),
        axis=axis_of(figures),
        dots=dots_of(figures),
        count=count_of(figures),
        as_of=figures_as_of,
    )
