"""What a ballot asks, by its shape: ticks, grades, an order or money; refused with marks kept."""

import re
from fractions import Fraction

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities.rules.rules import AMONG_FEW, set_rules
from communities.signing_in.shared_device import SHARED
from decisions.ballots.spending import spending_of
from decisions.models import Decision, Secrecy
from decisions.opening.draft import Draft, OptionDraft
from decisions.votes import Participation, SecretBallot
from plumbing.clock import now
from plumbing.values import replace
from plumbing.words.formality import FORMAL
from proposals.models import Attachment, AttachmentKind
from tests.cast import Linde
from tests.conftest import Queries, SignIn
from tests.decisions.scenes import GARDEN, address, opened, proposal_in_talk, vote
from voting import METHODS

PLANS = (
    OptionDraft("Bank", cost_cents=25000),
    OptionDraft("Boom", "Een linde", cost_cents=120000),
    OptionDraft("Goal", cost_cents=1250),
)

MORE = tuple(OptionDraft(f"Plan {number}", cost_cents=100) for number in range(37))


def drafted(method: str, **settings: object) -> Draft:
    return replace(GARDEN, method=method, options=PLANS, settings=settings)


APPROVAL = drafted("approval")
RESISTANCE = drafted("resistance", zero_option="c")
RANKED = drafted("ranked")
SCHULZE = drafted("schulze", default_option="c")
SCORE = drafted("score")
MEAN = drafted("score", aggregate="mean")
BUDGET = drafted("budget_greedy", budget="1200.50")
LOT = drafted("lot")
GRADIENTS = replace(GARDEN, method="gradients")


@pytest.fixture(autouse=True)
def every_method(session: Session, cast: Linde) -> None:
    set_rules(session, cast.community, replace(AMONG_FEW, methods=tuple(METHODS)), cast.marleen)
    session.commit()


def kept(session: Session) -> list[dict[str, int]]:
    return list(session.scalars(select(SecretBallot.marks)))


def numbers(text: str) -> dict[str, str]:
    """What stands in the fields for numbers, in the order of the page."""
    return dict(re.findall(r'name="mark\.(\w+)" value="(\d*)" inputmode', text))


def checked(text: str) -> set[tuple[str, str]]:
    return set(re.findall(r'name="mark\.(\w+)" value="(\d*)"[^>]* checked', text))


@pytest.mark.parametrize(
    ("draft", "form", "marks"),
    [
        (APPROVAL, {"mark.a": "1", "mark.c": "1"}, {"a": 1, "c": 1}),
        (SCORE, {"mark.a": "0"}, {"a": 0}),
        (MEAN, {"mark.a": "4", "mark.b": "", "mark.c": "0"}, {"a": 4, "c": 0}),
        (RESISTANCE, {"mark.a": "0", "mark.b": "10", "mark.c": "3"}, {"a": 0, "b": 10, "c": 3}),
        (RANKED, {"mark.a": "4", "mark.b": "", "mark.c": "2"}, {"a": 2, "c": 1}),
        (SCHULZE, {"mark.a": "1", "mark.b": "1", "mark.c": "2"}, {"a": 1, "b": 1, "c": 2}),
        (BUDGET, {"mark.a": "1", "mark.b": "1", "mark.c": "1"}, {"a": 1, "b": 1, "c": 1}),
        (LOT, {"mark.b": "1"}, {"b": 1}),
        (GRADIENTS, {"choice": "voorstel=8"}, {"voorstel": 8}),
    ],
    ids=lambda value: value.method if isinstance(value, Draft) else None,
)
def test_a_ballot_counts_as_it_was_filled_in(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    draft: Draft,
    form: dict[str, str],
    marks: dict[str, int],
) -> None:
    decision = opened(app, session, cast, draft)

    answer = vote(browser(cast.fatma), decision, **form)

    assert answer.status_code == 303
    assert kept(session) == [marks]


@pytest.mark.parametrize(
    ("draft", "form", "sentence"),
    [
        (APPROVAL, {"mark.a": "2"}, "Kruis een keuze één keer aan"),
        (SCORE, {"mark.a": "6"}, "Geef bij elke keuze een cijfer van 0 tot 5."),
        (RESISTANCE, {"mark.a": "3"}, "Geef bij elke keuze aan hoeveel weerstand je voelt."),
        (RANKED, {"mark.a": "2", "mark.b": "2"}, "Je gaf twee keuzes hetzelfde nummer: 2."),
        (RANKED, {"mark.a": "een"}, "Nummer je keuzes vanaf 1."),
        (SCHULZE, {"mark.a": "0", "mark.b": "1"}, "Nummer je keuzes vanaf 1."),
        (BUDGET, {}, "Kies eerst wat je wilt."),
        (LOT, {}, "Kies eerst wat je wilt."),
        (GRADIENTS, {"choice": "voorstel=9"}, "Kies een stap van 1 tot en met 8."),
    ],
    ids=lambda value: value.method if isinstance(value, Draft) else None,
)
def test_what_cannot_count_is_refused_with_what_to_do(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    draft: Draft,
    form: dict[str, str],
    sentence: str,
) -> None:
    decision = opened(app, session, cast, draft)

    answer = vote(browser(cast.fatma), decision, **form)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert session.scalar(select(func.count()).select_from(Participation)) == 0


