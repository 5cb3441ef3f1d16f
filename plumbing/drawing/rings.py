"""Rings of dots, one to three: where each dot stands and in which order they fill."""

from collections.abc import Sequence
from math import pi

RINGS_UP_TO = ((18, 1), (48, 2), (60, 3))


def places(dots: int, pitch: float) -> list[tuple[float, float]]:
    """Turn and radius of each dot, in the order of filling: by angle, inner before outer.

    A turn runs from 0 to 1, clockwise from twelve o'clock. At most sixty dots.
    """
    if dots <= 1:
        return [(0.0, 0.0)] * dots
    rings = next(rings for most, rings in RINGS_UP_TO if dots <= most)
    inner = (pitch * dots / (2 * pi) - pitch * rings * (rings - 1) / 2) / rings
    radii = [max(inner, pitch / 2) + pitch * i for i in range(rings)]
    return sorted(
        (round((i + 0.5) / on_ring, 9), radius)
        for radius, on_ring in zip(radii, _shared_out(dots, radii), strict=True)
        for i in range(on_ring)
    )


def _shared_out(dots: int, radii: Sequence[float]) -> list[int]:
    """The dots over the rings in proportion to their radius, by largest remainder."""
    shares = [dots * radius / sum(radii) for radius in radii]
    whole = [int(share) for share in shares]
    by_remainder = sorted(range(len(radii)), key=lambda i: whole[i] - shares[i])
    for i in by_remainder[: dots - sum(whole)]:
        whole[i] += 1
    return whole
