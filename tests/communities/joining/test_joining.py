"""In by a link, by asking, or at once: each as the community chose, and once however often sent."""

import io
import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities.joining.links import make_join_link
from communities.models import Joining, Membership, Person, Visibility
from communities.ways_in import JoinLink, JoinRequest
from plumbing.clock import clock_at
from plumbing.drawing import qr
from tests.cast import START, Linde
from tests.communities.conftest import Delivered
from tests.conftest import SignIn

NORA = {
    "name": "Nora Prins",
    "street": "lindelaan",
    "house_number": "fat",
    "email": "",
    "phone": "0612345678",
    "language": "en",
    "once": "a-form-that-nobody-guesses",
}


@pytest.fixture
def link(session: Session, cast: Linde) -> JoinLink:
    made = make_join_link(session, cast.community, cast.marleen, 3, 30)
    session.commit()
    return made


@pytest.fixture
def street(session: Session, cast: Linde) -> Linde:
    """De Linde for everybody to see, where one asks to come in."""
    cast.community.visibility, cast.community.joining = Visibility.PUBLIC, Joining.REQUEST
    session.commit()
    return cast


def _members(session: Session, cast: Linde) -> int:
    session.expire_all()
    number = select(func.count()).where(Membership.community_id == cast.community.id)
    return session.scalar(number) or 0


def test_the_link_makes_a_member_who_is_in_at_once(
    browser: SignIn, session: Session, cast: Linde, link: JoinLink
) -> None:
    phone = browser()
    page = phone.get(f"/mee/{link.token}")

    answer = phone.post(f"/mee/{link.token}", data=NORA)

    session.expire_all()
    nora = session.scalars(select(Membership).where(Membership.name == "Nora Prins")).one()
    assert "Hoor je bij De Linde?" in page.text
    assert answer.location == "/g/linde"
    assert phone.get("/g/linde/leden").status_code == 200
    assert (nora.votes, nora.phone, nora.person.language) == (True, "0612345678", "en")
    assert session.get_one(JoinLink, link.id).joined == 1


def test_the_address_on_a_poster_is_typed_any_way(browser: SignIn, link: JoinLink) -> None:
    typed = f"{link.token[:5].upper()}-{link.token[5:]}"

    assert browser().get(f"/mee/{typed}").status_code == 200


def test_sending_the_form_twice_makes_one_member(
    browser: SignIn, session: Session, cast: Linde, link: JoinLink
) -> None:
    phone, same_phone, before = browser(), browser(), _members(session, cast)

    phone.post(f"/mee/{link.token}", data=NORA)
    again = same_phone.post(f"/mee/{link.token}", data=NORA)

    assert again.status_code == 303
    assert same_phone.get("/g/linde/leden").status_code == 200
    assert _members(session, cast) == before + 1
    assert session.get_one(JoinLink, link.id).joined == 1


def test_a_known_address_gets_a_link_and_nobody_gets_in_by_typing_it(
    browser: SignIn, session: Session, cast: Linde, link: JoinLink, delivered: Delivered
) -> None:
    phone, brams, before = browser(), browser(), _members(session, cast)

    page = phone.post(f"/mee/{link.token}", data=NORA | {"email": "bram@example.org"})
    (mail,) = delivered()
    found = re.search(r"http://gehoord\.test(/in/\S+)", mail.get_content())

    assert found
    assert "Kijk in je mail" in page.text
    assert phone.get("/g/koor/leden").status_code == 404
    assert phone.get("/g/linde/leden").status_code == 404
    assert brams.post(found[1]).location == f"/mee/{link.token}"
    assert _members(session, cast) == before
    assert brams.post(f"/mee/{link.token}", data={"street": "", "once": ""}).status_code == 303
    assert _members(session, cast) == before + 1


