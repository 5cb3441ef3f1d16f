"""Counting and hearing run where nothing is installed, and say the same as in the house."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import representation.__main__
import voting.__main__
from tests.representation.test_files import example
from tests.voting.files.test_count_file import EXAMPLE

ROOT = Path(__file__).parent.parent
ROOMS = {
    "representation": (representation.__main__.main, example()),
    "voting": (voting.__main__.main, EXAMPLE),
}


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_said_is_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], room: str
) -> None:
    main, data = ROOMS[room]
    file = tmp_path / "file.json"
    file.write_text(json.dumps(data), encoding="utf-8")

    alone = [sys.executable, "-S", "-m", room, "--json", str(file)]
    done = subprocess.run(alone, capture_output=True, text=True, check=True, cwd=ROOT)

    assert main(["--json", str(file)]) == 0
    assert json.loads(done.stdout) == json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("option", ["--json", None])
@pytest.mark.parametrize("room", ROOMS)
def test_nothing_is_told_when_nobody_reads_on(
    tmp_path: Path, room: str, option: str | None
) -> None:
    file = tmp_path / "file.json"
    file.write_text(json.dumps(ROOMS[room][1]), encoding="utf-8")
    asked = [sys.executable, "-m", room, str(file), *([option] if option else [])]

    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as done:
        assert done.stdout is not None
        assert done.stderr is not None
        done.stdout.close()
        told = done.stderr.read()

    assert (told, done.returncode) == (b"", 1)
