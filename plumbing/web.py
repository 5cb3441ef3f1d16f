"""Web: page or fragment, the transaction of a form, addresses, and errors a person can act on."""

import re
import unicodedata
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, make_response, render_template, request
from flask.templating import Environment
from flask_htmx import HTMX
from flask_wtf.csrf import CSRFError
from jinja2.bccache import Bucket, FileSystemBytecodeCache
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Conflict, HTTPException
from werkzeug.routing import BaseConverter, IntegerConverter
from werkzeug.wrappers import Response as BaseResponse

from plumbing.database.session import db
from plumbing.paths import local
from plumbing.routes import Route
from plumbing.words.language import speak, wished_language

htmx = HTMX()

Page = str | BaseResponse | tuple[str, int]
"""What a view answers: a page, a page with its status, or a whole response."""


class WrongMoment(Conflict):
    """What was asked is hers to do, but not now; the sentence says what she can do."""

    description = ""


class Invalid(Exception):
    """What was filled in cannot be taken: a sentence for each field, "" for the whole form."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors


@contextmanager
def transaction(refused: Callable[[dict[str, str]], Page] | None = None) -> Iterator[None]:
    """The transaction of a form: committed at its end, rolled back where it is refused.

    What else is raised ends the request, and with it the session that wrote nothing yet.
    What is raised as `Invalid` is answered by `refused`, which makes a page of the sentence for
    each field; a page without a status of its own gets 422.
    """
    try:
        yield
        db.session.commit()
    except Invalid as wrong:
        db.session.rollback()
        page = refused(wrong.errors) if refused else abort(422)
        abort(make_response((page, 422) if isinstance(page, str) else page))
    except IntegrityError:
        # Somebody was there first; only after a rollback can the session be asked who.
        db.session.rollback()
        raise


class Whole(IntegerConverter):
    """A whole number in an address, no larger than the database takes."""

    regex = r"\d{1,9}"


class Numbered(BaseConverter):
    """`12-moestuin-op-het-gras` in an address: only the number counts."""

    regex = r"\d{1,9}(?:-[a-z0-9-]*)?"

    def to_python(self, value: str) -> int:
        return int(value.partition("-")[0])

    def to_url(self, value: Any) -> str:
        if isinstance(value, int):
            return str(value)
        return f"{value.number}-{value.slug}" if value.slug else str(value.number)


def slug_of(title: str, longest: int = 60) -> str:
    """A title as the readable part of an address."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")


def wants_fragment() -> bool:
    """Does htmx ask for a part of the page? htmx 4 says so in this header."""
    return request.headers.get("HX-Request-Type") == "partial"


class Templates(Environment):
    """Templates that take the globals as they were when each was first used, which is faster."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> dict[str, Any]:
        return {**self.globals, **(d or {})}


class Compiled(FileSystemBytecodeCache):
    """Compiled templates in a folder that outlives the process: a start waits for none of them."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        # A page is never refused because the disk is full.
        with suppress(OSError):
            super().dump_bytecode(bucket)


def init_app(app: Flask) -> None:
    app.url_rule_class = Route
    app.jinja_environment = Templates
    compiled = Path(app.instance_path, "templates")
    compiled.mkdir(parents=True, exist_ok=True, mode=0o700)
    app.jinja_options = {**app.jinja_options, "bytecode_cache": Compiled(str(compiled))}
    htmx.init_app(app)
    app.url_map.converters |= {"numbered": Numbered, "int": Whole}
    app.before_request(_refuse_nul)
    app.register_error_handler(HTTPException, _explain)
    app.register_error_handler(TimeoutError, _busy)


def add_pages(app: Flask, modules: Sequence[ModuleType]) -> None:
    """Register the blueprint of each module of pages; modules that share one register it once."""
    for blueprint in dict.fromkeys(vars(module)["pages"] for module in modules):
        app.register_blueprint(blueprint)


def _refuse_nul() -> None:
    # PostgreSQL stores no NUL, and nobody types one.
    if any("\0" in text for text in (request.path, *request.values.values())):
        abort(422)


def _explain(error: HTTPException) -> Page:
    code = error.code or 500
    if error.response is not None or code < 400:
        return error.get_response()
    known = code in PAGES or isinstance(error, CSRFError)
    template = f"errors/{code}.html" if known else "errors/422.html"
    if code == 500:
        db.only_read()
    own_words = error.description if isinstance(error, WrongMoment) else None
    if not own_words:
        # What went wrong is said in every language, also where the page itself is not.
        speak(wished_language())
    return render_template(template, own_words=own_words, came_from=_came_from()), code


def _came_from() -> str:
    """The path of the page of this house that sent what could not be taken."""
    before = urlsplit(request.referrer or "")
    path = local(before.path, otherwise="") if before.netloc == request.host else ""
    # A form that was given back stands at an address that only takes forms.
    return path if path and current_app.url_map.bind("").test(path, "GET") else ""


def _busy(_: TimeoutError) -> tuple[str, int]:
    db.only_read()
    return render_template("errors/503.html", own_words=None, came_from=_came_from()), 503


PAGES = frozenset({403, 404, 409, 413, 422, 429, 500, 503})
