"""Preparing a decision: the method, the form, one more look, and opening."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.rules.rules import AMONG_FEW, Rules, set_rules
from decisions.models import Decision, Phase, Secrecy
from plumbing.clock import clock_at
from plumbing.mail import Mail
from plumbing.values import replace
from proposals.models import Proposal
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import CLOSING, DOTS, GARDEN, address, opened, proposal_in_talk, vote
from voting import METHODS

FORM = {
    "method": "majority",
    "title": "Moestuin op het gras",
    "question": "Ben je voor of tegen?",
    "preset": "threshold=2/3&base=for_and_against",
    "settings.quorum": "1/2",
    "closes_on": "2026-05-20",
    "closes_time": "20:00",
    "secrecy": "secret",
    "results_visible": "at_closing",
    "extend_on": "never",
}


@pytest.fixture
def proposal(session: Session, cast: Linde) -> Proposal:
    return proposal_in_talk(session, cast)


def preparing(proposal: Proposal, method: str = "") -> str:
    tail = f"?manier={method}" if method else ""
    return f"/g/linde/voorstellen/{proposal.number}/besluit{tail}"


def test_first_one_chooses_how_to_decide(cast: Linde, browser: SignIn, proposal: Proposal) -> None:
    page = browser(cast.joost).get(preparing(proposal))

    for name in ("Besluit zonder bezwaar", "Gewone stemming", "Wat eerst? (stippen)"):
        assert name in page.text


@pytest.mark.parametrize("method", ["consent", "majority", "dots"])
def test_the_form_stands_filled_in_with_the_defaults(
    cast: Linde, browser: SignIn, proposal: Proposal, method: str
) -> None:
    page = browser(cast.joost).get(preparing(proposal, method))

    quorum = "1/3" if method == "consent" else "0"
    assert page.status_code == 200
    assert "Moestuin op het gras" in page.text
    assert f'value="{quorum}" selected' in page.text
    assert 'value="2026-05-18"' in page.text
    assert ("Iedereen ziet straks wie wat antwoordde." in page.text) == (method == "consent")


def test_what_is_prepared_is_looked_at_once_more_and_then_opened(
    session: Session, cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    client = browser(cast.joost)

    summary = client.post(preparing(proposal), data=FORM, follow_redirects=True)
    decision = session.scalars(select(Decision)).one()
    prepared = decision.phase
    ballot = client.post(address(decision, "/opening"), follow_redirects=True)

    session.expire_all()
    assert "Kijk alles nog eens na." in summary.text
    assert "Ten minste 2/3 moet voor zijn." in summary.text
    assert "Er moeten 3 van de 6 mensen meedoen." in summary.text
    assert "Bij weinig stemmen kan de uitslag verraden wie wat koos." in summary.text
    assert prepared is Phase.PREPARED
    assert decision.phase is Phase.OPEN
    assert ballot.request.path.endswith("/stem")


def test_opening_mails_everybody_with_a_vote_a_link_of_her_own(
    session: Session, cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    client = browser(cast.joost)
    client.post(preparing(proposal), data=FORM)
    decision = session.scalars(select(Decision)).one()

    client.post(address(decision, "/opening"))

    bodies = session.scalars(select(Mail.body)).all()
    assert len(bodies) == 6
    assert len({body[body.index("/in/") :] for body in bodies}) == 6


def test_nobody_else_sees_what_is_only_prepared(
    session: Session, cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    browser(cast.joost).post(preparing(proposal), data=FORM)
    decision = session.scalars(select(Decision)).one()

    seen = {
        who: browser(getattr(cast, who)).get(address(decision)).status_code
        for who in ("joost", "marleen", "fatma", "sanne")
    }

    assert seen == {"joost": 200, "marleen": 200, "fatma": 404, "sanne": 404}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Geef het besluit een naam."),
        ({"closes_on": "morgen"}, "Kies een dag en een tijd."),
        ({"closes_on": "2026-05-01"}, "Kies een moment dat nog komt."),
        ({"settings.quorum": "3/2"}, "Vul een geheel getal in, of een deel van 1"),
        ({"results_visible": "live"}, "Bij geheim stemmen komt de uitslag na de sluiting."),
        ({"preset": "threshold=unanimous"}, "stem je met namen"),
        ({"preset": "onzin=1"}, "Deze instelling bestaat niet."),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_the_rest_is_kept(
    session: Session,
    cast: Linde,
    browser: SignIn,
    proposal: Proposal,
    wrong: dict[str, str],
    sentence: str,
) -> None:
    answer = browser(cast.joost).post(
        preparing(proposal), data=FORM | {"question": "Hoe vind jij dit?"} | wrong
    )

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Hoe vind jij dit?" in answer.text
    assert session.scalars(select(Decision)).all() == []


def test_an_unknown_method_leads_back_to_the_choice(
    cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    answer = browser(cast.joost).post(preparing(proposal), data=FORM | {"method": "wicht"})

    assert answer.status_code == 422
    assert "Kies hoe jullie beslissen." in answer.text


def test_options_can_be_typed_with_their_cost_or_be_other_proposals(
    session: Session, cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    other = proposal_in_talk(session, cast, "Een bank bij de linde")
    form = FORM | {
        "method": "dots",
        "preset": "",
        "option_label": ["Schuur", ""],
        "option_description": ["Voor gereedschap", ""],
        "option_cost": ["1.250", ""],
        "option_of": ["", ""],
        "other": str(other.id),
    }

    browser(cast.joost).post(preparing(proposal), data=form)

    options = session.scalars(select(Decision)).one().options
    assert [option.label for option in options] == [proposal.title, other.title, "Schuur"]
    assert [option.proposal_id for option in options] == [proposal.id, other.id, None]
    assert options[2].cost_cents == 125_000


def test_one_more_row_keeps_what_was_typed(
    session: Session, cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    labels = ["Bank", "Boom", "Goal"]
    empty = ["", "", ""]

    page = browser(cast.joost).post(
        preparing(proposal),
        data=FORM
        | {
            "method": "dots",
            "option_label": labels,
            "option_description": empty,
            "option_cost": empty,
            "option_of": empty,
            "more_options": "1",
        },
    )

    assert page.text.count('name="option_label"') == 4
    assert all(f'value="{label}"' in page.text for label in labels)
    assert session.scalars(select(Decision)).all() == []


def test_preparing_again_changes_what_was_prepared(
    session: Session, cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    client = browser(cast.joost)
    client.post(preparing(proposal), data=FORM)

    form = client.get(preparing(proposal))
    client.post(preparing(proposal), data=FORM | {"question": "Doen we het?"})

    assert "Ben je voor of tegen?" in form.text
    assert 'value="threshold=2/3&amp;base=for_and_against" checked' in form.text
    assert session.scalars(select(Decision.question)).all() == ["Doen we het?"]


def test_what_is_not_ready_shows_what_must_still_happen(
    session: Session, cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    set_rules(session, cast.community, Rules(), None)

    page = browser(cast.joost).get(preparing(proposal))

    assert page.status_code == 200
    assert "Nog niet klaar om te beslissen" in page.text
    assert "0 van de 3 anderen willen hierover beslissen." in page.text


def test_what_is_not_ready_does_not_open_either(
    session: Session, cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    browser(cast.joost).post(preparing(proposal), data=FORM)
    decision = session.scalars(select(Decision)).one()
    set_rules(session, cast.community, Rules(), None)

    answer = browser(cast.marleen).post(address(decision, "/opening"))

    session.expire_all()
    assert answer.status_code == 409
    assert decision.phase is Phase.PREPARED


@pytest.mark.parametrize(("who", "status"), [("fatma", 403), ("sanne", 403), ("bram", 404)])
def test_a_decision_is_prepared_by_the_author_or_a_facilitator(
    cast: Linde, browser: SignIn, proposal: Proposal, who: str, status: int
) -> None:
    client = browser(getattr(cast, who))

    answers = {client.get(preparing(proposal)), client.post(preparing(proposal), data=FORM)}

    assert {answer.status_code for answer in answers} == {status}


def test_a_method_the_community_does_not_use_is_not_offered(
    session: Session, cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    rules = Rules(talk_days=0, backers=0, fairness_days=0, methods=("consent",))
    set_rules(session, cast.community, rules, None)

    page = browser(cast.joost).get(preparing(proposal, "dots"))
    refused = browser(cast.joost).post(preparing(proposal), data=FORM)

    assert "Gewone stemming" not in page.text
    assert refused.status_code == 422


def test_a_second_try_stands_beside_the_first(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    first = opened(app, session, cast, replace(GARDEN, settings={"quorum": "1/2"}))
    vote(browser(cast.fatma), first, "voorstel=1")
    client = browser(cast.joost)

    with clock_at(CLOSING + timedelta(hours=1)):
        client.get(address(first))
        client.post(preparing(first.proposal), data=FORM)
        second = session.scalars(select(Decision).where(Decision.id != first.id)).one()
        client.post(address(second, "/opening"))
        page = client.get(address(second, "?eerst=besluit"))

    assert second.previous_id == first.id
    assert "De eerste keer, op 11\N{NO-BREAK SPACE}mei" in page.text
    assert "Toen deed 1 van de 6 mee. Er waren er 3 nodig, dus die uitslag gold niet." in page.text


def test_after_a_tie_the_equals_stand_ready_to_be_chosen_between(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    choice = replace(DOTS, method="majority", secrecy=Secrecy.OPEN)
    decision = opened(app, session, cast, choice)
    for member, key in ((cast.fatma, "a"), (cast.henk, "a"), (cast.piet, "c"), (cast.joost, "c")):
        vote(browser(member), decision, f"{key}=1")

    with clock_at(CLOSING):
        browser(cast.olga).get(address(decision))
        form = browser(cast.joost).get(preparing(decision.proposal, "majority"))

    assert 'value="Bank"' in form.text
    assert 'value="Goal"' in form.text
    assert 'value="Boom"' not in form.text


BUDGET = FORM | {
    "method": "budget_shares",
    "title": "Het buurtfonds",
    "option_label": ["Bank", "Boom"],
    "option_description": ["", ""],
    "option_cost": ["250", "1.200"],
    "option_of": ["", ""],
    "settings.budget": "2.500",
}


@pytest.fixture
def every_method(session: Session, cast: Linde) -> None:
    set_rules(session, cast.community, replace(AMONG_FEW, methods=tuple(METHODS)), cast.marleen)
    session.commit()


@pytest.mark.usefixtures("every_method")
@pytest.mark.parametrize(
    ("wrong", "sentence", "field"),
    [
        ({"settings.budget": ""}, "Vul in hoeveel geld er te verdelen is.", "budget"),
        ({"settings.budget": "veel"}, "Schrijf een bedrag in euro, zoals 250", "budget"),
        ({"option_cost": ["250", ""]}, "Schrijf bij elke keuze op wat die kost.", "options"),
        ({"settings.budget": "1.199,99"}, "“Boom” kost meer dan er te verdelen is.", "options"),
        ({"method": "stv", "settings.seats": "3"}, "Er zijn maar 2 keuzes.", "seats"),
        ({"method": "approval", "settings.winners": "3"}, "Er zijn maar 2 keuzes.", "winners"),
        ({"method": "gradients"}, "Bij deze manier van beslissen is er één voorstel.", "options"),
        (
            {"option_list": "\n".join(f"Plan {number};100" for number in range(39))},
            "Er passen 40 keuzes op een stembriefje.",
            "options",
        ),
    ],
)
def test_what_a_method_needs_is_asked_for(
    cast: Linde,
    browser: SignIn,
    proposal: Proposal,
    wrong: dict[str, str | list[str]],
    sentence: str,
    field: str,
) -> None:
    page = browser(cast.joost).post(preparing(proposal), data=BUDGET | wrong)

    assert page.status_code == 422
    assert sentence in page.text
    assert f'href="#f-{field}"' in page.text
    assert f'id="f-{field}"' in page.text or wrong["method"] == "gradients"


@pytest.mark.usefixtures("every_method")
def test_money_is_kept_exactly_and_stands_in_the_form_as_it_was_typed(
    session: Session, cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    client = browser(cast.joost)

    client.post(preparing(proposal), data=BUDGET | {"settings.budget": "2.500,50"})
    page = client.get(preparing(proposal))

    decision = session.scalars(select(Decision)).one()
    assert decision.settings["budget"] == "5001/2"
    assert [option.cost_cents for option in decision.options] == [25000, 120000]
    assert 'name="settings.budget" value="2500,50"' in page.text


@pytest.mark.usefixtures("every_method")
def test_a_whole_list_of_options_is_pasted_at_once(
    session: Session, cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    pasted = {
        "option_label": ["Bank", ""],
        "option_list": "Boom; 1.200\n\n Goal\t12,50 \nSchuur;0",
        "option_cost": ["250", ""],
    }

    browser(cast.joost).post(preparing(proposal), data=BUDGET | pasted)

    decision = session.scalars(select(Decision)).one()
    assert [(each.label, each.cost_cents) for each in decision.options] == [
        ("Bank", 25000),
        ("Boom", 120000),
        ("Goal", 1250),
        ("Schuur", 0),
    ]


@pytest.mark.usefixtures("every_method")
@pytest.mark.parametrize(
    ("method", "setting"), [("resistance", "zero_option"), ("schulze", "default_option")]
)
def test_the_option_with_a_meaning_of_its_own_comes_last_and_can_be_renamed(
    session: Session,
    cast: Linde,
    browser: SignIn,
    proposal: Proposal,
    method: str,
    setting: str,
) -> None:
    client = browser(cast.joost)
    form = BUDGET | {"method": method, "named_option": "Geen bank en geen boom"}

    client.post(preparing(proposal), data=form)
    page = client.get(preparing(proposal))

    decision = session.scalars(select(Decision)).one()
    assert [option.label for option in decision.options][-1] == "Geen bank en geen boom"
    assert decision.settings[setting] == decision.options[-1].key
    assert 'name="named_option" value="Geen bank en geen boom"' in page.text
    assert page.text.count('value="Geen bank en geen boom"') == 1


@pytest.mark.usefixtures("every_method")
def test_without_a_name_there_is_no_option_of_that_kind(
    session: Session, cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    browser(cast.joost).post(preparing(proposal), data=BUDGET | {"method": "schulze"})

    decision = session.scalars(select(Decision)).one()
    assert (decision.settings["default_option"], len(decision.options)) == (None, 2)


def test_who_opens_reads_how_many_get_a_mail_and_how_many_need_a_letter(
    session: Session, cast: Linde, browser: SignIn, proposal: Proposal
) -> None:
    for each in (cast.fatma, cast.henk):
        each.person.email = None
    session.commit()
    client = browser(cast.joost)
    client.post(preparing(proposal), data=FORM)

    page = client.get(address(session.scalars(select(Decision)).one())).text
    client.post(address(session.scalars(select(Decision)).one(), "/opening"))

    written = len(session.scalars(select(Mail)).all())
    assert f"{written} mensen krijgen mail." in page
    assert "2 mensen hebben geen mail. Maak na het openen brieven." in page
