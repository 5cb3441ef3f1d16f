"""Pages that only come in passing, a receipt, a draft, a refusal: readable for everybody too."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.models import Membership
from decisions.opening.draft import Draft, prepare
from demo.proposals import TEXTS
from plumbing.clock import now
from proposals.models import Proposal
from proposals.writing.writing import write_proposal
from tests.browser.conftest import Look, Visit
from tests.browser.house import House, decision_of, scratch
from tests.browser.judging import too_small, too_wide, unframed, violations
from tests.browser.places import FATMA, JOOST, MARLEEN, VISITOR, Who

DRAFT, FAIR_QUESTION = len(TEXTS) + 1, 3
IMPATIENT = "Ria Bos"
"""Who asks too often is kept waiting, so nobody else's tests are."""
MORE_THAN_FITS = 13 * 1024 * 1024
KNOCK = """async () => {
  for (let turn = 0; turn < 61; turn += 1) {
    const knocks = Array.from({ length: 10 }, () => fetch("/in", { redirect: "manual" }));
    if ((await Promise.all(knocks)).every(({ status }) => status === 429)) return;
  }
}"""

Step = Callable[[Page, House], None]


def draft(page: Page, house: House) -> None:
    with house.writing() as session:
        _write_draft(session)
    page.goto(house.path(f"/voorstellen/{DRAFT}"))


def attachments(page: Page, house: House) -> None:
    draft(page, house)
    page.goto(house.path(f"/voorstellen/{DRAFT}/bijlagen"))


def no_file(page: Page, house: House) -> None:
    attachments(page, house)
    _send(page, "/bijlagen")


def too_large(page: Page, house: House) -> None:
    attachments(page, house)
    with scratch() as folder:
        (file := folder / "a.pdf").write_bytes(bytes(MORE_THAN_FITS))
        page.locator("main input[type=file]").set_input_files(file)
        _send(page, "/bijlagen")


def prepared(page: Page, house: House) -> None:
    house.decide_soon()
    with house.writing() as session:
        number = _prepare(session)
    page.goto(house.path(f"/besluiten/{number}"))


def decision_without_a_question(page: Page, house: House) -> None:
    house.decide_soon()
    page.goto(house.path(f"/voorstellen/{FAIR_QUESTION}/besluit?manier=majority"))
    page.locator("main [name=question]").fill("")
    _send(page, "/besluit")


def receipt(page: Page, house: House) -> None:
    page.goto(house.path("/besluiten/8/stem"))
    page.locator("main input[name=choice]").first.check()
    _send(page, "/stem")
    page.locator("#ballot-done").wait_for()


def nothing_chosen(page: Page, house: House) -> None:
    page.goto(house.path("/besluiten/8/stem"))
    _send(page, "/stem")
    page.locator("#ballot .wrong").wait_for()


def objection_without_a_reason(page: Page, house: House) -> None:
    page.goto(house.path("/besluiten/7/stem"))
    page.locator("main input[value$='=-1']").check()
    _send(page, "/stem")
    page.locator("#ballot .wrong").wait_for()


def empty_proposal(page: Page, house: House) -> None:
    page.goto(house.path("/voorstellen/nieuw"))
    _send(page, "/voorstellen", "button")


def empty_contribution(page: Page, house: House) -> None:
    page.goto(house.path("/voorstellen/4/gesprek/nieuw"))
    _send(page, "/gesprek")


def no_name(page: Page, house: House) -> None:
    page.goto(house.path("/ik"))
    page.locator("main [name=name]").fill("")
    _send(page, "/ik")


def outcome_without_words(page: Page, house: House) -> None:
    page.goto(house.path("/besluiten/6/besluit"))
    _send(page, "/formulering")


def no_address(page: Page, house: House) -> None:
    page.goto(f"{house.address}/in")
    page.locator("main [name=email]").fill("fatma")
    _send(page, "/in")


def bad_request(page: Page, house: House) -> None:
    page.goto(house.path("?zoek=%00"))


def too_often(page: Page, house: House) -> None:
    page.goto(house.path())
    page.evaluate(KNOCK)
    page.goto(f"{house.address}/in")


def our_mistake(page: Page, house: House) -> None:
    with house.writing() as session:
        decision_of(session, 5).settings = {"threshold": "nonsense"}
    page.goto(house.path("/besluiten/5"))


PASSING: tuple[tuple[Step, Who, str], ...] = (
    (draft, JOOST, "h1"),
    (attachments, JOOST, "input[type=file]"),
    (no_file, JOOST, "[aria-invalid]"),
    (too_large, JOOST, ".plain"),
    (prepared, MARLEEN, "form[action$='/opening']"),
    (decision_without_a_question, MARLEEN, "[aria-invalid]"),
    (receipt, FATMA, "#ballot-done"),
    (nothing_chosen, FATMA, ".wrong"),
    (objection_without_a_reason, FATMA, "[aria-invalid]"),
    (empty_proposal, JOOST, "[aria-invalid]"),
    (empty_contribution, FATMA, "[aria-invalid]"),
    (no_name, FATMA, "[aria-invalid]"),
    (outcome_without_words, MARLEEN, "[aria-invalid]"),
    (no_address, VISITOR, "[aria-invalid]"),
    (bad_request, FATMA, ".plain"),
    (too_often, IMPATIENT, ".plain"),
    (our_mistake, FATMA, ".plain"),
)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("step", "who", "shows"), [pytest.param(*each, id=each[0].__name__) for each in PASSING]
)
def test_page_in_passing_is_for_everybody(
    own_weverij: House, look: Look, visit: Visit, step: Step, who: Who, shows: str, language: str
) -> None:
    # Chromium calls a page about our own mistake an error, as it should.
    unheard = step is our_mistake
    page = visit(own_weverij, who, loses_requests=True) if unheard else look(own_weverij, who)
    page.context.add_cookies([{"name": "taal", "value": language, "url": own_weverij.address}])

    step(page, own_weverij)

    assert page.locator(f"main {shows}").count() > 0
    assert [
        *unframed(page, language),
        *violations(page),
        *too_wide(page),
        *too_small(page),
        *violations(page, "dark"),
    ] == []


def _send(page: Page, tail: str, button: str = "button:not([name])") -> None:
    """Send the form with this address, as somebody whose browser does not check it first."""
    form = page.locator(f"main form[method=post][action$='{tail}']").first
    form.evaluate("(form) => { form.noValidate = true }")
    form.locator(button).last.click()
    page.wait_for_load_state("networkidle")


def _write_draft(session: Session) -> None:
    joost = _member(session, JOOST)
    write_proposal(
        session,
        joost.community,
        joost,
        title="Een ruilkast",
        summary="Een kast waar je boeken en spullen ruilt.",
        what="We zetten een kast in de poort.",
    )


def _prepare(session: Session) -> int:
    marleen = _member(session, MARLEEN)
    proposal = session.scalars(
        select(Proposal).where(
            Proposal.number == FAIR_QUESTION, Proposal.community_id == marleen.community_id
        )
    ).one()
    closes_at = now() + timedelta(days=14)
    draft = Draft(proposal.title, "Ben je voor of tegen?", "majority", closes_at)
    return prepare(session, proposal, marleen, draft).number


def _member(session: Session, name: str | None) -> Membership:
    found = select(Membership).where(
        Membership.name == name, Membership.community.has(slug="de-weverij")
    )
    return session.scalars(found).one()
