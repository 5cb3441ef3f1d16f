"""Markdown that people typed, as safe HTML: paragraphs, lists, emphasis, quotations and links."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import nh3
from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "a"}
ADDRESSES = {"http", "https", "mailto"}
LEFT_OUT = ["image", "heading", "lheading", "table", "fence", "code", "hr", "reference"]


@lru_cache(1024)
def markdown(text: str) -> Markup:
    """A text with a little Markdown as HTML that can do no harm; what is read often is kept."""
    html = nh3.clean(
        _reader().render(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=ADDRESSES,
        link_rel="nofollow noopener",
    )
    return Markup(html.strip())


def quoted(text: str) -> Markup:
    """What somebody said, between quotation marks where it is one paragraph."""
    html = markdown(text)
    inside = html.removeprefix("<p>").removesuffix("</p>")
    if html == f"<p>{inside}</p>" and "<p>" not in inside:
        return Markup("<p>“") + Markup(inside) + Markup("”</p>")
    return html


def plain(text: str) -> str:
    """The words alone, on one line: what a quotation is cut from."""
    return markdown(text).striptags()


@cache
def _reader() -> "MarkdownIt":
    # Its sixty modules are imported when there is something to read.
    from markdown_it import MarkdownIt

    reader = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True})
    return reader.disable(LEFT_OUT)
