"""Drawing lots after closing: dice thrown once, recorded, and redone by anybody."""

import json
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from decisions.counting.closing import seal_what_is_due
from decisions.counting.tally import result_of
from decisions.log import chain_holds
from decisions.models import Decision, LogRow, Phase, Secrecy
from plumbing.clock import clock_at
from plumbing.folders import ROOT
from plumbing.values import replace
from tests.cast import START, Linde
from tests.conftest import SignIn
from tests.decisions.opening.test_unsettled import CHOICE, equal
from tests.decisions.scenes import CLOSING, DOTS, GARDEN, address, opened, vote

AFTER = CLOSING + timedelta(hours=1)
THROWN = {"dice": "4 1 6", "seen_by": "3"}


def lucky(closing: str, dice: str, keys: str) -> list[str]:
    """The rule written once more, in the words of counting.md."""
    seed = sha256((closing + dice).encode()).hexdigest()
    return sorted(keys, key=lambda key: sha256(f"{seed}:{key}".encode()).hexdigest())


def test_dice_after_closing_settle_a_tie(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = equal(app, session, cast, browser)

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        before = marleen.get(address(decision)).text
        answer = marleen.post(address(decision, "/loting"), data=THROWN)
        page = browser(cast.fatma).get(address(decision)).text

    session.expire_all()
    last = decision.rounds[-1]
    first = lucky(last.closing_fingerprint or "", "416", "ac")[0]
    label = {"a": "Bank", "c": "Goal"}[first]
    assert "Samen loten" in before
    assert answer.status_code == 303
    assert last.result is not None
    assert last.result["winners"] == [first]
    assert result_of(session, decision, last).winners == (first,)
    assert f'<p class="verdict">{label}</p>' in page
    assert "Het was gelijk. Het lot besliste." in page
    assert "Dobbelstenen: 4, 1, 6" in page
    assert "Daar waren 3 mensen bij." in page
    assert f"{last.closing_fingerprint}416" in page
    assert decision.proposal.phase == "decided"


def test_the_log_holds_everything_that_the_lot_follows_from(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = equal(app, session, cast, browser)

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(decision))
        marleen.post(address(decision, "/loting"), data=THROWN)
        page = browser(cast.fatma).get(address(decision, "/logboek")).text

    session.expire_all()
    rows = session.scalars(
        select(LogRow).where(LogRow.decision_id == decision.id).order_by(LogRow.number)
    ).all()
    drawn = json.loads(rows[-1].payload)
    assert chain_holds(rows)
    assert rows[-1].kind == "drawn"
    assert rows[-1].by_id == cast.marleen.id
    assert drawn["dice"] == "416"
    assert drawn["seen_by"] == 3
    assert drawn["closing"] == decision.rounds[-1].closing_fingerprint
    assert [key for key, _ in drawn["keys"]] == lucky(drawn["closing"], "416", "ac")
    assert "Geloot met drie dobbelstenen." in page


def test_a_neighbour_redoes_the_lot_with_the_count_file(
    app: Flask, session: Session, cast: Linde, browser: SignIn, tmp_path: Path
) -> None:
    decision = equal(app, session, cast, browser)
    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(decision))
        marleen.post(address(decision, "/loting"), data=THROWN)
        page = marleen.get(address(decision)).text
    session.expire_all()
    last = decision.rounds[-1]
    seed = sha256(f"{last.closing_fingerprint}416".encode()).hexdigest()
    file = tmp_path / "besluit.json"
    file.write_text(
        json.dumps(
            {
                "format": "gehoord-count/1",
                "method": "majority",
                "options": [{"id": key} for key in "abcd"],
                "ballots": [{"marks": {"a": 1}, "count": 2}, {"marks": {"c": 1}, "count": 2}],
            }
        )
    )

    redone = subprocess.run(
        [sys.executable, "-m", "voting", str(file), "--json", "--lot", seed],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )

    assert f"--lot {seed}" in page
    assert last.result is not None
    assert json.loads(redone.stdout)["winners"] == last.result["winners"]


