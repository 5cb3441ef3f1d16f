"""QR codes: as an SVG for a page, and as rows of squares for paper."""

from functools import lru_cache

from markupsafe import Markup

BORDER = 4
"""Squares of white around it; with fewer some phones do not see it."""


@lru_cache(256)
def drawn(address: str) -> Markup:
    """The picture alone, dark on white in every theme; what it says stands beside it in words."""
    rows = squares(address)
    size = len(rows) + 2 * BORDER
    path = "".join(
        f"M{x + BORDER} {y + BORDER}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return Markup(
        '<svg class="qr" viewBox="0 0 {size} {size}" shape-rendering="crispEdges" '
        'aria-hidden="true"><rect class="qr-ground" width="{size}" height="{size}"/>'
        '<path class="qr-squares" d="{path}"/></svg>'
    ).format(size=size, path=path)


def squares(address: str) -> list[list[bool]]:
    """Row by row which squares are dark, without the white around them."""
    import segno

    code = segno.make(address, error="m", micro=False)
    return [[bool(square) for square in row] for row in code.matrix]
