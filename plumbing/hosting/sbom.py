"""SBOM, the bill of materials: `make sbom` writes what Gehoord is made of, for machines."""

import json
import subprocess
import sys
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.utils import canonicalize_name

from plumbing.folders import ROOT
from plumbing.hosting.licences import licence_of, spdx
from plumbing.hosting.locks import FromNpm, asked_for, locked, locked_from_npm

TARGET = ROOT / "gehoord-sbom.json"
VERSION = SchemaVersion.V1_6
ITSELF = "root-component"
COMMAND = ("-m", "cyclonedx_py", "environment", "--pyproject", "pyproject.toml", "--sv", "1.6")
AS_IS = ("--output-reproducible", "--no-validate")
"""It is looked at once it is whole."""


def main() -> int:
    """Write the bill and return 0, or say why it is none and return 1."""
    text = json.dumps(bill(), indent=1, ensure_ascii=False)
    if wrong := JsonStrictValidator(VERSION).validate_str(text):
        sys.stderr.write(f"{wrong}\n")
        return 1
    TARGET.write_text(f"{text}\n", encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}\n")
    return 0


def bill() -> dict[str, Any]:
    """In CycloneDX 1.6: Python's packages as they are installed, npm's as they are locked."""
    made = _of_python()
    runs, asked = locked("main"), asked_for("main")
    for component in made["components"]:
        name = canonicalize_name(component["name"])
        component |= {"licenses": _licences(licence_of(name)), "scope": _scope(name in runs)}
    npm = list(locked_from_npm())
    made["components"] += [_of_npm(package) for package in npm]
    direct = {
        each["bom-ref"]
        for each in made["components"]
        if each["scope"] == "required"
        and (each["purl"].startswith("pkg:npm/") or canonicalize_name(each["name"]) in asked)
    }
    made["dependencies"] = [
        {"ref": ITSELF, "dependsOn": sorted(direct)},
        *(each for each in made["dependencies"] if each["ref"] != ITSELF),
        *({"ref": _address(package)} for package in npm),
    ]
    return made


def _of_python() -> dict[str, Any]:
    # The warning is that we depend on nothing: that is filled in here.
    command = (sys.executable, "-W", "ignore", *COMMAND, *AS_IS, sys.executable)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def _of_npm(package: FromNpm) -> dict[str, Any]:
    return {
        "bom-ref": _address(package),
        "type": "library",
        "name": package.name,
        "version": package.version,
        "purl": _address(package),
        "hashes": [{"alg": "SHA-512", "content": package.sha512}],
        "licenses": _licences(spdx(package.licence)),
        "scope": _scope(not package.is_tool),
    }


def _address(package: FromNpm) -> str:
    return f"pkg:npm/{package.name.replace('@', '%40')}@{package.version}"


def _licences(expression: str) -> list[dict[str, Any]]:
    if " " in expression:
        return [{"expression": expression}]
    return [{"license": {"id": expression}}]


def _scope(runs: bool) -> str:
    """What only sets up, checks and tests is written down too, as excluded from running."""
    return "required" if runs else "excluded"


if __name__ == "__main__":
    sys.exit(main())
