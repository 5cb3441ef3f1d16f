"""Photos and documents: judged by content, stripped, and served safely."""

import struct
import zlib
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from plumbing.database.session import db
from plumbing.web import Invalid
from proposals.attachments.pictures import picture
from proposals.models import Attachment, AttachmentContent, Phase
from tests.cast import Linde
from tests.conftest import SignIn
from tests.proposals.conftest import GARDEN, Garden

FILES = f"{GARDEN}/bijlagen"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
NOTE = "Gemaakt bij Lindelaan 12"


def photo(width: int = 64, height: int = 32, kind: str = "JPEG", **kept: object) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "green").save(file, kind, **kept)
    return file.getvalue()


def photo_with_a_past() -> bytes:
    """Taken on its side, with a place, a camera, a comment and a note in it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera van Joost"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 1.0), 3: "E", 4: (5.0, 7.0, 1.0)})
    return photo(exif=exif, comment=NOTE.encode(), xmp=f"<x>{NOTE}</x>".encode())


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 60,000 by 60,000."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IEND", b"")


def send(
    client: FlaskClient, content: bytes, name: str = "tuin.jpg", alt: str = "Het gras."
) -> TestResponse:
    answer = client.post(FILES, data={"file": (BytesIO(content), name), "alt": alt})
    answer.request.environ["wsgi.input"].close()
    return answer


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_as_webp_in_two_sizes(
    browser: SignIn, cast: Linde, garden: Garden, session: Session, kind: str
) -> None:
    send(browser(cast.joost), photo(2400, 1200, kind), "wat.exe")

    rows = session.scalars(select(AttachmentContent)).all()
    sizes = {row.size: Image.open(BytesIO(row.content)).size for row in rows}
    assert sizes == {"large": (1600, 800), "small": (720, 360)}
    assert {row.media_type for row in rows} == {"image/webp"}


def test_place_camera_and_every_note_are_gone_and_it_stands_upright() -> None:
    whole = photo_with_a_past()

    kept = picture(whole)

    assert (kept.width, kept.height) == (32, 64)
    assert b"Camera" in whole
    for content in kept.contents.values():
        image = Image.open(BytesIO(content))
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()
        assert b"Camera" not in content
        assert NOTE.encode() not in content


def test_what_can_be_seen_through_becomes_white() -> None:
    file = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(file, "PNG")

    kept = picture(file.getvalue())

    image = Image.open(BytesIO(kept.contents["large"])).convert("RGB")
    assert min(image.getpixel((5, 5))) > 250  # type: ignore[arg-type]


def test_a_large_flat_picture_does_not_fill_the_memory() -> None:
    with pytest.raises(Invalid):
        picture(photo(6000, 5000, kind="PNG"))


@pytest.mark.parametrize("broken", [bomb(), photo()[:200], b"\xff\xd8\xff" + b"x" * 50])
def test_bombs_and_broken_photos_are_refused(broken: bytes) -> None:
    with pytest.raises(Invalid):
        picture(broken)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"\x00\x00\x00\x18ftypheic" + b"x" * 40, "foto.jpg", "formaat HEIC"),
        (b"MZ\x90\x00", "foto.jpg", "Dit is geen foto"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "foto.svg", "Dit is geen foto"),
        (b"GIF89a" + b"x" * 40, "foto.gif", "Dit is geen foto"),
        (b"<html>%PDF-", "brief.pdf", "Dit is geen foto"),
        (b"", "leeg.jpg", "Kies eerst een foto of een PDF."),
        (b"%PDF-" + b"x" * (10 * 1024 * 1024), "dik.pdf", "groter dan 10 MB"),
        (bomb(), "bom.png", "Deze foto is te groot."),
        (b"\xff\xd8\xff" + b"x" * 50, "stuk.jpg", "Deze foto is stuk."),
    ],
)
def test_what_is_no_photo_and_no_pdf_is_refused_with_a_sentence(
    browser: SignIn,
    cast: Linde,
    garden: Garden,
    session: Session,
    content: bytes,
    name: str,
    sentence: str,
) -> None:
    answer = send(browser(cast.joost), content, name)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert session.scalars(select(Attachment)).all() == []


def test_a_photo_says_what_can_be_seen(browser: SignIn, cast: Linde, garden: Garden) -> None:
    answer = send(browser(cast.joost), photo(), alt=" ")

    assert answer.status_code == 422
    assert "Schrijf in een zin wat er op de foto staat." in answer.text


@pytest.mark.parametrize(
    ("content", "most", "sentence"),
    [(photo(), 5, "Er staan al 5 foto’s bij."), (PDF, 3, "Er staan al 3 documenten bij.")],
)
def test_there_is_room_for_five_photos_and_three_documents(
    browser: SignIn, cast: Linde, garden: Garden, content: bytes, most: int, sentence: str
) -> None:
    client = browser(cast.joost)
    for _ in range(most):
        assert send(client, content).status_code == 303

    answer = send(client, content)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_pdf_is_handed_out_as_a_file_that_can_do_nothing(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    send(browser(cast.joost), PDF, '../../et"c/plan\r\nX: y.html', alt="")

    answer = browser(cast.fatma).get(f"{FILES}/1")

    assert answer.data == PDF
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert ".html" not in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_photo_is_handed_out_in_the_size_that_is_asked(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    send(browser(cast.joost), photo(2400, 1200))

    small = browser(cast.fatma).get(f"{FILES}/1?maat=klein")
    large = browser(cast.fatma).get(f"{FILES}/1?maat=groot")

    assert Image.open(BytesIO(small.data)).width == 720
    assert Image.open(BytesIO(large.data)).width == 1600
    assert small.mimetype == "image/webp"
    assert small.headers["Cache-Control"].startswith("private")


def test_a_browser_that_has_it_already_gets_nothing_again(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    send(browser(cast.joost), photo())
    first = browser(cast.fatma).get(f"{FILES}/1")

    again = browser(cast.fatma).get(f"{FILES}/1", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.data == b""


def test_only_who_may_read_the_proposal_gets_its_files(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    send(browser(cast.joost), photo())

    assert browser(cast.bram).get(f"{FILES}/1").status_code == 404
    assert browser().get(f"{FILES}/1").status_code == 404
    garden.proposal.phase = Phase.DRAFT
    assert browser(cast.henk).get(f"{FILES}/1").status_code == 404


def test_only_the_author_adds_describes_and_removes(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    send(browser(cast.joost), photo())

    for other in (cast.henk, cast.marleen, cast.sanne):
        assert browser(other).get(FILES).status_code == 403
        assert send(browser(other), photo()).status_code == 403
        assert browser(other).post(f"{FILES}/1/verwijdering").status_code == 403
    browser(cast.joost).post(f"{FILES}/1", data={"alt": "De bakken."})
    assert session.scalars(select(Attachment.alt)).all() == ["De bakken."]
    browser(cast.joost).post(f"{FILES}/1/verwijdering")
    assert session.scalars(select(AttachmentContent)).all() == []


def test_a_description_cannot_be_emptied(browser: SignIn, cast: Linde, garden: Garden) -> None:
    send(browser(cast.joost), photo())

    assert browser(cast.joost).post(f"{FILES}/1", data={"alt": ""}).status_code == 422


def test_while_a_decision_runs_nothing_is_added(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    garden.proposal.phase = Phase.DECISION

    assert send(browser(cast.joost), photo()).status_code == 409


def test_a_photo_is_read_before_it_is_anybodys_turn_to_write(
    app: Flask, browser: SignIn, cast: Linde, garden: Garden
) -> None:
    client = browser(cast.joost)
    with app.app_context(), db.writing() as session:
        session.execute(text("SELECT 1"))

        answer = send(client, photo()[:200])

    assert answer.status_code == 422
    assert "Deze foto is stuk." in answer.text