def test_a_lot_agreed_beforehand_is_told_the_seed(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    settings = {"dots": 2, "winners": 1, "at_cut_off": "lot"}
    draft = replace(DOTS, settings=settings, secrecy=Secrecy.OPEN)
    decision = opened(app, session, cast, draft)
    vote(browser(cast.fatma), decision, **{"mark.b": "2"})
    vote(browser(cast.henk), decision, **{"mark.d": "2"})

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        before = marleen.get(address(decision)).text
        marleen.post(address(decision, "/loting"), data=THROWN)
        page = marleen.get(address(decision)).text

    session.expire_all()
    last = decision.rounds[-1]
    seed = sha256(f"{last.closing_fingerprint}416".encode()).hexdigest()
    assert "Nog een keer beslissen" not in before
    assert f"--set seed={seed}" in page
    assert last.result is not None
    assert last.result["winners"] == lucky(last.closing_fingerprint or "", "416", "bd")[:1]


def test_the_lot_falls_once(app: Flask, session: Session, cast: Linde, browser: SignIn) -> None:
    decision = equal(app, session, cast, browser)

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(decision))
        marleen.post(address(decision, "/loting"), data=THROWN)
        again = marleen.post(address(decision, "/loting"), data=THROWN | {"dice": "1 1 1"})
        page = marleen.get(address(decision)).text

    session.expire_all()
    assert again.status_code == 409
    assert decision.rounds[-1].dice == "416"
    assert "Samen loten" not in page


@pytest.mark.parametrize("change", ["dice = '111'", "dice = NULL"])
def test_the_database_keeps_the_dice(
    app: Flask, session: Session, cast: Linde, browser: SignIn, change: str
) -> None:
    decision = equal(app, session, cast, browser)
    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(decision))
        marleen.post(address(decision, "/loting"), data=THROWN)

    with pytest.raises(DatabaseError, match="thrown once, after closing"):
        session.execute(text(f"UPDATE round SET {change}"))


def test_the_database_takes_no_dice_before_closing(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    equal(app, session, cast, browser)

    with pytest.raises(DatabaseError, match="thrown once, after closing"):
        session.execute(text("UPDATE round SET dice = '416'"))


def test_nobody_throws_while_the_box_is_open(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = equal(app, session, cast, browser)

    answer = browser(cast.marleen).post(address(decision, "/loting"), data=THROWN)

    session.expire_all()
    assert answer.status_code == 409
    assert decision.rounds[-1].dice is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"dice": "4 1 7"}, "elk 1 tot en met 6"),
        ({"dice": "41"}, "elk 1 tot en met 6"),
        ({"seen_by": "1"}, "er is ten minste één ander bij"),
        ({"seen_by": "veel"}, "er is ten minste één ander bij"),
    ],
)
def test_what_cannot_be_dice_is_said_and_kept_on_the_form(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    typed: dict[str, str],
    said: str,
) -> None:
    decision = equal(app, session, cast, browser)

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(decision))
        answer = marleen.post(address(decision, "/loting"), data=THROWN | typed)

    session.expire_all()
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{(THROWN | typed)["dice"]}"' in answer.text
    assert decision.rounds[-1].dice is None


def test_a_result_that_stands_is_not_drawn_over(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, GARDEN)
    vote(browser(cast.fatma), decision, "voorstel=1")

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(decision))
        answer = marleen.post(address(decision, "/loting"), data=THROWN)

    session.expire_all()
    assert answer.status_code == 409
    assert "Hier valt niets te loten." in answer.text


def test_no_lot_falls_where_a_second_vote_stands_ready(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = equal(app, session, cast, browser)

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(decision))
        marleen.post(address(decision, "/vervolg"))
        answer = marleen.post(address(decision, "/loting"), data=THROWN)

    assert answer.status_code == 409
    assert "Zeg dat eerst af." in answer.text


def test_the_record_says_that_the_lot_decided(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = equal(app, session, cast, browser)
    wording = {
        "words": "De bank of de goal komt er.",
        "hearing_words": "We hoorden weinig buren.",
        "review_on": "2026-11-01",
    }

    with clock_at(AFTER):
        marleen = browser(cast.marleen)
        marleen.get(address(decision))
        marleen.post(address(decision, "/loting"), data=THROWN)
        marleen.post(address(decision, "/besluit/formulering"), data=wording)
    with clock_at(AFTER + timedelta(days=3)):
        marleen.post(address(decision, "/besluit/vastlegging"))
        page = browser(cast.fatma).get(address(decision, "/besluit")).text

    session.expire_all()
    assert decision.phase is Phase.RECORDED
    assert "Het was gelijk, dus het lot besliste." in page
    assert "met 3 mensen erbij: 4, 1, 6." in page


def test_a_quick_question_is_never_drawn(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(
        app, session, cast, replace(CHOICE, binds=False, closes_at=START + timedelta(hours=2))
    )
    vote(browser(cast.fatma), decision, "a=1")
    vote(browser(cast.henk), decision, "c=1")
    with clock_at(AFTER), app.app_context():
        seal_what_is_due()

    with clock_at(AFTER):
        answer = browser(cast.marleen).post(address(decision, "/loting"), data=THROWN)

    assert answer.status_code == 409
    assert session.get_one(Decision, decision.id).rounds[-1].dice is None
