"""What a result says of the question: is it answered, and is there something to carry out?"""

import ast
from typing import get_args

from plumbing.folders import ROOT
from voting.results import ADOPTED, SETTLED, Status

ROOMS = ("voting", "communities", "proposals", "decisions", "meetings", "home", "plumbing", "demo")


def spelled_out(tree: ast.AST) -> list[int]:
    """Where some results that are to be carried out are listed by hand."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple | ast.List | ast.Set)
        and {one.value for one in node.elts if isinstance(one, ast.Constant)} >= ADOPTED
    ]


def test_what_is_adopted_is_settled_and_so_is_what_is_rejected() -> None:
    assert {"rejected"} == SETTLED - ADOPTED
    assert set(get_args(Status)) > SETTLED


def test_what_is_adopted_is_said_in_one_place() -> None:
    found = {
        str(path.relative_to(ROOT)): lines
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if (lines := spelled_out(ast.parse(path.read_text(encoding="utf-8"))))
    }

    assert list(found) == ["voting/results.py"]
