"""What strangers and their machines read about Gehoord is true, and in the form they expect."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from plumbing.hosting.check import BIN, TOOLS
from plumbing.words.language import LANGUAGES

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WORDS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "GOVERNANCE.md", "docs/house.md")
PLACE = re.compile(r"`([\w.-]+(?:/[\w.-]+)+/?|[A-Z_]+\.md|[\w-]+\.py)`")
MADE = ("instance/", ".venv/", ".well-known/")
"""Not there before somebody runs something."""


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def publiccode() -> dict[str, Any]:
    found: dict[str, Any] = read("publiccode.yml")
    return found


def test_publiccode_holds_every_key_that_the_standard_asks_for(publiccode: dict[str, Any]) -> None:
    assert publiccode["publiccodeYmlVersion"] == "0.5"
    assert publiccode.keys() >= {"name", "url", "platforms", "categories"}
    assert publiccode["developmentStatus"] in {"concept", "development", "beta", "stable"}
    assert publiccode["softwareType"] == "standalone/web"
    assert publiccode["url"].startswith("https://")
    assert publiccode["maintenance"]["type"] == "community"
    assert all(contact["name"] for contact in publiccode["maintenance"]["contacts"])
    assert publiccode["localisation"]["localisationReady"] is True
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", publiccode["releaseDate"])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_publiccode_describes_within_the_lengths_of_the_standard(
    publiccode: dict[str, Any], language: str
) -> None:
    described = publiccode["description"][language]

    assert 0 < len(described["shortDescription"]) <= 150
    assert 150 <= len(described["longDescription"]) <= 10_000
    assert 5 <= len(described["features"]) <= 20
    assert all(isinstance(feature, str) for feature in described["features"])


def test_publiccode_says_what_the_project_says(publiccode: dict[str, Any]) -> None:
    project = PROJECT["project"]

    assert publiccode["softwareVersion"] == f"{project['version']}"
    assert publiccode["legal"]["license"] == project["license"]
    assert publiccode["description"]["en"]["shortDescription"] == project["description"]
    assert set(publiccode["localisation"]["availableLanguages"]) == set(LANGUAGES)


def test_a_commit_is_looked_at_by_the_tools_of_make_check() -> None:
    (local,) = read(".pre-commit-config.yaml")["repos"]
    hooks = {hook["id"]: hook["entry"] for hook in local["hooks"]}

    assert local["repo"] == "local"
    assert hooks == {
        name: " ".join((".venv/bin/" + tool[0], *tool[1:])) for name, tool in TOOLS.items()
    }


@pytest.mark.slow
def test_the_hooks_are_in_the_form_of_pre_commit() -> None:
    asked = [str(BIN / "pre-commit"), "validate-config", str(ROOT / ".pre-commit-config.yaml")]

    done = subprocess.run(asked, capture_output=True, text=True)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_forge_runs_what_we_run() -> None:
    steps = read(".github/workflows/check.yml")["jobs"]["run"]["steps"]

    assert steps[-1] == {"run": ".ci/run"}
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


@pytest.mark.parametrize("name", ["fault", "idea"])
def test_an_issue_begins_with_a_form(name: str) -> None:
    text = (ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.md").read_text(encoding="utf-8")

    assert yaml.safe_load(text.split("---\n")[1]).keys() == {"name", "about"}


@pytest.mark.parametrize("name", WORDS)
def test_what_a_page_names_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    missing = [
        place
        for place in PLACE.findall(text)
        if not place.startswith(MADE) and not _is_there(place.rstrip("/"), Path(name).parent)
    ]

    assert missing == []


def _is_there(place: str, beside: Path) -> bool:
    """A path from the root, or a file that the sentence has just named the folder of."""
    return (ROOT / place).exists() or any(ROOT.glob(f"*/{place}"))


@pytest.mark.parametrize("name", WORDS)
def test_what_a_page_lets_you_type_is_in_the_makefile(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    typed = re.findall(r"(?:`|^|; )make ([a-z]+)", (ROOT / name).read_text(), re.MULTILINE)

    assert set(typed) <= targets


def test_contributing_fits_on_a_page_and_governance_in_ten_lines() -> None:
    lines = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()
    rules = re.findall(r"^\d+\. ", (ROOT / "GOVERNANCE.md").read_text(), re.MULTILINE)

    assert len(lines) <= 100
    assert len(rules) == 10


def test_no_type_is_waved_through_for_a_package_that_nobody_uses() -> None:
    waved = PROJECT["tool"]["mypy"]["overrides"][0]["module"]
    rooms = [file.parent for file in ROOT.glob("*/__init__.py")]
    code = "\n".join(
        file.read_text(encoding="utf-8")
        for place in (*rooms, ROOT)
        for file in (place.rglob("*.py") if place != ROOT else place.glob("*.py"))
    )

    names = {pattern.removesuffix(".*") for pattern in waved}
    assert {name for name in names if not re.search(rf"(from|import) {name}\b", code)} == set()
