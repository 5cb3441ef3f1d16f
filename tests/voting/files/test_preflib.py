"""PrefLib's orders: strict and with ties, complete and not, counted as Schulze."""

import pytest

from voting import CountFileError, count
from voting.files import count_file as files

HEAD = "# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Ali\n# ALTERNATIVE NAME 2: Bo\n"


def marks(text: str, extension: str = ".toc") -> list[tuple[dict[str, object], int]]:
    election = files.read((HEAD + text).encode(), extension=extension)
    return [(dict(found), times) for found, times in election.ballots]


@pytest.mark.parametrize("extension", [".soc", ".soi", ".toc", ".toi"])
def test_every_kind_of_order_is_read(extension: str) -> None:
    assert marks("4: 2,1,3\n", extension) == [({"2": 1, "1": 2, "3": 3}, 4)]


def test_equals_stand_in_braces_and_an_order_may_stop() -> None:
    assert marks("2: {1,3},2\n1: 3\n") == [({"1": 1, "3": 1, "2": 2}, 2), ({"3": 1}, 1)]


def test_names_are_labels_and_a_missing_one_is_its_number() -> None:
    election = files.read((HEAD + "1: 1\n").encode(), extension=".soi")

    assert election.method == "schulze"
    assert [(o.id, o.label) for o in election.options] == [("1", "Ali"), ("2", "Bo"), ("3", "3")]


@pytest.mark.parametrize("order", ["1,1", "{1,1}", "1,{2,1}", "9"])
def test_a_repeated_or_unknown_option_makes_an_order_invalid(order: str) -> None:
    result = count(files.read(f"{HEAD}3: {order}\n5: 2,1,3\n".encode(), extension=".toi"))

    assert (result.ballots.invalid, result.winners) == (3, ("2",))


def test_an_order_that_is_invalid_for_its_method_is_found_by_its_line() -> None:
    """Six lines of remarks, then equals, which a run-off does not take."""
    remarks = ["# FILE NAME: x.toi", "# TITLE: x", "# DATA TYPE: toi", "# NUMBER ALTERNATIVES: 2"]
    names = ["# ALTERNATIVE NAME 1: Ali", "# ALTERNATIVE NAME 2: Bo"]
    content = "\n".join([*remarks, *names, "3: {1,2}", "1: 1,2"]).encode()

    result = count(files.read(content, method="ranked", extension=".toi"))

    assert [(one.line, one.count) for one in result.invalid] == [(7, 3)]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (HEAD + "x: 1,2\n", "regel 4"),
        (HEAD + "0: 1,2\n", "regel 4"),
        (HEAD + "-1: 1,2\n", "regel 4"),
        (HEAD + "1 1,2\n", "regel 4"),
        (HEAD + "1: {1,2\n", "regel 4"),
        (HEAD + "1: a,b\n", "regel 4"),
        (HEAD + "# ALTERNATIVE NAME 1: Weer\n1: 1\n", "regel 4"),
        (HEAD + "# ALTERNATIVE NAME 4: Te veel\n1: 1\n", "bestand"),
        ("1: 1,2\n", "bestand"),
        ("# NUMBER ALTERNATIVES: -3\n1: 1\n", "regel 1"),
        ("", "bestand"),
    ],
)
def test_what_is_no_order_is_refused_with_its_place(text: str, where: str) -> None:
    with pytest.raises(CountFileError) as refused:
        files.read(text.encode(), extension=".soc")

    assert refused.value.where == where
