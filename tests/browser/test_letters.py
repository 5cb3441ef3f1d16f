"""From a letter to a counted vote: scanned or typed, alone or on a shared phone, with a reader."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.house import House, decision_of, key_of, member_of
from tests.browser.judging import too_small, too_wide, violations
from tests.browser.places import FATMA, JOOST, MARLEEN

SECRET, DOTS = 8, 9
BALLOT = "/g/de-weverij/besluiten/{}/stem"
LANGUAGES = {"nl": "Nederlands", "en": "English", "tr": "Türkçe", "ar": "العربية"}
COUNTED = "Uw stem telt mee."
TURNED = "each => new DOMMatrix(getComputedStyle(each).transform).a === -1"
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def scanned(file: Path) -> list[str]:
    """The paths in the QR codes of a PDF."""
    pdf = pypdfium2.PdfDocument(file)
    found = [
        urlsplit(code.text).path
        for page in pdf
        for code in zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    ]
    pdf.close()
    return found


def said_in(file: Path) -> str:
    """All words of a PDF."""
    pdf = pypdfium2.PdfDocument(file)
    words = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return " ".join(words.split())


def left(thing: Locator) -> float:
    box = thing.bounding_box()
    assert box is not None
    return box["x"]


def faults(page: Page) -> list[str]:
    return [*violations(page), *violations(page, "dark"), *too_wide(page), *too_small(page)]


def vote(page: Page) -> None:
    page.get_by_label("Voor", exact=True).check()
    page.get_by_role("button", name="Stemmen").click()


@SCRIPTS
def test_from_printed_letter_to_counted_vote_in_four_taps(
    own_weverij: House, visit: Visit, tmp_path: Path, scripts: bool
) -> None:
    before = own_weverij.cast(SECRET)
    office = visit(own_weverij, MARLEEN)
    with own_weverij.writing() as session:
        title = decision_of(session, SECRET).title
    office.goto(own_weverij.path("/brieven"))
    office.get_by_label(title).check()
    office.get_by_label("Wie geen mail heeft", exact=True).check()
    with office.expect_download() as download:
        office.get_by_role("button", name="Brieven maken (PDF)").click()
    download.value.save_as(letters := tmp_path / "brieven.pdf")
    path = scanned(letters)[0]

    phone = visit(own_weverij, java_script_enabled=scripts)
    taps = 1
    phone.goto(path)
    phone.get_by_role("button", name="Ja, ga verder").click()
    expect(phone.get_by_role("heading", name=title)).to_be_visible()
    phone.get_by_label("Voor", exact=True).check()
    phone.get_by_role("button", name="Stemmen").click()
    taps += 3

    expect(phone.get_by_role("heading", name=COUNTED)).to_be_visible()
    assert taps <= 4
    assert own_weverij.cast(SECRET) == before + 1


def test_letter_with_turkish_first_line_leads_to_turkish_vote(
    own_weverij: House, visit: Visit, tmp_path: Path
) -> None:
    before = own_weverij.cast(SECRET)
    _only_open(own_weverij, SECRET)
    with own_weverij.writing() as session:
        fatma = member_of(session, FATMA)
        fatma.person.language, number = "tr", fatma.id
    office = visit(own_weverij, MARLEEN)
    office.goto(own_weverij.path(f"/brieven?member={number}"))
    with office.expect_download() as download:
        office.get_by_role("button", name="Brieven maken (PDF)").click()
    download.value.save_as(letter := tmp_path / "brief.pdf")
    assert "Kendi dilinizde oy verebilirsiniz" in said_in(letter)
    (path,) = scanned(letter)

    phone = visit(own_weverij)
    phone.goto(path)
    expect(phone.get_by_role("heading", name=f"Siz {FATMA} misiniz?")).to_be_visible()
    phone.get_by_role("button", name="Evet, devam et").click()
    assert phone.locator("html").get_attribute("lang") == "tr"
    phone.get_by_label("Evet, kabul", exact=True).check()
    phone.get_by_role("button", name="Oy ver").click()

    expect(phone.get_by_role("heading", name="Oyunuz sayılıyor.")).to_be_visible()
    assert own_weverij.cast(SECRET) == before + 1


def test_arabic_ballot_runs_from_right_to_left(own_weverij: House, visit: Visit) -> None:
    page = visit(own_weverij, FATMA)
    page.goto(BALLOT.format(DOTS))
    page.get_by_text("Taal", exact=True).click()
    page.get_by_role("button", name="العربية").click()

    assert page.locator("html").get_attribute("dir") == "rtl"
    less, more = page.locator("[name=less]").first, page.locator("[name=more]").first
    assert left(less) > left(page.locator(".stepper .step-dots").first) > left(more)
    assert page.locator(".step-dots").first.evaluate(TURNED)
    assert page.evaluate("() => document.fonts.check('16px \"IBM Plex Sans Arabic\"', 'ص')")
    more.click()
    expect(page.locator("[data-purse-words]")).to_have_text("النقاط المتبقية لك: 2")
    page.goto(BALLOT.format(SECRET))
    ring, words = page.locator(".ring").first, page.locator(".choice-words").first
    assert left(ring) > left(words)
    page.get_by_label("موافق", exact=True).check()
    page.get_by_role("button", name="تصويت").click()

    expect(page.get_by_role("heading", name="صوتك محسوب.")).to_be_visible()


@pytest.mark.parametrize("code", ["tr", "ar"])
def test_taking_part_is_for_everybody_in_every_language(
    own_weverij: House, visit: Visit, code: str
) -> None:
    """Dutch and English are looked at with every page of the house."""
    page = visit(own_weverij)
    page.context.add_cookies([{"name": "taal", "value": code, "url": own_weverij.address}])
    found = []

    for path in ("/kom", "/in", f"/kom/{key_of(own_weverij, FATMA).token}"):
        page.goto(path)
        found += faults(page)
    page.get_by_role("button", name=LANGUAGES[code]).click()
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile("/stem$"))
    for number in (7, DOTS, SECRET):
        page.goto(BALLOT.format(number))
        assert page.locator("html").get_attribute("lang") == code
        found += faults(page)
    page.locator(".ring").first.check()
    page.locator(".cast .button").click()
    page.locator("#ballot-done").wait_for()
    found += faults(page)

    assert found == []


@SCRIPTS
@pytest.mark.parametrize("code", ["tr", "ar"])
def test_ballot_of_a_letter_is_one_tap_from_another_language(
    own_weverij: House, visit: Visit, code: str, scripts: bool
) -> None:
    page = visit(own_weverij, java_script_enabled=scripts)
    page.goto(f"/kom/{key_of(own_weverij, FATMA).token}")
    page.get_by_role("button", name="Ja, ga verder").click()
    page.goto(BALLOT.format(SECRET))

    page.get_by_role("button", name=LANGUAGES[code]).click()

    assert page.locator("html").get_attribute("lang") == code
    assert page.locator("#ballot").is_visible()


@SCRIPTS
def test_typed_code_is_read_in_groups_and_page_is_for_everybody(
    own_weverij: House, visit: Visit, scripts: bool
) -> None:
    key = key_of(own_weverij, FATMA)
    page = visit(own_weverij, java_script_enabled=scripts)
    page.goto("/kom")

    page.get_by_label("Uw code").press_sequentially(key.code)
    if scripts:
        expect(page.get_by_label("Uw code")).to_have_value(key.grouped)
    page.get_by_role("button", name="Verder").click()

    expect(page.get_by_role("heading", name=f"Bent u {FATMA}?")).to_be_visible()
    assert key.code not in page.url
    if scripts:
        assert [*violations(page), *violations(page, "dark"), *too_wide(page)] == []
        assert too_small(page) == []
    page.get_by_role("button", name="Ja, ga verder").click()
    page.wait_for_url(re.compile("/stem$"))


@SCRIPTS
def test_two_people_vote_on_one_phone(own_weverij: House, visit: Visit, scripts: bool) -> None:
    before = own_weverij.cast(SECRET)
    _only_open(own_weverij, SECRET)
    page = visit(own_weverij, java_script_enabled=scripts)

    page.goto(f"/kom/{key_of(own_weverij, FATMA).token}")
    _vote_on_shared_phone(page, FATMA)
    page.get_by_role("link", name="Volgende persoon").click()
    page.get_by_label("Uw code").fill(key_of(own_weverij, JOOST).code)
    page.get_by_role("button", name="Verder").click()
    _vote_on_shared_phone(page, JOOST)

    assert own_weverij.cast(SECRET) == before + 2
    if scripts:
        assert [*violations(page), *too_wide(page), *too_small(page)] == []
    page.go_back()
    assert page.get_by_role("button", name="Stemmen").count() == 0


def test_meelezer_is_told_what_she_may(own_weverij: House, visit: Visit) -> None:
    _only_open(own_weverij, SECRET)
    page = visit(own_weverij)
    page.goto(f"/kom/{key_of(own_weverij, FATMA).token}")

    page.get_by_label(f"Ik lees mee met {FATMA}").check()
    page.get_by_role("button", name="Ja, ga verder").click()
    expect(page.get_by_text("U kiest zelf. Uw meelezer mag alleen voorlezen.")).to_be_visible()
    vote(page)

    expect(page.get_by_role("heading", name=COUNTED)).to_be_visible()
    with own_weverij.writing() as session:
        assert decision_of(session, SECRET).rounds[-1].accompanied == 1


def _vote_on_shared_phone(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=f"Bent u {name}?")).to_be_visible()
    page.get_by_label("Gebruikt u deze telefoon samen?").check()
    page.get_by_role("button", name="Ja, ga verder").click()
    vote(page)
    expect(page.get_by_role("heading", name=COUNTED)).to_be_visible()
    assert page.get_by_text(name).count() == 0


def _only_open(house: House, number: int) -> None:
    """The others closed, so that a letter about nothing in particular leads here."""
    for other in (7, 9):
        if other != number:
            house.let_the_time_pass(other)
