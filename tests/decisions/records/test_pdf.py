"""The record on paper: the same words and numbers, for the same readers."""

import io
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy.orm import Session

from communities.models import Visibility
from decisions.records.lines import LineKind, RecordLine, RecordPaper, RecordPart
from decisions.records.pdf import pdf_of
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.recorded import recorded
from tests.decisions.scenes import address

RECORDED_AT = datetime(2026, 5, 13, 11, 0, tzinfo=UTC)


def read(content: bytes) -> str:
    """The text of a PDF, with single spaces."""
    pages = PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def paper(*lines: RecordLine) -> RecordPaper:
    return RecordPaper("De Linde, besluit 1: Moestuin", "Besluit van 11 mei", ("Ja.",), "",
                 (RecordPart("Uitslag", lines),))  # fmt: skip


def test_the_paper_says_what_the_page_says(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = recorded(app, session, cast, browser)

    answer = browser(cast.fatma).get(address(decision, "/besluit.pdf"))

    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    name = f"besluit-{decision.number}-moestuin-op-het-gras.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["X-Robots-Tag"] == "noindex"
    words = read(answer.data)
    for expected in (
        "Besluit van 11 mei",
        "Er komt een moestuin op het gras, met ruimte voor de goals.",
        "Aangenomen",
        "Voor 4",
        "Tegen 1",
        "Blanco 1",
        "Deden mee, van de 6 die mochten stemmen 6",
        "6 van de 6",
        "Gespreksleider: Marleen de Wit.",
        "De kinderen die er spelen vroegen we niet.",
        "Vingerafdruk",
    ):
        assert expected in words, (expected, words)


def test_a_visitor_reads_no_name_on_paper_either(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    cast.community.visibility = Visibility.PUBLIC
    decision = recorded(app, session, cast, browser)

    words = read(browser().get(address(decision, "/besluit.pdf")).data)

    assert "Gespreksleider: een buurtgenoot." in words
    assert "Marleen" not in words
    assert "Sanne" not in words


def test_the_paper_is_tagged_and_knows_its_language_and_title(house: Flask) -> None:
    with house.test_request_context():
        made = PdfReader(io.BytesIO(pdf_of(paper(), "buren", RECORDED_AT)))

    assert "/StructTreeRoot" in made.root_object
    assert str(made.root_object["/Lang"]).startswith("nl")
    assert made.metadata is not None
    assert made.metadata.title == "De Linde, besluit 1: Moestuin, Besluit van 11 mei"


def test_equal_papers_are_equal_files(house: Flask) -> None:
    with house.test_request_context():
        first, second = (pdf_of(paper(), "buren", RECORDED_AT) for _ in range(2))

    assert first == second


@pytest.mark.parametrize(
    "typed",
    ['#panic("ha")', "$x^2$ *vet* _schuin_", "@verwijzing <naam>", "= Kop", 'a"b\\c', "// weg"],
)
def test_what_was_typed_is_never_a_command(house: Flask, typed: str) -> None:
    with house.test_request_context():
        words = read(pdf_of(paper(RecordLine(LineKind.TEXT, typed)), "buren", RECORDED_AT))

    assert typed in words


def test_names_from_turkey_stay_in_the_letters_of_the_house(house: Flask) -> None:
    with house.test_request_context():
        lines = (
            RecordLine(LineKind.SAID, "“Nane için yer?”", "Fatma Yıldız, Ağa"),
            RecordLine(LineKind.TURNOUT, heard=31, total=80),
        )
        made = pdf_of(paper(*lines), "buren", RECORDED_AT)

    assert "Fatma Yıldız, Ağa" in read(made)
    fonts, _unembedded = PdfReader(io.BytesIO(made)).pages[0]._get_fonts()
    assert fonts
    assert all("AtkinsonHyperlegibleNext" in font for font in fonts), fonts


def test_a_name_in_arabic_is_printed_in_letters_that_have_it(app: Flask) -> None:
    with app.test_request_context():
        made = pdf_of(paper(RecordLine(LineKind.TEXT, "محمد العربي")), "buren", RECORDED_AT)

    resources: Any = PdfReader(io.BytesIO(made)).pages[0]["/Resources"]
    fonts = [str(font.get_object()["/BaseFont"]) for font in resources["/Font"].values()]
    assert any("IBMPlexSansArabic" in name for name in fonts)


def test_the_steps_of_a_count_are_numbered_on_paper(house: Flask) -> None:
    steps = RecordLine(LineKind.STEPS, steps=("Boom valt af.", "Bank is gekozen."))

    with house.test_request_context():
        words = read(pdf_of(paper(steps), "buren", RECORDED_AT))

    assert "1. Boom valt af. 2. Bank is gekozen." in words
