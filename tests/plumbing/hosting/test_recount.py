"""`make recount`: one file that counts on Python alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from plumbing.hosting.recount import pack
from tests.voting.shared_ballots import DROOP
from tests.voting.votes import only_for, plain_vote
from voting import METHODS, count
from voting.files import count_file as files


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack(tmp_path_factory.mktemp("packed") / "gehoord-recount.pyz")


def test_the_packed_file_counts_without_anything_installed(packed: Path, tmp_path: Path) -> None:
    asked = [sys.executable, "-I", "-S", str(packed), str(DROOP)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=tmp_path)

    assert done.stdout.startswith("Uitslag: gekozen")


@pytest.mark.parametrize("method", METHODS)
def test_the_packed_file_counts_as_the_house_does(
    packed: Path, tmp_path: Path, method: str
) -> None:
    asked = tmp_path / "telling.json"
    letters = "a" if METHODS[method].one_option_only else "aabac"
    ballots = [(only_for(method, letter, "abc"), 2) for letter in letters]
    asked.write_text(files.dumps(plain_vote(method, ballots)), encoding="utf-8")

    alone = [sys.executable, "-I", "-S", str(packed), "--json", str(asked)]
    done = subprocess.run(alone, capture_output=True, text=True, check=True, cwd=tmp_path)

    assert json.loads(done.stdout) == json.loads(
        json.dumps(count(files.read(asked.read_bytes())).as_json())
    )


def test_the_packed_file_refuses_in_one_line(packed: Path, tmp_path: Path) -> None:
    asked = [sys.executable, str(packed), str(tmp_path / "nowhere.blt")]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
