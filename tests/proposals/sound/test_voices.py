"""Voices: said aloud, written down by a neighbour, explained in another language."""

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from plumbing.web import Invalid
from proposals.sound.recordings import OF_A_CONTRIBUTION, OF_AN_EXPLANATION
from proposals.sound.sounds import MOST_BYTES, unpack
from proposals.threads import Contribution
from proposals.voices import Explanation, Sound, SoundContent
from tests.cast import Linde
from tests.conftest import SignIn
from tests.proposals.conftest import GARDEN, Garden
from tests.proposals.recordings import length, memo, tone

TALK = f"{GARDEN}/gesprek"
EXPLAINED = f"{GARDEN}/uitleg"


def send(client: FlaskClient, path: str, sound: bytes | None, **fields: str) -> TestResponse:
    files = {} if sound is None else {"sound": (BytesIO(sound), "opname.webm")}
    answer = client.post(path, data=fields | files)
    answer.request.environ["wsgi.input"].close()
    return answer


def say(client: FlaskClient, seconds: float = 1) -> TestResponse:
    return send(client, TALK, tone(seconds), kind="idea", body="", language="tr")


def newest(session: Session) -> Contribution:
    session.expire_all()
    return session.scalars(select(Contribution).order_by(Contribution.id.desc())).first()  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("codec", "form"), [("libopus", "webm"), ("libopus", "ogg"), ("aac", "mp4"), ("flac", "flac")]
)
def test_whatever_a_phone_records_becomes_one_kind_of_file(
    app: Flask, codec: str, form: str
) -> None:
    with app.test_request_context():
        kept = unpack(memo(2, codec, form), OF_A_CONTRIBUTION)

    assert kept.startswith(b"ID3")
    assert length(kept) == pytest.approx(2, abs=0.2)


def test_what_a_phone_tells_about_itself_is_gone(app: Flask) -> None:
    sent = memo(1, "aac", "mp4", title="Lindelaan 12", comment="Lindelaan 12")

    with app.test_request_context():
        kept = unpack(sent, OF_A_CONTRIBUTION)

    assert b"Lindelaan" in sent
    assert b"Lindelaan" not in kept


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Neem eerst iets op"),
        (b"%PDF-1.7", "geen opname"),
        (b"ID3" + bytes(4000), "geen opname"),
        (b"RIFF" + b"x" * 400, "geen opname"),
        (b"\x1aE\xdf\xa3" + b"a" * 90, "geen opname"),
        (b"ID3" + bytes(MOST_BYTES), "groter dan 10 MB"),
    ],
)
def test_what_is_no_recording_gets_a_clear_sentence(
    app: Flask, content: bytes, sentence: str
) -> None:
    with app.test_request_context(), pytest.raises(Invalid, match=sentence):
        unpack(content, OF_AN_EXPLANATION)


