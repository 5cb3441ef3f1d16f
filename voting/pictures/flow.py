"""The rounds of a count as a flow: each round a bar of all votes, and bands to where they go.

Votes of an option keep their place under each other, the winner first. What goes out, or has votes
to spare, sends bands to those who receive them; what has no next option ends up last.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from string import ascii_uppercase
from typing import Literal

from voting.pictures.bars import together
from voting.results import CountRound, Result
from voting.values import Struct

WIDTH, _WORDS, _BAR, _BAND = 360.0, 24.0, 30.0, 44.0
"""How wide the picture is, and how high the words above a bar, the bar, and the bands below it."""
MOST_NAMED = 9
"""So many options get a letter; of more, the smallest are drawn together."""
_LEAST_LETTERED = 16.0
REST, GONE = "(rest)", "(gone)"
"""Options drawn together, and votes without a next option."""

SegmentState = Literal["chosen", "out", "stays", "rest", "gone"]
"""What became of an option: chosen, out in the next round, still there; or drawn together."""
_Votes = Mapping[str, Fraction]


class Segment(Struct, frozen=True):
    """The votes of one option in one round; `letter` only where there is room for it."""

    option: str
    letter: str
    x: float
    width: float
    state: SegmentState


class Band(Struct, frozen=True):
    """The votes that stay with an option, or that move on from another."""

    path: str
    moves: bool


class FlowRound(Struct, frozen=True):
    """One round, or several in which only small options went out."""

    first: int
    last: int
    y: float
    segments: tuple[Segment, ...]
    bands: tuple[Band, ...]
    lines: tuple[float, ...]
    """Where the number needed stands."""
    eliminated: tuple[str, ...]
    others_out: int
    elected: tuple[str, ...]
    source: str
    """Whose votes to spare moved on in this round."""


class Flow(Struct, frozen=True):
    """The whole picture, with the letter of every option that has one."""

    view_box: str
    rows: tuple[FlowRound, ...]
    letters: Mapping[str, str]
    others: int


def flow_of(result: Result, quota: int | None = None) -> Flow:
    """`quota` is the number that elects; without it more than half of what still counts does."""
    named = _named_of(result)
    others = len(result.standings) - len(named)
    letters = dict(zip(named, ascii_uppercase, strict=False))
    groups = _grouped(result.rounds, named)
    order = (*named, REST, GONE) if others else (*named, GONE)
    whole = together(result.rounds[0].values.values()) if result.rounds else Fraction(1)
    totals = [_drawn_totals(group[-1], order, whole) for group in groups]
    rows = []
    elected: tuple[str, ...] = ()
    for place, group in enumerate(groups):
        elected += tuple(option for stage in group for option in stage.elected)
        next_out = groups[place + 1] if place + 1 < len(groups) else ()
        states = _states_of(order, elected, next_out)
        segments = _segments_of(totals[place], order, states, letters, whole)
        y = place * (_WORDS + _BAR + _BAND)
        bands = _bands_of(totals[place - 1], totals[place], order, whole, y) if place else ()
        rows.append(
            FlowRound(
                first=group[0].stage,
                last=group[-1].stage,
                y=round(y + _WORDS, 2),
                segments=segments,
                bands=bands,
                lines=_lines_of(totals[place], segments, whole, quota),
                eliminated=tuple(o for stage in group for o in stage.eliminated if o in letters),
                others_out=sum(o not in letters for stage in group for o in stage.eliminated),
                elected=tuple(option for stage in group for option in stage.elected),
                source=(group[-1].source or "") if group[-1].action == "surplus" else "",
            )
        )
    height = len(rows) * (_WORDS + _BAR + _BAND) - _BAND + 4
    return Flow(f"0 0 {WIDTH:g} {max(height, 1):g}", tuple(rows), letters, others)


def _named_of(result: Result) -> tuple[str, ...]:
    """Who get a letter: all where they are few, else the first of them and all who were elected."""
    options = [standing.option for standing in result.standings]
    if len(options) <= MOST_NAMED:
        return tuple(options)
    elected = sum(len(stage.elected) for stage in result.rounds)
    return tuple(options[: min(max(MOST_NAMED - 1, elected), len(ascii_uppercase))])


def _grouped(rounds: Iterable[CountRound], named: Sequence[str]) -> list[tuple[CountRound, ...]]:
    """Rounds one after another in which nothing happened to a named option, together."""
    groups: list[tuple[CountRound, ...]] = []
    for stage in rounds:
        small = stage.action == "eliminate" and not stage.elected
        small = small and not set(stage.eliminated) & set(named)
        if small and len(groups) > 1 and _is_small(groups[-1], named):
            groups[-1] = (*groups[-1], stage)
        else:
            groups.append((stage,))
    return groups


def _is_small(group: Sequence[CountRound], named: Sequence[str]) -> bool:
    return all(
        stage.action == "eliminate" and not stage.elected and not set(stage.eliminated) & set(named)
        for stage in group
    )


def _drawn_totals(stage: CountRound, order: Sequence[str], whole: Fraction) -> dict[str, Fraction]:
    """The votes of everything that is drawn; together they are always the whole."""
    totals = {option: Fraction(stage.values.get(option, 0)) for option in order}
    if REST in totals:
        totals[REST] = together(
            votes for option, votes in stage.values.items() if option not in order
        )
    totals[GONE] = whole - together(totals.values())
    return totals


def _states_of(
    order: Sequence[str], elected: Sequence[str], following: Sequence[CountRound]
) -> dict[str, SegmentState]:
    going = {option for stage in following for option in stage.eliminated}
    states: dict[str, SegmentState] = {}
    for option in order:
        if option in (REST, GONE):
            states[option] = "rest" if option == REST else "gone"
        elif option in elected:
            states[option] = "chosen"
        else:
            states[option] = "out" if option in going else "stays"
    return states


def _segments_of(
    totals: _Votes,
    order: Sequence[str],
    states: Mapping[str, SegmentState],
    letters: Mapping[str, str],
    whole: Fraction,
) -> tuple[Segment, ...]:
    segments = []
    before = Fraction(0)
    for option in order:
        width = _across(totals[option], whole)
        if totals[option]:
            letter = letters.get(option, "") if width >= _LEAST_LETTERED else ""
            at = _across(before, whole)
            segments.append(Segment(option, letter, at, width, states[option]))
        before += totals[option]
    return tuple(segments)


def _bands_of(
    before: _Votes, after: _Votes, order: Sequence[str], whole: Fraction, top: float
) -> tuple[Band, ...]:
    """What stays runs on at the side of its start; what is lost goes round to who gain."""
    y0, y1 = top - _BAND + 2, top + _WORDS - 2
    starts, ends = _begins(before, order), _begins(after, order)
    bands = []
    free = {}
    room = {}
    for option in order:
        stays = min(before[option], after[option])
        free[option] = (starts[option] + stays, before[option] - stays)
        room[option] = (ends[option] + stays, after[option] - stays)
        if stays:
            bands.append(Band(_ribbon(starts[option], ends[option], stays, whole, y0, y1), False))
    for loser in order:
        at, lost = free[loser]
        for gainer in order:
            to, gains = room[gainer]
            moved = min(lost, gains)
            if moved:
                bands.append(Band(_ribbon(at, to, moved, whole, y0, y1), True))
                at, lost = at + moved, lost - moved
                room[gainer] = (to + moved, gains - moved)
    return tuple(bands)


def _begins(totals: _Votes, order: Sequence[str]) -> dict[str, Fraction]:
    found = {}
    before = Fraction(0)
    for option in order:
        found[option] = before
        before += totals[option]
    return found


def _ribbon(
    start: Fraction, end: Fraction, votes: Fraction, whole: Fraction, y0: float, y1: float
) -> str:
    """A band between two bars as an SVG path."""
    a, b = _across(start, whole), _across(start + votes, whole)
    c, d = _across(end, whole), _across(end + votes, whole)
    middle = (y0 + y1) / 2
    return (
        f"M{a:g} {y0:g}C{a:g} {middle:g} {c:g} {middle:g} {c:g} {y1:g}"
        f"H{d:g}C{d:g} {middle:g} {b:g} {middle:g} {b:g} {y0:g}Z"
    )


def _lines_of(
    totals: _Votes, segments: Sequence[Segment], whole: Fraction, quota: int | None
) -> tuple[float, ...]:
    """The quota in each option that has it, or half of what counts measured from the winner."""
    if quota is None:
        counting = whole - totals[GONE]
        return (_across(Fraction(int(counting) // 2 + 1), whole),)
    return tuple(
        round(segment.x + _across(Fraction(quota), whole), 2)
        for segment in segments
        if segment.state == "chosen" and totals[segment.option] >= quota
    )


def _across(votes: Fraction, whole: Fraction) -> float:
    return round(float(WIDTH * votes / whole), 2)
