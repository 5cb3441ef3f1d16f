"""Locks: which packages requirements/ and package-lock.json name, Python's and npm's."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from plumbing.folders import ROOT

FOLDER = ROOT / "requirements"
NPM = ROOT / "package-lock.json"
NAME = re.compile(r"^([a-z0-9][a-z0-9._-]*)", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class FromNpm:
    """A package of npm as it is locked."""

    name: str
    version: str
    sha512: str
    licence: str
    is_tool: bool


def asked_for(name: str) -> set[str]:
    """What one of requirements/*.in asks for by name."""
    return {found.lower() for found in NAME.findall((FOLDER / f"{name}.in").read_text())}


def locked(name: str) -> set[str]:
    """Everything that comes along with it, on any machine."""
    return set(NAME.findall((FOLDER / f"{name}.txt").read_text()))


def locked_from_npm() -> Iterator[FromNpm]:
    """By name."""
    packages = json.loads(NPM.read_text(encoding="utf-8"))["packages"]
    for path, package in sorted(packages.items()):
        if path:
            yield FromNpm(
                path.removeprefix("node_modules/"),
                package["version"],
                base64.b64decode(package["integrity"].removeprefix("sha512-")).hex(),
                package.get("license", "not said"),
                package.get("dev", False),
            )
