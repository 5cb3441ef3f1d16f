"""`make recount`: one file that counts on Python alone."""

import subprocess
import sys
from pathlib import Path

from plumbing.recount import pack
from tests.voting.shared_ballots import DROOP


def test_the_packed_file_counts_without_anything_installed(tmp_path: Path) -> None:
    packed = pack(tmp_path / "gehoord-recount.pyz")

    asked = [sys.executable, "-I", "-S", str(packed), str(DROOP)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=tmp_path)

    assert done.stdout.startswith("Uitslag: gekozen")


def test_the_packed_file_refuses_in_one_line(tmp_path: Path) -> None:
    packed = pack(tmp_path / "gehoord-recount.pyz")

    asked = [sys.executable, str(packed), str(tmp_path / "nowhere.blt")]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