def test_a_refused_order_keeps_its_numbers_and_shows_the_double_one(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, RANKED)

    answer = vote(browser(cast.fatma), decision, **{"mark.a": "2", "mark.b": "2", "mark.c": "1"})

    assert numbers(answer.text) == {"c": "1", "a": "2", "b": "2"}
    assert answer.text.count('aria-invalid="true"') == 2


def test_refused_resistance_keeps_its_marks_and_shows_what_is_missing(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, RESISTANCE)

    answer = vote(browser(cast.fatma), decision, **{"mark.a": "3", "mark.b": "0"})

    assert checked(answer.text) == {("a", "3"), ("b", "0")}
    assert answer.text.count("Hier mist nog een getal.") == 1
    assert answer.text.index("Dit is de keuze om niets te veranderen.") > 0


@pytest.mark.parametrize(
    ("pressed", "order"),
    [
        ({"up": "c"}, {"a": "1", "b": "2", "c": "3"}),
        ({"up": "b"}, {"b": "1", "a": "2", "c": ""}),
        ({"down": "a"}, {"b": "1", "a": "2", "c": ""}),
        ({"down": "b"}, {"a": "1", "b": "", "c": ""}),
        ({"sum": "1"}, {"a": "1", "b": "2", "c": ""}),
    ],
)
def test_steps_up_and_down_are_buttons_that_cast_nothing(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    pressed: dict[str, str],
    order: dict[str, str],
) -> None:
    decision = opened(app, session, cast, RANKED)
    form = {"mark.a": "1", "mark.b": "2", "mark.c": ""}

    page = browser(cast.fatma).post(address(decision, "/stem"), data=form | pressed)

    found = numbers(page.text)
    numbered = [key for key in found if found[key]]
    assert found == order
    assert numbered == [key for key in order if order[key]]
    assert session.scalar(select(func.count()).select_from(Participation)) == 0


def test_a_first_step_needs_no_number_yet(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, RANKED)

    page = browser(cast.fatma).post(address(decision, "/stem"), data={"up": "b"})

    assert numbers(page.text)["b"] == "1"


def test_equal_numbers_stand_beside_each_other_where_they_may(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, SCHULZE)
    form = {"mark.a": "1", "mark.b": "1", "mark.c": "2", "sum": "1"}

    page = browser(cast.fatma).post(address(decision, "/stem"), data=form)

    assert set(list(numbers(page.text))[:2]) == {"a", "b"}
    assert "Wat je lager zet dan dit, wil je niet." in page.text


def test_what_the_plans_cost_together_is_added_up_without_scripts(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, BUDGET)
    client = browser(cast.fatma)
    path = address(decision, "/stem")

    first = client.get(path)
    within = client.post(path, data={"mark.a": "1", "mark.c": "1", "sum": "1"})
    beyond = client.post(path, data={"mark.a": "1", "mark.b": "1", "sum": "1"})

    assert "Samen €\xa00 van €\xa01.200,50" in first.text
    assert "Samen €\xa0262,50 van €\xa01.200,50" in within.text
    assert "data-spending-over hidden" in within.text
    assert "Samen €\xa01.450 van €\xa01.200,50" in beyond.text
    assert "data-spending-over>" in beyond.text
    assert checked(beyond.text) == {("a", "1"), ("b", "1")}


def test_money_kept_as_a_fraction_is_shown_in_cents(
    app: Flask, session: Session, cast: Linde
) -> None:
    decision = opened(app, session, cast, BUDGET)

    spending = spending_of(decision, {"b": 1})

    assert Fraction(decision.settings["budget"]) == Fraction(2401, 2)
    assert spending is not None
    assert (spending.spent_cents, spending.budget_cents) == (120000, 120050)
    assert (spending.is_over, spending.share) == (False, 99)


