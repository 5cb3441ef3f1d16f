"""While people vote, the page of the proposal offers nothing that would be refused afterwards."""

from flask import Flask
from sqlalchemy.orm import Session

from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import opened


def test_its_author_is_offered_no_change_and_no_withdrawal(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    page = f"/g/linde/voorstellen/{decision.proposal.number}"

    shown = browser(cast.joost).get(page).text

    assert "Alle versies" in shown
    assert "Tekst veranderen" not in shown
    assert "Voorstel intrekken" not in shown


def test_its_author_hears_so_before_writing_a_new_text(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast)
    page = f"/g/linde/voorstellen/{decision.proposal.number}"

    answer = browser(cast.joost).get(
        f"{page}/tekst", headers={"Referer": f"http://gehoord.test{page}"}
    )

    assert answer.status_code == 409
    assert "Over deze tekst wordt nu gestemd." in answer.text
    assert f'href="{page}">Terug</a>' in answer.text
