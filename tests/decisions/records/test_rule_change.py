"""The community's own rules, changed by a decision and by nothing else."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from communities.models import RulesVersion
from communities.rules.rules import AMONG_FEW, rules_of
from decisions.models import Decision
from plumbing.clock import clock_at
from plumbing.values import asdict, replace
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.recorded import LATER, closed, recorded
from tests.decisions.scenes import address

ALL_AGAINST = tuple((name, -1) for name in ("fatma", "henk", "piet", "samira"))


def _form(**changes: Any) -> dict[str, Any]:
    rules = asdict(AMONG_FEW) | {"secret_by_default": "yes", "consent_quorum_third": "yes"}
    return {**rules, "methods": list(AMONG_FEW.methods)} | changes


@pytest.fixture
def decision(app: Flask, session: Session, cast: Linde, browser: SignIn) -> Decision:
    return recorded(app, session, cast, browser)


def test_a_facilitator_sets_the_rules_as_a_recorded_decision_says(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    marleen = browser(cast.marleen)

    with clock_at(LATER):
        record = marleen.get(address(decision, "/besluit")).text
        form = marleen.get(address(decision, "/besluit/regels")).text
        answer = marleen.post(address(decision, "/besluit/regels"), data=_form(backers="2"))

    session.expire_all()
    assert "/besluit/regels" in record
    assert "Er komt een moestuin op het gras" in form
    assert answer.status_code == 303
    assert rules_of(session, cast.community) == replace(AMONG_FEW, backers=2)
    newest = session.query(RulesVersion).order_by(RulesVersion.number.desc()).first()
    assert newest is not None
    assert newest.decision_id == decision.id


def test_everyone_reads_which_decision_changed_them_and_who_did_it(
    cast: Linde, browser: SignIn, decision: Decision
) -> None:
    with clock_at(LATER):
        browser(cast.marleen).post(address(decision, "/besluit/regels"), data=_form(backers="2"))
        fatma = browser(cast.fatma)
        pages = [fatma.get(path).text for path in ("/g/linde/regels", "/g/linde/logboek")]
        record = fatma.get(address(decision, "/besluit")).text

    for page in pages:
        assert f"Door besluit {decision.number}, “Moestuin op het gras”" in page
        assert "Marleen de Wit zette ze erin." in page
    assert "Door dit besluit veranderden onze regels" in record


def test_a_decision_changes_the_rules_once(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    marleen = browser(cast.marleen)

    with clock_at(LATER):
        marleen.post(address(decision, "/besluit/regels"), data=_form(backers="2"))
        again = marleen.post(address(decision, "/besluit/regels"), data=_form(backers="1"))
        record = marleen.get(address(decision, "/besluit")).text

    session.expire_all()
    assert again.status_code == 409
    assert "Dit besluit staat al in de regels." in again.text
    assert "/besluit/regels" not in record
    assert rules_of(session, cast.community).backers == 2


def test_what_changes_nothing_is_said_and_may_be_tried_again(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    marleen = browser(cast.marleen)

    with clock_at(LATER):
        nothing = marleen.post(address(decision, "/besluit/regels"), data=_form())
        something = marleen.post(address(decision, "/besluit/regels"), data=_form(talk_days="3"))

    assert nothing.status_code == 422
    assert "Er is niets veranderd." in nothing.text
    assert something.status_code == 303


def test_rules_that_cannot_be_are_refused_and_what_was_typed_stays(
    session: Session, cast: Linde, browser: SignIn, decision: Decision
) -> None:
    with clock_at(LATER):
        answer = browser(cast.marleen).post(
            address(decision, "/besluit/regels"), data=_form(talk_days="91", backers="4")
        )

    assert answer.status_code == 422
    assert "Vul een getal in van 0 tot en met 90." in answer.text
    assert 'value="4"' in answer.text
    assert rules_of(session, cast.community) == AMONG_FEW


def test_what_was_not_adopted_changes_no_rules(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = recorded(app, session, cast, browser, votes=ALL_AGAINST)

    with clock_at(LATER):
        marleen = browser(cast.marleen)
        record = marleen.get(address(decision, "/besluit")).text
        answer = marleen.post(address(decision, "/besluit/regels"), data=_form(backers="2"))

    assert "/besluit/regels" not in record
    assert answer.status_code == 409
    assert rules_of(session, cast.community) == AMONG_FEW


def test_nothing_changes_before_the_record_is_fixed(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = closed(app, session, cast, browser)

    with clock_at(LATER):
        answer = browser(cast.marleen).post(
            address(decision, "/besluit/regels"), data=_form(backers="2")
        )

    assert answer.status_code == 409


@pytest.mark.parametrize("who", ["fatma", "joost", "sanne"])
def test_nobody_else_sets_them(cast: Linde, browser: SignIn, decision: Decision, who: str) -> None:
    client = browser(getattr(cast, who))

    with clock_at(LATER):
        assert client.get(address(decision, "/besluit/regels")).status_code == 403
        assert client.post(address(decision, "/besluit/regels"), data=_form()).status_code == 403
