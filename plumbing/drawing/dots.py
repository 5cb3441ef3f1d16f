"""Dots: where each dot, ring and bar stands, in the units of an SVG view box."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import count
from math import ceil, cos, hypot, pi, sin

from markupsafe import Markup

from plumbing.drawing import rings
from plumbing.values import Struct

MOST_DOTS = 60
PITCH = 10.0
FULL, OPEN = 3.6, 3.1
AXIS, FAIR_MARK = 480.0, 240.0
MOST_ON_AXIS = 30
MARK_BOX = "-13 -13 26 26"
MOST_KEPT = 512
"""Pictures that stay in memory: many people look at the same numbers."""
HALF = Markup(
    '<circle class="dot-rim" cx="{x:g}" cy="{y:g}" r="{rim:g}"/>'
    '<path class="dot" d="M{x:g} {top:g}A{r:g} {r:g} 0 0 0 {x:g} {bottom:g}Z"/>'
)
WHOLE = Markup('<circle class="{name}" cx="{x:g}" cy="{y:g}" r="{r:g}"/>')


class Dot(Struct, frozen=True):
    """One dot: its centre, its radius, and "full", "half" or "open"."""

    x: float
    y: float
    r: float
    state: str


class Field(Struct, frozen=True, dict=True):
    """Dots with the view box they fit in; each stands for `people_per_dot` people."""

    view_box: str
    dots: tuple[Dot, ...]
    people_per_dot: int

    @cached_property
    def drawn(self) -> Markup:
        """The circles; drawn here and once, as a page has many."""
        return Markup("").join(_circle(dot) for dot in self.dots)

    @cached_property
    def hole(self) -> float:
        """How far from the middle of a ring its first dot begins."""
        return round(min((hypot(dot.x, dot.y) - FULL for dot in self.dots), default=0.0), 2)


class Axis(Struct, frozen=True):
    """One group beside its fair share, which stands at `fair` in every row (None: no share yet).

    `band` is what chance does: start and width. Up to 30 people are dots with a thread of length
    `bar` through the filled ones; above, `bar` and `rest` are two bars. `clipped`: there is more.
    """

    height: float
    dots: tuple[Dot, ...]
    bar: float
    rest: float | None
    band: tuple[float, float] | None
    fair: float | None
    clipped: bool


def people_per_dot(total: int) -> int:
    """How many people one dot stands for: 1 up to sixty people, then 2, 5, 10, 20, 50, 100 …"""
    if total <= MOST_DOTS:
        return 1
    steps = (step * int(10**power) for power in count() for step in (1, 2, 5))
    return next(step for step in steps if step > 1 and ceil(total / step) <= MOST_DOTS)


def states(heard: int, total: int) -> tuple[str, ...]:
    """Each dot in the order of filling; a remainder is one half dot, everybody is all of them."""
    each = people_per_dot(total)
    dots = ceil(total / each)
    heard = max(0, min(heard, total))
    if heard == total:
        return ("full",) * dots
    full, remainder = divmod(heard, each)
    half = 1 if remainder else 0
    return ("full",) * full + ("half",) * half + ("open",) * (dots - full - half)


@lru_cache(MOST_KEPT)
def rows(heard: int, total: int, per_row: int = 20) -> Field:
    """Rows of dots, to stand beside text."""
    all_states = states(heard, total)
    dots = tuple(
        _dot((i % per_row + 0.5) * PITCH, (i // per_row + 0.5) * PITCH, state)
        for i, state in enumerate(all_states)
    )
    height = max(1, ceil(len(dots) / per_row)) * PITCH
    return Field(f"0 0 {_short(per_row * PITCH)} {_short(height)}", dots, people_per_dot(total))


@lru_cache(MOST_KEPT)
def ring(heard: int, total: int) -> Field:
    """A ring that fills like a clock, with its centre free for a number."""
    all_states = states(heard, total)
    places = rings.places(len(all_states), PITCH)
    dots = tuple(
        _dot(*_at(turn, radius), state)
        for (turn, radius), state in zip(places, all_states, strict=True)
    )
    half = max((radius for _, radius in places), default=PITCH / 2) + 4
    box = f"{_short(-half)} {_short(-half)} {_short(2 * half)} {_short(2 * half)}"
    return Field(box, dots, people_per_dot(total))


def tenths(heard: int) -> Field:
    """Ten dots for a member, who sees "ongeveer 3 van elke 10" and no counts."""
    heard = max(0, min(heard, 10))
    dots = tuple(Dot(8.0 + 16 * i, 8.0, *_paper(6.0, i < heard)) for i in range(10))
    return Field("0 0 160 16", dots, 1)


def gifts(given: int, have: int) -> Field:
    """The dots a voter can give: the given ones filled."""
    dots = tuple(
        Dot(14.0 + 28 * i, 14.0, *((11.0, "full") if i < given else (10.0, "open")))
        for i in range(max(have, given))
    )
    return Field(f"0 0 {max(1, len(dots)) * 28} 28", dots, 1)


def group_axis(
    heard: int,
    size: int,
    fair: float,
    low: float | None = None,
    high: float | None = None,
    height: float = 40,
) -> Axis:
    """A group of `size` people of whom `heard` were; chance gives `low` to `high` around `fair`."""
    scale = FAIR_MARK / fair if fair > 0 else AXIS / max(size, 1)
    band = None
    if fair > 0 and low is not None and high is not None:
        start, end = min(low * scale, AXIS), min(high * scale, AXIS)
        band = (round(start, 2), round(end - start, 2))
    as_dots = size <= MOST_ON_AXIS
    dots = _on_axis(heard, size, scale, height) if as_dots else ()
    thread = (heard - 0.5 if heard else 0) if as_dots else heard
    return Axis(
        height=height,
        dots=dots,
        bar=round(min(thread * scale, AXIS), 2),
        rest=None if as_dots else round(min(size * scale, AXIS), 2),
        band=band,
        fair=FAIR_MARK if fair > 0 else None,
        clipped=size * scale > AXIS + 0.01,
    )


def bars(numbers: Sequence[float]) -> tuple[float, ...]:
    """Widths in per cent on one scale, the longest 100; all nought where nothing was given."""
    longest = max(numbers, default=0)
    return tuple(round(float(100 * number / longest), 1) if longest else 0.0 for number in numbers)


def mark() -> Field:
    """The mark of Gehoord: a small circle of dots with one open."""
    dots = tuple(
        Dot(*_at((i + 0.5) / 8, 9.6), *((2.4, "open") if i == 7 else (3.0, "full")))
        for i in range(8)
    )
    return Field(MARK_BOX, dots, 1)


def _circle(dot: Dot) -> Markup:
    x, y, r = dot.x, dot.y, dot.r
    if dot.state == "half":
        return HALF.format(x=x, y=y, r=r, rim=r - 0.5, top=round(y - r, 2), bottom=round(y + r, 2))
    return WHOLE.format(name="dot" if dot.state == "full" else "dot-open", x=x, y=y, r=r)


def _on_axis(heard: int, size: int, scale: float, height: float) -> tuple[Dot, ...]:
    radius = round(min(7.0, 0.42 * scale), 2)
    places = (round((i + 0.5) * scale, 2) for i in range(size))
    return tuple(
        Dot(x, height / 2, *_paper(radius, i < heard))
        for i, x in enumerate(places)
        if x + radius <= AXIS
    )


def _at(turn: float, radius: float) -> tuple[float, float]:
    """Clockwise from twelve o'clock; one turn is the whole circle."""
    return round(radius * sin(2 * pi * turn), 2), round(-radius * cos(2 * pi * turn), 2)


def _dot(x: float, y: float, state: str) -> Dot:
    return Dot(x, y, OPEN if state == "open" else FULL, state)


def _paper(radius: float, is_full: bool) -> tuple[float, str]:
    """An open dot on a band keeps its outer edge: its stroke takes three quarters of a unit."""
    return (radius, "full") if is_full else (round(radius - 0.75, 2), "open")


def _short(number: float) -> str:
    return f"{round(number, 2):g}"
