"""A pasted list, read as people meant it; and what is wrong or doubtful about each line."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from communities.joining.people_checks import Judged, There, judge
from communities.joining.people_list import ListedPerson, folded, rows_of
from communities.typed_text import RISKY, clean, defused
from plumbing.web import Invalid

FATMA = ("Fatma Yıldız", "fatma@example.org", "0612345678", "Lindelaan", "3")
HEADED = "naam{0}mail{0}telefoon{0}straat{0}nummer\n"


def _cells(row: ListedPerson) -> tuple[str, ...]:
    return row.name, row.email, row.phone, row.street, row.house_number


def _judged(app: Flask, text: str, *there: There) -> list[Judged]:
    with app.test_request_context():
        return judge(rows_of(text), there)


@pytest.mark.parametrize("separator", ["\t", ";", ",", "|"])
@pytest.mark.parametrize("heading", [True, False], ids=["headed", "bare"])
def test_any_common_separator_will_do(separator: str, heading: bool) -> None:
    line = separator.join(FATMA)

    rows = rows_of((HEADED.format(separator) if heading else "") + line)

    assert [_cells(row) for row in rows] == [FATMA]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("Piet", ("Piet", "", "", "", "")),
        ("Piet Jansen <piet@example.org>", ("Piet Jansen", "piet@example.org", "", "", "")),
        ("piet@example.org Piet Jansen", ("Piet Jansen", "piet@example.org", "", "", "")),
        ("Piet; Lindelaan 12a", ("Piet", "", "", "Lindelaan", "12a")),
        ("Piet; Lindelaan; 12-2", ("Piet", "", "", "Lindelaan", "12-2")),
        ("Piet, 06-12 34 56 78", ("Piet", "", "06-12 34 56 78", "", "")),
        ("Piet\t+31 6 12345678\t1234 AB", ("Piet", "", "+31 6 12345678", "", "")),
        ("Piet, Lindelaan 12, 1234 AB Den Haag", ("Piet", "", "", "Lindelaan", "12")),
        ("  Piet\u00a0Jansen\u200b ;", ("Piet Jansen", "", "", "", "")),
    ],
)
def test_each_cell_is_known_by_its_shape(line: str, cells: tuple[str, ...]) -> None:
    (row,) = rows_of(line)

    assert _cells(row) == cells


def test_who_types_by_hand_may_change_separators() -> None:
    rows = rows_of("Fatma; Lindelaan 3\nJoost, joost@example.org\nHenk; Lindelaan 5")

    assert [row.name for row in rows] == ["Fatma", "Joost", "Henk"]
    assert rows[1].email == "joost@example.org"


def test_addresses_out_of_a_mail_are_a_list_too() -> None:
    rows = rows_of("Fatma <f@example.org>, Joost <j@example.org>, h@example.org")

    assert [(row.name, row.email) for row in rows] == [
        ("Fatma", "f@example.org"),
        ("Joost", "j@example.org"),
        ("", "h@example.org"),
    ]


def test_names_behind_each_other_are_a_list_too() -> None:
    assert [row.name for row in rows_of("Fatma, Joost, Henk Visser")] == [
        "Fatma",
        "Joost",
        "Henk Visser",
    ]


def test_parts_of_a_name_are_put_together() -> None:
    (row,) = rows_of("Voornaam;Tussenvoegsel;Achternaam;Taal\nMarleen;de;Wit;Engels")

    assert (row.name, row.language) == ("Marleen de Wit", "en")


def test_lines_keep_the_number_they_were_pasted_with() -> None:
    assert [row.line for row in rows_of("Naam\n\nFatma\n\n\nJoost")] == [3, 6]


@pytest.mark.parametrize("text", ["", "  \n \n", "naam;mail\n", "x\n" * 5001, "x" * 900_001])
def test_nobody_and_too_many_are_refused(app: Flask, text: str) -> None:
    with app.test_request_context(), pytest.raises(Invalid):
        rows_of(text)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        rows = rows_of(text + "\nFatma")
    except Invalid as invalid:
        raise AssertionError(invalid) from None

    assert rows


@given(st.text(max_size=40))
def test_a_defused_cell_is_no_formula_and_comes_back_as_it_was(text: str) -> None:
    cell = clean(text)

    assert not defused(cell).startswith(RISKY)
    assert clean(defused(cell)) == cell


@pytest.mark.parametrize(
    "name", ["می\u200cلاد", "ශ්\u200dරී", "ക\u0d4d\u200d", "👩\u200d🚀 Vera", "❤\ufe0f\u200d🔥"]
)
def test_a_joiner_stays_where_a_name_is_written_with_it(name: str) -> None:
    assert clean(f" {name}") == name
    assert rows_of(f"{name};a@example.org")[0].name == name


@pytest.mark.parametrize(
    "typed",
    [
        "Jan\u200d",
        "\u200cJan",
        "J\u200dan",
        "Jan \u200d\u200c",
        "\u202eJan\u202c\u2066",
        "Ja\u200bn",
    ],
)
def test_what_cannot_be_seen_makes_no_other_name(typed: str) -> None:
    assert clean(typed) == "Jan"


def test_a_name_is_the_same_with_a_joiner_and_without() -> None:
    assert folded("می\u200cلاد") == folded("میلاد")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("naam;mail\n;a@example.org", "Er staat geen naam."),
        ("naam\n12", "is geen naam."),
        ("Piet;piet@x", "is geen mailadres."),
        ("Piet;a@example.org\nHenk;A@example.org", "staat ook op regel 1."),
        ("x" * 121, "is te lang."),
        ("Piet;nora@example.org", "Dit mailadres is al van Nora."),
    ],
)
def test_what_is_wrong_is_said_at_the_line(app: Flask, text: str, sentence: str) -> None:
    nora = There("Nora", "nora@example.org", "", "Lindelaan", "9")

    judged = _judged(app, text, nora)

    assert sentence in judged[-1].wrong[-1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Piet\nPIET ", "Deze naam staat ook op regel 1."),
        ("Nora", "Iemand die zo heet, is al lid."),
        ("=1+1 Piet", "lijkt op een formule."),
        ("Piet;Lindelaan 3;wat is dit", "We weten niet wat “wat is dit” is."),
        ("naam;nummer\nPiet;3", "Bij nummer 3 staat geen straat."),
        ("A;Lindelaan 1\nB;Lindelaan 2\nC;Lindelan 3", "Bedoel je “Lindelaan”?"),
        ("C;Lindelan 3", "Bedoel je “Lindelaan”?"),
        ("Piet 06", "In deze naam staat een cijfer."),
    ],
)
def test_what_is_doubtful_is_asked(app: Flask, text: str, sentence: str) -> None:
    nora = There("Nora", "nora@example.org", "", "Lindelaan", "9")

    judged = _judged(app, text, nora)

    assert judged[-1].wrong == []
    assert sentence in judged[-1].doubts[-1]


@pytest.mark.parametrize(
    "text",
    [
        "A;Lindelaan 1\nB;Kade 2",
        "A;1e Kade 1\nB;2e Kade 1",
        "A;Lindelaan 1\nB;Lindelan 2\nC;Lindelan 3\nD;Lindelaan 4",
    ],
)
def test_streets_that_may_well_both_be_there_are_let_be(app: Flask, text: str) -> None:
    assert all(one.doubts == [] for one in _judged(app, text))


def test_a_street_where_nobody_else_lives_is_asked(app: Flask) -> None:
    text = "A;Lindelaan 1\nB;Lindelaan 2\nC;Kade 2\nD;Kade 4\nE;Appelweg 4"

    *others, last = _judged(app, text)

    assert last.doubts == ["“Appelweg” kennen we nog niet. Klopt de straat?"]
    assert all(one.doubts == [] for one in others)


def test_a_list_of_scattered_people_is_let_be(app: Flask) -> None:
    text = "A;Lindelaan 1\nB;Kade 2\nC;Appelweg 4\nD;Peerstraat 5\nE;Kersplein 6"

    assert all(one.doubts == [] for one in _judged(app, text))


@pytest.mark.parametrize("text", ["Nora;nora@example.org", "nora;Lindelaan 9", "Nora;LINDELAAN;9"])
def test_who_is_there_with_all_of_it_is_passed_over(app: Flask, text: str) -> None:
    nora = There("Nora", "nora@example.org", "", "Lindelaan", "9")

    (one,) = _judged(app, text, nora)

    assert one.is_there
    assert (one.wrong, one.doubts) == ([], [])


@pytest.mark.parametrize(
    ("spoken", "code"),
    [
        ("Pools", "pl"),
        ("polski", "pl"),
        ("Polish", "pl"),
        ("Oekraïens", "uk"),
        ("Українська", "uk"),
        ("Tigrinya", "ti"),
        ("Somalisch", "so"),
        ("Koerdisch", "ku"),
        ("Riffijns", "rif"),
        ("Papiaments", "pap"),
        ("Sranantongo", "srn"),
        ("Dari", "fa"),
        ("TÜRKÇE", "tr"),
        ("العربية", "ar"),
        ("pl", "pl"),
    ],
)
def test_a_column_of_languages_is_read_by_their_names(spoken: str, code: str) -> None:
    (row,) = rows_of(f"Naam;Taal\nOla Nowak;{spoken}")

    assert (row.language, row.rest) == (code, [])


def test_no_language_is_left_for_somebody_to_look_at() -> None:
    (row,) = rows_of("Naam;Taal\nOla Nowak;Hoog")

    assert (row.language, row.rest) == ("", ["Hoog"])


def test_a_language_stands_behind_what_else_is_known_of_somebody() -> None:
    (row,) = rows_of("Ola Nowak; ola@example.org; Pools")

    assert (row.name, row.language) == ("Ola Nowak", "pl")


def test_a_first_name_is_no_language() -> None:
    rows = rows_of("De Vries; Frans\nBakker; Ga; ga@example.org")

    assert [row.language for row in rows] == ["", ""]