def test_a_new_address_waits_for_its_mail(
    browser: SignIn, session: Session, link: JoinLink, delivered: Delivered
) -> None:
    browser().post(f"/mee/{link.token}", data=NORA | {"email": "nora@example.org"})

    session.expire_all()
    nora = session.scalars(select(Person).where(Person.name == "Nora Prins")).one()
    assert nora.email is None
    assert [mail["To"] for mail in delivered()] == ["nora@example.org"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [({"name": ""}, "Schrijf hier hoe je heet."), ({"email": "x"}, "Dit is geen mailadres.")],
)
def test_what_is_missing_is_said(
    browser: SignIn, link: JoinLink, changed: dict[str, str], sentence: str
) -> None:
    page = browser().post(f"/mee/{link.token}", data=NORA | changed)

    assert page.status_code == 422
    assert sentence in page.text
    assert "0612345678" in page.text


def test_a_revoked_a_late_and_a_full_link_let_nobody_in(
    browser: SignIn, session: Session, cast: Linde, link: JoinLink
) -> None:
    before = _members(session, cast)
    session.get_one(JoinLink, link.id).joined = 3
    full = browser().post(f"/mee/{link.token}", data=NORA)
    session.get_one(JoinLink, link.id).joined = 0
    with clock_at(START + timedelta(days=31)):
        late = browser().post(f"/mee/{link.token}", data=NORA)
    browser(cast.marleen).post(f"/g/linde/mensen/link/{link.id}/intrekking")

    revoked = browser().post(f"/mee/{link.token}", data=NORA)

    assert {full.status_code, late.status_code, revoked.status_code} == {410}
    assert browser().get(f"/mee/{link.token}").status_code == 410
    assert browser().get("/mee/never").status_code == 410
    assert _members(session, cast) == before


def test_as_many_come_in_as_the_link_says_however_many_press(
    app: Flask, session: Session, cast: Linde, link: JoinLink
) -> None:
    before, start = _members(session, cast), Barrier(8)
    path = f"/mee/{link.token}"
    session.commit()
    statuses: list[int] = []

    def press(number: int) -> None:
        client = FlaskClient(app, app.response_class)
        start.wait()
        form = NORA | {"name": f"Nora {chr(97 + number)}", "once": f"{number}" * 24}
        with clock_at(START):
            statuses.append(client.post(path, data=form).status_code)

    for thread in (threads := [Thread(target=press, args=(number,)) for number in range(8)]):
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [303] * 3 + [410] * 5
    assert _members(session, cast) == before + 3
    assert session.get_one(JoinLink, link.id).joined == 3


def test_one_form_at_the_same_moment_makes_one_member(
    app: Flask, session: Session, cast: Linde, link: JoinLink
) -> None:
    before, start = _members(session, cast), Barrier(3)
    path = f"/mee/{link.token}"
    session.commit()
    statuses: list[int] = []

    def press() -> None:
        client = FlaskClient(app, app.response_class)
        start.wait()
        with clock_at(START):
            statuses.append(client.post(path, data=NORA).status_code)

    for thread in (threads := [Thread(target=press) for _ in range(3)]):
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [303] * 3
    assert _members(session, cast) == before + 1


def test_the_poster_says_where_to_go(browser: SignIn, cast: Linde, link: JoinLink) -> None:
    leader = browser(cast.marleen)

    for size, width in (("a4", 595), ("a3", 842)):
        answer = leader.get(f"/g/linde/mensen/link/{link.id}/poster.pdf?papier={size}")
        (page,) = PdfReader(io.BytesIO(answer.data)).pages
        assert round(page.mediabox.width) == width
        assert "De Linde" in page.extract_text()
        # The reader of the PDF takes some letters that stand a little apart for two words.
        assert link.token in "".join(page.extract_text().split())


def test_the_code_is_drawn_dark_on_white() -> None:
    assert qr.squares("https://gehoord.test")[0][:7] == [True] * 7
    assert "style" not in qr.drawn("https://gehoord.test")


@pytest.mark.parametrize(
    ("most", "days"), [("0", "30"), ("5001", "30"), ("x", "30"), ("10", "0"), ("10", "367")]
)
def test_a_link_has_bounds(
    browser: SignIn, session: Session, cast: Linde, most: str, days: str
) -> None:
    answer = browser(cast.marleen).post("/g/linde/mensen/link", data={"most": most, "days": days})

    assert answer.status_code == 422
    assert session.scalar(select(func.count()).select_from(JoinLink)) == 0


