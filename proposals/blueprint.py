"""Blueprint of the pages about a proposal itself; threads, versions and the rest have their own."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from proposals.access import ProposalHere

pages = Blueprint("proposals", __name__, url_prefix="/g/<slug>/voorstellen")
ONE = "/g/<slug>/voorstellen/<numbered:number>"
"""The address of one proposal, under which its parts hang."""


def address(found: ProposalHere, endpoint: str = "proposals.show", **values: Any) -> str:
    """The URL of a page of this proposal."""
    return url_for(endpoint, slug=found.community.slug, number=found.proposal, **values)


def back_to(found: ProposalHere, anchor: str | None = None) -> Response:
    """A redirect to the page of this proposal, after something was done."""
    return redirect(address(found, _anchor=anchor), 303)


def turned_on() -> bool:
    """Does the form ask for it, or for it no longer? It says so, so that sent twice is once."""
    return request.form.get("on", "1") == "1"
