"""Files as they come, and as somebody malicious makes them: read, or refused in a sentence."""

import io
import zipfile
from collections.abc import Sequence

import pytest
from flask import Flask
from openpyxl import Workbook

from communities.joining.people_files import text_of
from communities.joining.people_list import rows_of
from plumbing.web import Invalid

LIST = "Naam;Mail\r\nFatma Yıldız;fatma@example.org\r\nRenée Bos;renee@example.org\r\n"
WESTERN = "Naam;Mail\r\nRenée Bos;renee@example.org\r\n’t Hooft;h@example.org\r\n"


def _book(rows: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _packed(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return written.getvalue()


def _unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {part: packed.read(part) for part in packed.namelist()}


def _names(content: bytes) -> list[str]:
    return [row.name for row in rows_of(text_of(content))]


def _refusal(app: Flask, content: bytes) -> str:
    with app.test_request_context(), pytest.raises(Invalid) as refused:
        text_of(content)
    return refused.value.errors["file"]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_each_way_of_writing_unicode_is_read(coding: str) -> None:
    bom = b"\xfe\xff" if coding == "utf-16-be" else b""

    assert _names(bom + LIST.encode(coding)) == ["Fatma Yıldız", "Renée Bos"]


def test_csv_of_excel_on_windows_is_read() -> None:
    assert _names(WESTERN.encode("cp1252")) == ["Renée Bos", "’t Hooft"]


def test_the_separator_that_excel_writes_above_it_is_obeyed() -> None:
    assert _names(b"sep=,\r\nNaam,Mail\r\nFatma,f@example.org\r\n") == ["Fatma"]


def test_line_ends_within_a_cell_do_not_make_two_people() -> None:
    assert _names(b'Naam;Straat\r\n"Fatma\nY.";"Linde\nlaan 3"\r\n') == ["Fatma Y."]


def test_a_spreadsheet_is_read() -> None:
    (row,) = rows_of(text_of(_book([["Naam", "Straat", "Nummer"], ["Fatma", "Lindelaan", 3]])))

    assert (row.name, row.street, row.house_number) == ("Fatma", "Lindelaan", "3")


def test_a_formula_is_text_and_never_counted() -> None:
    (row,) = rows_of(text_of(_book([["Naam", "Telefoon"], ["Fatma", "=1+1"]])))

    assert row.phone == "=1+1"


def test_empty_rows_between_people_cost_nothing() -> None:
    book = Workbook()
    book.active["A1"], book.active["A1048576"] = "Fatma", "Nobody looks there"
    written = io.BytesIO()
    book.save(written)

    assert _names(written.getvalue()) == ["Fatma"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(app: Flask) -> None:
    bomb = _packed({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": bytes(60_000_000)})

    assert len(bomb) < 100_000
    assert "uitgepakt te groot" in _refusal(app, bomb)


def test_a_zip_that_lies_about_its_size_is_refused(app: Flask) -> None:
    honest = _book([["Fatma"] * 3] * 2000)
    size = len(_unpacked(honest)["xl/worksheets/sheet1.xml"]).to_bytes(4, "little")

    lying = honest.replace(size, (10).to_bytes(4, "little"))

    assert lying != honest
    assert "kunnen we niet lezen" in _refusal(app, lying)


def test_a_file_that_refers_to_itself_is_refused(app: Flask) -> None:
    parts = _unpacked(_book([["Fatma"]]))
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    )

    assert "kunnen we niet lezen" in _refusal(app, _packed(parts | {"xl/workbook.xml": laughs}))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Dit bestand is leeg."),
        (b" \r\n;;\r\n", "Dit bestand is leeg."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "kunnen we niet lezen"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "oud Excel-bestand"),
        (b"PK\x03\x04 and nothing more", "kunnen we niet lezen"),
        (_packed({"a.txt": b"hello"}), "kunnen we niet lezen"),
        (b"Piet\n" * 5002, "Hoogstens 5000 mensen"),
        (b'"' + b"x" * 200_000, "kunnen we niet lezen"),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(
    app: Flask, content: bytes, sentence: str
) -> None:
    assert sentence in _refusal(app, content)
