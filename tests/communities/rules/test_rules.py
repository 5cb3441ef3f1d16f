"""The community's own rules: free until its first decision, then only by a decision."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from communities import events
from communities.memberships import add_member
from communities.models import RulesVersion
from communities.rules.rules import AMONG_FEW, Rules, adopt_rules, keep_rules, rules_of
from plumbing.values import asdict, replace
from tests.cast import Linde
from tests.conftest import SignIn
from voting import METHODS


def _form(**changes: Any) -> dict[str, Any]:
    rules = asdict(AMONG_FEW) | {"secret_by_default": "yes", "consent_quorum_third": "yes"}
    return rules | {"methods": list(AMONG_FEW.methods)} | changes


@pytest.fixture
def bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A first decision has opened."""
    monkeypatch.setattr(events, "rules_are_bound", [lambda session, community: True])


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> None:
    """No decision has opened yet."""
    monkeypatch.setattr(events, "rules_are_bound", [lambda session, community: False])


def test_a_small_community_starts_without_waiting_times(session: Session, cast: Linde) -> None:
    assert rules_of(session, cast.community) == AMONG_FEW


def test_a_large_one_starts_with_a_week_of_talk(session: Session, cast: Linde) -> None:
    for number in range(20):
        add_member(session, cast.community, f"Buur {number}")

    assert rules_of(session, cast.community) == Rules()


def test_rules_once_kept_no_longer_follow_the_number_of_members(
    session: Session, cast: Linde
) -> None:
    keep_rules(session, cast.community)

    for number in range(20):
        add_member(session, cast.community, f"Buur {number}")

    assert rules_of(session, cast.community) == AMONG_FEW


@pytest.mark.usefixtures("free")
def test_a_facilitator_sets_the_rules_while_they_are_free(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    answer = browser(cast.marleen).post(
        "/g/linde/regels", data=_form(talk_days="5", methods=["dots"], quorum="1/3")
    )

    assert answer.status_code == 303
    assert rules_of(session, cast.community) == replace(
        AMONG_FEW, talk_days=5, methods=("dots",), quorum="1/3"
    )


@pytest.mark.usefixtures("free")
def test_every_way_of_deciding_can_be_allowed_and_says_what_it_is(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    client = browser(cast.marleen)

    page = client.get("/g/linde/regels")
    client.post("/g/linde/regels", data=_form(methods=list(METHODS)))

    assert rules_of(session, cast.community).methods == tuple(METHODS)
    assert page.text.count('type="checkbox" name="methods"') == len(METHODS) == 14
    assert "Iedereen geeft cijfers. De twee hoogste gaan naar een finale" in page.text


@pytest.mark.usefixtures("free")
def test_the_rules_say_who_may_write_a_proposal(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen = browser(cast.marleen)

    marleen.post("/g/linde/regels", data=_form(who_may_propose="facilitators"))

    assert rules_of(session, cast.community).who_may_propose == "facilitators"
    assert "alleen gespreksleiders" in browser(cast.fatma).get("/g/linde/regels").text
    assert marleen.post("/g/linde/regels", data=_form(who_may_propose="x")).status_code == 422


@pytest.mark.usefixtures("free")
def test_everyone_reads_what_changed_and_by_whom(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    browser(cast.marleen).post("/g/linde/regels", data=_form(talk_days="5"))
    fatma = browser(cast.fatma)

    pages = [fatma.get("/g/linde/regels").text, fatma.get("/g/linde/logboek").text]

    for page in pages:
        assert "Marleen de Wit veranderde de regels." in page
        assert "0 dagen → 5 dagen" in page


@pytest.mark.usefixtures("free")
def test_of_the_ways_only_what_came_and_went_is_told(cast: Linde, browser: SignIn) -> None:
    ways = [way for way in AMONG_FEW.methods if way != "majority"] + ["schulze"]
    browser(cast.marleen).post("/g/linde/regels", data=_form(methods=ways))

    page = browser(cast.fatma).get("/g/linde/logboek").text

    told = "Hoe we kunnen beslissen: erbij Twee aan twee vergelijken, eraf Gewone stemming"
    assert told in page


@pytest.mark.usefixtures("free")
def test_what_changes_nothing_leaves_no_trace(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    browser(cast.marleen).post("/g/linde/regels", data=_form())

    assert session.query(RulesVersion).count() == 0


@pytest.mark.usefixtures("free")
@pytest.mark.parametrize("who", ["fatma", "sanne"])
def test_nobody_else_sets_them(session: Session, cast: Linde, browser: SignIn, who: str) -> None:
    client = browser(getattr(cast, who))

    answer = client.post("/g/linde/regels", data=_form(talk_days="5"))

    assert answer.status_code == 403
    assert "De regels veranderen" not in client.get("/g/linde/regels").text
    assert rules_of(session, cast.community) == AMONG_FEW


@pytest.mark.usefixtures("bound")
def test_after_the_first_decision_no_hand_changes_them(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    marleen = browser(cast.marleen)

    answer = marleen.post("/g/linde/regels", data=_form(talk_days="5"))

    assert answer.status_code == 409
    assert "<form" not in marleen.get("/g/linde/regels").text.partition("<main")[2]
    assert rules_of(session, cast.community) == AMONG_FEW


@pytest.mark.usefixtures("bound")
def test_a_decision_changes_them_and_the_log_says_so(
    session: Session, cast: Linde, browser: SignIn
) -> None:
    adopt_rules(session, cast.community, replace(AMONG_FEW, backers=2), decision_id=1)

    page = browser(cast.fatma).get("/g/linde/regels").text

    assert "2 personen" in page
    assert "Door een besluit veranderden de regels." in page


@pytest.mark.usefixtures("free")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("talk_days", "-1"),
        ("talk_days", "zeven"),
        ("backers", "51"),
        ("methods", []),
        ("quorum", "3"),
        ("min_days", "61"),
        ("default_days", "70"),
    ],
)
def test_rules_that_cannot_be_are_refused_and_stay_on_the_page(
    session: Session, cast: Linde, browser: SignIn, field: str, value: Any
) -> None:
    answer = browser(cast.marleen).post("/g/linde/regels", data=_form(**{field: value}))

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert rules_of(session, cast.community) == AMONG_FEW


def test_a_rule_that_came_later_takes_its_default_in_an_old_version(
    session: Session, cast: Linde
) -> None:
    keep_rules(session, cast.community)
    version = session.query(RulesVersion).one()
    version.settings = {"talk_days": 4, "a rule that went": True}
    session.flush()

    assert rules_of(session, cast.community) == replace(Rules(), talk_days=4)
