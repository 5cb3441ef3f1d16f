"""Every version of a proposal, and any two of them side by side."""

from flask import Blueprint, abort, render_template

from proposals.access import ProposalHere, proposal_for
from proposals.blueprint import ONE, address
from proposals.models import Version
from proposals.words import FIELDS
from proposals.writing.differences import differences

pages = Blueprint("versions", __name__, url_prefix=f"{ONE}/versies")


@pages.get("")
def index(slug: str, number: int) -> str:
    found = proposal_for(slug, number)
    return _render("proposals/writing/versions.html", found, versions=found.proposal.versions[::-1])


@pages.get("/<int:version_number>")
def show(slug: str, number: int, version_number: int) -> str:
    found = proposal_for(slug, number)
    return _render("proposals/writing/version.html", found, version=_version(found, version_number))


@pages.get("/<int:older>-<int:newer>")
def difference(slug: str, number: int, older: int, newer: int) -> str:
    found = proposal_for(slug, number)
    before, after = _version(found, older), _version(found, newer)
    if older >= newer:
        abort(404)
    return _render(
        "proposals/writing/difference.html",
        found,
        older=before,
        newer=after,
        fields=[each for each in differences(before, after) if found.reads(each.field)],
        versions=found.proposal.versions,
        names=FIELDS,
    )


def _version(found: ProposalHere, number: int) -> Version:
    for version in found.proposal.versions:
        if version.number == number:
            return version
    abort(404)


def _render(template: str, found: ProposalHere, **shown: object) -> str:
    return render_template(
        template,
        found=found,
        proposal=found.proposal,
        address=lambda endpoint="proposals.show", **values: address(found, endpoint, **values),
        **shown,
    )
