"""What stays at the foot of a phone never lies over what somebody wants to read or press."""

import pytest
from playwright.sync_api import Page, ViewportSize
from sqlalchemy import update

from communities.models import Membership
from communities.visits import SECOND
from tests.browser.conftest import Visit
from tests.browser.house import House, key_of
from tests.browser.places import FATMA

OLD_PHONE: ViewportSize = {"width": 360, "height": 640}
TABS = 40
COVERED = """() => {
    const all = [...document.querySelectorAll(".choice")];
    const answers = all.map(each => each.getBoundingClientRect());
    return [...document.querySelectorAll(".tabs, .cast")].flatMap(each => {
        const bar = each.getBoundingClientRect();
        return answers.filter(one => one.bottom > bar.top + 1 && one.top < bar.bottom - 1);
    }).length;
}"""
FOCUS_IS_COVERED = """() => {
    const here = document.activeElement.getBoundingClientRect();
    const bar = document.querySelector(".tabs").getBoundingClientRect();
    const isElsewhere = document.activeElement.matches("body, .tabs *");
    return !isElsewhere && here.bottom > bar.top && here.top < bar.bottom;
}"""


def by_letter(house: House, page: Page) -> None:
    """Fatma scans her letter for the second time."""
    with house.writing() as session:
        session.execute(update(Membership).values(visits=SECOND))
    page.goto(f"/kom/{key_of(house, FATMA).token}")
    page.get_by_role("button", name="Ja, ga verder").click()


@pytest.mark.parametrize("height", [740, 640, 560])
def test_nothing_lies_over_an_answer_of_a_ballot(
    own_weverij: House, visit: Visit, height: int
) -> None:
    page = visit(own_weverij, on={"width": 360, "height": height})
    by_letter(own_weverij, page)
    covered = {}

    for number in (7, 8):
        page.goto(own_weverij.path(f"/besluiten/{number}/stem"))
        assert page.locator(".tabs").count() == 1
        covered[number] = page.evaluate(COVERED)

    assert covered == {7: 0, 8: 0}


@pytest.mark.parametrize("tail", ["/ik", "/voorstellen/4"])
def test_by_keyboard_nothing_gets_the_focus_behind_the_bar(
    own_weverij: House, visit: Visit, tail: str
) -> None:
    page = visit(own_weverij, on=OLD_PHONE)
    by_letter(own_weverij, page)
    page.goto(own_weverij.path(tail))
    covered = []

    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS_IS_COVERED):
            covered.append(page.evaluate("() => document.activeElement.outerHTML"))

    assert covered == []
