"""Any sign prints: from the font that has it, else as near to it as can be, never as an error."""

import json
import shutil
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import typst
from PIL import Image, ImageChops

from plumbing.drawing import typesetting
from plumbing.drawing.typesetting import Typesetter
from plumbing.fonts import BASE, folders_of
from plumbing.substitutes import GAP, families_of, printable
from tests.signs import NAMES, OF_PARTS, of_every_block

TEMPLATE = """
#set document(title: "Namen")
#set page(width: 200pt, height: auto, margin: 10pt)
#set text(font: json(bytes(sys.inputs.fonts)), hyphenate: false)
#for name in json(bytes(sys.inputs.names)) { par(name) }
"""
AT = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture
def setter(tmp_path: Path) -> Typesetter:
    template = tmp_path / "names.typ"
    template.write_text(TEMPLATE)
    return Typesetter(template)


def text_of(setter: Typesetter, *names: str) -> str:
    made = setter.compile(
        {"names": json.dumps(names)}, format="pdf", pdf_standards=["ua-1"], timestamp=AT
    )
    file = pypdfium2.PdfDocument(made)
    text = "".join(page.get_textpage().get_text_range() for page in file)
    file.close()
    return text


def picture_of(setter: Typesetter, name: str) -> Image.Image:
    made = setter.compile({"names": json.dumps([name])}, format="png", ppi=144)
    return Image.open(BytesIO(made)).convert("L")


def picture_in(folder: Path, family: str, name: str) -> Image.Image:
    """The same by one family alone, which can lose nothing to another."""
    template = folder / "alone.typ"
    template.write_text(TEMPLATE)
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=list(folders_of([family])),
    )
    made = typst.Compiler(input=template, root=folder, font_paths=fonts).compile(
        sys_inputs={"names": json.dumps([name]), "fonts": json.dumps([family])},
        format="png",
        ppi=144,
    )
    assert isinstance(made, bytes)
    return Image.open(BytesIO(made)).convert("L")


def test_names_in_many_scripts_are_read_back_from_the_file(setter: Typesetter) -> None:
    text = text_of(setter, *NAMES)

    for name in ("李小龙", "ሳራ", "தமிழ்ச்செல்வி", "สมชาย", "김민준", "🌻", "Владимир", "さくら"):
        assert name in text
    assert GAP not in text


def test_a_sign_of_every_block_is_set_and_no_other_sign_suffers(
    setter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(typesetting, "in_base")
    signs = list(of_every_block())

    text = text_of(setter, *signs, *(f"ab{sign}c{sign}{sign} d" for sign in signs))

    assert len(signs) > 2000
    assert text.count("d") >= len(signs)


@pytest.mark.parametrize("sign", [*OF_PARTS, "ế", "Ọ̀", "ą̊", "ன்", "ដ្ឋ", "に", "龍", "→", "☐"])
def test_a_sign_looks_as_the_one_font_that_has_it_draws_it(
    setter: Typesetter, tmp_path: Path, sign: str
) -> None:
    (family,) = families_of(printable(sign))

    apart, drawn = picture_in(tmp_path, family, sign), picture_of(setter, sign)

    assert ImageChops.difference(apart, drawn).getbbox() is None
    assert drawn.getextrema() != (255, 255)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("A\uf8ffB", f"A{GAP}B"),
        ("A\u0378B", f"A{GAP}B"),
        ("A\ud83cB", f"A{GAP}B"),
        ("A\ufeffB\u0000C\x7f\ufdd0\U0001ffff", "ABC"),
        ("A\u0085B\x0bC", "A B C"),
        ("\u202eAnna\u202c", "Anna"),
        ("می\u200cلاد", "می\u200cلاد"),
        ("Zoe\u0308", "Zoë"),
        ("각", "각"),
        ("\u332c", "パーツ"),
        ("x\U0001e130", "x"),
        ("\u0e34Anna", "Anna"),
        ("👩\u200d\u200d🚀\U00012000", f"👩\u200d\u200d🚀{GAP}"),
    ],
)
def test_what_no_font_has_gives_way_to_what_is_nearest(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_what_typst_still_refuses_becomes_gaps_and_all_the_rest_prints(
    setter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "printable", str)

    text = text_of(setter, "Anna", "Bo\uf8ff李 é")

    assert "Anna" in text
    assert f"Bo{GAP}{GAP} é" in text


def test_a_mistake_in_a_template_is_still_told(tmp_path: Path) -> None:
    template = tmp_path / "wrong.typ"
    template.write_text("#nobody-knows")

    with pytest.raises(typst.TypstError, match="unknown variable"):
        Typesetter(template).compile({"names": '["李"]'}, format="pdf")


def test_a_pile_of_plain_names_waits_for_no_other_font(
    setter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[tuple[str, ...]] = []
    real = typesetting._compiler

    def noted(template: Path, families: tuple[str, ...]) -> typst.Compiler:
        used.append(families)
        return real(template, families)

    monkeypatch.setattr(typesetting, "_compiler", noted)

    text_of(setter, "Joost Bakker", "Fatma Yıldız", "Łukasz", "Χρήστος", "محمد", "Vera 🌻")
    text_of(setter, "李")

    assert used[0] == BASE
    assert len(used[1]) == len(BASE) + 1


def test_a_font_that_was_cleared_away_is_unpacked_again(setter: Typesetter) -> None:
    (family,) = families_of("ሳ")
    text_of(setter, "ሳ")

    shutil.rmtree(folders_of([family])[1])
    typesetting._fonts.cache_clear()
    typesetting._compiler.cache_clear()

    assert "ሳ" in text_of(setter, "ሳ")
