"""Live updates: "something changed" to whoever watches, from every process, and never what.

A topic is something that somebody looks at, with a query that tells its revision. Each process
has one watcher, which works only while somebody listens: it is told by Redis, or sees in the
database itself, that anything was written; then it runs the query of each topic.
"""

import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import suppress
from threading import Condition, Lock, Thread

from flask import Flask, Response, abort, current_app, request
from sqlalchemy.orm import Session

from plumbing.database.changes import Changes, changes_of
from plumbing.security import who_asks
from plumbing.values import Struct, field

Read = Callable[[Session], str]
"""Ask the database for the revision of a topic: a word that says nothing but "as before" or not."""

KEEP_ALIVE = 15.0
LOOK_ANYWAY = 5.0
"""Seconds after which a topic is asked even if nobody wrote: some of it comes with time alone."""
RETRY_SECONDS = 1.0
MOST_STREAMS = 2000
"""Streams that one process holds."""
MOST_OF_A_PERSON = 12
MOST_OF_AN_ADDRESS = 600
"""A hall behind one address, of whom nobody has signed in yet."""

_endings: list[Callable[[], bool]] = []


def ends_with(is_ending: Callable[[], bool]) -> None:
    """Registers how every stream learns that the process which serves is about to stop."""
    _endings[:] = [is_ending]


def init_app(app: Flask) -> None:
    app.extensions["live"] = Live(app, changes_of(app))


def stream(key: Hashable, read: Read) -> Response:
    """Tell who asks each time this topic changes; the first message is its revision now.

    `?gezien=` or Last-Event-ID is the revision that is on her screen already.
    """
    live: Live = current_app.extensions["live"]
    response = Response(mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    if request.method == "HEAD":
        return response
    seen = request.headers.get("Last-Event-ID") or request.args.get("gezien", "")
    who = who_asks()
    topic = live.enter(key, read, who)
    if topic is None:
        abort(503)
    response.response = live.messages(topic, seen)
    response.call_on_close(lambda: live.leave(key, who))
    return response


class Topic(Struct):
    """What some people look at."""

    read: Read
    revision: str
    listeners: int = 0
    changed: Condition = field(default_factory=Condition)


class Live:
    """The topics of one process, and the thread that watches them."""

    def __init__(self, app: Flask, changes: Changes) -> None:
        self._app = app
        self._changes = changes
        self._lock = Lock()
        self._topics: dict[Hashable, Topic] = {}
        self._streams: Counter[str] = Counter()
        self._is_watching = False
        self._has_ended = False

    def enter(self, key: Hashable, read: Read, who: str) -> Topic | None:
        """Listen to a topic; none where there are too many streams already."""
        most = MOST_OF_A_PERSON if who.startswith("person:") else MOST_OF_AN_ADDRESS
        with self._lock:
            full = self._streams.total() >= MOST_STREAMS or self._streams[who] >= most
            if full or self._is_ending():
                return None
            self._streams[who] += 1
            topic = self._topics.get(key)
        try:
            topic = topic or Topic(read, self._asked(read))
        except Exception:
            self._streams[who] -= 1
            raise
        with self._lock:
            topic = self._topics.setdefault(key, topic)
            topic.listeners += 1
            if not self._is_watching:
                self._is_watching = True
                Thread(target=self._watch, name="live", daemon=True).start()
        return topic

    def leave(self, key: Hashable, who: str) -> None:
        with self._lock:
            self._streams[who] -= 1
            self._streams += Counter()
            topic = self._topics[key]
            topic.listeners -= 1
            if not topic.listeners:
                del self._topics[key]

    def messages(self, topic: Topic, seen: str) -> Iterator[str]:
        """The stream itself: a message for each change, and a breath when it was quiet."""
        told = topic.revision
        yield _message("current" if told == seen else "changed", told)
        while not self._is_ending():
            revision = self._next(topic, told)
            yield ":\n\n" if revision == told else _message("changed", revision)
            told = revision

    def _next(self, topic: Topic, told: str) -> str:
        """The revision after this one, or the same when nothing happened for a while."""
        with topic.changed:
            topic.changed.wait_for(lambda: topic.revision != told or self._has_ended, KEEP_ALIVE)
            return topic.revision

    def _watch(self) -> None:
        while True:
            try:
                self._watch_while_needed()
            except Exception:
                # Whatever the database or Redis had, those who listen still do.
                self._app.logger.exception("Live updates had to begin anew.")
                time.sleep(RETRY_SECONDS)
                # While Redis is away the database still knows what changed.
                with suppress(Exception):
                    self._look()
            with self._lock:
                if not self._topics or self._has_ended:
                    self._is_watching = False
                    return

    def _watch_while_needed(self) -> None:
        with self._changes.told() as has_changed:
            looked = time.monotonic()
            # What was written before the first query of this watcher.
            self._look()
            while self._topics:
                if self._is_ending():
                    self._end()
                    return
                if has_changed() or time.monotonic() - looked > LOOK_ANYWAY:
                    looked = time.monotonic()
                    self._look()

    def _look(self) -> None:
        with self._lock:
            topics = list(self._topics.values())
        for topic in topics:
            revision = self._asked(topic.read)
            if revision != topic.revision:
                with topic.changed:
                    topic.revision = revision
                    topic.changed.notify_all()

    def _asked(self, read: Read) -> str:
        with Session(self._app.extensions["reading"]) as session:
            return read(session)

    def _is_ending(self) -> bool:
        return self._has_ended or any(is_ending() for is_ending in _endings)

    def _end(self) -> None:
        self._has_ended = True
        with self._lock:
            topics = list(self._topics.values())
        for topic in topics:
            with topic.changed:
                topic.changed.notify_all()


def _message(event: str, revision: str) -> str:
    return f"id: {revision}\nevent: {event}\ndata: {revision}\n\n"