def test_a_stranger_asks_and_a_facilitator_lets_her_in(
    browser: SignIn, session: Session, street: Linde, delivered: Delivered
) -> None:
    form = NORA | {"email": "nora@example.org", "words": "Ik woon op 9.", "language": "nl"}
    asked = browser().post("/g/linde/meedoen", data=form)
    leader = browser(street.marleen)
    waiting = leader.get("/g/linde/mensen").text
    session.commit()
    request = session.scalars(select(JoinRequest)).one()

    leader.post(f"/g/linde/mensen/verzoeken/{request.id}/toelating")

    (mail,) = delivered()
    link = re.search(r"http://gehoord\.test(/in/\S+)", mail.get_content())
    phone = browser()
    assert link
    assert asked.location == "/g/linde/meedoen/gevraagd"
    assert "Ik woon op 9." in waiting
    assert phone.post(link[1]).location == "/g/linde"
    session.expire_all()
    nora = session.scalars(select(Membership).where(Membership.name == "Nora Prins")).one()
    assert nora.person.email == "nora@example.org"
    assert nora.household_id == street.fatma.household_id


def test_facilitators_find_requests_in_voor_jou(browser: SignIn, street: Linde) -> None:
    browser().post("/g/linde/meedoen", data=NORA)

    assert "1 mens wil meedoen" in browser(street.marleen).get("/").text
    assert "wil meedoen" not in browser(street.fatma).get("/").text


def test_asking_twice_is_asking_once(browser: SignIn, session: Session, street: Linde) -> None:
    for _ in range(2):
        browser().post("/g/linde/meedoen", data=NORA)

    session.commit()
    assert session.scalar(select(func.count()).select_from(JoinRequest)) == 1


def test_an_answer_is_given_once(
    browser: SignIn, session: Session, street: Linde, delivered: Delivered
) -> None:
    browser().post("/g/linde/meedoen", data=NORA | {"email": "nora@example.org"})
    session.commit()
    path = f"/g/linde/mensen/verzoeken/{session.scalars(select(JoinRequest.id)).one()}"
    before = _members(session, street)

    browser(street.marleen).post(f"{path}/toelating")
    second = browser(street.olga).post(f"{path}/weigering", follow_redirects=True)

    assert "Dit is al beantwoord." in second.text
    assert _members(session, street) == before + 1
    assert len(delivered()) == 1


def test_who_is_refused_reads_why_and_is_forgotten(
    browser: SignIn, session: Session, street: Linde, delivered: Delivered
) -> None:
    browser().post("/g/linde/meedoen", data=NORA | {"email": "nora@example.org", "language": "nl"})
    session.commit()
    request = session.scalars(select(JoinRequest)).one()

    browser(street.marleen).post(
        f"/g/linde/mensen/verzoeken/{request.id}/weigering", data={"reason": "Je woont te ver."}
    )

    session.expire_all()
    (mail,) = delivered()
    assert "Je woont te ver." in mail.get_content()
    assert (request.name, request.email, request.phone) == ("", "", "")


def test_who_is_signed_in_asks_with_her_account(
    browser: SignIn, session: Session, street: Linde
) -> None:
    browser(street.bram).post("/g/linde/meedoen", data={"street": ""})
    session.commit()
    request = session.scalars(select(JoinRequest)).one()

    browser(street.marleen).post(f"/g/linde/mensen/verzoeken/{request.id}/toelating")

    assert browser(street.bram).get("/g/linde/leden").status_code == 200


def test_an_open_community_lets_in_at_once(
    browser: SignIn, session: Session, street: Linde
) -> None:
    street.community.joining = Joining.OPEN
    phone = browser()

    phone.post("/g/linde/meedoen", data=NORA)

    assert phone.get("/g/linde/leden").status_code == 200


