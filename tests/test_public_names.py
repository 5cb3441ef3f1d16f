"""What the two pure rooms offer is used, and said; the rest of each file is marked as its own.

A name without an underscore in `voting/` or `representation/` is used by another file of the
product or by the reference count, or stands in the signature of one that is, or is an entry by
design: one of those listed here. Everything public says what it is.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from voting import METHODS

ROOT = Path(__file__).parents[1]
ROOMS = ("voting", "representation")
HOUSE = (
    *ROOMS,
    "api",
    "communities",
    "decisions",
    "demo",
    "home",
    "meetings",
    "plumbing",
    "proposals",
)
METHOD_PARTS = {"METHOD", "check", "tally", "settings", "agree", "accept"}
"""What a method is made of; `METHOD` holds them, so that nobody else asks for them by name."""
ENTRIES = {
    "voting/__main__": {"main"},
    "representation/__main__": {"main"},
    # Rules of the panel that are judged by themselves, before a page asks for them.
    "representation/individuals": {"silent_run", "is_often_outvoted", "chance_of_losing"},
    "representation/neighbourhood": {"PublishedGroup", "judge_neighbourhood"},
    "representation/outvoted": {"Voter", "judge_outvoted", "p_outvoted", "seed_of", "holm"},
    "representation/sentences": {"describe_window", "talk_in_words"},
    "representation/talk": {"talkers", "judge_talk", "ranks"},
    "representation/window": {"judge_window"},
    # Steps that have worked cases of their own, or another program's answers beside them.
    "representation/disclosure": {"disclose"},
    "representation/drawn": {"exact", "normal"},
    "representation/files": {"read"},
    "voting/pabulib": {"lines"},
    "voting/stv": {"quota"},
    "voting/ways": {"MOST_STATES"},
    # Measures of a picture, and what is drawn in it that is no option.
    "voting/flow": {"WIDTH", "MOST_NAMED", "REST", "GONE"},
}
"""By room and file, wherever in the room that stands."""
ALIKE = {
    "Sentence": "both rooms are pure, see ADR 3",
    "Standing": "the field's own word",
}
"""Classes of these rooms that share their name with another one, and why."""


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def file_of(module: str) -> str:
    """The room and the last of the names, as `ENTRIES` lists them."""
    return f"{module.split('.')[0]}/{module.split('.')[-1]}"


def trees_of(*folders: str) -> dict[str, ast.Module]:
    return {
        module_of(path): ast.parse(path.read_text(encoding="utf-8"))
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


def names_bound(node: ast.stmt) -> list[str]:
    """What a statement at the head of a file gives a name."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
    return [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]


def documented(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, bool]]:
    """Every statement, and whether a text stands in it or right under it."""
    for node, following in zip(body, [*body[1:], ast.Pass()], strict=True):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node, bool(ast.get_docstring(node))
        else:
            text = following.value if isinstance(following, ast.Expr) else None
            yield node, isinstance(text, ast.Constant) and isinstance(text.value, str)


def is_private(name: str) -> bool:
    return name.startswith("_")


TREES = trees_of(*ROOMS)
DEFINED = {
    module: {name: node for node in tree.body for name in names_bound(node)}
    for module, tree in TREES.items()
}


