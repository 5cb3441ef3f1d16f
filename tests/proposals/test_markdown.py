"""A little Markdown, and nothing that can do harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.markdown import markdown, quoted


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Ja", "<p>Ja</p>"),
        ("**vet** en *schuin*", "<p><strong>vet</strong> en <em>schuin</em></p>"),
        ("een\ntwee", "<p>een<br>\ntwee</p>"),
        ("- een\n- twee", "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>"),
        ("# groot", "<p># groot</p>"),
        (
            "[klik](https://example.org)",
            '<p><a href="https://example.org" rel="nofollow noopener">klik</a></p>',
        ),
    ],
)
def test_a_little_markdown_is_read(typed: str, html: str) -> None:
    assert markdown(typed) == html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![plaatje](https://example.org/spoor.png)",
        "[klik](javascript:alert(1))",
        "[klik](JaVaScRiPt:alert(1))",
        "[klik](data:text/html,<script>alert(1)</script>)",
        "<javascript:alert(1)>",
        '[x](https://example.org "onmouseover=alert(1)")',
        "<iframe src=//example.org></iframe>",
        "<style>*{display:none}</style>",
        "[x]: javascript:alert(1)\n\n[x]",
        "<a href=x onclick=alert(1)>x</a>",
        "<svg/onload=alert(1)>",
    ],
)
def test_hostile_words_do_no_harm(hostile: str) -> None:
    html = markdown(hostile)

    for harm in ("<script", "<img", "<iframe", "<style", "<svg", 'href="javascript', 'href="data'):
        assert harm not in html.lower()
    assert " on" not in html.partition(">")[0]


@given(st.text(max_size=200))
def test_whatever_is_typed_only_known_tags_come_out(typed: str) -> None:
    for piece in markdown(typed).split("<")[1:]:
        name = piece.lstrip("/").partition(">")[0].partition(" ")[0]
        assert name in {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "a"}


def test_one_paragraph_stands_between_quotation_marks() -> None:
    assert quoted("Wie maait?") == "<p>“Wie maait?”</p>"
    assert "“" not in quoted("Een.\n\nTwee.")
