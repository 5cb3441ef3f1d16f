"""`python -m tests.bench [SQLite] [PostgreSQL]`: measure, print, and end with 1 when short."""

import json
import re
import sys
import time

from tests.bench import counting, floor
from tests.bench.load import side_by_side
from tests.bench.members import Member, casting, enter, floor_turns, members, reading
from tests.bench.stage import FLOOR, HOUSE, Server, Workbench, cold_start, server, stage
from tests.bench.table import Measurement, show
from tests.bench.wire import visits

DATABASES = ("SQLite", "PostgreSQL")
MEMBERS = 1000
SECONDS, TIMES = 2.0, 4
LINKS = "links.json"
KB, MB = 1e3, 1e6


def main(kinds: list[str]) -> int:
    """1 when something falls short of its target."""
    rows = list(counting.rows())
    show("counting", rows)
    for kind in kinds or DATABASES:
        with stage(kind) as here:
            measured = _measure(here)
        show(kind, measured)
        rows += measured
    short = [row for row in rows if row.falls_short]
    print(f"\n{len(short)} of {len(rows)} fall short." if short else "\nEverything is fast enough.")
    return int(bool(short))


def _measure(here: Workbench) -> list[Measurement]:
    here.run("flask", "--app", "app", "migrate")
    begun = time.monotonic()
    here.run("flask", "--app", "app", "demo", "--members", str(MEMBERS), "--links", LINKS)
    founding = time.monotonic() - begun
    here.run("flask", "--app", "app", "demo")
    floor.prepare(here.url, MEMBERS)
    rows = [
        Measurement(f"founding a crowd of {MEMBERS}", founding, "s", at_most=20, digits=1),
        Measurement("cold start", cold_start(here), "s", at_most=1.5, digits=2),
    ]
    with server(here, HOUSE) as house, server(here, FLOOR) as least:
        people = members(house.port, here.folder / LINKS)
        rows += _speed(people, least)
        rows.append(
            Measurement(
                "memory of the web processes",
                house.memory() / MB,
                "MB",
                least.memory() / MB,
                at_most=250,
            )
        )
        rows += _wire(here, house)
    return [*rows, *_queries(here), _letters(here), _list(here)]


def _list(here: Workbench) -> Measurement:
    seconds: float = json.loads(here.run("tests.bench.list_of_people"))
    return Measurement("import of 2,000 people", seconds, "s", at_most=10, digits=1)


def _speed(people: list[Member], least: Server) -> list[Measurement]:
    post, look = floor_turns(least.port)
    casts, posts = side_by_side(casting(people), post, SECONDS, TIMES)
    pages, looks = side_by_side(reading(people), look, SECONDS, TIMES)
    return [
        Measurement("casts, 16 members at once", casts.rate, "/s", posts.rate, at_least=0.6),
        Measurement("p95 of a cast", casts.p95 * 1000, "ms", posts.p95 * 1000),
        Measurement(
            "decision pages with ten contributions", pages.rate, "/s", looks.rate, at_least=0.25
        ),
        Measurement("p95 of a decision page", pages.p95 * 1000, "ms", looks.p95 * 1000),
    ]


def _wire(here: Workbench, house: Server) -> list[Measurement]:
    links = re.findall(r"http\S+", here.run("flask", "--app", "app", "demo", "--links"))
    fatma, _ = enter(house.port, links[0])
    first, *following = visits(house.port, fatma)
    heaviest = max(following, key=lambda page: page.bytes)
    return [
        Measurement("first visit to a decision page", first.bytes / KB, "KB", at_most=75, digits=1),
        Measurement("requests of that visit", len(first.files), at_most=10),
        Measurement(
            f"heaviest page after it: {heaviest.page}",
            heaviest.bytes / KB,
            "KB",
            at_most=12,
            digits=1,
        ),
    ]


def _letters(here: Workbench) -> Measurement:
    took = float(here.run("tests.bench.letters"))
    return Measurement("500 letters", took, "s", at_most=5, digits=1)


def _queries(here: Workbench) -> list[Measurement]:
    most: dict[str, tuple[int, str]] = json.loads(here.run("tests.bench.queries"))
    worst = sorted(most.items(), key=lambda kind: -kind[1][0])
    return [
        Measurement(f"queries of {kind}: {where}", count, at_most=12)
        for place, (kind, (count, where)) in enumerate(worst)
        if place == 0 or count > 12
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