@pytest.mark.parametrize(
    "draft",
    [APPROVAL, SCORE, drafted("star"), RANKED, drafted("stv"), SCHULZE, RESISTANCE, BUDGET, LOT],
    ids=lambda draft: draft.method,
)
def test_blank_counts_whatever_else_was_filled_in(
    app: Flask, session: Session, cast: Linde, browser: SignIn, draft: Draft
) -> None:
    decision = opened(app, session, cast, draft)

    vote(browser(cast.fatma), decision, "blank", **{"mark.a": "1"})

    assert kept(session) == [{}]


@pytest.mark.parametrize("method", ["majority", "dots", "approval", "score", "ranked"])
def test_forty_options_have_a_field_to_find_one_and_three_have_none(
    app: Flask, session: Session, cast: Linde, browser: SignIn, method: str
) -> None:
    forty = tuple(OptionDraft(f"Plan {number}") for number in range(40))
    few = drafted(method)
    client = browser(cast.fatma)

    pages = [
        client.get(address(opened(app, session, cast, draft), "/stem")).text
        for draft in (few, replace(few, title="Veel", options=forty))
    ]

    assert ["Zoek in de keuzes" in page for page in pages] == [False, True]
    assert [page.count("data-sift-row") for page in pages] == [3, 40]


@pytest.mark.parametrize("draft", [BUDGET, RANKED, SCORE, drafted("majority"), drafted("dots")])
def test_a_ballot_shows_the_photo_of_the_proposal_behind_an_option(
    app: Flask, session: Session, cast: Linde, browser: SignIn, queries: Queries, draft: Draft
) -> None:
    other = proposal_in_talk(session, cast, "Een bank")
    photo = Attachment(
        proposal=other,
        kind=AttachmentKind.PHOTO,
        name="bank.jpg",
        alt="Een bank onder de linde.",
        width=720,
        height=480,
        sha256="0" * 64,
        added_by_id=cast.joost.id,
        created_at=now(),
    )
    session.add(photo)
    session.commit()
    bench, *others = PLANS
    forty = (replace(bench, proposal_id=other.id), *others, *MORE)
    decision = opened(app, session, cast, replace(draft, options=forty))
    client, path = browser(cast.fatma), address(decision, "/stem")
    client.get(path)

    with queries() as seen:
        page = client.get(path)

    assert 'alt="Een bank onder de linde."' in page.text
    assert f"/voorstellen/{other.number}-een-bank/bijlagen/{photo.id}?maat=klein" in page.text
    assert len(seen) <= 12


def test_a_long_ballot_is_kept_in_the_tab_but_not_on_a_shared_device(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision: Decision = opened(app, session, cast, RANKED)
    client = browser(cast.fatma)
    own = client.get(address(decision, "/stem")).text
    with client.session_transaction() as cookie:
        cookie[SHARED] = now().timestamp()
    shared = client.get(address(decision, "/stem")).text

    assert "data-draft=" in own
    assert "data-draft=" not in shared


@pytest.mark.parametrize(
    ("draft", "form", "words"),
    [
        (APPROVAL, {"mark.a": "1", "mark.c": "1"}, "Bank; Goal"),
        (SCORE, {"mark.a": "0", "mark.c": "5"}, "Bank: 0; Goal: 5"),
        (RANKED, {"mark.a": "2", "mark.c": "1"}, "1.\xa0Goal; 2.\xa0Bank"),
        (
            SCHULZE,
            {"mark.c": "2", "mark.a": "1", "mark.b": "1"},
            "1.\xa0Bank; 1.\xa0Boom; 2.\xa0Goal",
        ),
        (BUDGET, {"mark.b": "1"}, "Boom"),
        (LOT, {"choice": "blank"}, "Ik doe niet mee"),
        (LOT, {"mark.b": "1"}, "Boom"),
        (GRADIENTS, {"choice": "voorstel=5"}, "5. Eerst verder praten"),
        (APPROVAL, {"choice": "blank"}, "Blanco"),
    ],
)
def test_with_names_the_receipt_says_what_was_chosen(
    app: Flask,
    session: Session,
    cast: Linde,
    browser: SignIn,
    draft: Draft,
    form: dict[str, str],
    words: str,
) -> None:
    decision = opened(app, session, cast, replace(draft, secrecy=Secrecy.OPEN))
    client = browser(cast.fatma)

    page = client.get(vote(client, decision, **form).location)

    assert f"Je koos: {words}." in page.text


def test_who_came_by_a_letter_is_asked_with_u(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    decision = opened(app, session, cast, RANKED)
    client = browser(cast.fatma)
    with client.session_transaction() as cookie:
        cookie[FORMAL] = True

    page = client.get(address(decision, "/stem"))

    assert "Nummer 1 wilt u het liefst. U hoeft niet alles te nummeren." in page.text
