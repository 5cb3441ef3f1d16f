"""People in by a list: looked at first, taken in whole, and taken along without harm."""

import io
import re
import time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from communities.models import Household, Membership, Person
from tests.cast import Linde
from tests.communities.conftest import Delivered
from tests.conftest import SignIn

HERE = "/g/linde/mensen"
TWO = "Nora Prins;nora@example.org;Kade 1\nOmar Prins;;Kade 1"
BIG = "naam\tmail\tstraat\tnummer\n" + "\n".join(
    f"Bewoner {chr(97 + number % 26)}{'x' * (number // 26)}"
    f"\t{'b' + str(number) + '@example.org' if number % 2 else ''}"
    f"\tLindelaan\t{number // 2 + 100}"
    for number in range(2000)
)


def _look(client: FlaskClient, text: str) -> TestResponse:
    return client.post(f"{HERE}/lijst", data={"list": text})


def _enter(client: FlaskClient, text: str, **values: object) -> TestResponse:
    return client.post(f"{HERE}/invoer", data={"list": text, **values})


def _count(session: Session, cast: Linde) -> int:
    session.expire_all()
    members = select(func.count()).where(Membership.community_id == cast.community.id)
    return session.scalar(members) or 0


def _keys(page: TestResponse) -> list[str]:
    return re.findall(r'name="fine" value="(\w+)"', page.text)


def test_looking_brings_nobody_in(browser: SignIn, cast: Linde, session: Session) -> None:
    before = _count(session, cast)

    page = _look(browser(cast.marleen), TWO)

    assert page.status_code == 200
    assert "2 mensen erbij zetten" in page.text
    assert _count(session, cast) == before


def test_a_right_list_comes_in_with_its_households(
    browser: SignIn, cast: Linde, session: Session
) -> None:
    before = _count(session, cast)

    answer = _enter(browser(cast.marleen), TWO)

    members = session.scalars(select(Membership).where(Membership.name.endswith("Prins"))).all()
    assert answer.status_code == 303
    assert _count(session, cast) == before + 2
    assert len({member.household_id for member in members}) == 1
    assert {member.person.email for member in members} == {"nora@example.org", None}
    assert all(member.votes for member in members)


def test_people_join_the_household_that_was_there(
    browser: SignIn, cast: Linde, session: Session
) -> None:
    _enter(browser(cast.marleen), "naam;straat;nummer\nAli Yıldız;lindelaan;FAT")

    session.expire_all()
    ali = session.scalars(select(Membership).where(Membership.name == "Ali Yıldız")).one()
    assert ali.household_id == cast.fatma.household_id


def test_a_wrong_line_keeps_everybody_out(browser: SignIn, cast: Linde, session: Session) -> None:
    before = _count(session, cast)

    page = _enter(browser(cast.marleen), f"{TWO}\nPiet;geen@adres")

    assert page.status_code == 422
    assert "Regel 3" in page.text
    assert "is geen mailadres" in page.text
    assert TWO.partition("\n")[0] in page.text
    assert _count(session, cast) == before


def test_a_doubtful_line_needs_a_tick(browser: SignIn, cast: Linde, session: Session) -> None:
    leader, before = browser(cast.marleen), _count(session, cast)
    text = f"{TWO}\nPiet Jansen;Kade 3"
    page = _look(leader, text)

    without = _enter(leader, text)
    after_refusal = _count(session, cast)
    ticked = _enter(leader, text, fine=_keys(page))

    assert (without.status_code, ticked.status_code) == (422, 303)
    assert after_refusal == before
    assert _count(session, cast) == before + 3


def test_a_tick_counts_for_the_line_it_stood_at(
    browser: SignIn, cast: Linde, session: Session
) -> None:
    leader = browser(cast.marleen)
    keys = _keys(_look(leader, "Piet Jansen;Kade 3"))

    answer = _enter(leader, "Henk Visser;Kade 3", fine=keys)

    assert answer.status_code == 422


def test_many_doubts_have_one_tick(browser: SignIn, cast: Linde, session: Session) -> None:
    leader, before = browser(cast.marleen), _count(session, cast)
    text = "\n".join(["Jan;Kade 1", *(f"Jan;Kade {number}" for number in range(2, 50))])
    page = _look(leader, text)
    (key,) = re.findall(r'name="all_fine" value="(\w+)"', page.text)

    answer = _enter(leader, text, all_fine=key)

    assert _keys(page) == []
    assert answer.status_code == 303
    assert _count(session, cast) == before + 49


def test_sending_the_list_again_adds_nobody(browser: SignIn, cast: Linde, session: Session) -> None:
    leader = browser(cast.marleen)
    _enter(leader, TWO)
    before = _count(session, cast)

    page = leader.post(f"{HERE}/invoer", data={"list": TWO}, follow_redirects=True)

    assert "Iedereen op deze lijst is al lid." in page.text
    assert _count(session, cast) == before