def test_by_invitation_a_stranger_only_reads_how(
    browser: SignIn, session: Session, street: Linde
) -> None:
    street.community.joining = Joining.INVITATION

    assert "als iemand je uitnodigt" in browser().get("/g/linde/meedoen").text
    assert browser().post("/g/linde/meedoen", data=NORA).status_code == 403


def test_a_hidden_community_is_not_there_to_ask(browser: SignIn, cast: Linde) -> None:
    assert browser().get("/g/linde/meedoen").status_code == 404
    assert browser().post("/g/linde/meedoen", data=NORA).status_code == 404


def test_a_member_is_not_asked_again(browser: SignIn, cast: Linde, link: JoinLink) -> None:
    answer = browser(cast.fatma).get(f"/mee/{link.token}")

    assert answer.location == "/g/linde"


def test_links_and_answers_stand_in_the_log(
    browser: SignIn, session: Session, street: Linde
) -> None:
    leader = browser(street.marleen)
    leader.post("/g/linde/mensen/link", data={"most": "10", "days": "5"})
    session.commit()
    made = session.scalars(select(JoinLink)).one()
    leader.post(f"/g/linde/mensen/link/{made.id}/intrekking")

    log = leader.get("/g/linde/logboek").text

    assert "maakte een link om lid te worden, voor 10 mensen, 5 dagen lang." in log
    assert "trok de link om lid te worden in." in log


def test_where_one_asks_first_a_link_leads_to_the_question(
    browser: SignIn, session: Session, cast: Linde, link: JoinLink
) -> None:
    """Hidden from strangers too: only who holds the link can ask."""
    cast.community.joining = Joining.REQUEST
    session.commit()
    before = _members(session, cast)

    phone = browser()
    page = phone.get(f"/mee/{link.token}").text
    answers = [phone.post(f"/mee/{link.token}", data=NORA) for _ in range(2)]
    told = phone.get(answers[0].location)

    assert "Vragen of ik mee mag doen" in page
    assert [answer.location for answer in answers] == [f"/mee/{link.token}/gevraagd"] * 2
    assert "Je vraag is aangekomen" in told.text
    assert 'href="/g/linde"' not in told.text
    assert _members(session, cast) == before
    session.refresh(link)
    assert link.joined == 1
    assert "1 mens wil meedoen" in browser(cast.marleen).get("/g/linde/mensen").text


def test_a_full_link_takes_no_more_questions(
    browser: SignIn, session: Session, cast: Linde, link: JoinLink
) -> None:
    cast.community.joining, link.most = Joining.REQUEST, 0
    session.commit()

    assert browser().post(f"/mee/{link.token}", data=NORA).status_code == 410
    assert session.scalar(select(func.count()).select_from(JoinRequest)) == 0


def test_who_is_let_in_without_mail_needs_a_letter(
    browser: SignIn, session: Session, street: Linde
) -> None:
    browser().post("/g/linde/meedoen", data=NORA)
    request = session.scalars(select(JoinRequest)).one()
    leader = browser(street.marleen)
    leader.post(f"/g/linde/mensen/verzoeken/{request.id}/toelating")

    assert "Nora Prins heeft geen mail. Maak een brief met een code." in leader.get("/").text


def test_the_link_in_a_chat_has_a_picture_of_dots(
    browser: SignIn, session: Session, cast: Linde, link: JoinLink
) -> None:
    page = browser().get(f"/mee/{link.token}").text
    found = re.search(r'og:image" content="http://gehoord\.test([^"]+)"', page)
    assert found
    drawn = browser().get(found[1])
    link.revoked_at = START
    session.commit()

    assert drawn.mimetype == "image/png"
    assert browser().get(found[1]).status_code == 404
    assert browser().get("/g/linde/beeld.png").status_code == 404


def test_a_public_community_has_one_too(browser: SignIn, street: Linde) -> None:
    for path in ("/g/linde", "/g/linde/meedoen"):
        assert "http://gehoord.test/g/linde/beeld.png" in browser().get(path).text
    assert browser().get("/g/linde/beeld.png").mimetype == "image/png"
