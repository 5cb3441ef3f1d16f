"""Preview of a link to a proposal: its title, and dots that are nobody."""

from werkzeug.wrappers import Response

from plumbing.drawing.previews import picture_of
from proposals.access import proposal_for
from proposals.blueprint import pages


@pages.get("/<numbered:number>/beeld.png")
def picture(slug: str, number: int) -> Response:
    found = proposal_for(slug, number)
    return picture_of(found.proposal.title, found.community.name)
