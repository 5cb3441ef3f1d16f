"""Templates that one process compiled are there for the others, and gone after the first."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.compiled import FOLDER, share_templates

ROOT = Path(__file__).parent.parent


def where(environment: dict[str, str]) -> str:
    """The folder another process takes."""
    asked = f"import os, tests.compiled; print(os.environ[{FOLDER!r}])"
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_two_instances_find_what_either_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GEHOORD_FRESH", raising=False)
    for name in ("one", "two"):
        share_templates(tmp_path / name)

    places = {(tmp_path / name / "templates").resolve() for name in ("one", "two")}

    assert places == {Path(os.environ[FOLDER])}


def test_a_process_that_is_started_takes_the_same_folder_and_leaves_it() -> None:
    assert where(dict(os.environ)) == os.environ[FOLDER]
    assert Path(os.environ[FOLDER]).is_dir()


def test_who_began_takes_the_folder_away_at_the_end() -> None:
    alone = {name: value for name, value in os.environ.items() if name != FOLDER}

    folder = where(alone)

    assert folder != os.environ[FOLDER]
    assert not Path(folder).exists()


def test_a_switch_lets_each_compile_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEHOORD_FRESH", "1")

    share_templates(tmp_path / "one")

    assert list((tmp_path / "one").iterdir()) == []
