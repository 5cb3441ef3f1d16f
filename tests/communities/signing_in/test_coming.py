"""Coming in by a letter: QR or digits, "Bent u …", and at once the ballot."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities import events
from communities.models import Membership
from communities.signing_in import guessing
from communities.signing_in.letter_codes import LetterKey, make_codes
from decisions.models import Decision
from decisions.votes import Participation
from plumbing.clock import clock_at
from tests.cast import START, Linde
from tests.conftest import SignIn
from tests.decisions.scenes import CLOSING, CONSENT, address, nonce_of, opened


@pytest.fixture(autouse=True)
def calm(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody guessed before, and no test waits."""
    app.extensions["guesses"].storage.reset()
    monkeypatch.setattr(guessing, "sleep", lambda _seconds: None)
    yield
    app.extensions["guesses"].storage.reset()


@pytest.fixture
def decision(app: Flask, session: Session, cast: Linde) -> Decision:
    return opened(app, session, cast)


def key_of(app: Flask, session: Session, member: Membership) -> LetterKey:
    with app.app_context():
        (key,) = make_codes(session, [member], None)
    session.commit()
    return key


def scan(client: FlaskClient, key: LetterKey, **ticks: str) -> str:
    """Open the QR's address and say yes; where one lands."""
    client.get(f"/kom/{key.token}")
    return client.post(f"/kom/{key.token}", data=ticks).headers["Location"]


