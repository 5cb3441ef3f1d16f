"""Letters: who gets one, what stands in it, and the code that is read back from the file."""

import io
import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pypdf
import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from communities import log
from communities.models import Community, Membership
from communities.places import add_place
from decisions.invitations import letter_pages
from decisions.invitations.letter_words import shortened
from decisions.models import Decision, Secrecy
from decisions.roll import Channel, Delivery, Invitation, RollEntry
from plumbing.clock import clock_at
from plumbing.values import replace
from tests.cast import START, Linde, join
from tests.conftest import Queries, SignIn
from tests.decisions.scenes import CLOSING, GARDEN, opened

PAGE = "/g/linde/brieven"
SECRET = replace(GARDEN, secrecy=Secrecy.SECRET)


@pytest.fixture
def decision(app: Flask, session: Session, cast: Linde) -> Decision:
    """Fatma and Henk have no mail; Henk reads Arabic, Fatma Turkish."""
    cast.fatma.person.email = cast.henk.person.email = None
    cast.fatma.person.language, cast.henk.person.language = "tr", "ar"
    cast.community.phone = "030 000 00 00"
    add_place(
        session,
        cast.community,
        "De Klos",
        address="Garenpad 2",
        hours="dinsdag om 10 uur",
        helps_with_voting=True,
    )
    return opened(app, session, cast, SECRET)


def made(browser: SignIn, cast: Linde, decision: Decision | None, **form: str) -> TestResponse:
    number = str(decision.number) if decision else "0"
    return browser(cast.marleen).post(PAGE, data={"decision": number, **form})


def pages_of(answer: TestResponse) -> list[str]:
    assert answer.mimetype == "application/pdf", answer.text[:500]
    reader = pypdf.PdfReader(io.BytesIO(answer.data))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def scanned(answer: TestResponse) -> list[str]:
    """The addresses in the QR codes, as a phone reads them from the paper."""
    file = pypdfium2.PdfDocument(answer.data)
    pictures = [page.render(scale=2).to_pil() for page in file]
    file.close()
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


def test_who_has_no_mail_gets_a_letter(browser: SignIn, cast: Linde, decision: Decision) -> None:
    answer = made(browser, cast, decision, whom="zonder-mail")

    pages = pages_of(answer)
    assert len(pages) == 2
    assert "Fatma Yıldız" in pages[0]
    assert "Henk Visser" in pages[1]
    assert answer.headers["Cache-Control"] == "no-store"


def test_letter_says_all_it_must(browser: SignIn, cast: Linde, decision: Decision) -> None:
    page = pages_of(made(browser, cast, decision, whom="zonder-mail"))[0]

    for words in (
        "De Linde",
        "Lindelaan Fat",
        "Moestuin op het gras",
        "U kunt meedoen tot maandag 11 mei, 11.00 uur.",
        "Of ga naar gehoord.test/kom en typ",
        "Of bel 030 000 00 00. Wij helpen u.",
        "Of kom langs: De Klos, Garenpad 2. Dinsdag om 10 uur. Er is hulp bij stemmen.",
        "Geen scherm laat zien wat u stemt.",
        "Marleen de Wit, gespreksleider",
        "6 buren mogen stemmen. U bent er één van.",
        "Liever geen brieven? Bel ons.",
    ):
        assert words in page
    assert re.search(r"\d{4} \d{4}", page)


@pytest.mark.parametrize("layout", ["een", "twee"])
def test_qr_and_digits_are_read_back_and_open_her_page(
    browser: SignIn, cast: Linde, decision: Decision, layout: str
) -> None:
    answer = made(browser, cast, decision, whom="zonder-mail", layout=layout)

    links = scanned(answer)
    codes = re.findall(r"\b\d{4} \d{4}\b", " ".join(pages_of(answer)))
    assert len(links) == len(codes) == 2
    opened_by = [browser().get(urlsplit(link).path).text for link in links]
    assert any("Fatma Yıldız" in page for page in opened_by)
    assert any("Henk Visser" in page for page in opened_by)
    assert browser().post("/kom", data={"code": codes[0]}).headers["Location"] == "/kom/naam"


