"""Every page, for everybody who can see it: readable, in both themes, languages and sizes."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.house import House
from tests.browser.judging import faults, too_small, too_wide
from tests.browser.places import PLACES, Place, Who

SEEN = [
    pytest.param(place, who, id=f"{place.name}-{(who or 'visitor').split()[0]}")
    for place in PLACES
    for who in place.who
]


@pytest.mark.parametrize(("place", "who"), SEEN)
def test_page_is_for_everybody(weverij: House, visit: Visit, place: Place, who: Who) -> None:
    page = visit(weverij, who)
    found = []

    for language in ("nl", "en"):
        page.context.add_cookies([{"name": "taal", "value": language, "url": weverij.address}])
        answer = page.goto(place.path)
        assert answer is not None
        assert answer.status == place.status
        assert page.locator("html").get_attribute("lang") == language
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            found += [f"{language} {size['width']}: {fault}" for fault in faults(page)]
        found += [f"{language} {fault}" for fault in (*too_wide(page), *too_small(page))]

    assert found == []
