"""One word, one thing: a name that is searched for leads to one place."""

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parents[1]
ROOMS = sorted(file.parent for file in HOUSE.glob("*/__init__.py"))
SAME_CLASS = {
    "Sentence": "Both pure rooms have the same, and neither imports the other (ADR 3).",
    "Phase": "Where a proposal is, and where a decision is: the same notion, of two things.",
}
SAME_CONSTANT = {
    "pages": "The blueprint that a module's views hang on.",
    "TABLES": "Modules with tables of a room, and the tables themselves.",
    "TARGET": "The file that a command of the host makes.",
    "_ROUNDING": "What a pure file forgives its own floating point.",
    "__all__": "What the face of a pure room hands on, and what is imported for its name alone.",
    "PAGES": "Modules of pages of a room.",
    "SENTENCES": "How what a module writes into the community's log reads.",
    "METHOD": "The one of a method's file.",
}


@cache
def _modules() -> dict[str, ast.Module]:
    files = [*HOUSE.glob("*.py"), *(file for room in ROOMS for file in room.rglob("*.py"))]
    return {file.relative_to(HOUSE).as_posix(): ast.parse(file.read_text()) for file in files}


def _classes(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def _constants(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _defined(
    names_in: Callable[[ast.Module], Iterator[str]], *, more_than: int, with_tests: bool
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path, tree in _modules().items():
        if with_tests or not path.startswith("tests/"):
            for name in set(names_in(tree)):
                found[name].append(path)
    return {name: paths for name, paths in found.items() if len(paths) > more_than}


def test_no_two_classes_have_the_same_name() -> None:
    twice = _defined(_classes, more_than=1, with_tests=True)

    assert {name: paths for name, paths in twice.items() if name not in SAME_CLASS} == {}


def test_no_constant_is_defined_more_than_twice_under_one_name() -> None:
    often = _defined(_constants, more_than=2, with_tests=False)

    assert {name: paths for name, paths in often.items() if name not in SAME_CONSTANT} == {}


def test_what_is_let_through_is_still_there() -> None:
    classes = _defined(_classes, more_than=1, with_tests=True)
    constants = _defined(_constants, more_than=2, with_tests=False)

    assert [name for name in SAME_CLASS if name not in classes] == []
    assert [name for name in SAME_CONSTANT if name not in constants] == []


def test_technical_things_are_called_what_every_developer_calls_them() -> None:
    poetic = re.compile(
        r"questions? (to|of) the database|asked of the database|in one question\b|written once"
        r"|for a (whole )?hall",
        re.IGNORECASE,
    )

    said = {
        f"{path}: {found[0]}"
        for path, tree in _modules().items()
        if not path.startswith(("tests/", "voting/", "representation/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and (found := poetic.search(ast.get_docstring(node) or ""))
    }

    assert said == set()
