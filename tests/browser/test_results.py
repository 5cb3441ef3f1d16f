"""Results of every method on a phone and wide: readable, foldable, scrollable, also on paper."""

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from sqlalchemy import delete, insert, update

from decisions.models import Decision, Option
from decisions.votes import CountedBallot
from tests.browser.conftest import DESKTOP, PHONE, Look, Visit
from tests.browser.house import House, decision_of
from tests.browser.judging import too_small, too_wide, violations
from tests.browser.places import FATMA
from voting import METHODS

COUNTED = 3
A4: ViewportSize = {"width": 718, "height": 1047}
"""What is left of the sheet between margins of a centimetre."""
PAGE = f"/g/de-weverij/besluiten/{COUNTED}?eerst=besluit"
NAMES = (
    "Meergeneratiespeelplaats met waterpomp",
    "Bankjes",
    "Fietsenstalling",
    "Kruidentuin bij het buurthuis",
    *(f"Idee {number} uit de buurt" for number in range(5, 41)),
)
OWN: dict[str, dict[str, Any]] = {
    "approval": {"floor": "1/2"},
    "stv": {"seats": 3},
    "budget_greedy": {"budget": 1500},
    "budget_shares": {"budget": 1500},
    "resistance": {"zero_option": "k3"},
    "lot": {"winners": 2},
}


def ballots_for(method: str, options: int) -> list[dict[str, int]]:
    """Thirty that differ enough for rounds, a spread of marks and something that does not fit."""
    keys = [f"k{number}" for number in range(options)]
    found: list[dict[str, int]] = []
    for voter in range(30):
        turned = keys[(voter * voter) % min(options, 7) :] + keys[: voter % 3]
        wanted = list(dict.fromkeys(turned))[: 1 + voter % 5]
        if method in ("score", "star", "resistance"):
            found.append({key: (place * 3 + voter) % 6 for place, key in enumerate(keys)})
        elif METHODS[method].shape == "order":
            found.append({key: place for place, key in enumerate(wanted, start=1)})
        else:
            found.append(dict.fromkeys(wanted, 1))
    if method == "gradients":
        return [{"k0": 1 + (voter * voter) % 8} for voter in range(30)]
    return found


def tell(house: House, method: str, options: int) -> None:
    """Decision 3 as if it had been decided by this method."""
    marks = ballots_for(method, options)
    settings: Mapping[str, object] = METHODS[method].clean_settings(OWN.get(method, {}), options)
    with house.writing() as session:
        decision = decision_of(session, COUNTED)
        current = decision.rounds[-1].id
        session.execute(delete(CountedBallot).where(CountedBallot.round_id == current))
        session.execute(delete(Option).where(Option.decision_id == decision.id))
        session.execute(
            insert(Option),
            [
                {
                    "decision_id": decision.id,
                    "key": f"k{place}",
                    "position": place,
                    "label": NAMES[place],
                    "cost_cents": 20000 + 7500 * (place % 5),
                }
                for place in range(options)
            ],
        )
        session.execute(
            insert(CountedBallot),
            [
                {"round_id": current, "position": place, "marks": one, "count": 1}
                for place, one in enumerate(marks)
            ],
        )
        session.execute(
            update(Decision)
            .where(Decision.id == decision.id)
            .values(method=method, settings=settings, revision=Decision.revision + 1)
        )


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('#result details').forEach((one) => one.open = true)")


DRAWN = [
    (method, 1 if METHODS[method].one_option_only else 6)
    for method in METHODS
    if method not in ("consent", "majority", "dots")
] + [("ranked", 40), ("schulze", 40), ("budget_shares", 40)]


@pytest.mark.parametrize(("method", "options"), DRAWN)
def test_a_result_is_for_everybody(
    own_weverij: House, look: Look, method: str, options: int
) -> None:
    tell(own_weverij, method, options)
    page = look(own_weverij, FATMA)

    page.goto(PAGE)
    unfold(page)
    found = [*violations(page), *too_wide(page), *too_small(page)]
    page.set_viewport_size(DESKTOP)
    found += [*violations(page, "dark"), *too_small(page)]

    assert found == []


def test_the_wide_table_is_reached_by_key_and_the_rest_stands_on_paper(
    own_weverij: House, visit: Visit
) -> None:
    tell(own_weverij, "schulze", 40)
    page = visit(own_weverij, FATMA, on=PHONE)
    page.goto(PAGE)
    page.get_by_text("Alle vergelijkingen als tabel").first.click()
    table = page.get_by_role("region", name="Alle vergelijkingen als tabel")

    table.focus()
    page.keyboard.press("ArrowRight")

    expect(table).to_be_focused()
    page.wait_for_function("document.querySelector('#result .table-frame:focus').scrollLeft > 0")
    page.emulate_media(media="print")
    assert page.locator(".fold-rest .duel").last.evaluate(
        "(one) => one.getBoundingClientRect().height > 0"
    )


@pytest.mark.parametrize("method", ["schulze", "ranked"])
def test_nothing_runs_off_the_paper(own_weverij: House, visit: Visit, method: str) -> None:
    tell(own_weverij, method, 40)
    page = visit(own_weverij, FATMA, on=A4)
    page.goto(PAGE)

    page.emulate_media(media="print")

    edges = page.locator("#result table").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().right)"
    )
    assert len(edges) > 0
    assert max(edges) <= A4["width"]
    assert page.locator("#result thead th").evaluate_all(
        "(all) => all.every((one) => one.scrollWidth <= one.clientWidth + 1)"
    )
