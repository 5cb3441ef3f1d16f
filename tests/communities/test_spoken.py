"""Somebody may speak a language that the pages do not; she is then written to in Dutch."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.joining.bringing_in import invite
from communities.signing_in.letter_codes import make_codes
from communities.spoken import language_called
from plumbing.mail import Mail
from plumbing.words.language import LANGUAGES
from tests.cast import Linde
from tests.conftest import SignIn


def test_each_language_of_the_interface_is_known_by_its_own_name_anywhere() -> None:
    assert {language_called(name) for name in LANGUAGES.values()} == set(LANGUAGES)


def test_a_code_counts_only_where_a_language_is_asked() -> None:
    assert (language_called("pl"), language_called("pl", is_asked=True)) == ("", "pl")


def test_mail_to_who_reads_polish_is_dutch(app: Flask, session: Session, cast: Linde) -> None:
    cast.fatma.person.language = "pl"

    with app.test_request_context():
        invite(session, cast.community, cast.fatma)
    session.commit()

    mail = session.scalars(select(Mail)).one()
    assert mail.subject == f"Je bent lid van {cast.community.name}"


def test_her_pages_are_there_and_keep_what_she_speaks(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    cast.fatma.person.language = "pl"
    session.commit()
    fatma = browser(cast.fatma)

    page = fatma.get("/g/linde/ik").text
    fatma.post("/g/linde/ik", data={"name": "Fatma", "language": "pl"})
    session.refresh(cast.fatma.person)

    assert '<html lang="nl"' in page
    assert '<option value="pl" selected>Pools</option>' in page
    assert cast.fatma.person.language == "pl"
    assert "Pools" in browser(cast.marleen).get(f"/g/linde/leden/{cast.fatma.id}").text


def test_by_letter_she_reads_dutch(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    cast.fatma.person.language = "pap"
    with app.app_context():
        (key,) = make_codes(session, [cast.fatma], None)
    session.commit()

    assert '<html lang="nl"' in browser().get(f"/kom/{key.token}").text
