"""A method is known by its key to itself and to a few tables; nothing else asks which one it is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from voting import METHODS

ROOT = Path(__file__).parents[1]
ROOMS = (
    "api",
    "communities",
    "decisions",
    "home",
    "meetings",
    "plumbing",
    "proposals",
    "representation",
    "voting",
)
PLACES = {
    "choosing": "the table from five answers to a method",
    "advice": "the same",
    "presets": "what is set up beforehand is about one method each",
    "rules": "with which ways a community begins",
    "starting_rules": "the same",
    "quick": "a quick question is an ordinary vote",
    "blt": "a file of another program is read as the method that it was made for",
    "preflib": "the same",
    "pabulib": "the same",
    "pabulib_writing": "words of that format",
}
"""The files that may name methods, and why; `docs/house.md` says the same."""
WORDS = {"consent", "dots", "lot", "score"}
"""Keys that are words too, such as a name of a setting or a field: only a choice is looked at."""
ELSEWHERE = {
    ("dots", "lot"): "what decides between equal dots",
    ("consent", "majority"): "what may follow on an objection",
}
"""What looks like the key of another method, in the file or the templates of a method."""
EXPRESSIONS = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)


def python_files() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def choices(tree: ast.AST) -> Iterator[ast.expr]:
    """What something is compared with or called with, and what is listed: no names of fields."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare():
                yield from node.comparators
                if not any(isinstance(one, ast.In | ast.NotIn) for one in node.ops):
                    yield node.left
            case ast.Call():
                yield from (*node.args, *(keyword.value for keyword in node.keywords))
            case ast.Tuple() | ast.List() | ast.Set():
                yield from node.elts
            case ast.MatchValue():
                yield node.value


def keys_in(source: str) -> set[str]:
    """The methods that a file names."""
    tree = ast.parse(source)
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    anywhere = {node.value for node in texts if isinstance(node.value, str)} - WORDS
    chosen = {node.value for node in choices(tree) if isinstance(node, ast.Constant)}
    return {key for key in METHODS if key in anywhere | (chosen & WORDS)}


def keys_in_template(text: str) -> set[str]:
    """The methods that a template compares with, or looks up by name."""
    said = "\n".join(EXPRESSIONS.findall(text))
    quoted = {key for key in METHODS if re.search(rf"[\"']{key}[\"']", said)} - WORDS
    compared = {key for key in WORDS if re.search(rf"(==|!=) *[\"']{key}[\"']", said)}
    looked_up = {key for key in METHODS if re.search(rf"counting_methods[.\[]\W*{key}\b", said)}
    return quoted | compared | looked_up


def strange(named: set[str], own: str) -> set[str]:
    """Those named that are not the method's own."""
    return named - {own} - {key for name, key in ELSEWHERE if name == own}


def test_only_a_few_tables_name_a_method() -> None:
    found = {
        str(path.relative_to(ROOT)): named
        for path in python_files()
        if (named := strange(keys_in(path.read_text(encoding="utf-8")), path.stem))
        and path.stem not in PLACES
    }

    assert found == {}


def test_a_template_names_no_method_but_its_own() -> None:
    found = {
        str(path.relative_to(ROOT)): named
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if (named := strange(keys_in_template(path.read_text("utf-8")), path.parent.name))
    }

    assert found == {}


def test_every_place_that_may_name_methods_is_there_and_does() -> None:
    named = {
        path.stem
        for path in python_files()
        if path.stem in PLACES and keys_in(path.read_text(encoding="utf-8"))
    }

    # One file by either of its names.
    assert named | {"choosing", "advice"} == set(PLACES)


@pytest.mark.parametrize(
    "line",
    [
        'if decision.method == "consent": pass',
        'if "consent" != decision.method: pass',
        'if decision.method in ("consent", "lot"): pass',
        'draft = Draft(method="dots")',
        'found = METHODS.get("score")',
        'WEAKNESS = {"stv": "slow"}',
        'method = "majority"',
        'match method:\n    case "lot": pass',
    ],
)
def test_the_test_sees_each_way_to_name_a_method(line: str) -> None:
    assert keys_in(line)


@pytest.mark.parametrize("line", ['if "consent" in form: pass', 'x = {"dots": 3}', 'x["lot"]'])
def test_a_word_that_is_no_choice_is_left_alone(line: str) -> None:
    assert not keys_in(line)
