"""Who sets pages on paper: one for each template, with the fonts that its words need."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from plumbing.fonts import BASE, family_of, folders_of, in_order
from plumbing.signs import is_mark, without_controls
from plumbing.substitutes import families_of, in_base, printable

if TYPE_CHECKING:
    import typst

ESCAPED = re.compile(r"\\u[0-9a-f]{4}")
Inputs = Mapping[str, str]


class Typesetter:
    """Sets one template; what comes in is JSON, so that nothing typed is ever read as code."""

    def __init__(self, template: Path) -> None:
        self.template = template

    def compile(
        self,
        sys_inputs: Inputs,
        format: Literal["pdf", "png"],
        pdf_standards: "list[typst.PDFStandard] | None" = None,
        timestamp: datetime | None = None,
        ppi: float | None = None,
    ) -> bytes:
        """One file. Signs that no font has are replaced, so that no name stops a pile."""
        import typst

        def made_of(inputs: Inputs, families: Sequence[str]) -> bytes:
            made = _compiler(self.template, tuple(families)).compile(
                sys_inputs={**inputs, "fonts": json.dumps(families)},
                format=format,
                pdf_standards=pdf_standards or [],
                timestamp=timestamp,
                ppi=ppi,
            )
            if not isinstance(made, bytes):
                raise TypeError(f"{self.template.name} makes more than one file.")
            return made

        if all(map(_is_plain, sys_inputs.values())):
            return made_of(sys_inputs, BASE)
        shown = _rewritten(sys_inputs, printable)
        try:
            return made_of(shown, in_order(_families(shown)))
        except typst.TypstError:
            # Typst refuses what a reader could not make out: rather gaps in a few names than
            # letters for nobody. An error about anything else comes back.
            return made_of(_rewritten(shown, in_base), BASE)


@cache
def typesetter(template: Path) -> Typesetter:
    """Made once in a process."""
    return Typesetter(template)


def _is_plain(words: str) -> bool:
    """Only letters of the fonts that are always there, one for each sign: so is nearly all."""
    if not words.isascii() or "\x7f" in words:
        return False
    letters = {chr(int(found[2:], 16)) for found in ESCAPED.findall(words)}
    return all(
        family_of(each) in BASE and not is_mark(each) and without_controls(each) == each
        for each in letters
    )


def _rewritten(inputs: Inputs, rewrite: Callable[[str], str]) -> dict[str, str]:
    return {name: json.dumps(_each(json.loads(words), rewrite)) for name, words in inputs.items()}


def _each(value: Any, rewrite: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return rewrite(value)
    if isinstance(value, list):
        return [_each(one, rewrite) for one in value]
    if isinstance(value, dict):
        return {name: _each(one, rewrite) for name, one in value.items()}
    return value


def _families(inputs: Inputs) -> set[str]:
    texts = (text for words in inputs.values() for text in _texts(json.loads(words)))
    return {family for text in texts for family in families_of(text)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


@lru_cache(16)
def _compiler(template: Path, families: tuple[str, ...]) -> "typst.Compiler":
    import typst

    return typst.Compiler(input=template, root=template.parent, font_paths=_fonts(families))


@lru_cache(8)
def _fonts(families: tuple[str, ...]) -> "typst.Fonts":
    """Reading the fonts takes longer than setting a page."""
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=list(folders_of(families)),
    )
