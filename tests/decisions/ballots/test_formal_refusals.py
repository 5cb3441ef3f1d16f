"""Whoever came by a letter is told with u what is wrong with her ballot."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import voting
from decisions.ballots.formal_refusals import FORMAL, FORMAL_NUMBERS

JE = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
PLACE = re.compile(r"%\(\w+\)s")
FORMAL_BY_WORDS = FORMAL | {one: formal for one, (formal, _) in FORMAL_NUMBERS.items()}


def test_every_refusal_that_says_je_has_its_u() -> None:
    with_je = {words for words in _refusals() if JE.search(words)}

    assert with_je == set(FORMAL_BY_WORDS)


def test_what_is_said_with_u_has_no_je_and_fills_in_the_same() -> None:
    for words, formal in FORMAL_BY_WORDS.items():
        assert not JE.search(formal), formal
        assert PLACE.findall(formal) == PLACE.findall(words)


def _refusals() -> Iterator[str]:
    """Every text in a function of the count that refuses ballots."""
    for path in Path(voting.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and "InvalidBallot" in _names(node):
                yield from _marked(node)


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _marked(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _names(node.func) & {"N_", "NN_"}:
            yield str(ast.literal_eval(node.args[0]))
