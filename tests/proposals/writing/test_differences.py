"""What changed between two texts."""

from hypothesis import given
from hypothesis import strategies as st

from proposals.models import Version
from proposals.writing.differences import Change, difference, differences

TEXTS = st.text(alphabet="ab .\n", max_size=60)


def version(**fields: object) -> Version:
    empty = dict.fromkeys(("summary", "what", "why", "hands", "place", "settled", "origin"), "")
    return Version(**{"title": "Tuin", "money_cents": None, **empty, **fields})


def test_only_the_words_that_changed_are_marked() -> None:
    pieces = difference("Het hele gras wordt tuin.", "Het halve gras wordt tuin.")

    assert [(piece.change, piece.text) for piece in pieces] == [
        (Change.SAME, "Het"),
        (Change.GONE, " hele"),
        (Change.NEW, " halve"),
        (Change.SAME, " gras wordt tuin."),
    ]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back_from_the_pieces(older: str, newer: str) -> None:
    pieces = difference(older, newer)

    assert "".join(each.text for each in pieces if each.change is not Change.NEW) == older
    assert "".join(each.text for each in pieces if each.change is not Change.GONE) == newer


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(piece.change is Change.SAME for piece in difference(text, text))


def test_very_long_texts_are_shown_whole() -> None:
    pieces = difference("woord " * 5000, "ander " * 5000)

    assert [piece.change for piece in pieces] == [Change.GONE, Change.NEW]


def test_fields_that_were_never_filled_in_are_left_out() -> None:
    found = differences(version(what="Een tuin."), version(what="Een tuin.", money_cents=1250))

    assert [(each.field, each.newer, each.is_changed) for each in found] == [
        ("title", "Tuin", False),
        ("what", "Een tuin.", False),
        ("money_cents", "€ 12,50", True),
    ]


def test_whole_sentences_say_what_went_and_what_came() -> None:
    (found,) = [
        each
        for each in differences(
            version(what="Vier bakken. Het hele gras wordt tuin."),
            version(what="Vier bakken. Zes meter blijft vrij."),
        )
        if each.is_changed
    ]

    assert found.gone == "Het hele gras wordt tuin."
    assert found.new == "Zes meter blijft vrij."


def test_two_words_between_changes_are_no_island() -> None:
    pieces = difference("Het hele gras wordt tuin.", "Zes meter gras blijft vrij.")

    assert [piece.change for piece in pieces] == [Change.GONE, Change.NEW]
