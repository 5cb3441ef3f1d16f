"""Preview of a link to a decision: a picture with its title, never a result, never a name."""

from werkzeug.wrappers import Response

from decisions.access import decision_for
from decisions.addresses import pages
from plumbing.drawing.previews import picture_of


@pages.get("/besluiten/<numbered:number>/beeld.png")
def picture(slug: str, number: int) -> Response:
    found = decision_for(slug, number)
    return picture_of(found.decision.title, found.community.name)
