"""Who sets pages on paper: one for each template, with the fonts of the house."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from plumbing.assets import VENDOR

if TYPE_CHECKING:
    import typst


@cache
def typesetter(template: Path) -> "typst.Compiler":
    """Made once in a process: reading the fonts takes longer than setting a page."""
    import typst

    return typst.Compiler(
        input=template,
        root=template.parent,
        font_paths=[VENDOR / "print"],
        ignore_system_fonts=True,
    )
