"""The tests read nothing that lies outside the checkout, so a fresh clone passes by itself."""

import ast
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "tests").rglob("*.py"))
SYSTEM = ("/dev/", "/etc/", "/proc/")
"""What every machine has."""
WAYS_OUT = [
    "Path(__file__).parents[3]",
    "Path(__file__).parent.parent.parent.parent",
    "Path(__file__).resolve().parent.parents[2]",
    "ROOT.parent / 'shared'",
    "Path(__file__).parent / '..' / '..' / 'shared'",
    "open('../../..')",
    "os.path.join(os.path.dirname(__file__), 'data')",
    f"open('{Path.home()}')",
]
"""From `tests/voting/ballots.py`."""


def outside(file: Path, source: str) -> list[str]:
    """Each place in a file of tests that names something outside the checkout."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.expr) and _leads_out(node, file)
    ]


def _leads_out(node: ast.expr, file: Path) -> bool:
    match node:
        case ast.Constant(value=str(text)):
            return _is_elsewhere(text) or _climbs(text, file)
        case ast.Attribute(attr="path", value=ast.Name("os")):
            # Where things are is said with Path, so that it can be read here.
            return True
        case ast.Attribute() | ast.Subscript():
            place = _place(node, file)
            return place is not None and not place.is_relative_to(ROOT)
    return False


def _is_elsewhere(text: str) -> bool:
    """An address such as `/in` names a file only where there is one of that name."""
    if not text.startswith("/") or not text.strip("/") or text.startswith(SYSTEM):
        return False
    return "\0" not in text and len(text) < 200 and Path(text).exists()


def _climbs(text: str, file: Path) -> bool:
    """What somebody attacks with names no file."""
    if text.partition("/")[0] != os.pardir:
        return False
    return any((start / text).exists() for start in (ROOT, file.parent))


def _place(node: ast.expr, file: Path) -> Path | None:
    """Where `Path(__file__).parent.parents[1]` and the like lead to."""
    match node:
        case ast.Call(func=ast.Name("Path"), args=[ast.Name("__file__")]):
            return file
        case ast.Name("ROOT"):
            return ROOT
        case ast.Call(func=ast.Attribute(value=before, attr="resolve")):
            return _place(before, file)
        case ast.Attribute(value=before, attr="parent"):
            return _up(_place(before, file), 1)
        case ast.Subscript(
            value=ast.Attribute(value=before, attr="parents"), slice=ast.Constant(value=int(steps))
        ):
            return _up(_place(before, file), steps + 1)
    return None


def _up(place: Path | None, steps: int) -> Path | None:
    return None if place is None else place.joinpath(*[os.pardir] * steps).resolve()


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_of_tests_names_nothing_outside_the_checkout(file: Path) -> None:
    assert outside(file, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("source", WAYS_OUT)
def test_a_way_out_would_be_seen(source: str) -> None:
    assert outside(ROOT / "tests" / "voting" / "ballots.py", source)
