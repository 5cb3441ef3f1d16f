"""One member's page for who brings people in: how to reach her, her code, all of it logged."""

import re
from datetime import timedelta

from communities.questions.question import Answer, ask
from flask import Flask
from sqlalchemy.orm import Session

from communities import log
from communities.models import Declaration
from communities.signing_in.letter_codes import find_by_token, make_codes
from decisions.invitations.letters import write_letters
from decisions.roll import Delivery, Invitation
from plumbing.clock import now
from tests.cast import Linde
from tests.conftest import Queries, SignIn
from tests.decisions.scenes import CONSENT, opened, vote


def page_of(cast: Linde) -> str:
    return f"/g/linde/leden/{cast.fatma.id}"


def test_facilitator_reads_how_to_reach_her(session: Session, cast: Linde, browser: SignIn) -> None:
    cast.fatma.phone = "06 00000000"

    page = browser(cast.marleen).get(page_of(cast))

    for words in ("Fatma Yıldız", "Lindelaan", "06 00000000", "fatma@example.org", "wil brieven"):
        assert words in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_what_she_told_and_how_she_voted_stay_out(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    attribute = ask(session, cast.community, "wonen", "Huur je?", "Om te zien wie we missen.",
                    [Answer("ja", "Zij huurt", "huurders")])  # fmt: skip
    session.add(
        Declaration(membership_id=cast.fatma.id, value_id=attribute.values[0].id, declared_at=now())
    )
    decision = opened(app, session, cast, CONSENT)
    client = browser(cast.marleen)
    before = client.get(page_of(cast)).text
    vote(browser(cast.fatma), decision, "voorstel=1")

    after = client.get(page_of(cast)).text

    assert "Zij huurt" not in after
    assert after.split("<main")[1] == before.split("<main")[1] or _without_tokens(
        after
    ) == _without_tokens(before)


def _without_tokens(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page)


def test_sign_in_link_is_shown_once_and_logged(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    client = browser(cast.marleen)

    made = client.post(f"{page_of(cast)}/inloglink")

    link = re.search(r"/in/[\w-]+", made.text)
    assert link is not None
    assert "/in/" not in client.get(page_of(cast)).text.split("<main")[1]
    assert "Ben jij Fatma Yıldız?" in browser().get(link[0]).text
    said = [words for _line, words in log.lines_of(session, cast.community.id, about=cast.fatma)]
    assert said == ["Marleen de Wit maakte een inloglink voor Fatma Yıldız."]


def test_code_is_revoked_from_the_page(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    with app.app_context():
        (key,) = make_codes(session, [cast.fatma], cast.marleen)
    client = browser(cast.marleen)
    assert "Code intrekken" in client.get(page_of(cast)).text

    client.post(f"{page_of(cast)}/intrekking")

    session.expire_all()
    with app.app_context():
        assert find_by_token(session, key.token) is None
    assert "Er is nu geen code die werkt." in client.get(page_of(cast)).text


def test_who_wants_no_letters_is_noted(session: Session, cast: Linde, browser: SignIn) -> None:
    client = browser(cast.marleen)

    client.post(f"{page_of(cast)}/brieven", data={"wants": "0"})

    session.expire_all()
    assert not cast.fatma.wants_letters
    assert "schreef op dat Fatma Yıldız geen brieven wil" in client.get(page_of(cast)).text


def test_letter_that_came_back_is_noted(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    with app.app_context():
        write_letters(session, [cast.fatma], decision, cast.marleen)
    session.commit()
    letter = session.query(Invitation).filter_by(channel="letter").one()
    client = browser(cast.marleen)
    assert "Deze brief kwam terug" in client.get(page_of(cast)).text

    client.post(f"{page_of(cast)}/terugbezorging/{letter.id}")

    session.expire_all()
    assert letter.delivery is Delivery.RETURNED
    assert "Kwam terug." in client.get(page_of(cast)).text


def test_member_of_another_community_does_not_exist(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    client = browser(cast.marleen)

    assert client.get(f"/g/linde/leden/{cast.bram.id}").status_code == 404
    assert client.post(f"/g/linde/leden/{cast.bram.id}/inloglink").status_code == 404


def test_who_left_has_no_page(session: Session, cast: Linde, browser: SignIn) -> None:
    cast.fatma.left_at = now() - timedelta(days=1)

    assert browser(cast.marleen).get(page_of(cast)).status_code == 404


def test_page_asks_few_questions(
    app: Flask, session: Session, cast: Linde, browser: SignIn, queries: Queries
) -> None:
    opened(app, session, cast)
    with app.app_context():
        for _ in range(5):
            make_codes(session, [cast.fatma], cast.marleen)
    client = browser(cast.marleen)
    client.get(page_of(cast))

    with queries() as seen:
        client.get(page_of(cast))

    assert len(seen) <= 12
