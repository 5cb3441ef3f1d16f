"""`flask count` counts as `python -m voting` does, with the same options and exit codes."""

import json
from pathlib import Path

import pytest
from flask import Flask

from tests.voting.shared_ballots import DROOP, KATOWICE
from voting import count
from voting.files import count_file as files


def test_a_file_is_counted_for_a_reader(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["count", str(DROOP)])

    assert done.exit_code == 0
    assert done.output.startswith("Uitslag: gekozen")


def test_method_and_settings_are_given_along(app: Flask) -> None:
    asked = ["--json", "--method", "budget_shares", "--set", "completion=none", "--set", "quorum=3"]

    done = app.test_cli_runner().invoke(args=["count", str(KATOWICE), *asked])

    election = files.read(
        KATOWICE, method="budget_shares", settings={"completion": "none", "quorum": "3"}
    )
    assert done.exit_code == 0
    assert json.loads(done.output) == count(election).as_json()


@pytest.mark.parametrize(
    "more", [["--method", "chance"], ["--set", "seats=0"], ["--set", "colour=red"]]
)
def test_a_refusal_is_one_line_and_exit_code_two(app: Flask, more: list[str]) -> None:
    done = app.test_cli_runner().invoke(args=["count", str(DROOP), *more])

    assert done.exit_code == 2
    assert len(done.output.splitlines()) == 1


def test_a_missing_file_is_named_once(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "nowhere.blt"

    done = app.test_cli_runner().invoke(args=["count", str(path)])

    assert (done.exit_code, done.output.count(str(path))) == (2, 1)
