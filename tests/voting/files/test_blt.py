"""`.blt`: read as it is meant or refused with the line, never misread."""

import pytest

from tests.voting.shared_ballots import DROOP
from voting import CountFileError, count
from voting.files import count_file as files


def text(*ballots: str, seats: int = 1, names: bool = True) -> bytes:
    labels = ['"Ali"', '"Bo"', '"Cas"', '"Wie wordt het?"'] if names else []
    return "\n".join([f"3 {seats}", *ballots, "0", *labels]).encode()


def marks(content: bytes, method: str | None = None) -> list[tuple[dict[str, object], int]]:
    election = files.read(content, method=method, extension=".blt")
    return [(dict(found), times) for found, times in election.ballots]


def test_options_are_their_numbers_with_their_names_as_labels() -> None:
    election = files.read(text("4 1 2 0", "3 3 0"), extension=".blt")

    assert election.method == "ranked"
    assert [(o.id, o.label) for o in election.options] == [("1", "Ali"), ("2", "Bo"), ("3", "Cas")]
    assert marks(text("4 1 2 0", "3 3 0")) == [({"1": 1, "2": 2}, 4), ({"3": 1}, 3)]


def test_more_seats_are_counted_by_the_single_transferable_vote() -> None:
    election = files.read(text("4 1 2 0", seats=2), extension=".blt")

    assert (election.method, election.settings["seats"]) == ("stv", 2)


def test_who_withdrew_leaves_the_options_and_the_ballots() -> None:
    election = files.read(text("-2", "4 2 1 0", "1 2 0"), extension=".blt")

    result = count(election)
    assert [option.id for option in election.options] == ["1", "3"]
    assert [dict(found) for found, _ in election.ballots] == [{"1": 1}, {}]
    assert (result.winners, result.ballots.blank) == (("1",), 1)


def test_several_withdraw_on_one_line_or_on_more() -> None:
    for lines in (["-2 -3"], ["-2", "-3"]):
        election = files.read(text(*lines, "1 2 3 1 0"), extension=".blt")

        assert [option.id for option in election.options] == ["1"]


def test_skipped_marks_close_up() -> None:
    assert marks(text("1 - 2 - 1 0")) == [({"2": 1, "1": 2}, 1)]


def test_an_empty_ballot_is_blank_and_weight_nought_is_skipped() -> None:
    result = count(files.read(text("5 0", "0 1 0", "2 1 0"), extension=".blt"))

    assert (result.ballots.cast, result.ballots.blank, result.winners) == (7, 5, ("1",))


@pytest.mark.parametrize("ballot", ["1 1 2 1 0", "1 1 1 0", "1 7 0", "1 1 9 0"])
def test_a_repeated_or_unknown_option_makes_a_ballot_invalid(ballot: str) -> None:
    result = count(files.read(text(ballot, "2 2 0"), extension=".blt"))

    assert (result.ballots.invalid, result.winners) == (1, ("2",))
    assert [one.line for one in result.invalid] == [2]


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (text("1.5 1 0"), "regel 2"),
        (text("1 1 0", "1/2 1 0"), "regel 3"),
        (text("1 1=2 0"), "regel 2"),
        (text("1 1 2"), "regel 2"),
        (text("1 1 x 0"), "regel 2"),
        (text("1 1 -2 0"), "regel 2"),
        (text("-4", "1 1 0"), "regel 2"),
        (b"3\n1 1 0\n0\n", "regel 1"),
        (b"3 0\n0\n", "regel 1"),
        (b"-3 1\n0\n", "regel 1"),
        (b"3 1\n1 1 0\n", "bestand"),
        (b"", "bestand"),
        (b'3 1\n1 1 0\n0\n"Ali"\n', "regel 4"),
        (b"3 1\n1 1 0\n0\nAli\n", "regel 4"),
        (b"2 1\n1 1 0\n0\n1 2 0\nAli\nBo\n", "regel 4"),
        (b'2 1\n1 1 0\n0\n"Ali" Bo\nCas\n', "regel 4"),
        (b"2 1\n1 1 0\n0\nAli\nBo\nTitel\nCas\n", "regel 7"),
    ],
)
def test_what_could_be_misread_is_refused_with_its_line(content: bytes, where: str) -> None:
    with pytest.raises(CountFileError) as refused:
        files.read(content, extension=".blt")

    assert refused.value.where == where


def test_equal_ranks_are_read_for_a_method_that_allows_them() -> None:
    assert marks(text("1 1=2 3 0"), method="schulze") == [({"1": 1, "2": 1, "3": 2}, 1)]


def test_without_names_the_numbers_serve() -> None:
    election = files.read(text("1 1 0", names=False), extension=".blt")

    assert [option.label for option in election.options] == ["1", "2", "3"]


def test_names_may_stand_without_quotation_marks_one_to_a_line() -> None:
    """As councils publish them: Perth and Kinross did so for its by-election of 2020."""
    content = (
        b"3 1\r\n4 1 2 0\r\n3 3 0\r\n0\r\n"
        b"Ali O'Neil (Con)\r\nBo de Wit # 2\r\nCas\r\nWard 12, 2020\r\n"
    )

    election = files.read(content, extension=".blt")

    labels = [option.label for option in election.options]
    assert labels == ["Ali O'Neil (Con)", "Bo de Wit # 2", "Cas"]
    assert count(election).winners == ("1",)


def test_quotation_marks_may_be_there_for_some() -> None:
    content = b'2 1\n1 1 0\n0\nAli\n"Bo"\n# tot zover\n"Titel"\n'

    assert [one.label for one in files.read(content, extension=".blt").options] == ["Ali", "Bo"]


def test_latin_1_windows_lines_and_comments_are_read() -> None:
    content = '2 1 # twee\r\n1 2 0\r\n0\r\n"Zoë"\r\n"Bo"\r\n"Titel"\r\n'.encode("latin-1")

    election = files.read(content, extension=".BLT")

    assert [option.label for option in election.options] == ["Zoë", "Bo"]


def test_the_shared_election_looks_back_a_stage_for_its_tie() -> None:
    """`droop_weak_defeat.blt`: B and C equal at 3 in round 2, B had fewer, D and E are elected."""
    result = count(files.read(DROOP))

    out = [stage.eliminated for stage in result.rounds if stage.eliminated]
    assert out[:2] == [("1",), ("2",)]
    assert (result.status, set(result.winners)) == ("chosen", {"4", "5"})