def test_who_has_an_account_keeps_it(browser: SignIn, cast: Linde, session: Session) -> None:
    _enter(browser(cast.marleen), "B. Smit;bram@example.org;Kade 1")

    session.expire_all()
    here = select(Membership).where(
        Membership.community_id == cast.community.id, Membership.person_id == cast.bram.person_id
    )
    assert session.scalars(here).one().name == "B. Smit"
    assert session.get_one(Person, cast.bram.person_id).name == "Bram Smit"


def test_who_left_comes_back_into_her_own_place(
    browser: SignIn, cast: Linde, session: Session
) -> None:
    browser(cast.piet).post("/g/linde/ik/vertrek", data={"name": "stays"})

    _enter(browser(cast.marleen), "Piet Jansen;piet@example.org;Kade 1")

    session.expire_all()
    assert session.get_one(Membership, cast.piet.id).left_at is None


def test_who_has_mail_gets_a_link_of_her_own(
    browser: SignIn, cast: Linde, delivered: Delivered
) -> None:
    _enter(browser(cast.marleen), TWO, by_mail="1")

    (mail,) = delivered()
    link = re.search(r"http://gehoord\.test(/in/\S+)", mail.get_content())
    phone = browser()
    assert link
    assert mail["Subject"] == "Je bent lid van De Linde"
    assert phone.post(link[1]).location == "/g/linde"
    assert phone.get("/g/linde/leden").status_code == 200


def test_without_the_tick_nobody_is_mailed(
    browser: SignIn, cast: Linde, delivered: Delivered
) -> None:
    _enter(browser(cast.marleen), TWO)

    assert delivered() == []


def test_a_file_is_looked_at_like_a_pasted_list(browser: SignIn, cast: Linde) -> None:
    file = (io.BytesIO("naam;mail\r\nRenée;r@example.org".encode("cp1252")), "lijst.csv")

    page = browser(cast.marleen).post(f"{HERE}/lijst", data={"list": "", "file": file})

    assert page.status_code == 200
    assert "Renée\tr@example.org" in page.text


def test_fifty_megabytes_end_in_one_sentence(browser: SignIn, cast: Linde) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'

    page = browser(cast.marleen).post(
        f"{HERE}/lijst",
        input_stream=io.BytesIO(head + bytes(50_000_000) + b"\r\n--x--\r\n"),
        content_type="multipart/form-data; boundary=x",
        headers={"Referer": f"http://gehoord.test{HERE}"},
    )

    assert page.status_code == 413
    assert "Dit bestand is te groot." in page.text
    assert f'href="{HERE}">Terug' in page.text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00\x01\x02", "Dit bestand kunnen we niet lezen."),
        (b"", "Dit bestand is leeg."),
    ],
    ids=["no list", "nothing"],
)
def test_a_file_that_is_no_list_ends_in_one_sentence(
    browser: SignIn, cast: Linde, content: bytes, sentence: str
) -> None:
    page = browser(cast.marleen).post(
        f"{HERE}/lijst", data={"list": "", "file": (io.BytesIO(content), "lijst.xlsx")}
    )

    assert page.status_code == 422
    assert page.text.count(sentence) >= 1


@pytest.mark.slow
def test_two_thousand_people_come_in_at_once(
    browser: SignIn, cast: Linde, session: Session
) -> None:
    leader, before = browser(cast.marleen), _count(session, cast)
    homes = select(func.count()).select_from(Household)
    homes_before = session.scalar(homes) or 0
    started = time.monotonic()

    answer = _enter(leader, BIG)

    assert answer.status_code == 303
    assert _count(session, cast) == before + 2000
    assert time.monotonic() - started < 10
    assert (session.scalar(homes) or 0) - homes_before == 1000


def test_the_log_says_how_many_and_by_whom(browser: SignIn, cast: Linde) -> None:
    leader = browser(cast.marleen)

    _enter(leader, TWO)

    assert "Marleen de Wit zette 2 mensen op de ledenlijst." in leader.get("/g/linde/logboek").text


def test_the_exported_list_runs_nothing(browser: SignIn, cast: Linde, session: Session) -> None:
    leader = browser(cast.marleen)
    cast.piet.name = "=HYPERLINK(1)"
    cast.henk.phone = "+31612345678"
    session.commit()

    answer = leader.post(f"{HERE}/lijst.csv")

    assert "'=HYPERLINK(1);" in answer.text
    assert ";'+31612345678;" in answer.text
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "haalde de ledenlijst op" in leader.get("/g/linde/logboek").text


def test_what_was_exported_comes_in_as_it_was(browser: SignIn, cast: Linde) -> None:
    leader = browser(cast.marleen)
    file = (io.BytesIO(leader.post(f"{HERE}/lijst.csv").data), "linde.csv")

    page = leader.post(f"{HERE}/lijst", data={"list": "", "file": file})

    assert "8 zijn al lid" in page.text