def uses_in(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The module and the name of all that a file takes from the two rooms."""
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                if whole in DEFINED:
                    modules[alias.asname or alias.name] = whole
                elif node.module in DEFINED:
                    yield node.module, alias.name
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield modules.get(node.value.id, ""), node.attr


def used() -> Mapping[str, set[str]]:
    """By module what another file of the product takes, or the reference, or a template."""
    found = defaultdict[str, set[str]](set)
    for user, tree in trees_of(*HOUSE, "tests/reference").items():
        for module, name in uses_in(tree):
            # What a room hands on is its own, however it came there.
            if module != user and not module.startswith(f"{user}."):
                found[module].add(name)
    for template in (ROOT / "templates").rglob("*.html"):
        found["voting.pictures"].update(re.findall(r"\bdrawn\.(\w+)", template.read_text("utf-8")))
    for room in (*ROOMS, "voting.pictures"):
        for module, name in uses_in(TREES[room]):
            if name in found[room]:
                found[module].add(name)
    return found


def signature(node: ast.AST) -> Iterator[str]:
    """The names that somebody meets who uses this: types of what goes in, out and is in it."""
    match node:
        case ast.FunctionDef():
            arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            parts = [argument.annotation for argument in arguments] + [node.returns]
        case ast.ClassDef():
            yield from (name for part in node.body for name in signature(part))
            parts = list(node.bases)
        case ast.AnnAssign():
            parts = [node.annotation]
        case ast.Assign(value=ast.Subscript() | ast.BinOp()):
            parts = [node.value]
        case _:
            parts = []
    for part in parts:
        for one in ast.walk(part) if part else ():
            if isinstance(one, ast.Name):
                yield one.id
            elif isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield from re.findall(r"\w+", one.value)


def with_signatures(offered: set[str], defined: Mapping[str, ast.stmt]) -> set[str]:
    """These names, and those of the same file that stand in their signatures, and so on."""
    found = offered & defined.keys()
    while more := {name for one in found for name in signature(defined[one])} & defined.keys():
        if more <= found:
            break
        found |= more
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_what_only_its_own_file_uses_is_marked_so(room: str) -> None:
    taken = used()
    strange = {}
    for module, defined in DEFINED.items():
        offered = taken[module] | ENTRIES.get(file_of(module), set())
        if "METHOD" in defined:
            offered |= METHOD_PARTS
        public = {name for name in defined if not is_private(name)}
        if left := public - with_signatures(offered, defined):
            strange[module] = left

    assert {module: left for module, left in strange.items() if module.startswith(room)} == {}


def test_nobody_else_takes_what_a_file_keeps_to_itself() -> None:
    taken = {
        (user, f"{module}.{name}")
        for user, tree in trees_of(*HOUSE, "tests").items()
        for module, name in uses_in(tree)
        if module in DEFINED and is_private(name) and not name.startswith("__")
    }

    assert taken == set()


def test_every_entry_is_there_and_still_needs_its_line() -> None:
    taken = used()
    modules = {file_of(module): module for module in DEFINED if file_of(module) in ENTRIES}

    missing = {file: names - DEFINED[modules[file]].keys() for file, names in ENTRIES.items()}
    needless = {
        file: names & taken[modules[file]]
        for file, names in ENTRIES.items()
        if not file.endswith("__main__")
    }

    assert not any(missing.values()), missing
    assert not any(needless.values()), needless


@pytest.mark.parametrize("module", TREES)
def test_everything_public_says_what_it_is(module: str) -> None:
    silent = [
        name
        for node, has_text in documented(TREES[module].body)
        for name in names_bound(node)
        if not has_text and not is_private(name) and name != "METHOD"
    ]
    for node in TREES[module].body:
        if isinstance(node, ast.ClassDef) and not is_private(node.name):
            is_enumeration = any(
                isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases
            )
            silent += [
                f"{node.name}.{name}"
                for part, has_text in documented(node.body)
                for name in names_bound(part)
                if not has_text
                and not is_private(name)
                and (is_enumeration or isinstance(part, ast.FunctionDef))
            ]

    assert silent == []


@pytest.mark.parametrize("key", METHODS)
def test_each_setting_of_a_method_is_explained_where_it_stands(key: str) -> None:
    method = METHODS[key]
    names = {setting.name for count in (1, 2) for setting in method.settings(count)}

    said = method.settings.__doc__ or ""

    assert said
    assert {name for name in names if f"`{name}`" not in said} == set()


def test_a_class_of_these_rooms_shares_its_name_with_no_other() -> None:
    places = defaultdict[str, list[str]](list)
    for module, tree in trees_of(*HOUSE).items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                places[node.name].append(module)

    shared = {
        name: modules
        for name, modules in places.items()
        if len(modules) > 1 and any(module.split(".")[0] in ROOMS for module in modules)
    }

    assert shared.keys() <= ALIKE.keys(), shared
