"""Sentences: Dutch by themselves, and in any language of a catalogue."""

import ast
import re
from fractions import Fraction
from pathlib import Path

import pytest

import voting
from voting import METHODS, Ballot, Election, ElectionOption, Roll, count
from voting.report import lines
from voting.words import NN_, say, say_number


def test_a_number_chooses_singular_or_plural() -> None:
    texts = NN_("%(num)s stem", "%(num)s stemmen")

    assert [str(say_number(texts, n)) for n in (0, 1, 2)] == ["0 stemmen", "1 stem", "2 stemmen"]


def test_a_per_cent_sign_in_a_value_is_left_alone() -> None:
    assert str(say("%(option)s is gekozen.", option="100% groen")) == "100% groen is gekozen."


def test_a_sentence_within_a_sentence_is_translated_too() -> None:
    english = {"%(votes)s voor": "%(votes)s for", "stem": "vote", "stemmen": "votes"}
    sentence = say("%(votes)s voor", votes=say_number(("stem", "stemmen"), 2))

    translated = sentence.render(
        lambda text, **values: english[text] % values,
        lambda text, plural, n, **values: english[text if n == 1 else plural],
    )

    assert translated == "votes for"


def test_money_is_bare_by_itself_and_written_by_who_knows_the_currency() -> None:
    sentence = say("Kost %(cost)s. Over: %(left)s.", cost=Fraction(1200), left=Fraction(25, 2))

    written = sentence.render(
        lambda text, **values: text % {name: f"€ {value}" for name, value in values.items()},
        lambda text, plural, n, **values: text,
    )

    assert str(sentence) == "Kost 1.200. Over: 12,50."
    assert written == "Kost € 1200. Over: € 25/2."


def test_every_sentence_is_marked_for_the_catalogue() -> None:
    for path in Path(voting.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                literal = node.args and isinstance(node.args[0], ast.Constant | ast.Tuple)
                assert not (node.func.id in {"say", "say_number"} and literal), path


@pytest.mark.parametrize("method", METHODS)
def test_one_is_never_more_than_one(method: str) -> None:
    """Whatever the method says about one voter with one vote or point for one option."""
    way = METHODS[method]
    settings: dict[str, object] = {"budget": "10"} if way.needs_costs else {}
    options = (ElectionOption("a", "Keuze", 1 if way.needs_costs else None),)
    more: tuple[dict[str, object], ...] = ({}, {"quorum": "1/2"}, {"aggregate": "mean"})
    for extra in more:
        election = Election(method, options, settings | extra, Roll(1), (Ballot({"a": 1}),))

        result = count(election)

        said = [*map(str, result.explanation), *lines(election, result)]
        wrong = [
            each
            for each in said
            if re.search(r"(?<![\d,.])1 (mensen|stemmen|punten|stippen|antwoorden)\b", each)
        ]
        assert wrong == []
