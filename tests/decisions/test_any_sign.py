"""Any sign in any field of any paper prints, and a name in any script is read on it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from communities.joining.links import make_join_link
from communities.models import Visibility
from decisions.invitations.letter_pdf import LETTER_TEMPLATE
from decisions.models import Secrecy
from plumbing.clock import clock_at
from plumbing.drawing import previews, typesetting
from plumbing.drawing.typesetting import Typesetter
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.recorded import LATER, recorded
from tests.decisions.scenes import DOTS, GARDEN, address, opened
from tests.signs import NAMES, one_of_every_block

PAPERS = sorted(LETTER_TEMPLATE.parent.glob("*.typ"))
CODED = re.compile(r"[a-z0-9-]*|https?://.*|<svg .*", re.DOTALL)
"""What is not printed: a language, a layout, a kind; where a QR leads, and how it looks."""
FEWEST_FIELDS = 2
READ = ("李小龙", "ሳራ", "தமிழ்", "สมชาย", "김민준", "🌻")
LOUD = " · ".join(READ)

Scene = tuple[Flask, Session, Linde, SignIn]
Made = Callable[[Scene], TestResponse]


@pytest.fixture
def scene(app: Flask, session: Session, cast: Linde, browser: SignIn) -> Scene:
    cast.community.visibility = Visibility.PUBLIC
    return app, session, cast, browser


def letters(scene: Scene) -> TestResponse:
    app, session, cast, browser = scene
    decision = opened(app, session, cast)
    form = {"decision": str(decision.number), "whom": "iedereen"}
    return browser(cast.marleen).post("/g/linde/brieven", data=form)


def ballots(scene: Scene) -> TestResponse:
    app, session, cast, browser = scene
    decision = opened(app, session, cast, DOTS)
    form = {"how_many": "2", "layout": "een", "languages": "en"}
    return browser(cast.marleen).post(address(decision, "/papier"), data=form)


def record(scene: Scene) -> TestResponse:
    app, session, cast, browser = scene
    decision = recorded(app, session, cast, browser)
    return browser(cast.fatma).get(address(decision, "/besluit.pdf"))


def poster(scene: Scene) -> TestResponse:
    _app, session, cast, browser = scene
    link = make_join_link(session, cast.community, cast.marleen, 3, 30)
    session.commit()
    return browser(cast.marleen).get(f"/g/linde/mensen/link/{link.id}/poster.pdf?papier=a4")


def preview(scene: Scene) -> TestResponse:
    app, session, cast, browser = scene
    previews.drawn.cache_clear()
    decision = opened(app, session, cast)
    return browser().get(address(decision, "/beeld.png"))


MADE: dict[str, Made] = {
    "ballot": ballots,
    "letter": letters,
    "poster": poster,
    "preview": preview,
    "record": record,
}
"""Who adds a paper says here how it is made."""


@pytest.fixture
def set_papers(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, dict[str, Any]]]:
    """Every paper that was set, with all that was said to the typesetter."""
    papers: list[tuple[Path, dict[str, Any]]] = []
    real = Typesetter.compile

    def noted(self: Typesetter, sys_inputs: Any, *args: Any, **how: Any) -> bytes:
        papers.append((self.template, {"sys_inputs": sys_inputs, **how}))
        return real(self, sys_inputs, *args, **how)

    monkeypatch.setattr(Typesetter, "compile", noted)
    return papers


def text_of(answer: TestResponse) -> str:
    assert answer.mimetype == "application/pdf", answer.text[:500]
    file = pypdfium2.PdfDocument(answer.data)
    text = "\n".join(page.get_textpage().get_text_range() for page in file)
    file.close()
    return text


def louder(value: Any, words: str) -> Any:
    """The facts, with these words behind those of every field that is printed."""
    if isinstance(value, str):
        return value if CODED.fullmatch(value) else f"{value} {words}"
    if isinstance(value, list):
        return [louder(one, words) for one in value]
    if isinstance(value, dict):
        return {name: louder(one, words) for name, one in value.items()}
    return value


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_a_sign_of_every_block_prints_in_every_field(
    scene: Scene,
    paper: Path,
    set_papers: list[tuple[Path, dict[str, Any]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert MADE[paper.stem](scene).status_code == 200
    template, how = set_papers[-1]
    assert template == paper
    # Without the last resort: each sign finds its way by itself.
    monkeypatch.delattr(typesetting, "in_base")
    words = "".join(one_of_every_block())

    loud = {
        name: json.dumps(louder(json.loads(facts), words))
        for name, facts in how["sys_inputs"].items()
    }
    made = Typesetter(paper).compile(**how | {"sys_inputs": loud})

    assert sum(facts.count(json.dumps(words)[1:-1]) for facts in loud.values()) >= FEWEST_FIELDS
    assert len(made) > 10_000


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_every_paper_takes_its_fonts_from_the_typesetter(paper: Path) -> None:
    assert "sys.inputs.fonts" in paper.read_text()


def test_a_flower_in_one_name_stops_no_letters(scene: Scene) -> None:
    _app, session, cast, browser = scene
    browser(cast.fatma).post("/g/linde/ik", data={"name": "Vera 🌻", "language": "nl"})
    session.expire_all()

    text = text_of(letters(scene))

    assert "Vera 🌻" in text
    assert "Henk Visser" in text


@pytest.mark.parametrize("part", range(0, len(NAMES), 4))
def test_neighbours_with_names_in_any_script_get_their_letters(scene: Scene, part: int) -> None:
    *_rest, cast, _browser = scene
    members = (cast.fatma, cast.joost, cast.henk, cast.samira)
    for member, name in zip(members, NAMES[part:], strict=False):
        member.name = name

    text = text_of(letters(scene))

    for name in READ:
        assert name not in "".join(NAMES[part : part + 4]) or name in text


def test_title_question_and_options_of_a_ballot_are_read(scene: Scene) -> None:
    app, session, cast, browser = scene
    asked = {"question": f"Samen eten? {LOUD}", "option": list(READ)}
    assert browser(cast.marleen).post("/g/linde/snelle-vraag", data=asked).status_code == 303

    text = text_of(
        browser(cast.marleen).post("/g/linde/besluiten/1/papier", data={"how_many": "2"})
    )

    for name in READ:
        assert text.count(name) >= 2 * 2, name


def test_an_open_ballot_carries_any_name(scene: Scene) -> None:
    app, session, cast, browser = scene
    cast.fatma.name = "李小龙 🌻"
    cast.fatma.person.email = None
    decision = opened(app, session, cast, replace(GARDEN, secrecy=Secrecy.OPEN))

    text = text_of(
        browser(cast.marleen).post(address(decision, "/papier"), data={"whom": "zonder-mail"})
    )

    assert "李小龙 🌻" in text


def test_a_correction_of_a_record_prints(scene: Scene) -> None:
    app, session, cast, browser = scene
    decision = recorded(app, session, cast, browser)
    with clock_at(LATER):
        browser(cast.marleen).post(
            address(decision, "/besluit/verbetering"), data={"words": f"Het was {LOUD}."}
        )

    text = text_of(browser(cast.fatma).get(address(decision, "/besluit.pdf")))

    for name in READ:
        assert name in text


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_a_poster_prints_what_we_share(scene: Scene, size: str) -> None:
    _app, session, cast, browser = scene
    cast.community.name, cast.community.shares = f"De Linde {LOUD}", LOUD
    link = make_join_link(session, cast.community, cast.marleen, 3, 30)
    session.commit()

    path = f"/g/linde/mensen/link/{link.id}/poster.pdf?papier={size}"
    text = text_of(browser(cast.marleen).get(path))

    for name in READ:
        assert text.replace("\r\n", "").count(name) >= 2, name


def test_paper_in_any_script_stays_accessible(scene: Scene) -> None:
    _app, _session, cast, _browser = scene
    cast.fatma.name = "李小龙 🌻"

    made = letters(scene).data

    assert b"pdfuaid:part" in made
    assert b"/StructTreeRoot" in made
