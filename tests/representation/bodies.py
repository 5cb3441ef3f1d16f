"""Invented bodies of people for the properties: head counts that could be true."""

from hypothesis import strategies as st

from representation import Count, CountedAttribute, Counts, Settings, Value


@st.composite
def counts_of(draw: st.DrawFn, largest: int = 60) -> Count:
    members = draw(st.integers(0, largest))
    return Count(members, draw(st.integers(0, members)))


@st.composite
def single_attributes(draw: st.DrawFn, name: str) -> CountedAttribute:
    counts = draw(st.lists(counts_of(), max_size=6))
    return CountedAttribute(
        name,
        tuple(
            Value(f"{name}{place}", count.members, count.heard)
            for place, count in enumerate(counts)
        ),
        ordered=draw(st.booleans()),
        unknown=draw(counts_of(20)),
    )


@st.composite
def multiple_attributes(draw: st.DrawFn, name: str) -> CountedAttribute:
    known = draw(counts_of(150))
    silent = known.members - known.heard
    values = []
    for place in range(draw(st.integers(0, 5))):
        heard = draw(st.integers(0, known.heard))
        members = heard + draw(st.integers(0, silent))
        values.append(Value(f"{name}{place}", members, heard))
    return CountedAttribute(
        name, tuple(values), multiple=True, known=known, unknown=draw(counts_of(20))
    )


@st.composite
def bodies(draw: st.DrawFn) -> Counts:
    attributes = tuple(
        draw(st.one_of(single_attributes(name), multiple_attributes(name)))
        for name in "abc"[: draw(st.integers(0, 3))]
    )
    fewest = max((one.declared.members + one.unknown.members for one in attributes), default=0)
    settings = Settings(k=draw(st.sampled_from([1, 5, 10])))
    return Counts(fewest + draw(st.integers(0, 80)), attributes, settings)
