"""The count file: read strictly, written faithfully, and counted from the command line."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from voting import Ballot, CountFileError, Election, ElectionOption, Roll, count
from voting.__main__ import main
from voting.files import count_file as files

EXAMPLE: dict[str, Any] = {
    "format": "gehoord-count/1",
    "method": "dots",
    "settings": {"dots": 5, "max_per_option": 2},
    "roll": {"eligible": 40, "present": 31},
    "options": [{"id": "a", "label": "Bench", "cost": 900}],
    "ballots": [{"marks": {"a": 2}, "count": 3}],
}


def written(**changes: object) -> bytes:
    return json.dumps({**EXAMPLE, **changes}).encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "telling.json"
    found.write_bytes(written())
    return found


def test_the_example_of_the_format_counts_as_it_says() -> None:
    result = count(files.read(written())).as_json()

    assert isinstance(result.pop("explanation"), list)
    assert result == {
        "method": "dots",
        "status": "chosen",
        "winners": ["a"],
        "tied": [],
        "standings": [{"option": "a", "place": 1, "value": 6, "voters": 3}],
        "ballots": {
            "eligible": 40,
            "present": 31,
            "cast": 3,
            "valid": 3,
            "blank": 0,
            "invalid": 0,
        },
        "quorum": {"required": 0, "met": True},
        "rounds": [],
        "invalid": [],
    }


def test_a_motion_has_one_round_with_all_its_counts() -> None:
    motion = written(method="majority", settings={}, ballots=[{"marks": {"a": 1}}, {"marks": {}}])

    result = count(files.read(motion)).as_json()

    expected = {
        "stage": 1,
        "action": "final",
        "values": {"for": 1, "against": 0, "blank": 1, "invalid": 0},
        "elected": [],
        "eliminated": [],
        "from": None,
        "transferred": {},
        "exhausted": 0,
        "rounding": 0,
        "lot": None,
    }
    assert result["rounds"] == [expected]


def test_what_may_be_left_out_has_its_default() -> None:
    short = {"format": "gehoord-count/1", "method": "majority"}
    lists = {"options": [{"id": "a"}], "ballots": [{"marks": {}}]}

    election = files.read(json.dumps(short | lists).encode())

    assert election.roll == Roll(1, None)
    assert election.options == (ElectionOption("a", "a"),)
    assert election.ballots == (Ballot({}, 1),)


@pytest.mark.parametrize("mark", ["true", "2.0", '"2"', "null", "[1]", "NaN", "1e3"])
def test_a_mark_that_is_no_whole_number_makes_the_ballot_invalid(mark: str) -> None:
    ballots = f'"ballots": [{{"marks": {{}}}}, {{"marks": {{"a": {mark}}}, "count": 3}}]}}'
    content = json.dumps({**EXAMPLE, "ballots": []})[:-1].replace('"ballots": []', ballots[:-1])

    result = count(files.read(f"{content}}}".encode()))

    assert (result.ballots.invalid, result.ballots.blank) == (3, 1)
    assert (result.invalid[0].line, result.invalid[0].count) == (2, 3)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"format": "gehoord-count/2"}, "format"),
        ({"method": "chance"}, "method"),
        ({"method": None}, "method"),
        ({"options": []}, "options"),
        ({"options": {"id": "a"}}, "options"),
        ({"options": [{"id": "a"}, {"id": "a"}]}, "options 2"),
        ({"options": [{"id": 1}]}, "options 1 id"),
        ({"options": [{"id": "a", "cost": -1}]}, "options 1 cost"),
        ({"options": [{"id": "a", "cost": True}]}, "options 1 cost"),
        ({"options": [{"id": "a", "cost": "much"}]}, "options 1 cost"),
        ({"options": [{"id": "a", "label": 7}]}, "options 1 label"),
        ({"method": "consent", "options": [{"id": "a"}, {"id": "b"}]}, "options"),
        ({"ballots": None}, "ballots"),
        ({"ballots": [3]}, "ballots 1"),
        ({"ballots": [{"marks": {}}, {"count": 2}]}, "ballots 2 marks"),
        ({"ballots": [{"marks": ["a"]}]}, "ballots 1 marks"),
        ({"ballots": [{"marks": {}, "count": 0}]}, "ballots 1 count"),
        ({"ballots": [{"marks": {}, "count": 1.0}]}, "ballots 1 count"),
        ({"ballots": [{"marks": {}, "count": True}]}, "ballots 1 count"),
        ({"ballots": [{"marks": {}, "count": "2"}]}, "ballots 1 count"),
        ({"roll": {"present": 3}}, "roll eligible"),
        ({"roll": {"eligible": 2}}, "roll"),
        ({"roll": {"eligible": 40, "present": 41}}, "roll"),
        ({"roll": {"eligible": 40, "present": -1}}, "roll present"),
        ({"roll": None}, "roll"),
        ({"settings": []}, "settings"),
        ({"settings": {"colour": "red"}}, "colour"),
        ({"settings": {"dots": 0}}, "dots"),
        ({"settings": {"quorum": 0.5}}, "quorum"),
        ({"settings": {"quorum_of": "present"}, "roll": {"eligible": 9}}, "quorum_of"),
        (
            {"method": "majority", "settings": {"base": "present"}, "roll": {"eligible": 9}},
            "base",
        ),
    ],
)
def test_an_unusable_file_says_where(changes: dict[str, object], where: str) -> None:
    with pytest.raises(CountFileError) as refusal:
        files.read(written(**changes))

    assert refusal.value.where == where
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\x00\xff",
        b"{",
        b"[" * 100_000,
        b'{"a": ' + b"9" * 5000 + b"}",
        b"1e99999999999",
    ],
)
def test_what_is_no_count_file_is_refused(content: bytes) -> None:
    with pytest.raises(CountFileError):
        files.read(content)


def test_a_broken_line_is_named_by_its_number() -> None:
    with pytest.raises(CountFileError, match="regel 2"):
        files.read(b'{"format": "gehoord-count/1",\n oops}')


def test_a_name_given_twice_is_refused() -> None:
    twice = written().replace(b'{"a": 2}', b'{"a": 2, "a": 1}')

    with pytest.raises(CountFileError, match="twee keer"):
        files.read(twice)


def test_half_a_character_in_a_name_is_refused() -> None:
    with pytest.raises(CountFileError, match="options 1 id"):
        files.read(written(options=[{"id": "\ud800"}]))


def test_a_file_in_latin_1_or_with_a_mark_in_front_is_read() -> None:
    content = json.dumps({**EXAMPLE, "options": [{"id": "a", "label": "Café"}]}, ensure_ascii=False)

    for raw in (content.encode(), content.encode("latin-1"), content.encode("utf-8-sig")):
        assert files.read(raw).options[0].label == "Café"


@pytest.mark.parametrize(
    ("raw", "cost"), [("12.10", Fraction(121, 10)), ("900", 900), ('"7/3"', Fraction(7, 3))]
)
def test_a_cost_is_exact(raw: str, cost: Fraction) -> None:
    content = written().replace(b"900", raw.encode())

    election = files.read(content)

    assert election.options[0].cost == cost
    assert files.read(files.dumps(election).encode()) == election


def test_what_is_written_is_read_again_as_it_was() -> None:
    election = Election(
        method="majority",
        options=(ElectionOption("a", "Bank", Fraction(5, 2)), ElectionOption("b", "Schommel")),
        settings={"threshold": "2/3", "quorum": "1/2"},
        roll=Roll(40, 31),
        ballots=(Ballot({"a": 1}, 3), Ballot({}, 2), Ballot({"a": 1, "b": 1}, 1)),
    )

    assert files.read(files.dumps(election).encode()) == election


def test_an_invalid_ballot_stays_invalid_when_written_again() -> None:
    election = files.read(written(ballots=[{"marks": {"a": 2.5}}]))

    again = files.read(files.dumps(election).encode())

    assert count(again).ballots == count(election).ballots


def test_method_and_settings_can_be_overridden(path: Path) -> None:
    election = files.read(path, method="majority", settings={"quorum": "1/2"})

    assert count(election).status == "no_quorum"


def test_the_command_prints_the_result_as_json(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main([str(path), "--json"])

    assert status == 0
    assert json.loads(capsys.readouterr().out) == count(files.read(path)).as_json()


def test_the_command_prints_a_page_to_read(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_bytes(written(ballots=[{"marks": {"a": 2}, "count": 3}, {"marks": {"z": 1}}]))

    main([str(path), "--set", "quorum=2"])

    assert capsys.readouterr().out.splitlines() == [
        "Uitslag: gekozen",
        "",
        "  1  Bench       6",
        "",
        "Van de 40 mensen: 4 stemmen, 3 geldig, 0 blanco.",
        "Er moeten 2 mensen meedoen.",
        "4 stemden, 2 waren nodig.",
        "We tellen van elke keuze alle stippen op.",
        "Bench: 6 stippen, van 3 mensen.",
        "1 stem is ongeldig en telt niet mee.",
        "Gekozen: Bench.",
        "Ongeldig, stem 2 (1 keer): Kies alleen uit de keuzes die op het stembriefje staan.",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--method", "chance"],
        ["--set", "dots=none"],
        ["--set", "dots"],
        ["--set", "use_all=yes", "--set", "dots=7"],
    ],
)
def test_the_command_refuses_in_one_line(
    path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status = main([str(path), *arguments])

    assert status == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_line_of_the_file_is_called_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "votes.blt"
    file.write_text("2 1\n# opmerking\n1 1 1 0\n2 2 0\n0\n")

    main([str(file)])

    assert "Ongeldig, regel 3 (1 keer): " in capsys.readouterr().out


def test_a_missing_file_is_one_line_and_exit_code_two(tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "voting", str(tmp_path / "nowhere.json")]

    done = subprocess.run(asked, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_a_mark_that_equals_a_good_one_but_is_no_whole_number_stays_invalid() -> None:
    """One, true and 1.0 are equal to Python and not to the rules."""
    marks: list[object] = [1, True, 1.0, 1, [1], Fraction(1)]
    election = Election(
        method="approval",
        options=(ElectionOption("a", "Bank"),),
        settings={},
        roll=Roll(6),
        ballots=tuple(Ballot({"a": mark}) for mark in marks),
    )

    result = count(election)

    assert (result.ballots.valid, [one.line for one in result.invalid]) == (2, [2, 3, 5, 6])


def test_a_terminal_without_the_letters_still_gets_the_result(tmp_path: Path) -> None:
    path = tmp_path / "telling.json"
    path.write_bytes(written(options=[{"id": "a", "label": "Café 🌳"}]))

    asked = [sys.executable, "-m", "voting", str(path)]
    poor = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    done = subprocess.run(asked, capture_output=True, text=True, check=True, env=poor)

    assert "Caf\\xe9" in done.stdout
