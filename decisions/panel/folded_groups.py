"""Folded groups under the panel: those that give no signal, by verdict."""

from collections.abc import Sequence

from flask_babel import ngettext

from decisions.panel.groups import HeardGroup
from plumbing.values import Struct

FOLDED = ("heard", "unclear", "hidden")


class Fold(Struct, frozen=True):
    """Groups with the same verdict, folded away under one line."""

    title: str
    groups: tuple[HeardGroup, ...]

    @property
    def note(self) -> str:
        """How sure this is, where it is the same for all of them."""
        said = {group.certainty for group in self.groups}
        return said.pop() if len(said) == 1 else ""


def folds_of(groups: Sequence[HeardGroup]) -> list[Fold]:
    """The groups by verdict: heard, unclear, hidden; titles say "nog" where others stand above."""
    alone = all(group.verdict in FOLDED for group in groups)
    folds = []
    for verdict in FOLDED:
        same = tuple(group for group in groups if group.verdict == verdict)
        if same:
            words = same[0].label[:1].lower() + same[0].label[1:]
            folds.append(Fold(_title(len(same), words, alone), same))
    return folds


def _title(number: int, words: str, alone: bool) -> str:
    if alone:
        return ngettext(
            "%(num)d groep: %(words)s", "%(num)d groepen: %(words)s", number, words=words
        )
    return ngettext(
        "Nog %(num)d groep: %(words)s", "Nog %(num)d groepen: %(words)s", number, words=words
    )