def test_qr_asks_whether_it_is_you_and_spends_nothing(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    key = key_of(app, session, cast.fatma)

    for _ in range(2):
        page = browser().get(f"/kom/{key.token}")

        assert page.status_code == 200
        assert "Bent u Fatma Yıldız?" in page.text


def test_yes_lands_on_the_ballot_which_says_u(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    client = browser()

    path = scan(client, key_of(app, session, cast.fatma))

    assert path == f"/g/linde/besluiten/{decision.number}-{decision.slug}/stem"
    ballot = client.get(path).text
    assert "Geen scherm laat zien wat u stemt." in ballot
    assert "wat je stemt" not in ballot


def test_letter_works_again_until_it_is_replaced(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    key = key_of(app, session, cast.fatma)
    scan(browser(), key)

    assert browser().get(f"/kom/{key.token}").status_code == 200
    key_of(app, session, cast.fatma)
    assert browser().get(f"/kom/{key.token}").status_code == 410


def test_a_page_that_is_not_there_says_u_after_a_letter_and_je_otherwise(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    by_letter = browser()
    scan(by_letter, key_of(app, session, cast.fatma))

    assert "Of u bent niet ingelogd" in by_letter.get("/g/nergens").text
    assert "Of je bent niet ingelogd" in browser(cast.fatma).get("/g/nergens").text


@pytest.mark.parametrize("write", ["{}", " {} ", "{}-", "code {}"])
def test_digits_are_as_good_however_they_are_typed(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision, write: str
) -> None:
    key = key_of(app, session, cast.fatma)
    client = browser()

    asked = client.post("/kom", data={"code": write.format(key.grouped)}, follow_redirects=True)

    assert "Bent u Fatma Yıldız?" in asked.text
    assert key.code not in asked.request.url
    landed = client.post("/kom/naam")
    assert landed.headers["Location"].endswith("/stem")


def test_arabic_digits_are_digits(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    key = key_of(app, session, cast.fatma)
    arabic = key.code.translate({48 + digit: 0x660 + digit for digit in range(10)})

    assert browser().post("/kom", data={"code": arabic}).status_code == 303


def test_typed_code_is_forgotten_after_ten_minutes(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    client = browser()
    client.post("/kom", data={"code": key_of(app, session, cast.fatma).code})

    with clock_at(START + timedelta(minutes=11)):
        assert client.get("/kom/naam").headers["Location"] == "/kom"
        assert client.post("/kom/naam").headers["Location"] == "/kom"


def test_wrong_code_of_anybody_gets_the_same_answer(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    old = key_of(app, session, cast.fatma)
    key_of(app, session, cast.fatma)

    never_made = browser().post("/kom", data={"code": "00000000"})
    replaced = browser().post("/kom", data={"code": old.code})

    assert never_made.status_code == replaced.status_code == 422
    assert "Deze code klopt niet, of hij werkt niet meer." in never_made.text
    assert never_made.text.count("Deze code") == replaced.text.count("Deze code")


@pytest.mark.parametrize("digits", ["", "123", "1234567", "123456789"])
def test_another_number_of_digits_is_no_code(app: Flask, browser: SignIn, digits: str) -> None:
    page = browser().post("/kom", data={"code": digits})

    assert page.status_code == 422
    assert "Een code heeft 8 cijfers." in page.text


def test_a_hall_that_types_right_codes_is_never_refused(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    key = key_of(app, session, cast.fatma)

    for _ in range(130):
        assert browser().post("/kom", data={"code": key.code}).status_code == 303


def test_who_guesses_must_wait_but_her_qr_still_works(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    key = key_of(app, session, cast.fatma)
    client = browser()
    for number in range(guessing.ONE_RANGE[0].amount):
        client.post("/kom", data={"code": f"{number:08}"})

    waits = client.post("/kom", data={"code": key.code})

    assert waits.status_code == 429
    assert "Wacht tien minuten" in waits.text
    assert client.get(f"/kom/{key.token}").status_code == 200


def test_short_digits_belong_to_a_screen(
    app: Flask, browser: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_a_screen(_session: Session, code: str) -> str | None:
        return "/scherm/4321" if code == "4321" else None

    monkeypatch.setattr(events, "screen_codes", [of_a_screen])

    assert browser().get("/kom/4321").headers["Location"] == "/scherm/4321"
    assert browser().post("/kom", data={"code": "43 21"}).headers["Location"] == "/scherm/4321"
    assert browser().get("/kom/1234").status_code == 422


def test_page_opens_in_her_language_whoever_used_this_device(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    cast.fatma.person.language = "en"
    key = key_of(app, session, cast.fatma)
    client = browser()
    client.set_cookie("taal", "nl", domain="gehoord.test")

    assert '<html lang="en"' in client.get(f"/kom/{key.token}").text
    client.post("/taal", data={"language": "nl", "next": f"/kom/{key.token}"})
    assert '<html lang="nl"' in client.get(f"/kom/{key.token}").text


def test_shared_phone_forgets_after_the_vote(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    client = browser()
    path = scan(client, key_of(app, session, cast.fatma), shared="1")
    form = {"nonce": nonce_of(client.get(path)), "choice": "voorstel=1"}

    after = client.post(path, data=form)

    assert after.headers["Location"] == "/kom/klaar"
    receipt = client.get("/kom/klaar")
    assert "Uw stem telt mee." in receipt.text
    assert "Volgende persoon" in receipt.text
    assert "Fatma" not in receipt.text
    assert decision.title not in receipt.text
    assert client.get(path).status_code == 404
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(Participation)) == 1


def test_an_answer_on_a_shared_phone_is_called_one(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    opened(app, session, cast, CONSENT)
    client = browser()
    path = scan(client, key_of(app, session, cast.fatma), shared="1")
    form = {"nonce": nonce_of(client.get(path)), "choice": "voorstel=1"}

    client.post(path, data=form)

    assert "Uw antwoord telt mee." in client.get("/kom/klaar").text


def test_ballot_on_a_shared_phone_leaves_no_draft(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    client = browser()
    path = scan(client, key_of(app, session, cast.fatma), shared="1")

    page = client.get(path)

    assert "hx-post" not in page.text.partition('id="ballot"')[2].partition("</form>")[0]
    assert "data-draft=" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_session_of_a_shared_phone_is_short(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    client = browser()
    key = key_of(app, session, cast.fatma)
    client.get(f"/kom/{key.token}")

    signed_in = client.post(f"/kom/{key.token}", data={"shared": "1"})

    kept = [line for line in signed_in.headers.getlist("Set-Cookie") if "gehoord=" in line]
    assert kept
    assert not any("Expires" in line for line in kept)
    with clock_at(START + timedelta(minutes=21)):
        assert client.get(signed_in.headers["Location"]).headers["Location"] == "/kom"


def test_letter_without_that_tick_stays_signed_in(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    client = browser()
    path = scan(client, key_of(app, session, cast.fatma))
    form = {"nonce": nonce_of(client.get(path)), "choice": "voorstel=1"}

    receipt = client.post(path, data=form, follow_redirects=True)

    assert "Uw stem telt mee." in receipt.text
    with clock_at(START + timedelta(hours=2)):
        assert client.get(path).status_code == 200


def test_meelezer_is_counted_once_and_named_nowhere(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    client = browser()
    path = scan(client, key_of(app, session, cast.fatma), accompanied="1")
    ballot = client.get(path)
    form = {"nonce": nonce_of(ballot), "choice": "voorstel=1"}

    client.post(path, data=form)
    client.post(path, data=form)
    again = {"nonce": nonce_of(client.get(f"{path}?opnieuw=1")), "choice": "voorstel=-1"}
    client.post(path, data=again)

    assert "U kiest zelf. Uw meelezer mag alleen voorlezen." in ballot.text
    session.expire_all()
    assert decision.rounds[-1].accompanied == 1


def test_without_a_meelezer_nothing_is_counted(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    client = browser()
    path = scan(client, key_of(app, session, cast.fatma))

    client.post(path, data={"nonce": nonce_of(client.get(path)), "choice": "voorstel=1"})

    session.expire_all()
    assert decision.rounds[-1].accompanied == 0


def test_after_closing_a_letter_leads_home(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    key = key_of(app, session, cast.fatma)

    with clock_at(CLOSING + timedelta(minutes=1)):
        assert scan(browser(), key) == "/"
        late = browser(cast.fatma).get(address(decision, "/stem"))

    assert late.status_code == 303


def test_done_without_a_vote_leads_to_the_code(browser: SignIn) -> None:
    assert browser().get("/kom/klaar").headers["Location"] == "/kom"
