"""From nothing at a kitchen table to the first counted vote, on a phone and without scripts too."""

import re
from collections.abc import Iterator

import pytest
from alembic import command
from playwright.sync_api import Page, expect

from app import create_app
from plumbing.hosting.commands import alembic_config
from tests.browser.conftest import DESKTOP, PHONE, Visit, choose_way
from tests.browser.house import KEYS, House, running, scratch
from tests.browser.judging import too_small, too_wide, unframed, violations

PASTED = (
    "naam\tmail\tstraat\tnummer\n"
    "Fatma Yıldız\t\tLindelaan\t3\n"
    "Joost Brand\tjoost@example.org\tLindelaan\t5\n"
    "Henk Visser\t\tLindelaan\t5\n"
    "Piet Jansen\tpiet@example.org\tLindelan\t7"
)
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def empty_house() -> Iterator[House]:
    """A server on which nobody has been yet."""
    with scratch() as folder:
        app = create_app(
            {
                "DATABASE_URL": f"sqlite:///{folder / 'gehoord.db'}",
                "OUTBOX": str(folder / "outbox"),
                **KEYS,
            }
        )
        with app.app_context():
            command.upgrade(alembic_config(), "head")
        with running(app, folder) as house:
            yield house


@SCRIPTS
def test_a_kitchen_table_has_a_counted_vote_tonight(
    empty_house: House, visit: Visit, scripts: bool
) -> None:
    phone = visit(empty_house, on=PHONE, java_script_enabled=scripts)
    phone.goto("/")

    _begin(phone)
    _bring_people_in(phone)
    _write(phone)
    _open(phone)
    phone.get_by_label(re.compile("^Ik ga akkoord$")).check()
    _press(phone, "Antwoord geven")

    expect(phone.get_by_role("heading", name="Je antwoord telt mee.")).to_be_visible()
    phone.goto("/g/portiek-lindelaan/besluiten/1?eerst=besluit")
    expect(phone.get_by_text("1 van de 5 deed mee.").first).to_be_visible()


@SCRIPTS
def test_a_stranger_comes_in_by_the_link_on_the_poster(
    empty_house: House, visit: Visit, scripts: bool
) -> None:
    table = visit(empty_house, on=DESKTOP)
    table.goto("/")
    _begin(table)
    table.goto("/g/portiek-lindelaan/mensen")
    _press(table, "Link maken")
    address = table.locator(".join-link-address").inner_text()
    poster = table.get_by_role("link", name="Poster op A4").get_attribute("href") or ""

    phone = visit(empty_house, on=PHONE, java_script_enabled=scripts)
    phone.goto("/mee/" + address.rpartition("/")[2])
    phone.get_by_label("Hoe heet je?").fill("Fatma Yıldız")
    phone.get_by_label(re.compile("^Straat")).fill("Lindelaan")
    phone.get_by_label("Nummer", exact=True).fill("3")
    _press(phone, "Ik woon hier, ik doe mee")

    expect(phone.get_by_text("Welkom, Fatma Yıldız. Je bent nu lid.")).to_be_visible()
    assert table.request.get(poster).body().startswith(b"%PDF-")


def test_each_page_of_the_start_is_for_everybody(empty_house: House, visit: Visit) -> None:
    phone = visit(empty_house, on=PHONE)
    phone.goto("/begin")
    found = list(_faults(phone))
    phone.goto("/")
    _begin(phone)
    for path in ("/begin", "", "/mensen", "/instellingen", "/ik", "/ik/vertrek", "/leden/1/rol"):
        phone.goto(f"/g/portiek-lindelaan{path}")
        found += _faults(phone)
    _press_after(phone, "/mensen", "Link maken")
    found += _faults(phone)
    address = phone.locator(".join-link-address").inner_text()
    _look_at(phone)
    found += _faults(phone)
    stranger = visit(empty_house, on=PHONE)
    for path in (f"/mee/{address.rpartition('/')[2]}", "/mee/nooit-gemaakt"):
        stranger.goto(path)
        found += _faults(stranger)

    assert found == []


def _begin(page: Page) -> None:
    page.get_by_role("link", name="Een gemeenschap beginnen").click()
    page.get_by_label("Hoe heten jullie?").fill("Portiek Lindelaan")
    page.get_by_label(re.compile("^Wat delen jullie")).fill("Een trap en een tuin.")
    page.get_by_label("Je naam").fill("Marleen de Wit")
    _press(page, "Gemeenschap beginnen")
    expect(page.get_by_role("heading", name="Zo, jullie gemeenschap staat er")).to_be_visible()


def _bring_people_in(page: Page) -> None:
    page.get_by_role("link", name="Mensen erbij").click()
    _look_at(page)
    expect(page.get_by_text("Bedoel je “Lindelaan”?")).to_be_visible()
    page.get_by_label("De lijst, één mens per regel").fill(
        PASTED.replace("Lindelan\t", "Lindelaan\t")
    )
    _press(page, "Opnieuw nakijken")
    expect(page.get_by_text("We lazen 4 mensen.")).to_be_visible()
    _press(page, "4 mensen erbij zetten")
    expect(page.get_by_text("4 mensen staan erbij.")).to_be_visible()


def _look_at(page: Page) -> None:
    page.get_by_label("Plak hier de namen").fill(PASTED)
    _press(page, "Lijst nakijken")


def _write(page: Page) -> None:
    page.goto("/g/portiek-lindelaan/begin")
    page.get_by_role("link", name="Het eerste voorstel").click()
    page.get_by_label("Titel").fill("Een bankje voor de deur")
    page.get_by_label("Korte uitleg").fill("Dan zitten we eens samen buiten.")
    page.get_by_label("Wat", exact=True).fill("Een houten bankje naast de voordeur.")
    page.get_by_label(re.compile("^Wie raakt dit")).fill("Wie beneden woont")
    _press(page, "Op tafel leggen")


def _open(page: Page) -> None:
    for name in ("Klaar om te beslissen",):
        if page.get_by_role("button", name=name).count():
            _press(page, name)
    page.get_by_role("link", name="Besluit openen").first.click()
    choose_way(page, "Besluit zonder bezwaar")
    _press(page, "Nakijken")
    _press(page, "Openen")
    page.wait_for_url(re.compile("/stem$"))


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def _press_after(page: Page, tail: str, name: str) -> None:
    page.goto(f"/g/portiek-lindelaan{tail}")
    _press(page, name)


def _faults(page: Page) -> Iterator[str]:
    for fault in (
        *unframed(page),
        *violations(page),
        *violations(page, "dark"),
        *too_wide(page),
        *too_small(page),
    ):
        yield f"{page.url}: {fault}"
