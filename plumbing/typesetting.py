"""Who sets pages on paper: one for each template, with the fonts of the house."""

from functools import cache
from pathlib import Path

import typst

from plumbing.assets import VENDOR


@cache
def typesetter(template: Path) -> typst.Compiler:
    """Made once in a process: reading the fonts takes longer than setting a page."""
    return typst.Compiler(
        input=template,
        root=template.parent,
        font_paths=[VENDOR / "print"],
        ignore_system_fonts=True,
    )
