"""What people typed, as safe text: paragraphs, lists, emphasis, quotations and links."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "a"}
ADDRESSES = {"http", "https", "mailto"}
LEFT_OUT = ["image", "heading", "lheading", "table", "fence", "code", "hr", "reference"]

_reader = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True})
_reader.disable(LEFT_OUT)


@lru_cache(1024)
def markdown(text: str) -> Markup:
    """A text with a little Markdown as HTML that can do no harm; what is read often is kept."""
    html = nh3.clean(
        _reader.render(text),
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
