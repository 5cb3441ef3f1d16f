"""Files that were made to hurt: one clear line, exit code 2, and soon."""

import json
import time
from pathlib import Path

import pytest

from voting.__main__ import main

COUNT = {"format": "gehoord-count/1", "method": "approval", "options": [{"id": "a"}]}
PB = (
    "META\nkey;value\nbudget;1\nvote_type;approval\nPROJECTS\nproject_id;cost\n{}\nVOTES\nid;vote\n"
)
MANY = 100_000
LONG = "1 " * 2_500_000


def ours(**changes: object) -> bytes:
    return json.dumps({**COUNT, "ballots": [], **changes}).encode()


HOSTILE = {
    "five-megabytes-in-a-line.blt": f"2 1\n{LONG}0\n0\n".encode(),
    "five-megabytes-in-a-line.pb": (PB.format("a;1") + "1;" + "a," * 2_500_000).encode(),
    "five-megabytes-in-a-line.toc": f"# NUMBER ALTERNATIVES: 2\n1: {LONG}".encode(),
    "five-megabytes-in-a-line.json": b'"' + b"a" * 5_000_000,
    "five-megabytes-of-brackets.json": b"[" * 5_000_000,
    "many-options.blt": f"{MANY} 1\n0\n".encode(),
    "many-options.pb": PB.format("\n".join(f"p{n};1" for n in range(MANY))).encode(),
    "many-options.soc": f"# NUMBER ALTERNATIVES: {MANY}\n1: 1\n".encode(),
    "many-options.json": ours(options=[{"id": str(n)} for n in range(MANY)]),
    "no-options.json": ours(options=[]),
    "no-options.pb": PB.replace("{}\n", "").encode(),
    "no-options.blt": b"0 1\n0\n",
    "twice.json": ours(options=[{"id": "a"}, {"id": "a"}]),
    "twice.pb": PB.format("a;1\na;2").encode(),
    "below-nought.json": ours(ballots=[{"marks": {"a": 1}, "count": -3}]),
    "below-nought-cost.json": ours(options=[{"id": "a", "cost": -5}]),
    "below-nought-roll.json": ours(roll={"eligible": -1}),
    "below-nought.blt": b'2 1\n-5 1 0\n0\n"A"\n"B"\n',
    "below-nought.pb": PB.format("a;-1").encode(),
    "huge-number.json": b'{"format": "gehoord-count/1", "method": ' + b"9" * 10_000 + b"}",
    "no-number.json": ours(options=[{"id": "a", "cost": float("nan")}]),
    "half-a-character.json": ours(options=[{"id": "\ud800"}]),
    "sixteen-bits.json": json.dumps(COUNT).encode("utf-16"),
    "noughts.json": b"\0" * 1000,
    "noughts.blt": b"\0" * 1000,
    "picture.pb": bytes(range(256)) * 40,
    "picture.toc": bytes(range(256)) * 40,
    "empty.json": b"",
    "empty.soi": b"",
    "a-list.json": b"[]",
    "unknown.json": ours(settings={"colour": "red"}),
    "roll-without-eligible.json": ours(roll={"present": 3}),
    "more-than-the-roll.json": ours(ballots=[{"marks": {}, "count": 3}], roll={"eligible": 2}),
    "more-present.json": ours(roll={"eligible": 2, "present": 3}),
    "present-unknown.json": ours(settings={"quorum_of": "present"}),
    "several-in-consent.json": ours(method="consent", options=[{"id": "a"}, {"id": "b"}]),
    "several-in-gradients.json": ours(method="gradients", options=[{"id": "a"}, {"id": "b"}]),
    "no-budget.json": ours(method="budget_greedy", options=[{"id": "a", "cost": 1}]),
    "no-cost.json": ours(method="budget_shares", settings={"budget": 3}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_in_one_line_that_says_where(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    begun = time.process_time()

    status = main([str(path)])

    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert len(said.err) < 400 + len(str(path))
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("none.json", ours()),
        ("none.blt", b'2 1\n0\n"A"\n"B"\n"C"\n'),
        ("none.pb", PB.format("a;1").encode()),
        ("none.soc", b"# NUMBER ALTERNATIVES: 2\n"),
    ],
)
def test_without_ballots_nothing_is_decided(
    name: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    status = main([str(path), "--json"])

    assert status == 0
    assert json.loads(capsys.readouterr().out)["status"] == "undecided"


@pytest.mark.parametrize("mark", ["true", "2.0", '"2"', "null", "1e3", "[]", "-1", "1" + "0" * 50])
def test_a_mark_that_is_no_whole_number_or_out_of_range_is_invalid(
    mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mark.json"
    path.write_bytes(ours(ballots=[{"marks": {"a": "?"}}]).replace(b'"?"', mark.encode()))

    assert main([str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ballots"]["invalid"] == 1
