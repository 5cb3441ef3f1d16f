"""Values come from one place, and are changed by making another, whatever they are made of."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from plumbing.values import Struct, replace

HOUSE = Path(__file__).parents[2]
ROOMS = ("api", "communities", "decisions", "demo", "home", "meetings", "plumbing", "proposals")


class Sample(Struct, frozen=True):
    """As values of the house are made."""

    name: str
    number: int = 1


@dataclass(frozen=True)
class PlainSample:
    """As values of `representation` are made, which runs on Python alone."""

    name: str
    number: int = 1


@pytest.mark.parametrize("kind", [Sample, PlainSample])
def test_a_value_is_changed_by_making_another(kind: type[Sample] | type[PlainSample]) -> None:
    value = kind("De Linde")

    changed = replace(value, number=2)

    assert (changed, value) == (kind("De Linde", 2), kind("De Linde", 1))


def test_what_is_no_field_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        replace(Sample("De Linde"), colour="green")


def test_values_have_one_import() -> None:
    elsewhere = re.compile(
        r"^(from|import) (msgspec|voting\.values)|dataclasses import.*replace", re.M
    )

    files = [file for room in ROOMS for file in (HOUSE / room).rglob("*.py")]

    assert {file.name for file in files if elsewhere.search(file.read_text())} == {"values.py"}
