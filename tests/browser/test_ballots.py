"""Ballots with many options: an order by keyboard, a budget on a phone, and each for everybody."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from communities.models import Community
from communities.rules.rules import Rules, adopt_rules
from decisions.models import Decision
from decisions.opening.draft import Draft, OptionDraft, open_decision, prepare
from decisions.votes import SecretBallot
from demo.neighbourhood import SLUG
from plumbing.clock import now
from plumbing.values import replace
from proposals.writing.writing import put_to_discussion, write_proposal
from tests.browser.conftest import DESKTOP, PHONE, Look, Visit
from tests.browser.house import House, member_of
from tests.browser.judging import too_small, too_wide, unframed, violations
from tests.browser.places import FATMA, MARLEEN
from voting import METHODS

PLANS = (
    OptionDraft("Schaduwdoek boven het plein", "Tegen de hitte, van mei tot oktober", 115000),
    OptionDraft("Taalles in De Klos", cost_cents=80000),
    OptionDraft("Gereedschap om te lenen", cost_cents=60050),
)
MANY = tuple(OptionDraft(f"Plan {number}: fietsenstalling") for number in range(1, 40)) + (
    OptionDraft("Verkeersdrempelverlichtingsplan"),
)
WAYS: dict[str, dict[str, Any]] = {
    "approval": {},
    "score": {"aggregate": "mean"},
    "star": {},
    "ranked": {},
    "stv": {"seats": 2},
    "schulze": {"default_option": "c"},
    "resistance": {"zero_option": "c"},
    "gradients": {},
    "budget_greedy": {"budget": "1500"},
    "budget_shares": {"budget": "1500"},
    "lot": {},
}


def asked(house: House, method: str, options: tuple[OptionDraft, ...] = PLANS) -> str:
    """The address of a ballot, in a decision that was just opened."""
    with house.app.test_request_context(), house.writing() as session:
        community = session.scalars(select(Community).where(Community.slug == SLUG)).one()
        by = member_of(session, MARLEEN)
        rules = replace(Rules(talk_days=0, backers=0, fairness_days=0), methods=tuple(METHODS))
        adopt_rules(session, community, rules, session.scalars(select(Decision.id)).first() or 0)
        proposal = write_proposal(
            session,
            community,
            by,
            title="Wat komt er op het plein?",
            summary="Er is geld voor het plein.",
            what="Zie de lijst.",
        )
        put_to_discussion(session, proposal)
        draft = Draft(
            title="Wat komt er op het plein?",
            question="Wat wil jij?",
            method=method,
            closes_at=now() + timedelta(days=5),
            options=() if METHODS[method].one_option_only else options,
            settings=WAYS.get(method, {}),
        )
        decision = prepare(session, proposal, by, draft)
        open_decision(session, decision, by)
        return f"/g/{SLUG}/besluiten/{decision.number}/stem"


def marks(house: House, address: str) -> list[dict[str, int]]:
    """What lies in the box."""
    number = int(re.findall(r"\d+", address)[0])
    with house.writing() as session:
        decision = session.scalars(
            select(Decision).where(Decision.number == number, Decision.community.has(slug=SLUG))
        ).one()
        rows = select(SecretBallot.marks).where(SecretBallot.round_id == decision.rounds[-1].id)
        return list(session.scalars(rows))


def press(page: Page, name: str) -> None:
    """Go there and press Enter, as who has no mouse."""
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


def counted(page: Page) -> None:
    expect(page.get_by_role("heading", name="Je stem telt mee.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_order_is_made_with_the_keyboard_alone(
    own_weverij: House, visit: Visit, scripts: bool
) -> None:
    address = asked(own_weverij, "ranked")
    page = visit(own_weverij, FATMA, on=DESKTOP, java_script_enabled=scripts)
    page.goto(address)
    numbers = {plan.label: page.get_by_label(f"{plan.label}: nummer") for plan in PLANS}

    press(page, "Taalles in De Klos: hoger")
    press(page, "Gereedschap om te lenen: hoger")
    press(page, "Gereedschap om te lenen: hoger")
    expect(numbers["Gereedschap om te lenen"]).to_have_value("1")
    expect(numbers["Taalles in De Klos"]).to_have_value("2")
    expect(numbers["Schaduwdoek boven het plein"]).to_have_value("")
    if scripts:
        expect(page.get_by_role("status").get_by_text("is nummer 1.")).to_be_visible()
        expect(page.get_by_role("button", name="Gereedschap om te lenen: lager")).to_be_focused()
    press(page, "Taalles in De Klos: lager")
    expect(numbers["Taalles in De Klos"]).to_have_value("")
    numbers["Schaduwdoek boven het plein"].focus()
    page.keyboard.type("2")
    press(page, "Zet op volgorde")
    expect(page.get_by_role("listitem").first.get_by_role("textbox")).to_have_value("1")
    press(page, "Stemmen")

    counted(page)
    assert marks(own_weverij, address) == [{"c": 1, "a": 2}]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_budget_on_a_phone_says_what_the_plans_cost_together(
    own_weverij: House, visit: Visit, scripts: bool
) -> None:
    address = asked(own_weverij, "budget_shares")
    page = visit(own_weverij, FATMA, on=PHONE, java_script_enabled=scripts)
    page.goto(address)

    for plan in PLANS[:2]:
        page.get_by_label(plan.label).check()
    if not scripts:
        page.get_by_role("button", name="Tel op").click()
    expect(page.get_by_text("Samen €\xa01.950 van €\xa01.500")).to_be_visible()
    expect(page.get_by_text("Dat is meer dan er is. Dat mag.")).to_be_visible()
    page.get_by_label(PLANS[0].label).uncheck()
    page.get_by_label(PLANS[2].label).check()
    if not scripts:
        page.get_by_role("button", name="Tel op").click()
    expect(page.get_by_text("Samen €\xa01.400,50 van €\xa01.500")).to_be_visible()
    expect(page.get_by_text("Dat is meer dan er is. Dat mag.")).to_be_hidden()
    page.get_by_role("button", name="Stemmen").click()

    counted(page)
    assert marks(own_weverij, address) == [{"b": 1, "c": 1}]


def test_one_of_forty_options_is_found_and_what_was_ticked_stays(
    own_weverij: House, visit: Visit
) -> None:
    address = asked(own_weverij, "approval", MANY)
    page = visit(own_weverij, FATMA)
    page.goto(address)
    field = page.get_by_label("Zoek in de keuzes")

    page.get_by_label("Plan 7: fietsenstalling").check()
    field.fill("plan 33")
    expect(page.get_by_text("1 van de 40 keuzes")).to_be_visible()
    expect(page.get_by_label("Plan 7: fietsenstalling")).to_be_hidden()
    page.get_by_label("Plan 33: fietsenstalling").check()
    expect(page.get_by_text("Je kruiste 2 van de 40 aan")).to_be_visible()
    field.press("Enter")
    field.fill("zwembad")
    expect(page.get_by_text("Geen keuze gevonden.")).to_be_visible()
    page.get_by_role("button", name="Stemmen").click()

    counted(page)
    assert [len(each) for each in marks(own_weverij, address)] == [2]


def test_a_refused_ballot_comes_back_as_it_was(own_weverij: House, visit: Visit) -> None:
    address = asked(own_weverij, "resistance")
    page = visit(own_weverij, FATMA)
    page.goto(address)
    first = page.get_by_role("group", name=PLANS[0].label)

    first.get_by_label("7").check()
    page.get_by_role("button", name="Stemmen").click()

    expect(page.get_by_role("alert")).to_have_text(
        "Geef bij elke keuze aan hoeveel weerstand je voelt."
    )
    expect(first.get_by_label("7")).to_be_checked()
    expect(page.get_by_text("Hier mist nog een getal.")).to_have_count(2)


def test_going_offline_loses_no_order(own_weverij: House, visit: Visit) -> None:
    address = asked(own_weverij, "ranked")
    page = visit(own_weverij, FATMA, loses_requests=True)
    page.goto(address)
    number = page.get_by_label("Taalles in De Klos: nummer")
    press(page, "Taalles in De Klos: hoger")

    page.context.set_offline(True)
    page.get_by_role("button", name="Stemmen").click()
    expect(page.get_by_text("Je antwoord is nog niet aangekomen.")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    expect(number).to_have_value("1")
    page.get_by_role("button", name="Stemmen").click()

    counted(page)
    assert marks(own_weverij, address) == [{"b": 1}]


@pytest.mark.parametrize(
    ("method", "options"),
    [*((method, PLANS) for method in WAYS), ("dots", MANY), ("majority", MANY), ("score", MANY)],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)}",
)
def test_a_ballot_is_for_everybody(
    own_weverij: House, look: Look, method: str, options: tuple[OptionDraft, ...]
) -> None:
    page = look(own_weverij, FATMA)
    page.goto(asked(own_weverij, method, options))

    found = [*unframed(page), *violations(page), *too_wide(page), *too_small(page)]
    page.set_viewport_size(DESKTOP)
    found += [*violations(page, "dark"), *too_small(page)]

    assert found == []
