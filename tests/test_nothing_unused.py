"""What nobody uses is not kept: macros without a caller, constants without a reader."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).parent.parent
ROOMS = [file.parent.name for file in ROOT.glob("*/__init__.py") if file.parent.name != "tests"]
CODE = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]
SETTINGS_OF_OTHERS = frozenset({"server.py"})
"""gunicorn reads these names."""
TEMPLATES = {
    str(file.relative_to(ROOT / "templates")): Environment(extensions=["jinja2.ext.do"]).parse(
        file.read_text(encoding="utf-8")
    )
    for file in (ROOT / "templates").rglob("*.html")
}


def test_every_macro_has_a_caller() -> None:
    called = set(_called())

    unused = [
        f"{name}: {macro.name}"
        for name, template in TEMPLATES.items()
        for macro in template.find_all(nodes.Macro)
        if not called & {(name, macro.name), (None, macro.name)}
    ]

    assert unused == []


def _called() -> Iterator[tuple[str | None, str]]:
    """Each macro that is called, with the template that it stands in where that is known."""
    for name, template in TEMPLATES.items():
        names = _names(name)
        yield from ((name, each) for each in names)
        yield from ((None, each.attr) for each in template.find_all(nodes.Getattr))
        for taken in template.find_all(nodes.FromImport):
            source = taken.template.value if isinstance(taken.template, nodes.Const) else None
            for each in taken.names:
                macro, called = each if isinstance(each, tuple) else (each, each)
                if called in names:
                    yield source, macro


def _names(name: str) -> set[str]:
    """What a template and those that it includes, which see its macros, ask for by name."""
    template = TEMPLATES[name]
    names = {each.name for each in template.find_all(nodes.Name) if each.ctx == "load"}
    for include in template.find_all(nodes.Include):
        if isinstance(include.template, nodes.Const) and include.template.value in TEMPLATES:
            names |= _names(include.template.value)
    return names


def test_every_constant_has_a_reader() -> None:
    files = [*CODE, *ROOT.glob("*.py"), *(ROOT / "templates").rglob("*.*")]
    written = Counter(
        word for file in files for word in re.findall(r"\b_?[A-Z][A-Z0-9_]+\b", file.read_text())
    )

    unread = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in CODE
        if file.name not in SETTINGS_OF_OTHERS
        for name in _constants(file)
        if written[name] < 2
    ]

    assert unread == []


def _constants(file: Path) -> Iterator[str]:
    for line in ast.parse(file.read_text(encoding="utf-8")).body:
        targets = line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name) and target.id.isupper():
                yield target.id


@pytest.mark.parametrize(
    "script", sorted((ROOT / "static" / "js").glob("*.js")), ids=lambda each: each.name
)
def test_every_script_is_told_in_the_design_system(script: Path) -> None:
    assert f"`{script.name}`" in (ROOT / "docs" / "design-system.md").read_text(encoding="utf-8")
