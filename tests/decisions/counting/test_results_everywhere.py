"""A counted decision of every method as it is read: on its page, on the wall, in its record."""

import os
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.models import Decision
from meetings.models import Screen
from plumbing.clock import clock_at
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.counting.test_every_method import WAYS, every_way, prepare_form
from tests.decisions.recorded import WORDS
from tests.decisions.records.test_pdf import read
from tests.decisions.scenes import CLOSING, address, nonce_of, proposal_in_talk
from voting import METHODS

pytestmark = pytest.mark.slow

__all__ = ["every_way"]

AFTER, LATER = CLOSING.replace(day=12), CLOSING.replace(day=15)
FIVE = ("joost", "fatma", "henk", "samira", "piet")
SECRET = [method for method in METHODS if method != "consent"]


def counted(
    session: Session, cast: Linde, browser: SignIn, method: str, names: tuple[str, ...] = FIVE
) -> Decision:
    """Prepared and opened by Joost; everybody named gives the same ballot."""
    proposal = proposal_in_talk(session, cast)
    joost = browser(cast.joost)
    joost.post(f"/g/linde/voorstellen/{proposal.number}/besluit", data=prepare_form(method))
    decision = session.scalars(select(Decision)).one()
    joost.post(address(decision, "/opening"))
    for name in names:
        client = browser(getattr(cast, name))
        page = client.get(address(decision, "/stem"))
        ballot = WAYS[method].ballot | {"nonce": nonce_of(page)}
        assert client.post(address(decision, "/stem"), data=ballot).status_code == 303
    return decision


def pages_of(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> dict[str, str]:  # fmt: skip
    """The page, the screen, the record and its PDF as text, after closing."""
    marleen = browser(cast.marleen)
    with clock_at(AFTER):
        page = marleen.get(address(decision, "?eerst=besluit")).text
        marleen.post("/g/linde/scherm", data={"number": decision.number})
        session.rollback()
        code = session.scalars(select(Screen.code)).one()
        marleen.post("/g/linde/scherm/uitslag")
        screen = browser().get(f"/scherm/{code}").text
        marleen.post(address(decision, "/besluit/formulering"), data=WORDS)
    with clock_at(LATER):
        marleen.post(address(decision, "/besluit/vastlegging"))
        record = marleen.get(address(decision, "/besluit")).text
        pdf = marleen.get(address(decision, "/besluit.pdf")).data
    if folder := os.environ.get("SHOWN"):
        for name, text in {"page": page, "screen": screen, "record": record}.items():
            Path(folder, f"{decision.method}-{name}.html").write_text(text)
        Path(folder, f"{decision.method}.pdf").write_bytes(pdf)
    return {"page": page, "screen": screen, "record": record, "pdf": read(pdf)}


@pytest.mark.parametrize("method", METHODS)
def test_a_result_is_read_on_the_page_on_the_wall_and_in_the_record(
    session: Session, cast: Linde, browser: SignIn, every_way: None, method: str
) -> None:
    decision = counted(session, cast, browser, method)

    shown = pages_of(session, cast, browser, decision)

    verdict = WAYS[method].verdict
    paid = "2 plannen betaald" if METHODS[method].needs_costs else verdict
    assert all(verdict in text for name, text in shown.items() if name != "screen")
    assert paid in shown["screen"]
    assert 'class="table' in shown["page"]
    assert "Zo rekenden we" in shown["page"]
    assert "screen-number" in shown["screen"] or method == "lot"
    assert "Blanco 0" in shown["pdf"]
    for text in shown.values():
        assert "%(" not in text


@pytest.mark.parametrize("method", SECRET)
def test_of_four_secret_votes_nothing_but_the_outcome_is_told_anywhere(
    session: Session, cast: Linde, browser: SignIn, every_way: None, method: str
) -> None:
    decision = counted(session, cast, browser, method, FIVE[:4])

    shown = pages_of(session, cast, browser, decision)

    page = shown["page"].partition('id="result"')[2].partition("</section>")[0]
    assert "Daarom tonen we die niet" in page
    assert "Daarom tonen we die niet" in shown["screen"]
    assert "<table" not in page
    assert "bar-line" not in page
    assert "screen-number" not in shown["screen"]
    assert "Er waren minder dan 5 stemmen" in shown["record"]
    assert "steps-said" not in shown["record"]
