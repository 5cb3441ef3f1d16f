""" "Praat je liever?": when and where, on the proposal and beside its decision."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import address, opened, proposal_in_talk

WORDS = "Dinsdag 10 uur, koffie in het buurthuis"


@pytest.mark.parametrize("who", ["joost", "marleen", "sanne"])
def test_author_facilitator_and_helper_say_when(
    session: Session, cast: Linde, browser: SignIn, who: str
) -> None:
    proposal = proposal_in_talk(session, cast)
    path = f"/g/linde/voorstellen/{proposal.number}"

    browser(getattr(cast, who)).post(f"{path}/spreekuur", data={"come_and_talk": f" {WORDS} "})

    page = browser(cast.fatma).get(path).text
    assert "Praat je liever?" in page
    assert WORDS in page
    browser(cast.joost).post(f"{path}/spreekuur", data={"come_and_talk": ""})
    assert "Praat je liever?" not in browser(cast.fatma).get(path).text


def test_too_many_words_are_given_back(session: Session, cast: Linde, browser: SignIn) -> None:
    path = f"/g/linde/voorstellen/{proposal_in_talk(session, cast).number}"

    page = browser(cast.joost).post(f"{path}/spreekuur", data={"come_and_talk": "koffie " * 40})

    assert page.status_code == 422
    assert "hoogstens 200 letters" in page.text
    assert "koffie koffie" in page.text


def test_open_decision_says_it_too(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    decision.proposal.come_and_talk = WORDS

    assert WORDS in browser(cast.fatma).get(address(decision, "?eerst=besluit")).text
