"""Licences of all that Gehoord is made of: `make licences` writes them down, or refuses one."""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from plumbing.folders import ROOT
from plumbing.hosting.licence_terms import (
    AS_SPDX,
    CARRIED,
    FORBID,
    GO_ALONG,
    OURS,
    READ_BY_HAND,
    Part,
    Unknown,
    goes_along,
)
from plumbing.hosting.locks import FromNpm, locked, locked_from_npm

TARGET = ROOT / "docs" / "licences.md"
MARK = "<!-- From here on made by `make licences`. -->"


def main() -> int:
    """Write the tables and return 0, or say what is wrong, a line each, and return 1."""
    try:
        text = page(TARGET.read_text(encoding="utf-8"))
    except Unknown as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    TARGET.write_text(text, encoding="utf-8")
    sys.stdout.write(f"docs/licences.md is written: none forbids {OURS}.\n")
    return 0


def page(written: str) -> str:
    """The page with the words it has and its tables made anew; raises Unknown."""
    pages, server, others = in_the_pages(), on_the_server(), tools()
    everything = [*pages, *server, *others, *carried()]
    if refused := [refusal for part in everything if (refusal := part.refusal())]:
        raise Unknown("\n".join(refused))
    words, _, _ = written.partition(MARK)
    return (
        words
        + "\n\n".join(
            (
                MARK,
                "\n".join(_reasons(everything)),
                _table("In the pages", ("package", "licence"), _rows(pages)),
                _table("On the server", ("package", "licence"), _rows(server)),
                _table("Tools: to set up, check and test", ("package", "licence"), _rows(others)),
                _table(
                    "Carried inside a ready-made package",
                    ("package", "carries", "licence"),
                    [(name, *what) for name, what in sorted(CARRIED.items())],
                ),
            )
        )
        + "\n"
    )


def in_the_pages() -> list[Part]:
    """What a browser gets from us that others made: htmx and the fonts."""
    return [_of_npm(package) for package in locked_from_npm() if not package.is_tool]


def on_the_server() -> list[Part]:
    """What runs there."""
    return [Part(name, licence_of(name)) for name in sorted(locked("main"))]


def tools() -> list[Part]:
    """What sets up, checks and tests, and does nothing for a resident."""
    names = (locked("dev") | locked("setup") | locked("node")) - locked("main")
    parts = [Part(name, licence_of(name)) for name in names]
    parts += [_of_npm(package) for package in locked_from_npm() if package.is_tool]
    return sorted(parts, key=lambda part: part.name)


def carried() -> list[Part]:
    """What others put whole into a package of theirs."""
    return [Part(f"{what} in {name}", licence) for name, (what, licence) in CARRIED.items()]


def licence_of(name: str) -> str:
    """As the installed package says it itself, else as somebody read it, else "not said"."""
    try:
        said = next(_said(distribution(name)), "")
    except PackageNotFoundError:
        said = ""
    return said or READ_BY_HAND.get(name, "not said")


def _said(package: Distribution) -> Iterator[str]:
    yield from package.metadata.get_all("License-Expression") or []
    words = package.metadata.get_all("License") or []
    classifiers = package.metadata.get_all("Classifier") or []
    words += [line.split(" :: ")[-1] for line in classifiers if line.startswith("License ::")]
    for licence in map(spdx, words):
        if goes_along(licence) or licence in FORBID:
            yield licence


def spdx(words: str) -> str:
    """The name a licence has in the list of SPDX, where packages have another for it."""
    return AS_SPDX.get(words, words)


def _of_npm(package: FromNpm) -> Part:
    return Part(package.name, spdx(package.licence))


def _rows(parts: list[Part]) -> list[tuple[str, ...]]:
    return [(part.name, part.licence) for part in parts]


def _table(title: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join((f"## {title}", "", *(f"| {' | '.join(line)} |" for line in lines)))


def _reasons(parts: list[Part]) -> Iterator[str]:
    used = {one for part in parts for one in re.split(" AND | OR ", part.licence)}
    for licences, why in GO_ALONG.items():
        if found := ", ".join(sorted(licences & used)):
            yield f"- {found}: {why}."


if __name__ == "__main__":
    sys.exit(main())