def test_two_letters_fit_on_a_sheet(browser: SignIn, cast: Linde, decision: Decision) -> None:
    pages = pages_of(made(browser, cast, decision, whom="iedereen", layout="twee"))

    assert len(pages) == 3


def test_first_line_is_in_her_language_and_written_the_right_way(
    browser: SignIn, cast: Linde, decision: Decision, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = {"tr": "Türkçe oy verebilirsiniz: kodu okutun.", "ar": "يمكنكم التصويت بلغتكم."}
    monkeypatch.setattr(letter_pages, "first_line", lambda language, _: lines.get(language, ""))

    answer = made(browser, cast, decision, whom="zonder-mail")

    file = pypdfium2.PdfDocument(answer.data)
    turkish, arabic = (page.get_textpage().get_text_range() for page in file)
    file.close()
    assert lines["tr"] in turkish
    assert lines["ar"] in arabic
    assert "IBMPlexSansArabic-Bold" in fonts_of(answer, 1)


def fonts_of(answer: TestResponse, page: int) -> str:
    """The names of the fonts that are embedded for a page."""
    resources: Any = pypdf.PdfReader(io.BytesIO(answer.data)).pages[page]["/Resources"]
    fonts = resources["/Font"].values()
    return " ".join(str(font.get_object()["/BaseFont"]) for font in fonts)


def test_letter_in_the_language_of_the_community_has_no_such_line(
    browser: SignIn, cast: Linde, decision: Decision
) -> None:
    page = pages_of(made(browser, cast, decision, whom="een", member=str(cast.joost.id)))[0]

    assert "in uw eigen taal" not in page


def test_letter_to_who_speaks_what_we_do_not_promises_nothing(
    browser: SignIn, session: Session, cast: Linde, decision: Decision
) -> None:
    cast.fatma.person.language = "pl"
    session.commit()

    page = " ".join(pages_of(made(browser, cast, decision, whom="een", member=str(cast.fatma.id))))

    assert "Fatma" in page
    assert "in uw eigen taal" not in page


def test_letters_invite_and_are_logged(
    session: Session, browser: SignIn, cast: Linde, decision: Decision
) -> None:
    made(browser, cast, decision, whom="zonder-mail")

    invited = session.execute(
        select(RollEntry.name, Invitation.delivery)
        .join(Invitation, Invitation.entry_id == RollEntry.id)
        .where(Invitation.channel == Channel.LETTER)
        .order_by(RollEntry.name)
    ).all()
    assert invited == [
        ("Fatma Yıldız", Delivery.UNDERWAY),
        ("Henk Visser", Delivery.UNDERWAY),
    ]
    said = [words for _line, words in log.lines_of(session, cast.community.id)]
    assert said == ["Marleen de Wit maakte 2 brieven met een code, over “Moestuin op het gras”."]
    page = browser(cast.marleen).get(PAGE).text
    assert "Laatste brieven op 4\xa0mei 2026." in page


def test_who_wants_no_letters_gets_none(
    session: Session, browser: SignIn, cast: Linde, decision: Decision
) -> None:
    cast.fatma.wants_letters = False

    assert len(pages_of(made(browser, cast, decision, whom="zonder-mail"))) == 1
    refused = made(browser, cast, decision, whom="een", member=str(cast.fatma.id))
    assert refused.status_code == 422
    assert "1 wil geen brieven" in browser(cast.marleen).get(PAGE).text


def test_general_letter_needs_no_decision(
    session: Session, browser: SignIn, cast: Linde, decision: Decision
) -> None:
    page = pages_of(made(browser, cast, None, whom="een", member=str(cast.fatma.id)))[0]

    assert "Doet u mee met De Linde?" in page
    letters = select(Invitation).where(Invitation.channel == Channel.LETTER)
    assert session.scalars(letters).all() == []


def test_letters_are_made_at_any_part_of_a_second(
    browser: SignIn, cast: Linde, decision: Decision
) -> None:
    with clock_at(START + timedelta(microseconds=12_345)):
        assert len(pages_of(made(browser, cast, decision, whom="zonder-mail"))) == 2


def test_closed_decision_gets_no_letters(browser: SignIn, cast: Linde, decision: Decision) -> None:
    with clock_at(CLOSING + timedelta(minutes=1)):
        assert made(browser, cast, decision, whom="iedereen").status_code == 404


@pytest.mark.parametrize("form", [{"whom": "buren"}, {"layout": "drie"}])
def test_what_was_never_on_the_page_is_refused(
    browser: SignIn, cast: Linde, decision: Decision, form: dict[str, str]
) -> None:
    assert made(browser, cast, decision, **form).status_code == 422


@pytest.mark.parametrize("layout", ["een", "twee"])
def test_long_words_still_fit_on_one_sheet(
    app: Flask, session: Session, browser: SignIn, cast: Linde, layout: str
) -> None:
    long = replace(
        SECRET,
        title="Zullen we de hele speelplaats vernieuwen, met bomen, banken, een fontein en licht?",
        question="Ben je ervoor dat we hier met elkaar een hele lange vraag over stellen? " * 4,
    )
    decision = opened(app, session, cast, long)
    decision.proposal.summary = "Dit is een heel verhaal over van alles en nog wat. " * 11
    decision.proposal.come_and_talk = "Elke dinsdag en donderdag om tien uur bij de koffie " * 3
    cast.community.phone = "030 000 00 00"
    for number in range(3):
        add_place(
            session,
            cast.community,
            f"Buurthuis met een lange naam nummer {number}",
            address="Burgemeester van der Langenaamstraat 1234",
            hours="Maandag tot en met vrijdag van 10 tot 12 uur, en op woensdag ook in de avond",
            helps_with_voting=True,
        )

    pages = pages_of(made(browser, cast, decision, whom="een", member=str(cast.fatma.id),
                          layout=layout))  # fmt: skip

    assert len(pages) == 1


def test_summary_is_cut_at_a_sentence() -> None:
    text = "Dit is een zin. " * 40

    assert shortened(text).endswith("zin.")
    assert len(shortened(text)) <= 260
    assert shortened("w" * 300).endswith(" …")


def test_letters_are_in_the_order_of_a_walk(
    session: Session, browser: SignIn, cast: Linde, decision: Decision
) -> None:
    homes = {"Piet": ("B-straat", "10"), "Joost": ("B-straat", "9"), "Samira": ("A-straat", "2")}
    for member in (cast.piet, cast.joost, cast.samira):
        assert member.household is not None
        home = homes[member.name.split()[0]]
        member.household.street, member.household.house_number = home

    pages = pages_of(made(browser, cast, decision, whom="iedereen"))

    names = [name for page in pages for name in ("Samira", "Joost", "Piet") if name in page]
    assert names == ["Samira", "Joost", "Piet"]


def test_page_and_making_ask_few_questions(
    app: Flask, session: Session, cast: Linde, browser: SignIn, queries: Queries
) -> None:
    _many(session, cast.community)
    decision = opened(app, session, cast)
    client = browser(cast.marleen)
    client.get(PAGE)

    with queries() as seen:
        client.get(PAGE)
    with queries() as asked:
        client.post(PAGE, data={"decision": str(decision.number), "whom": "iedereen"})

    assert len(seen) <= 12
    assert len(asked) <= 20


def _many(session: Session, community: Community) -> list[Membership]:
    return [join(session, community, f"Buur{number} {number}") for number in range(40)]


def test_letter_lands_on_the_decision_it_is_about(
    app: Flask, session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    later = opened(
        app, session, cast, replace(GARDEN, title="Bankje", closes_at=CLOSING + timedelta(days=3))
    )
    answer = made(browser, cast, later, whom="een", member=str(cast.fatma.id))
    (link,) = scanned(answer)

    landed = browser().post(urlsplit(link).path)

    assert f"/besluiten/{later.number}-" in landed.headers["Location"]
