"""A voice of the phone reads the question and the answers, and stops when one wants it to."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.house import House, key_of
from tests.browser.judging import too_wide, violations
from tests.browser.places import FATMA
from tests.browser.voices import NONE, STAND_IN, VOICES

CONSENT, SECRET, DOTS = 7, 8, 9
BALLOT = "/g/de-weverij/besluiten/{}/stem"
LISTENER = "Hilde Hendriks"
"""She said that reading aloud helps her."""
NAMES = ".choice-words, .gift-name"
Heard = list[tuple[str, str]]


def with_voices(page: Page, *names: str) -> Page:
    voices = json.dumps([VOICES[name] for name in names])
    page.add_init_script(f"({STAND_IN})({voices})")
    return page


def button(page: Page) -> Locator:
    return page.locator("[data-aloud]")


def heard(page: Page) -> Heard:
    return [(language, words) for language, words in page.evaluate("() => window.heard")]


def read_out(page: Page) -> Heard:
    """Everything, until the voice falls silent by itself."""
    button(page).click()
    page.wait_for_function("() => window.heard.length > 2")
    expect(button(page)).to_have_text("Voorlezen")
    return heard(page)


def in_turkish(page: Page, house: House) -> None:
    page.context.add_cookies([{"name": "taal", "value": "tr", "url": house.address}])


def test_question_and_answers_are_read_in_their_order(weverij: House, visit: Visit) -> None:
    page = with_voices(visit(weverij, FATMA), "nl")
    page.goto(BALLOT.format(SECRET))

    said = [words for _, words in read_out(page)]

    assert said[:2] == ["Lakenstraat eenrichting", "Auto’s mogen straks nog maar één kant op."]
    assert (
        said.index("Voor") < said.index("Tegen") < said.index("Blanco: ik laat het aan jullie over")
    )
    assert said[-1].startswith("Stemmen kan tot")
    assert len(said) == len(set(said))


@pytest.mark.parametrize("number", [CONSENT, SECRET, DOTS])
def test_every_answer_that_can_be_given_is_read(weverij: House, visit: Visit, number: int) -> None:
    page = with_voices(visit(weverij, FATMA), "nl")
    page.goto(BALLOT.format(number))
    names = page.locator(NAMES).all_inner_texts()
    lines = [" ".join(line.split()) for text in names for line in text.splitlines()]

    said = " ".join(words for _, words in read_out(page))

    assert len(lines) >= 3
    assert [line for line in lines if line not in said] == []


def test_each_sentence_is_said_by_a_voice_of_its_own_language(weverij: House, visit: Visit) -> None:
    page = with_voices(visit(weverij, FATMA), "ar", "nl", "tr")
    in_turkish(page, weverij)
    page.goto(BALLOT.format(SECRET))

    button(page).click()
    page.wait_for_function("() => window.heard.some(([, words]) => words.startsWith('Boş'))")

    by_language = {words: language for language, words in heard(page)}
    assert by_language["Lakenstraat eenrichting"] == "nl"
    assert by_language["Evet, kabul"] == "tr"


def test_words_without_a_voice_are_left_out(weverij: House, visit: Visit) -> None:
    page = with_voices(visit(weverij, FATMA), "tr")
    in_turkish(page, weverij)
    page.goto(BALLOT.format(SECRET))

    button(page).click()
    page.wait_for_function("() => window.heard.some(([, words]) => words.startsWith('Boş'))")

    assert {language for language, _ in heard(page)} == {"tr"}
    assert "Evet, kabul" in [words for _, words in heard(page)]


def test_button_stops_the_voice_and_begins_again(weverij: House, visit: Visit) -> None:
    page = with_voices(visit(weverij, FATMA), "nl")
    page.goto(BALLOT.format(SECRET))
    page.evaluate("() => { window.lasts = 0 }")

    button(page).click()
    expect(button(page)).to_have_text("Stop")
    page.wait_for_function("() => speechSynthesis.speaking")
    button(page).click()
    expect(button(page)).to_have_text("Voorlezen")
    page.wait_for_timeout(100)

    assert page.evaluate("() => [speechSynthesis.speaking, window.heard.length]") == [False, 1]
    page.evaluate("() => { window.lasts = 5 }")
    assert [words for _, words in read_out(page)][:2] == ["Lakenstraat eenrichting"] * 2


def test_stop_and_start_at_once_goes_on_reading(weverij: House, visit: Visit) -> None:
    page = with_voices(visit(weverij, FATMA), "nl")
    page.goto(BALLOT.format(SECRET))
    page.evaluate("() => { window.lasts = 0 }")
    button(page).click()
    page.wait_for_function("() => speechSynthesis.speaking")

    page.evaluate("""() => {
      window.lasts = 40;
      const button = document.querySelector("[data-aloud]");
      button.click();
      button.click();
    }""")

    page.wait_for_function("() => window.heard.length > 3")
    expect(button(page)).to_have_text("Stop")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_keyboard_reaches_starts_and_stops_it(weverij: House, visit: Visit, key: str) -> None:
    page = with_voices(visit(weverij, FATMA), "nl")
    page.goto(BALLOT.format(SECRET))
    page.evaluate("() => { window.lasts = 0 }")
    expect(button(page)).to_be_visible()

    for _ in range(4):
        page.keyboard.press("Tab")
        if button(page).evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press(key)
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_focused()
    page.keyboard.press(key)

    expect(page.get_by_role("button", name="Voorlezen", exact=True)).to_be_focused()
    page.wait_for_function("() => !speechSynthesis.speaking")


@pytest.mark.parametrize("voices", [(), ("tr",), ("far",)], ids=["none", "other", "not-here"])
def test_without_a_voice_of_the_phone_there_is_no_button(
    weverij: House, visit: Visit, voices: tuple[str, ...]
) -> None:
    page = with_voices(visit(weverij, FATMA), *voices)

    page.goto(BALLOT.format(SECRET))
    page.wait_for_timeout(150)

    expect(button(page)).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False], ids=["no-synthesis", "no-scripts"])
def test_browser_that_cannot_speak_offers_nothing(
    weverij: House, visit: Visit, scripts: bool
) -> None:
    page = visit(weverij, FATMA, java_script_enabled=scripts)
    page.add_init_script(f"({NONE})()")

    page.goto(BALLOT.format(SECRET))

    expect(page.get_by_role("button", name="Stemmen")).to_be_visible()
    expect(button(page)).to_be_hidden()


def test_voice_falls_silent_when_the_page_is_left(weverij: House, visit: Visit) -> None:
    page = with_voices(visit(weverij, FATMA), "nl")
    page.goto(BALLOT.format(SECRET))
    page.evaluate("() => { window.lasts = 0 }")
    button(page).click()
    page.wait_for_function("() => speechSynthesis.speaking")

    silent = page.evaluate("""() => {
      window.dispatchEvent(new PageTransitionEvent("pagehide"));
      return !speechSynthesis.speaking;
    }""")

    assert silent
    expect(button(page)).to_have_text("Voorlezen")


def test_after_voting_the_ballot_is_not_read_on(own_weverij: House, visit: Visit) -> None:
    page = with_voices(visit(own_weverij, FATMA), "nl")
    page.goto(BALLOT.format(SECRET))
    page.evaluate("() => { window.lasts = 0 }")
    button(page).click()
    page.wait_for_function("() => speechSynthesis.speaking")

    page.get_by_label("Voor", exact=True).check()
    page.get_by_role("button", name="Stemmen").click()
    expect(page.get_by_role("heading", name="Je stem telt mee.")).to_be_visible()
    page.evaluate("() => { window.lasts = 5; speechSynthesis.end(speechSynthesis.current) }")
    expect(button(page)).to_have_text("Voorlezen")

    assert not {"Voor", "Tegen"} & {words for _, words in heard(page)}
    read_out(page)
    assert "Je stem telt mee." in [words for _, words in heard(page)]


def test_ballot_of_a_letter_is_read_with_its_own_words(own_weverij: House, visit: Visit) -> None:
    page = with_voices(visit(own_weverij, on=PHONE), "nl")
    page.goto(f"/kom/{key_of(own_weverij, FATMA).token}")
    page.get_by_role("button", name="Ja, ga verder").click()
    page.wait_for_url(re.compile("/stem$"))
    page.goto(BALLOT.format(SECRET))

    said = " ".join(words for _, words in read_out(page))

    assert "Geen scherm laat zien wat u stemt." in said


@pytest.mark.parametrize("path", [BALLOT.format(SECRET), "/g/de-weverij/voorstellen/4"])
def test_who_rather_listens_finds_a_large_button_in_front(
    weverij: House, visit: Visit, path: str
) -> None:
    page = with_voices(visit(weverij, LISTENER), "nl")
    page.goto(path)
    expect(page.locator("main [data-aloud]")).to_be_visible()

    said = " ".join(words for _, words in read_out(page))

    assert page.locator("main h1").evaluate("each => each.innerText.split('\\n').pop()") in said
    assert page.locator("main .lead, main .ask-text").first.inner_text() in said
    assert button(page).evaluate("each => each.offsetHeight") >= 56
    assert [*violations(page), *violations(page, "dark"), *too_wide(page)] == []
