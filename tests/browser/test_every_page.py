"""Every page, for everybody who can see it: readable, in both themes, languages and sizes."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE, Look
from tests.browser.house import House
from tests.browser.judging import too_small, too_wide, unframed, violations
from tests.browser.places import PLACES, VisitedPage, Who

SEEN = [
    pytest.param(place, who, id=f"{place.name}-{(who or 'visitor').split()[0]}")
    for place in PLACES
    for who in place.who
]


@pytest.mark.parametrize(("place", "who"), SEEN)
def test_page_is_for_everybody(weverij: House, look: Look, place: VisitedPage, who: Who) -> None:
    """Any two of language, size and theme are looked at together."""
    page = look(weverij, who)
    found = []

    for language, light, dark in (("nl", PHONE, DESKTOP), ("en", DESKTOP, PHONE)):
        page.context.add_cookies([{"name": "taal", "value": language, "url": weverij.address}])
        page.set_viewport_size(light)
        answer = page.goto(place.path)
        assert answer is not None
        assert answer.status == place.status
        found += [*unframed(page, language), *violations(page), *too_wide(page), *too_small(page)]
        page.set_viewport_size(dark)
        found += [*violations(page, "dark"), *too_small(page)]

    assert found == []
