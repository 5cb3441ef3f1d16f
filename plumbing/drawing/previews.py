"""Preview of a link as a picture: a title, a community, and a ring of dots with one open."""

import json
from functools import lru_cache

from flask import Response, request

from plumbing.drawing import dots as pictures
from plumbing.drawing.typesetting import typesetter
from plumbing.folders import PAPER_TEMPLATES

PREVIEW_TEMPLATE = PAPER_TEMPLATES / "preview.typ"
WIDTH, HEIGHT = 1200, 630
"""In pixels, as chats and mail programs want them."""
DOTS = 24
"""A ring of its own: no number of people can be read from it."""


def picture_of(title: str, community: str) -> Response:
    """The picture, for a page that anybody may read."""
    response = Response(drawn(title, community), mimetype="image/png")
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.add_etag()
    response.make_conditional(request)
    return response


@lru_cache(64)
def drawn(title: str, community: str) -> bytes:
    """As PNG; equal words give an equal picture."""
    ring = pictures.ring(DOTS - 1, DOTS)
    left, top, size, _ = (float(number) for number in ring.view_box.split())
    shown = {
        "title": title,
        "community": community,
        "dots": [[dot.x - left, dot.y - top, dot.r, dot.state] for dot in ring.dots],
        "size": size,
    }
    return typesetter(PREVIEW_TEMPLATE).compile(
        sys_inputs={"shown": json.dumps(shown)}, format="png", ppi=72
    )