def test_a_recording_that_lasts_too_long_is_refused_and_the_words_are_kept(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    answer = send(browser(cast.fatma), TALK, tone(65), kind="idea", body="Munt!", language="nl")

    assert answer.status_code == 422
    assert "langer dan 60 seconden" in answer.text
    assert "Munt!" in answer.text
    assert session.scalar(select(func.count()).select_from(Sound)) == 0


def test_a_neighbour_writes_down_what_was_said_and_the_speaker_says_it_is_right(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    say(browser(cast.fatma))
    spoken = newest(session)
    assert "Nog niemand schreef dit op." in browser(cast.piet).get(GARDEN).text

    browser(cast.piet).post(f"{TALK}/{spoken.id}/woorden", data={"body": "Ik wil munt en bonen."})
    asked = browser(cast.fatma).get(GARDEN).text
    browser(cast.fatma).post(f"{TALK}/{spoken.id}/bevestiging")

    page = browser(cast.henk).get(GARDEN).text
    assert "schreef op wat jij zei. Klopt dit?" in asked
    assert "“Ik wil munt en bonen.”" in page
    assert f'/gesprek/geluid/{spoken.sound_id}"' in page
    assert "Opgeschreven door Piet" in page
    assert "Zo bedoel ik het" in page


def test_the_speaker_can_say_it_was_not_meant_so(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    say(browser(cast.fatma))
    spoken = newest(session)
    browser(cast.piet).post(f"{TALK}/{spoken.id}/woorden", data={"body": "Ik wil mist."})

    refused = browser(cast.henk).post(f"{TALK}/{spoken.id}/andere-woorden").status_code
    browser(cast.fatma).post(f"{TALK}/{spoken.id}/andere-woorden")

    assert refused == 403
    assert newest(session).body == ""
    assert newest(session).sound_id is not None


def test_a_voice_is_written_down_once(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    say(browser(cast.fatma))
    path = f"{TALK}/{newest(session).id}/woorden"

    browser(cast.piet).post(path, data={"body": "Eerst."})
    late = browser(cast.henk).post(path, data={"body": "Later."})

    assert late.status_code == 409
    assert newest(session).body == "Eerst."


def test_who_spoke_can_take_her_voice_away(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    say(browser(cast.fatma))
    spoken = newest(session)
    offered = browser(cast.fatma).get(GARDEN).text

    browser(cast.fatma).post(f"{TALK}/{spoken.id}/verwijdering")

    assert "Haal dit weg" in offered

    assert session.scalar(select(func.count()).select_from(SoundContent)) == 0
    assert newest(session).hidden_at is not None


def test_a_voice_is_played_in_pieces_and_safely(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    say(browser(cast.fatma))
    path = f"{TALK}/geluid/{newest(session).sound_id}"

    piece = browser(cast.henk).get(path, headers={"Range": "bytes=0-2"})

    assert piece.status_code == 206
    assert piece.data == b"ID3"
    assert piece.mimetype == "audio/mpeg"
    assert "sandbox" in piece.headers["Content-Security-Policy"]
    assert browser(cast.bram).get(path).status_code == 404


def test_what_is_hidden_is_not_heard(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    say(browser(cast.fatma))
    spoken = newest(session)
    browser(cast.marleen).post(f"{TALK}/{spoken.id}/verberging", data={"reason": "Schelden."})

    path = f"{TALK}/geluid/{spoken.sound_id}"
    statuses = [browser(who).get(path).status_code for who in (cast.henk, cast.fatma, cast.marleen)]

    assert statuses == [404, 200, 200]


def test_a_neighbour_explains_in_another_language_in_words_and_voice(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    send(browser(cast.fatma), EXPLAINED, tone(1), language="tr", words="Bir bahçe istiyoruz.")

    page = browser(cast.henk).get(GARDEN).text
    sound_id = session.scalar(select(Explanation.sound_id))
    assert "Turks, door Fatma" in page
    assert 'lang="tr" dir="auto"><p>Bir bahçe istiyoruz.' in page
    assert f'/gesprek/geluid/{sound_id}"' in page


def test_an_explanation_needs_words_or_a_voice(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    answer = send(browser(cast.fatma), EXPLAINED, None, language="tr", words="")

    assert answer.status_code == 422
    assert "Schrijf iets op, of neem iets op." in answer.text
    assert session.scalar(select(func.count()).select_from(Explanation)) == 0


def test_only_its_maker_takes_an_explanation_away_and_a_facilitator_hides_it(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    for words in ("Bir", "Iki"):
        send(browser(cast.fatma), EXPLAINED, tone(1), language="tr", words=words)
    first, second = session.scalars(select(Explanation.id).order_by(Explanation.id))

    refused = browser(cast.henk).post(f"{EXPLAINED}/{first}/verwijdering").status_code
    browser(cast.fatma).post(f"{EXPLAINED}/{first}/verwijdering")
    browser(cast.marleen).post(f"{EXPLAINED}/{second}/verberging", data={"reason": "Stuurt."})

    page = browser(cast.henk).get(GARDEN).text
    assert refused == 403
    assert "Bir" not in page
    assert "Iki" not in page
    assert session.scalar(select(func.count()).select_from(Sound)) == 1
