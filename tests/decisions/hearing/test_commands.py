"""Checking a panel or a count from a file, on the command line."""

import json
from pathlib import Path

import pytest
from flask import Flask

COUNTS = {
    "format": "gehoord-hear/1",
    "members": 12,
    "settings": {},
    "attributes": [
        {
            "name": "wonen",
            "ordered": False,
            "unknown": {"members": 0, "heard": 0},
            "values": [
                {"value": "huur", "members": 5, "heard": 0},
                {"value": "koop", "members": 7, "heard": 6},
            ],
        }
    ],
}
BALLOTS = {
    "format": "gehoord-count/1",
    "method": "majority",
    "options": [{"id": "voorstel", "label": "Moestuin"}],
    "ballots": [{"marks": {"voorstel": 1}, "count": 3}],
}


@pytest.mark.parametrize(
    ("command", "content", "found"),
    [("hear", COUNTS, '"verdict": "missing"'), ("count", BALLOTS, '"status": "adopted"')],
)
def test_a_file_is_judged_without_any_database(
    app: Flask, tmp_path: Path, command: str, content: dict[str, object], found: str
) -> None:
    file = tmp_path / "aantallen.json"
    file.write_text(json.dumps(content))

    done = app.test_cli_runner().invoke(args=[command, str(file), "--json"])

    assert done.exit_code == 0, done.output
    assert found in done.stdout


def test_counts_that_contradict_each_other_end_with_one_line(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "aantallen.json"
    file.write_text(json.dumps(COUNTS | {"members": 3}))

    done = app.test_cli_runner().invoke(args=["hear", str(file)])

    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert "wonen" in done.stderr
